"""Points that a sentence counts: they have no lead-in of their own, and follow it all the same. And lists that a note or a number parts."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.bootstrap import open_assistant
from assistant.lists import is_foot_note
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import PassageKind

DAY = date(2026, 5, 1)
PLAN = """# Sportplan Lindehoek

## Bewegen voor iedereen

- Sporten in de wijk. De beweegcoach komt in elke wijk. De coach werkt met drie methoden.

- Wandelgroep: elke week lopen buren samen een rondje.

- Fietsles: wie nooit leerde fietsen, krijgt les.

- Schoolplein: na schooltijd blijft het hek open.

- Sporten met korting. Wie weinig geld heeft, krijgt een pas.

## Lessen

- Lessen op school. Er werken drie coaches in de wijk.
- Zwemmen is gratis op dinsdag.
- De bibliotheek is open tot acht uur.
- Het buurthuis heeft een zaal.
- De sporthal krijgt een nieuw dak.

## Velden en zalen

Er zijn vier soorten zalen: gymzalen, danszalen, judozalen en sporthallen.

- Elke zaal wordt elke dag schoongemaakt.
- Elke zaal heeft een kleedkamer.
- Elke zaal is open tot tien uur.
- Elke zaal heeft een sleutelkast.

## Samenwerken met clubs

Clubs krijgen hulp bij het vinden van vrijwilligers. Daarvoor zijn er twee regelingen.

- De vrijwilligerspas geeft korting in winkels.
- De kantinebon is voor wie een bardienst draait.

Een club meldt zich bij het loket.

## Toezicht

1. Bij wangedrag langs de lijn gelden de volgende straffen:

a. een waarschuwing van de scheidsrechter;

b. een brief aan de ouders;

c. een wedstrijd niet meedoen.

2. Voorts geldt als straf bij wangedrag een gesprek met het bestuur.

3. Het bestuur vergadert elke maand.

## Plekken

1. Het college wijst aan als sportplek:

a. parken;

b. pleinen.

2. Voorts benoemt de burgemeester een commissie.

3. Ten slotte treedt deze regeling in werking op 1 mei.

## Inzet voor sport

- De samenwerking met scholen wordt sterker, met een rooster voor de zaal, een gezamenlijke coach en een fonds voor spullen.
- Het zwembad krijgt zonnepanelen op het dak.
- De hockeyclub krijgt een nieuw veld met lampen.
- De ijsbaan wordt elke winter door vrijwilligers gemaakt.

## Rollen

In elke club zijn er rollen voor wie wil helpen. Die rollen zijn:

- de trainer, die oefeningen bedenkt;
- de gastheer,12 die bezoekers ontvangt;

12 Een gastheer heeft een verklaring nodig

- de penningmeester, die het geld beheert;
- wie de wedstrijden leidt13:

13 Zie de regels van de bond

- de scheidsrechter;
- de grensrechter.
"""


@pytest.fixture(scope="module")
def village(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("lindehoek")
    (folder / "sportplan.md").write_text(PLAN, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


def said(village: Assistant, question: str) -> list[str]:
    return [statement.text for statement in village.answer(question, on=DAY).statements]


def test_points_whose_marks_a_counting_point_shares_are_as_many_as_it_counts(village: Assistant) -> None:
    answer = said(village, "Welke drie methoden gebruikt de beweegcoach?")

    assert answer[0] == "De coach werkt met drie methoden."
    assert [one.split(":")[0] for one in answer[1:]] == ["Wandelgroep", "Fietsles", "Schoolplein"]


def test_points_that_are_more_than_a_point_counts_are_others(village: Assistant) -> None:
    assert not any("bibliotheek" in one for one in said(village, "Welke drie coaches werken er in de wijk?"))


def test_prose_that_counts_is_followed_by_the_points_below_it(village: Assistant) -> None:
    answer = said(village, "Welke regelingen zijn er voor clubs om vrijwilligers te vinden?")

    assert answer[0].endswith("twee regelingen.")
    assert [one.split()[1] for one in answer[1:]] == ["vrijwilligerspas", "kantinebon"]


def test_a_sentence_that_counts_and_names_is_the_answer_itself(village: Assistant) -> None:
    assert said(village, "Welke vier soorten zalen zijn er?") == ["Er zijn vier soorten zalen: gymzalen, danszalen, judozalen en sporthallen."]


def test_a_list_under_a_number_goes_on_with_the_number_that_says_so(village: Assistant) -> None:
    answer = said(village, "Welke straffen gelden bij wangedrag langs de lijn?")

    assert [one.split()[0] for one in answer] == ["1.", "a.", "b.", "c.", "2."]


def test_a_number_that_treats_of_something_else_does_not_go_on_with_the_list(village: Assistant) -> None:
    answer = said(village, "Welke plekken wijst het college aan als sportplek?")

    assert [one.split()[0] for one in answer] == ["1.", "a.", "b."]


def test_a_note_at_the_foot_of_a_page_parts_no_list_and_is_no_part_of_it(village: Assistant) -> None:
    answer = said(village, "Welke rollen zijn er in elke club voor wie wil helpen?")

    assert [one.split()[1] for one in answer[1:]] == ["trainer,", "gastheer,12", "penningmeester,", "de", "scheidsrechter;", "grensrechter."]


@pytest.mark.parametrize(
    ("said_before", "is_note"), [("een tunnel12;", True), ("een tunnel.12", True), ("een tunnel", False), ("3,12 meter", False), ("zaal 12", False)]
)
def test_a_text_that_opens_with_a_number_is_a_note_only_where_something_refers_to_it(village: Assistant, said_before: str, is_note: bool) -> None:
    first = next(one for one in village.build.contents.passages if one.kind is PassageKind.PROSE)
    opening, before = replace(first, text="12 Woningen komen daar later bij."), replace(first, text=said_before)

    assert is_foot_note(opening, [before]) is is_note


def test_an_item_under_a_heading_answers_alone_when_no_other_comes_near(village: Assistant) -> None:
    answer = said(village, "Waardoor wordt volgens de inzet voor sport de samenwerking met scholen sterker? Noem de onderdelen.")

    assert answer[0].startswith("De samenwerking met scholen") and not any("hockeyclub" in one for one in answer)
