"""No word gets lost: what stands in a file stands once, and in order, in the headings and passages made from it."""

import re
from pathlib import Path

import pytest
from editions import read_alone, read_pair, uncovered, words_of, words_of_file, words_of_parts
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Edition
from corpus.dutch import sentences
from ingest.lines import blocks_of_lines
from ingest.passages import MOST_WORDS, cut
from ingest.sections import structure

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "tests" / "samples"
FILES = sorted([*SAMPLES.rglob("*.txt"), *SAMPLES.rglob("*.md"), *(REPOSITORY / "corpus" / "plain").glob("*.md")])
TEXT_SIGNS = re.compile(r"[\s\-–—•*]*")
# What an extraction throws about: words and signs that look like headings, numbers, bullets, footnotes and breaks.
TOKENS = [
    *"De brug is open. Wie kade: raad2 1. 2. 2.1 3.4.1 a. b) - – • * 1 12 2024 Inzet Doel Wegen politiek- en in- (zie) “Nee” 14 maart www.rietmeer.example é € ; Van".split(),
    *("\n", "\n", "\n", "\n\n", "\n \n", "\n ", "\f", "\n\f\n", "  ", "\t", "\u00a0", "\r\n"),
    "het college bespreekt de plannen voor de straat met alle bewoners van het dorp",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_word_of_a_sample_stands_once_and_in_order(file: Path) -> None:
    text, passages = read_alone(file)

    assert words_of_parts(text, passages) == words_of_file(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_passages_cover_the_sections_of_a_sample_without_gap_or_overlap(file: Path) -> None:
    text, passages = read_alone(file)

    assert TEXT_SIGNS.fullmatch(uncovered(text, passages))
    for passage in passages:
        section = next(section for section in text.sections if section.id == passage.section_id)
        assert section.span.start <= passage.span.start < passage.span.end <= section.span.end


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_passages_of_a_sample_are_short_and_whole(file: Path) -> None:
    text, passages = read_alone(file)

    for passage in passages:
        assert passage.text == text.text.text[passage.span.start : passage.span.end]
        assert len(passage.text.split()) <= MOST_WORDS
        piece = next(piece for piece in text.pieces[passage.section_id] if piece.span.start <= passage.span.start < piece.span.end)
        inside = {
            (piece.span.start + sentence.start, piece.span.start + sentence.end)
            for sentence in sentences(text.text.text[piece.span.start : piece.span.end])
        }
        assert passage.span.start in {start for start, _ in inside}
        assert passage.text[-1] in ".!?:;…”’)" or passage.span.end in {one.span.end for one in text.pieces[passage.section_id]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_equal_text_gives_equal_ids(file: Path) -> None:
    assert read_alone(file) == read_alone(file)


def test_every_word_of_paired_editions_stands_once_and_in_order() -> None:
    file, plain_file = SAMPLES / "zilverwoude" / "jaarplan.txt", SAMPLES / "zilverwoude" / "plain" / "jaarplan-2022.md"
    original, plain, passages = read_pair(file, plain_file)

    assert words_of_parts(original, passages) == words_of_file(file)
    assert words_of_parts(plain, passages) == words_of_file(plain_file)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(TOKENS), max_size=120))
def test_any_text_whatever_its_form_keeps_its_words(tokens: list[str]) -> None:
    raw = " ".join(tokens).replace(" \n ", "\n").replace("\n  ", "\n ")
    text = structure(blocks_of_lines(raw), "plan", Edition.ORIGINAL)
    passages = cut(text)

    assert words_of_parts(text, passages) == words_of(raw)
    assert TEXT_SIGNS.fullmatch(uncovered(text, passages))
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(len(passage.text.split()) <= MOST_WORDS for passage in passages)
