"""Related search terms: an everyday word and what policy texts write for it."""

from corpus.dutch import terms
from ingest.learn_related import MOST
from ingest.related import FILE, related


def test_an_everyday_word_has_the_words_of_policy_beside_it() -> None:
    (asked,) = terms("fiscus")

    assert terms("belasting")[0] in [other for other, _ in related(asked)]


def test_an_unknown_word_has_none() -> None:
    assert related("xqzv") == ()


def test_each_line_has_a_few_terms_the_nearest_first_and_never_the_term_itself() -> None:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        term = line.split("\t")[0]
        others = related(term)

        weights = [weight for _, weight in others]
        assert 1 <= len({other for other, _ in others}) == len(others) <= MOST
        assert weights == sorted(weights, reverse=True) and weights[-1] > 0
        assert term not in [other for other, _ in others]
