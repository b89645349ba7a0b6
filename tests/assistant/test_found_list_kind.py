"""A list that the search finds is given whole, with its lead-in, and only when the search is sure of the list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus, Hit
from assistant.answerable import UNSURE_SAID, Verdict
from assistant.bootstrap import open_assistant
from assistant.evidence import Evidence, EvidenceSentence
from assistant.kinds.found_list import FoundListKind, _is_of
from assistant.question import read_question
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Passage, PassageKind, Span

DAY = date(2024, 5, 1)


def hits(assistant: Assistant, order: str) -> tuple[Hit, ...]:
    """Make hits: an `l` stands in the list of "De raad kiest voor:", an `o` elsewhere."""
    every = assistant.build.contents.passages
    lead_in = next(passage for passage in every if passage.kind is PassageKind.LEAD_IN and "kiest voor" in passage.text)
    inside = iter([lead_in, *(passage for passage in every if passage.lead_in == lead_in.id)])
    outside = iter([passage for passage in every if passage.kind is PassageKind.PROSE])
    return tuple(Hit(next(inside if place == "l" else outside), 1.0 / rank, rank, cosine=0.8) for rank, place in enumerate(order, 1))


def found_list(assistant: Assistant) -> FoundListKind:
    return next(kind for kind in assistant._kinds if isinstance(kind, FoundListKind))


@pytest.mark.parametrize(
    ("order", "found"), [("lloooo", True), ("looolo", True), ("olloo", True), ("oolol", False), ("ollll", True), ("loooo", False), ("", False)]
)
def test_a_list_is_found_when_the_best_hit_and_another_or_two_of_the_first_three_stand_in_it(assistant: Assistant, order: str, found: bool) -> None:
    assert bool(found_list(assistant)._of_hits(hits(assistant, order))) is found


def test_a_found_list_is_whole_each_item_with_its_own_citation(assistant: Assistant) -> None:
    answer = assistant.answer("Welke dingen voor het vervoer kiest de raad?", on=DAY)

    assert answer.status is AnswerStatus.ANSWERED and answer.kind == "list"
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,), (4,)]
    assert [word in statement.text for word, statement in zip(("kiest voor:", "buurtbus", "fietspad", "deelauto"), answer.statements, strict=True)]


def test_a_question_that_asks_for_no_list_gets_none(assistant: Assistant) -> None:
    kind = found_list(assistant)

    assert not kind.recognises(read_question(text := "Rijdt de buurtbus op zondag?", text, DAY), hits(assistant, "lllo"))


def test_a_list_is_whole_too_when_its_lead_in_is_the_likeliest_answer(assistant: Assistant) -> None:
    kind = found_list(assistant)
    question = read_question(text := "Welke zaken voor het vervoer kiest de raad?", text, DAY)
    found = hits(assistant, "looo")

    assert not kind._of_hits(found) and kind.recognises(question, found)
    assert len(kind.draft(question, found)[1].statements) == 4


@pytest.mark.parametrize(("kind_of", "is_found"), [(PassageKind.LEAD_IN, True), (PassageKind.PROSE, False)])
def test_any_sentence_of_a_lead_in_stands_for_its_list(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, kind_of: PassageKind, is_found: bool
) -> None:
    kind = found_list(assistant)
    question = read_question(text := "Welke zaken voor het vervoer kiest de raad?", text, DAY)
    found = hits(assistant, "looo")
    lead_in = replace(found[0].passage, text="De raad denkt aan vijf rollen. Hieronder staan ze:", kind=kind_of)
    sentence = EvidenceSentence(1, lead_in, Span(0, 30), "De raad denkt aan vijf rollen.", 1.0)
    monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, (sentence,), hits))

    assert kind.recognises(question, found) is is_found
    money = read_question(text := "Hoeveel geld krijgen alle zaken voor het vervoer?", text, DAY)
    assert not kind.recognises(money, found)  # a sentence that gives a fact is an answer of its own


@pytest.mark.parametrize(("others", "is_whole"), [(0.01, False), (0.2, True)])
def test_one_item_that_answers_alone_is_no_list(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, others: float, is_whole: bool) -> None:
    kind = found_list(assistant)
    question = read_question(text := "Welke zaken voor het vervoer kiest de raad?", text, DAY)
    found = hits(assistant, "lll")
    items = [hit.passage for hit in found if hit.passage.lead_in]
    said = tuple(
        EvidenceSentence(number, passage, Span(0, len(passage.text)), passage.text, 1.0 if number == 1 else others)
        for number, passage in enumerate(items, 1)
    )
    monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, said, hits))

    assert len(items) == 2
    assert kind.recognises(question, found) is is_whole


@pytest.mark.parametrize(("confidence", "is_told"), [(0.1, True), (0.9, False)])
def test_a_list_that_hardly_fits_the_question_says_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, confidence: float, is_told: bool
) -> None:
    kind = found_list(assistant)
    monkeypatch.setattr(kind._judge, "judge", lambda question, hits: Verdict(AnswerStatus.ANSWERED, "", confidence))

    draft = kind.draft(read_question(text := "Welke zaken kiest de raad?", text, DAY), hits(assistant, "lll"))[1]

    assert (UNSURE_SAID in draft.notices) is is_told


@pytest.mark.parametrize(("counted", "is_counted"), [("zaken", True), ("andere zaken", True), ("inwoners", False), ("en welke inwoners", True)])
def test_a_list_is_counted_only_when_it_is_of_what_is_asked(assistant: Assistant, counted: str, is_counted: bool) -> None:
    lead_in = replace(hits(assistant, "l")[0].passage, text="De raad kiest deze zaken:")

    assert _is_of(read_question(text := f"Hoeveel {counted} kiest de raad?", text, DAY), lead_in) is is_counted


def test_a_lead_in_without_items_is_no_list(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = found_list(assistant)
    question = read_question(text := "Welke zaken voor het vervoer kiest de raad?", text, DAY)
    lead_in = hits(assistant, "l")[0].passage

    def likeliest(passage: Passage) -> bool:
        said = EvidenceSentence(1, passage, Span(0, len(passage.text)), passage.text, 1.0)
        monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, (said,), hits))
        return kind.recognises(question, hits(assistant, "looo"))

    assert likeliest(lead_in)
    assert not likeliest(replace(lead_in, id="without-items"))


@pytest.mark.parametrize(("text", "is_found"), [("De zaken hierboven staan ook in de notitie.", True), ("Een nieuwe rondweg komt er niet.", False)])
def test_a_sentence_that_only_points_at_the_list_above_stands_for_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, text: str, is_found: bool
) -> None:
    kind = found_list(assistant)
    question = read_question(asked := "Welke zaken voor het vervoer kiest de raad?", asked, DAY)
    below = next(passage for passage in assistant.build.contents.passages if "rondweg" in passage.text)
    said = EvidenceSentence(1, replace(below, text=text), Span(0, len(text)), text, 1.0)
    monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, (said,), hits))

    assert kind.recognises(question, hits(assistant, "ooo")) is is_found
    assert not is_found or len(kind.draft(question, hits(assistant, "ooo"))[1].statements) == 4

    elsewhere = replace(below, text=text, section_id="another-section")
    monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, (replace(said, passage=elsewhere),), hits))
    assert not kind.recognises(question, hits(assistant, "ooo"))


@pytest.mark.parametrize(("inside", "is_found"), [(0.001, False), (0.3, True)])
def test_a_list_that_hits_stand_in_is_left_when_the_answer_stands_elsewhere(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, inside: float, is_found: bool
) -> None:
    kind = found_list(assistant)
    question = read_question(text := "Welke zaken voor het vervoer kiest de raad?", text, DAY)
    found = hits(assistant, "oll")
    said = tuple(
        EvidenceSentence(number, hit.passage, Span(0, len(hit.passage.text)), hit.passage.text, 1.0 if number == 1 else inside)
        for number, hit in enumerate(found, 1)
    )
    monkeypatch.setattr(kind._reader, "gather", lambda question, hits: Evidence(question, said, hits))

    assert kind.recognises(question, found) is is_found


GOAL = """# Woonplan Grasdorp

