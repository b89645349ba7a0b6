"""Questions about the documents themselves are answered from the catalogue."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DURING, AFTER = date(2022, 5, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Welke documenten heb je?", "“Koers 2030” (visie; Gemeente Zilverwoude; maart 2023): geldend."),
        ("Welke stukken zijn er?", "“Jaarplan 2022 gemeente Zilverwoude” (jaarplan; Gemeente Zilverwoude; 4 oktober 2021): verlopen"),
        ("Wat is het nieuwste document?", "“Koers 2030”"),
        ("Geldt het jaarplan nog?", "geldt niet meer. Het gold tot en met 31 december 2022. De opvolger is “Koers 2030”."),
        ("Is de Koers 2030 nog geldig?", "“Koers 2030” geldt, sinds 1 maart 2023."),
        ("Van wanneer is het jaarplan?", "“Jaarplan 2022 gemeente Zilverwoude” is van 4 oktober 2021."),
        ("Door wie is de Koers 2030 gemaakt?", "“Koers 2030” is van: Gemeente Zilverwoude."),
        ("Waar gaat het jaarplan over?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Waar gaan deze documenten over?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Kunt u mij vertellen waar deze documenten over gaan?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Welke thema's zijn er in het jaarplan?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Welke thema's kent het jaarplan?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Welke onderwerpen komen in het jaarplan aan bod?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Wat is het verschil tussen het jaarplan en de Koers 2030?", "De koppen zijn: 1. Wonen; 2. Zorg."),
        ("Welke thema's staan in het jaarplan en welke in de Koers 2030?", "“Koers 2030” (visie; Gemeente Zilverwoude; maart 2023): geldend."),
        ("Wat staat er allemaal in de stukken?", "“Koers 2030” (visie; Gemeente Zilverwoude; maart 2023): geldend."),
    ],
)
def test_a_fact_of_the_catalogue_is_said_and_is_no_quote(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.answer(question, on=AFTER)

    assert (answer.kind, answer.status, answer.rejected) == ("catalogue", AnswerStatus.ANSWERED, ())
    assert said in answer.text
    assert "Dit komt uit de lijst van documenten, niet uit de tekst zelf." in answer.notices


def test_two_documents_without_a_subject_are_told_side_by_side_and_a_subject_is_asked_for(assistant: Assistant) -> None:
    said = "Noem een onderwerp erbij, dan legt Bronvast naast elkaar wat zij daarover zeggen."

    assert said in assistant.answer("Vergelijk het jaarplan met de Koers 2030.", on=AFTER).notices
    assert assistant.answer("Wat is het verschil tussen het jaarplan en de Koers 2030 over wonen?", on=AFTER).kind == "comparison"


def test_whether_a_document_is_in_force_depends_on_the_day(assistant: Assistant) -> None:
    assert "geldt nog, tot en met 31 december 2022" in assistant.answer("Geldt het jaarplan nog?", on=DURING).text
    assert "geldt nog niet. Het geldt vanaf 1 maart 2023" in assistant.answer("Geldt de Koers 2030 al?", on=DURING).text


def test_what_a_document_is_about_is_shown_with_its_first_sentences(assistant: Assistant) -> None:
    answer = assistant.answer("Waar gaat de Koers 2030 over?", on=AFTER)

    assert "zuinige gemeente" in answer.text
    assert answer.citations[0].document_id == "koers-2030"


COVERED = """# 7b.2 Koersplan Heidebrug

Gemeente Heidebrug

## Groen 2b

De gemeente plant driehonderd bomen.

## Water

Het water stroomt weer weg.
"""


def test_a_cover_page_says_nothing_and_codes_in_headings_are_no_unproven_numbers(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "koersplan.md").write_text(COVERED, encoding="utf-8")
    plan = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)

    for question in ("Waar gaat het koersplan over?", "Waar gaan de documenten over?"):
        answer = plan.answer(question, on=AFTER)
        assert (answer.kind, answer.status, answer.rejected) == ("catalogue", AnswerStatus.ANSWERED, ())
        assert "De koppen zijn: Groen 2b; Water." in answer.text
        assert answer.statements[-1].text == "De gemeente plant driehonderd bomen."


@pytest.mark.parametrize(
    "question",
    [
        "Wat zegt het jaarplan over jeugdhulp?",
        "Wanneer is het zwembad van het gas af volgens de Koers 2030?",
        "Welke documenten moet ik meenemen voor een paspoort?",
        "Geldt de voorrang nog?",
        "Wat staat er in de documenten over jeugdhulp?",
        "Waar gaan de documenten over de sporthal over?",
        "Wat staat er in dit document over 2024?",
        "Waar gaan de documenten van 2021 over?",
        "Wat staat er in stuk 2?",
        "Wat staat er in de documenten over de gemeente?",
        "Wat staat er nog niet in de documenten?",
    ],
)
def test_a_question_about_what_stands_in_a_document_is_no_question_about_the_document(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, on=AFTER).kind != "catalogue"


def test_what_the_catalogue_does_not_know_the_text_may_tell(tmp_path: Path) -> None:
    (tmp_path / "akkoord.md").write_text("# Bestuursakkoord Grasdorp\n\n## Looptijd\n\nDit akkoord eindigt op 31 december 2030.\n", encoding="utf-8")
    akkoord = open_assistant(Settings(corpus=tmp_path, data=tmp_path / ".data"), lambda line: None)

    assert "31 december 2030" in akkoord.answer("Tot wanneer loopt het bestuursakkoord?", on=date(2026, 5, 1)).text
    assert "niet bekend" in akkoord.answer("Van wie is het bestuursakkoord?", on=date(2026, 5, 1)).text


def test_what_neither_the_catalogue_nor_the_text_knows_is_said_not_to_be_known(tmp_path: Path) -> None:
    (tmp_path / "visie.md").write_text(
        "# Woonvisie Grasdorp\n\n## Vooraf\n\nGrasdorp, 3 mei 2024\n\n## Wonen\n\nDe huur geldt tot 2030.\n", encoding="utf-8"
    )
    visie = open_assistant(Settings(corpus=tmp_path, data=tmp_path / ".data"), lambda line: None)

    assert "is niet bekend" in visie.answer("Geldt de woonvisie nog?", on=date(2026, 5, 1)).text
