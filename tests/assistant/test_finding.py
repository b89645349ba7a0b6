"""A follow-up: the answer before it helps to find, is not asked, and is not given again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import finding
from assistant.answer import Turn
from assistant.bootstrap import open_assistant
from assistant.evidence_reader import SAID
from assistant.kinds.general import GeneralKind
from assistant.question import read_question
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 1, 1)
BEFORE = "Wat staat er in het plan?"
ANSWER = "Er is subsidie voor wie zonnepanelen legt."


def found(assistant: Assistant, text: str, *earlier: Turn) -> list[str]:
    return [hit.passage.id for hit in assistant.answer(text, earlier, on=DAY).hits]


def about_solar_panels(assistant: Assistant, ids: list[str]) -> int:
    return next(rank for rank, id_ in enumerate(ids) if "zonnepanelen" in assistant.build.passages[id_].text)


def test_what_the_answer_before_was_about_comes_sooner_in_a_follow_up(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    sooner = found(assistant, "Wie krijgt dat?", Turn(BEFORE, ANSWER))
    monkeypatch.setattr(finding, "BESIDE", 0.0)
    plainly = found(assistant, "Wie krijgt dat?", Turn(BEFORE, ANSWER))

    assert about_solar_panels(assistant, sooner) < about_solar_panels(assistant, [*plainly, *sooner])


def test_the_answer_before_makes_no_difference_to_a_question_that_stands_alone(assistant: Assistant) -> None:
    question = "Komt er een rondweg?"

    assert found(assistant, question, Turn(BEFORE, ANSWER)) == found(assistant, question)


def test_the_answer_before_is_searched_with_and_not_asked(assistant: Assistant) -> None:
    answer = assistant.answer("Wie krijgt dat?", [Turn(BEFORE, "In 1987 kreeg Amersfoort € 500 voor zonnepanelen.")], on=DAY)

    assert "Amersfoort" not in answer.standalone + answer.text
    assert "1987" not in answer.standalone + answer.text


def test_what_the_answer_before_said_counts_less_in_a_follow_up(assistant: Assistant) -> None:
    reader = next(kind._reader for kind in assistant._kinds if isinstance(kind, GeneralKind))
    question = read_question(text := "Hoeveel sociale huurwoningen komen er?", text, DAY)
    hits = assistant.search(text)
    first = reader.gather(question, hits).sentences
    likeliest = max(first, key=lambda one: one.relevance)

    again = reader.gather(replace(question, said=f"Dit is gezegd. {likeliest.text} En meer."), hits).sentences

    assert max(one.relevance for one in again) == 1.0
    ratio = [(one.relevance / other.relevance) for one, other in zip(again, first, strict=True)]
    assert ratio[likeliest.number - 1] == pytest.approx(SAID * max(ratio))


def test_documents_of_the_place_that_is_named_come_before_all_others(tmp_path: Path, settings: Settings) -> None:
    tables = []
    for place in ("Elzerhaven", "Veenstaden"):
        (tmp_path / f"{place}.md").write_text(
            f"# Nota\n\n## Afval\n\nDe afvalheffing is {len(place)} euro per huis.\n\n## Groen\n\nEr komt een bos.\n"
        )
        tables.append(f'[[documents]]\nid = "{place}"\nfile = "{place}.md"\ntitle = "Nota {place[0]}"\npublisher = "Gemeente {place}"\n')
    (tmp_path / "documents.toml").write_text("\n".join(tables))
    two = open_assistant(settings.model_copy(update={"corpus": tmp_path}), lambda line: None)

    for place in ("Elzerhaven", "Veenstaden"):
        answer = two.answer(f"Hoe hoog is de afvalheffing in {place}?", on=DAY)
        assert answer.hits[0].passage.document_id == place
        assert f"{len(place)} euro" in answer.text and {citation.document_id for citation in answer.citations} == {place}
