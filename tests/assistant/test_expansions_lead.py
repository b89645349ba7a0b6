"""Questions that stand beside a document lead to its sentences, and are never shown, quoted or counted as its words."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus, as_outcome
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2024, 5, 1)
PLAN = """# Plan

## Ruimte

De gemeente verlaagt de parkeernorm in het centrum naar 0,4.

## Water

De gemeente legt een wateropvang aan onder het Marktplein.

## Bestuur

De raad stelt de begroting vast in november. De griffier verzendt de stukken per post. De voorzitter leidt de zitting.
"""
QUESTIONS = """# Ruimte

- 1.1 Mogen nieuwe flats met minder garages gebouwd worden?

# Water

- 1.1 Blijven mijn schoenen droog na een wolkbreuk op de braderie?

# Bestuur

- 1.1 Wanneer wordt er geld verdeeld, ook voor vlinders?
- 1.2 Ploft dat dikke pak papier bij ons op de deurmat?
"""
ASKED = "Worden de schoenen op de braderie nog nat bij een wolkbreuk?"


def opened(folder: Path, questions: str = "") -> Assistant:
    (folder / "corpus" / "expansions").mkdir(parents=True)
    (folder / "corpus" / "plan.md").write_text(PLAN, encoding="utf-8")
    if questions:
        (folder / "corpus" / "expansions" / "plan.md").write_text(questions, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(tmp_path_factory.mktemp("met"), QUESTIONS)


def test_a_question_that_resembles_one_beside_the_document_finds_what_answers_that_one(led: Assistant, tmp_path: Path) -> None:
    alone = opened(tmp_path).answer(ASKED, on=DAY)
    answer = led.answer(ASKED, on=DAY)

    assert answer.hits[0].passage.text == "De gemeente legt een wateropvang aan onder het Marktplein."
    assert answer.hits[0].score > next(hit.score for hit in alone.hits if hit.passage == answer.hits[0].passage)


def test_it_is_never_shown_or_quoted(led: Assistant) -> None:
    shown = json.dumps(
        [as_outcome(led.answer(question, on=DAY)) for question in (ASKED, "Mogen flats met minder garages?", "Ruimte")], ensure_ascii=False
    )

    assert "droog" not in shown
    assert "nieuwe flats" not in shown


def test_what_stands_only_in_it_is_not_in_the_documents(led: Assistant) -> None:
    answer = led.answer("Wat doet de gemeente aan vlinders?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS


def test_of_a_passage_the_sentence_that_answers_the_near_question_is_quoted_first(led: Assistant, tmp_path: Path) -> None:
    asked = "Komt het dikke pak papier op mijn deurmat terecht?"

    assert led.answer(asked, on=DAY).statements[0].text == "De griffier verzendt de stukken per post."
    assert opened(tmp_path).answer(asked, on=DAY).statements[0].text != "De griffier verzendt de stukken per post."
