"""The words that our writers put side by side: what people say, and what policy texts write for it."""

from pathlib import Path

import pytest

from corpus.dutch import terms
from ingest.learn_related import MOST, joined
from ingest.vocabulary import EVERYDAY_FIRST, FOLDER, LATER, POLICY_FIRST, ROOM, SHARE, written


def term(word: str) -> str:
    """Give the search term of a word."""
    return terms(word)[0]


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    """Lists of a few lines."""
    (tmp_path / POLICY_FIRST[0]).write_text("trottoir\tstoep, langs de straat lopen\n", encoding="utf-8")
    (tmp_path / POLICY_FIRST[1]).write_text("trottoir\tstoep\nniet-ontvankelijk\tniet meer doorgaan\n", encoding="utf-8")
    (tmp_path / EVERYDAY_FIRST).write_text("juf\tleerkracht, onderwijspersoneel\n", encoding="utf-8")
    return tmp_path


def test_who_asks_with_an_everyday_word_gets_what_policy_texts_write(folder: Path) -> None:
    found = written(folder)

    assert found[term("juf")] == {term("leerkracht"): SHARE, term("onderwijspersoneel"): pytest.approx(SHARE * LATER)}
    assert term("trottoir") not in found  # the words of the documents themselves are found as they are


def test_a_pair_in_two_lists_counts_for_both_and_the_words_of_an_expression_share(folder: Path) -> None:
    found = written(folder)

    assert found[term("stoep")] == {term("trottoir"): pytest.approx(2 * SHARE)}
    assert found[term("straat")] == {term("trottoir"): pytest.approx(SHARE * LATER / 3)}


def test_not_is_said_of_everything_and_goes_with_nothing(folder: Path) -> None:
    assert not {"niet", "geen"} & written(folder).keys()


def test_what_goes_with_everything_counts_less_for_each(folder: Path) -> None:
    many = [f"{letter}q{other}zk" for letter in "abcdefghij" for other in "abcdefgh"]
    (folder / POLICY_FIRST[0]).write_text("".join(f"{word}\tgeld\n" for word in many), encoding="utf-8")
    found = written(folder)[term("geld")]

    assert len(found) == len(many)
    assert sum(found.values()) == pytest.approx(SHARE * (ROOM * len(many)) ** 0.5)


def test_what_is_learned_and_what_is_written_down_are_laid_together() -> None:
    found = joined({"a": (("b", 0.5), ("c", 0.1))}, {"a": {"c": 0.3, "b": 0.2}, "d": {"e": 0.1}})

    assert found == {"a": (("b", 0.5), ("c", 0.3)), "d": (("e", 0.1),)}
    assert len(joined({}, {"a": {f"w{number}": 0.1 for number in range(2 * MOST)}})["a"]) == MOST


@pytest.mark.parametrize("name", [*POLICY_FIRST, EVERYDAY_FIRST])
def test_every_line_is_a_word_and_others_that_are_not_that_word(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()

    assert lines == sorted(lines, key=lambda line: line.split("\t")[0])
    assert len({line.split("\t")[0] for line in lines}) == len(lines) > 3000
    for line in lines:
        head, rest = line.split("\t")
        others = rest.split(", ")
        assert head == head.strip() and all(other == other.strip() != "" for other in others), line
        assert len(set(others)) == len(others) and head not in others, line
