"""The questions beside our documents: they name the file they were written for, each leads to its place, is short, and was not taken from those that Bronvast is measured with."""

from hashlib import sha256
from pathlib import Path

import pytest
from editions import find_originals, read_edition

from corpus.catalogue import WRITTEN_FOR, Source, read_catalogue
from corpus.document import Edition, Expansion
from corpus.dutch import words
from evals.cases import read_cases
from ingest.expansions import read_expansions
from ingest.passages import cut

ROOT = Path(__file__).resolve().parents[2]
SOURCES = read_catalogue(ROOT / "corpus", frozenset()).sources
MOST_WORDS = 25


def read(source: Source) -> tuple[tuple[Expansion, ...], tuple[str, ...]]:
    assert source.plain
    assert source.expansions
    edition = read_edition(source.plain, Edition.PLAIN)
    return read_expansions(source.expansions, edition, cut(edition))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.document.id)
def test_every_line_leads_somewhere_and_every_passage_is_led_to(source: Source) -> None:
    assert source.plain
    passages = {passage.id: passage.text for passage in cut(read_edition(source.plain, Edition.PLAIN))}

    found, wrong = read(source)

    assert wrong == ()
    assert [text for id_, text in passages.items() if id_ not in {one.passage for one in found}] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.document.id)
def test_every_line_leads_somewhere_in_the_original_alone_too(source: Source) -> None:
    folder = find_originals()
    if folder is None:
        pytest.skip("the originals are not here: set BRONVAST_ORIGINALS to their folder, or put them in corpus/sources/")
    assert source.expansions
    edition = read_edition(folder / source.document.file)
    passages = cut(edition)

    found, wrong = read_expansions(source.expansions, edition, passages)

    assert wrong == ()
    assert [passage.text for passage in passages if passage.id not in {one.passage for one in found}] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.document.id)
def test_they_name_the_file_that_they_were_written_for(source: Source) -> None:
    assert source.expansions
    named = WRITTEN_FOR.fullmatch(source.expansions.read_text(encoding="utf-8").splitlines()[0])
    assert named
    if folder := find_originals():
        assert named["sha256"] == sha256((folder / source.document.file).read_bytes()).hexdigest()
        assert named["suffix"] == Path(source.document.file).suffix


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.document.id)
def test_questions_are_short_and_stand_there_once(source: Source) -> None:
    asked = [one.question for one in read(source)[0]]

    assert [question for question in asked if len(question.split()) > MOST_WORDS] == []
    assert len(set(asked)) == len(asked)


def test_no_question_is_one_that_bronvast_is_measured_with() -> None:
    files = sorted((ROOT / "evals" / "questions").rglob("*.jsonl"))
    asked = {case for file in files for case in read_cases([file])}
    measured = {tuple(words(text)) for case in asked for text in (case.question, case.written_out)}

    assert [one.question for source in SOURCES for one in read(source)[0] if tuple(words(one.question)) in measured] == []
