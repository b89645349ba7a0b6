"""Our plain-language editions: plain in figures, and complete beside the originals (which are not part of the repository).

How plain: the formula of Douma (W.H. Douma, "De leesbaarheid van landbouwbladen", 1960), Flesch's reading ease for Dutch:
206.84 − 0.77 × syllables per 100 words − 0.93 × words per sentence. 60 and more is plain ("standaard") Dutch.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from editions import find_originals, read_edition, read_pair

from corpus.catalogue import Source, read_catalogue
from corpus.document import Section
from corpus.dutch import MONTHS, sentences, words
from ingest.pairing import pieces_pair
from ingest.sections import Structure

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PLAIN = sorted((CORPUS / "plain").glob("*.md"))
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A syllable is a group of vowels that is spoken as one.
VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyáéíóúàèëïöü]", re.I)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b", re.I)
# Words with a capital that the plain text says in another form: (document, section, word) → why that is right.
EXCEPTIONS = {
    ("vng-agenda-2021", "Europees en internationaal perspectief", "Nederlands"): "the plain text names Nederland itself",
    (
        "vng-agenda-2021",
        "1.1 Gemeentelijke praktijk richtinggevend en agenderend voor digitale overheid",
        "Europese",
    ): "the plain text names Europa itself",
}


@dataclass(frozen=True)
class Pair:
    """One paragraph or item of an original beside that of the plain edition."""

    document: str
    path: tuple[str, ...]
    original: str
    plain: str

    def excuses(self, word: str) -> bool:
        return any((self.document, heading, word) in EXCEPTIONS for heading in self.path)


def pieces(text: Structure, section: Section) -> list[str]:
    return [text.text.text[piece.span.start : piece.span.end] for piece in text.pieces[section.id]]


def figures(file: Path) -> tuple[float, float]:
    """Give the mean number of words per sentence, and the reading ease of Douma, over all text but the headings."""
    text = read_edition(file)
    parts = [piece for section in text.sections for piece in pieces(text, section)]
    sentence_count = sum(len(sentences(part)) for part in parts)
    spoken = [word for part in parts for word in WORD.findall(part)]
    syllable_count = sum(max(1, len(VOWELS.findall(word))) for word in spoken)
    words_per_sentence = len(spoken) / sentence_count
    return words_per_sentence, 206.84 - 0.77 * 100 * syllable_count / len(spoken) - 0.93 * words_per_sentence


@pytest.mark.parametrize("file", PLAIN, ids=lambda file: file.stem)
def test_mean_sentence_has_at_most_fifteen_words(file: Path) -> None:
    assert figures(file)[0] <= 15


@pytest.mark.parametrize("file", PLAIN, ids=lambda file: file.stem)
def test_reading_ease_is_at_least_sixty(file: Path) -> None:
    assert figures(file)[1] >= 60


def test_reading_ease_follows_the_formula(tmp_path: Path) -> None:
    # Two sentences of 4 words; syllables 1+1+1+2 and 1+1+2+1: 10 in 8 words, 125 per 100. 206.84 − 0.77 × 125 − 0.93 × 4 = 106.87.
    (tmp_path / "plan.md").write_text("# Kop\n\nDe brug is open. Dan mag ieder door.", encoding="utf-8")

    assert figures(tmp_path / "plan.md") == (4, pytest.approx(106.87))


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    folder = find_originals()
    if folder is None:
        pytest.skip("the originals are not here: set BRONVAST_ORIGINALS to their folder, or put them in corpus/sources/")
    return list(read_catalogue(CORPUS, frozenset({".txt", ".md"}), folder).sources)


@pytest.fixture(scope="module")
def editions(sources: list[Source]) -> list[tuple[str, Structure, Structure]]:
    both = [(source.document.id, source.original, source.plain) for source in sources if source.original and source.plain]
    return [(name, *read_pair(original, plain)[:2]) for name, original, plain in both]


@pytest.fixture(scope="module")
def pairs(editions: list[tuple[str, Structure, Structure]]) -> list[Pair]:
    return [pair for name, original, plain in editions for pair in beside(name, original, plain)]


def beside(name: str, original: Structure, plain: Structure) -> Iterator[Pair]:
    plain_sections = {section.id: section for section in plain.sections}
    for section in original.sections:
        for ours, theirs in zip(pieces(original, section), pieces(plain, plain_sections[section.counterpart or ""]), strict=True):
            yield Pair(name, section.heading_path, ours, theirs)


def test_every_section_of_an_original_has_its_plain_counterpart_and_none_is_added(editions: list[tuple[str, Structure, Structure]]) -> None:
    for _, original, plain in editions:
        assert [section.heading_path for section in original.sections if section.counterpart is None] == []
        assert [section.heading_path for section in plain.sections if section.counterpart is None] == []


def test_every_paragraph_and_item_stands_beside_one_of_the_same_kind(editions: list[tuple[str, Structure, Structure]]) -> None:
    for _, original, plain in editions:
        uneven = [section.heading_path for section in original.sections if not pieces_pair(original, plain, section.id, section.counterpart or "")]
        assert uneven == []


def test_every_number_stands_in_the_plain_counterpart(pairs: list[Pair]) -> None:
    assert [
        (pair.path, number)
        for pair in pairs
        for number in NUMBER.findall(pair.original)
        if number not in NUMBER.findall(pair.plain) and not is_footnote(number, pair)
    ] == []


def is_footnote(number: str, pair: Pair) -> bool:
    """A number glued to a word refers to a note; the plain text says "(zie noot 1)"."""
    return re.search(rf"[^\W\d_]{{3,}}{number}\b", pair.original) is not None and f"noot {number}" in pair.plain


def test_every_date_stands_in_the_plain_counterpart(pairs: list[Pair]) -> None:
    assert [(pair.path, date) for pair in pairs for date in DATE.findall(pair.original) if date.casefold() not in pair.plain.casefold()] == []


def test_every_name_stands_in_the_plain_counterpart(pairs: list[Pair]) -> None:
    missing = [
        (pair.document, pair.path, name)
        for pair in pairs
        for name in names(pair.original)
        if not set(words(name)) <= set(words(pair.plain)) and not pair.excuses(name)
    ]

    assert missing == []


def names(text: str) -> Iterator[str]:
    """Give the words with a capital, but for the first of a sentence when only its first letter is one."""
    for sentence in sentences(text):
        for position, word in enumerate(re.findall(r"\w+", text[sentence.start : sentence.end])):
            if (position and word[0].isupper()) or sum(letter.isupper() for letter in word) > 1:
                yield word


def test_every_exception_is_still_needed(pairs: list[Pair]) -> None:
    used = {
        (pair.document, heading, name)
        for pair in pairs
        for name in names(pair.original)
        if not set(words(name)) <= set(words(pair.plain))
        for heading in pair.path
    }

    assert [exception for exception in EXCEPTIONS if exception not in used] == []
