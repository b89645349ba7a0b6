"""BEIR folders as they are, and passages of elsewhere beside a corpus."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from corpus.errors import ReadError, SettingsError
from evals.cases import read_cases
from evals.commands.systems import open_system
from evals.corpora import LoosePassage, contents_of, is_beir, read_beir, read_passages, split_of, write_beir_questions

DAY = date(2026, 1, 1)
BEES = "Bijen houden mag in elke volkstuin met toestemming van de buren."
SNOW = "De gemeente strooit eerst de doorgaande wegen en daarna de fietspaden."
SWANS = "Zwanen voeren is verboden bij de vijver."


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": "d1", "title": "", "text": BEES}, {"_id": "d2", "title": "Winter", "text": SNOW}, {"_id": "d3", "title": "", "text": " "}]
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(lines(corpus).encode()))
    queries = [{"_id": f"q{number}", "text": f"Vraag {number} over bijen?"} for number in range(20)] + [{"_id": "none", "text": "Niets?"}]
    (folder / "queries.jsonl").write_text(lines(queries), encoding="utf-8")
    rows = [f"q{number}\td1\t2\nq{number}\td2\t0" for number in range(20)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    rows = [
        {"id": "p1", "source": "elders/plan.md", "title": "Plan", "heading": ["Plan", "Bijen"], "text": BEES},
        {"id": "p2", "source": "elders/plan.md", "title": "Plan", "heading": ["Plan", "Winter"], "text": SNOW},
        {"id": "p3", "source": "elders/plan.md", "title": "Plan", "heading": ["Plan", "Winter"], "text": SWANS},
    ]
    file = tmp_path / "elders.jsonl"
    file.write_text(lines(rows), encoding="utf-8")
    return file


def test_a_beir_folder_is_known_by_its_corpus(beir: Path, corpus_folder: Path) -> None:
    assert is_beir(beir)
    assert not is_beir(corpus_folder)


def test_every_passage_of_a_beir_folder_is_a_document_with_its_own_id(beir: Path) -> None:
    contents = contents_of(read_beir(beir))
    assert [(passage.id, passage.document_id, passage.heading_path) for passage in contents.passages] == [("d1", "d1", ()), ("d2", "d2", ("Winter",))]
    assert [document.title for document in contents.documents] == ["d1", "Winter"]


def test_passages_of_one_source_are_one_document_with_a_section_per_heading(passages: Path) -> None:
    contents = contents_of(read_passages(passages))
    assert [document.id for document in contents.documents] == ["elders/plan.md"]
    assert [section.heading_path for section in contents.sections] == [("Plan", "Bijen"), ("Plan", "Winter")]
    assert contents.passages[1].section_id == contents.passages[2].section_id == contents.sections[1].id


def test_the_spans_count_in_the_text_that_is_made_of_the_passages(passages: Path) -> None:
    contents = contents_of(read_passages(passages))
    text = contents.texts[0].text
    assert [text[passage.span.start : passage.span.end] for passage in contents.passages] == [BEES, SNOW, SWANS]
    assert [text[section.span.start : section.span.end] for section in contents.sections] == [f"Bijen\n\n{BEES}", f"Winter\n\n{SNOW}\n\n{SWANS}"]


def test_a_query_belongs_to_dev_when_the_hash_of_its_id_begins_with_0_to_3() -> None:
    # sha256("q3") begins with 5, sha256("q0") with 3, sha256("q7") with 0
    assert [split_of("q3"), split_of("q0"), split_of("q7")] == ["test", "dev", "dev"]


def test_the_queries_become_a_question_file_with_their_grades(beir: Path, tmp_path: Path) -> None:
    counts = {split: write_beir_questions(beir, split, tmp_path / f"{split}.jsonl") for split in ("dev", "test", "all")}
    assert counts["dev"] + counts["test"] == counts["all"] == 20
    assert counts["dev"] > 0
    first = read_cases([tmp_path / "all.jsonl"])[0]
    assert (first.id, first.question, first.answerable) == ("q0", "Vraag 0 over bijen?", True)
    assert [(entry.document, entry.grade) for entry in first.evidence] == [("d1", 2)]


def test_passages_of_elsewhere_stand_beside_a_corpus(assistant: Assistant, passages: Path, corpus_folder: Path, data_folder: Path) -> None:
    settings = Settings(corpus=corpus_folder, data=data_folder)
    system = open_system("bronvast", settings, lambda line: None, passages)
    assert system.answer("Mag ik bijen houden in mijn volkstuin?").hits[0].passage.id == "p1"
    assert system.answer("Wat kost een tweede bak?").citations[0].document_id == "afvalplan"
    assert len(system.documents(DAY)) == len(assistant.documents(DAY)) + 1


def test_a_beir_folder_can_be_asked(beir: Path, data_folder: Path) -> None:
    system = open_system("bronvast", Settings(corpus=beir, data=data_folder), lambda line: None)
    assert system.answer("Mag ik bijen houden?").hits[0].passage.id == "d1"


def test_an_unknown_system_is_named(data_folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"Het systeem weg bestaat niet\. Kies uit: bronvast"):
        open_system("weg", Settings(data=data_folder), lambda line: None)


def test_an_id_that_occurs_twice_is_named() -> None:
    passage = LoosePassage("p1", "d", "", (), BEES)
    with pytest.raises(ReadError, match='De passage "p1" komt twee keer voor'):
        contents_of([passage, passage])


@pytest.mark.parametrize(
    ("text", "message"),
    [("geen json\n", "geen goede JSON lines"), ('{"id": "p1"}\n', 'ontbreekt het veld "text"'), ('["p1"]\n', 'ontbreekt het veld "id"')],
)
def test_a_faulty_file_of_passages_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "fout.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        read_passages(file)


def test_a_part_without_a_query_is_named(beir: Path, tmp_path: Path) -> None:
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    with pytest.raises(ReadError, match="staat geen vraag van het deel dev"):
        write_beir_questions(beir, "dev", tmp_path / "uit.jsonl")


def test_faulty_judgements_are_named(beir: Path, tmp_path: Path) -> None:
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1 d1 1\n", encoding="utf-8")
    with pytest.raises(ReadError, match="geen oordelen in BEIR-vorm"):
        write_beir_questions(beir, "dev", tmp_path / "uit.jsonl")