## 1 Huizen

In Grasdorp wachten starters lang op een huis. Wij willen dat er in 2031 honderd huizen bij zijn.

{lead}

- We kopen grond aan de Lindelaan.
- We splitsen grote boerderijen.

## 2 Wegen

De wegen blijven zoals ze zijn. Het onderhoud kost elk jaar evenveel.
"""


@pytest.mark.parametrize(
    ("lead", "question", "given"),
    [
        ("Om dat te bereiken:", "Wat gaat Grasdorp doen om huizen bij te bouwen?", 4),
        ("Daarvoor doen we het volgende:", "Wat doet het dorp voor starters die een huis zoeken?", 4),
        ("Grasdorp heeft ook:", "Wat gaat Grasdorp doen om huizen bij te bouwen?", 0),  # is not for that
        ("Om dat te bereiken:", "Hoeveel huizen komen erbij in Grasdorp?", 0),
    ],
)
def test_the_list_of_what_is_done_comes_with_what_is_wanted(tmp_path: Path, lead: str, question: str, given: int) -> None:
    (tmp_path / "plan.md").write_text(GOAL.format(lead=lead), encoding="utf-8")
    plan = open_assistant(Settings(corpus=tmp_path, data=tmp_path / ".data"), lambda line: None)
    answer = plan.answer(question, on=DAY)

    assert (len(answer.statements) if answer.kind == "list" else 0) == given
    if given:
        assert [one.text.split()[0] for one in answer.statements][1:] == [lead.split()[0], "We", "We"]


WAYS = """# Vergelijking vervoer

## Manier 1: deelauto

- Hoogste kosten
- Altijd een zitplaats
- Hoogste kosten

## Manier 2: leenfiets

- Laagste kosten
- Gezond en stil
- Nergens een file

## Vragen

Vragen over het vervoer stelt u aan het loket in het dorpshuis.
"""


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("Welke manier van vervoer heeft de laagste kosten?", ["Laagste kosten", "Gezond en stil", "Nergens een file"]),
        ("Welke manier van vervoer heeft de hoogste kosten?", ["Hoogste kosten", "Altijd een zitplaats"]),
        ("Aan wie stel ik vragen over het vervoer?", []),
    ],
)
def test_an_item_that_says_nothing_alone_comes_with_its_list(tmp_path: Path, question: str, given: list[str]) -> None:
    (tmp_path / "vervoer.md").write_text(WAYS, encoding="utf-8")
    asked = open_assistant(Settings(corpus=tmp_path, data=tmp_path / ".data"), lambda line: None)
    answer = asked.answer(question, on=DAY)

    assert [one.text for one in answer.statements if answer.kind == "list"] == given
