"""The register: which agreements a document sets, by the headings they stand under."""

from pathlib import Path

import pytest
from editions import read_alone

from corpus.agreement import LABELS, Agreement, AgreementKind
from corpus.document import Edition
from ingest.agreements import agreements
from ingest.blocks import Block, BlockKind
from ingest.passages import cut
from ingest.sections import structure


def register(*parts: tuple[int, str] | str) -> tuple[Agreement, ...]:
    """A pair is a heading with its level, a text with "- " an item, any other text a paragraph."""
    blocks = [
        Block(BlockKind.HEADING, part[1], level=part[0])
        if isinstance(part, tuple)
        else Block(BlockKind.ROW if " | " in before else BlockKind.COLUMNS, part)
        if " | " in part
        else Block(BlockKind.ITEM, part[2:], marker="-")
        if part.startswith("- ")
        else Block(BlockKind.PARAGRAPH, part)
        for before, part in zip(("", *parts), parts, strict=False)
    ]
    text = structure([*blocks, Block(BlockKind.HEADING, "9. Slot", level=1)], "plan", Edition.ORIGINAL)
    found = agreements(text.text, text.sections, cut(text))
    assert all(agreement.text == text.text.text[agreement.span.start : agreement.span.end] for agreement in found)
    return found


def kinds(*parts: tuple[int, str] | str) -> list[AgreementKind]:
    return [agreement.kind for agreement in register(*parts)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Doelstelling 2030", AgreementKind.GOAL),
        ("Doelen", AgreementKind.GOAL),
        ("Inzet 2024", AgreementKind.COMMITMENT),
        ("Onze inzet", AgreementKind.COMMITMENT),
        ("Afspraken", AgreementKind.COMMITMENT),
        ("Maatregelen", AgreementKind.COMMITMENT),
        ("Prioriteiten 2024", AgreementKind.PRIORITY),
        ("Processtappen", AgreementKind.STEP),
        ("Vervolgstappen", AgreementKind.STEP),
        ("Besluit", AgreementKind.DECISION),
        ("BESLISPUNTEN", AgreementKind.DECISION),
        ("Gevraagd besluit", AgreementKind.DECISION),
        ("3. Besluit", AgreementKind.DECISION),
        ("Wat willen we bereiken?", AgreementKind.GOAL),
        ("Ambities 2026-2030", AgreementKind.GOAL),
        ("Wat gaan we daarvoor doen?", AgreementKind.COMMITMENT),
        ("Wat doet de gemeente hiervoor?", AgreementKind.COMMITMENT),
        ("Wij willen", AgreementKind.COMMITMENT),
        ("Speerpunten", AgreementKind.PRIORITY),
        ("Mijlpalen", AgreementKind.STEP),
        ("11. Lijst van toezeggingen", AgreementKind.COMMITMENT),
        ("Overzicht van de besluiten", AgreementKind.DECISION),
        ("Overzicht van acties 2027", AgreementKind.COMMITMENT),
    ],
)
def test_heading_tells_the_kind(heading: str, kind: AgreementKind) -> None:
    assert kinds((1, heading), "- Er komt een brug.") == [kind]


@pytest.mark.parametrize(
    "heading",
    [
        "Inzet kabinetsformatie",
        "Inzet van geld",
        "Doelgroepen",
        "Besluiten over wegen",
        "Stappenteller",
        "Lijst van wegen",
        "Overzicht van besluiten over wegen",
        "Wegen",
    ],
)
def test_heading_that_only_begins_with_such_a_word_is_none(heading: str) -> None:
    assert kinds((1, heading), "- Er komt een brug.") == []


def test_every_item_is_an_agreement_and_the_text_around_the_list_is_none() -> None:
    found = register((1, "Inzet 2024"), "Er komt:", "- een brug;", "- een sluis.", "Dat kost geld.")

    assert [agreement.text for agreement in found] == ["een brug;", "een sluis."]


def test_without_a_list_the_prose_is_the_agreement() -> None:
    assert [agreement.text for agreement in register((1, "Doel 2030"), "In 2030 is de brug open.")] == ["In 2030 is de brug open."]


def test_paragraphs_with_numbers_are_an_agreement_each_with_a_year_of_its_own() -> None:
    paragraphs = ("Onze doelen zijn:", "2.1 In 2029 zijn alle bruggen veilig.", "2.2 De haven is in 2030 dieper. Dat helpt de schippers.")

    found = register((1, "2. Wegen en water"), (2, "Doelen"), *paragraphs)

    assert [(one.text, one.year) for one in found] == [(paragraphs[1], 2029), (paragraphs[2], 2030)]
    assert kinds((1, "Maatregelen"), "3.1 Wij baggeren de haven.", "3.2 Wij verven de brug.") == [AgreementKind.COMMITMENT] * 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("2.1 In 2029 zijn alle bruggen veilig.", "De haven volgt."),
        ("In 2029 zijn alle bruggen veilig.", "12.30 uur is de tijd van het pont."),
        ("11.30 Uur opent de markt in 2029.", "12.30 Uur sluit de markt."),
        ("2.1 In 2029 zijn alle bruggen veilig.", "2.1 De haven is dieper.", "2.2 De kade is hoger."),
        ("In 2029.", "In 2030."),
    ],
    ids=["one number", "no number", "hours", "a number twice", "no steps"],
)
def test_other_prose_under_a_heading_stays_one_agreement(paragraphs: tuple[str, ...]) -> None:
    assert len(register((1, "Doelen"), *paragraphs)) == 1


def test_each_dated_sentence_under_steps_is_a_step_with_what_follows_it() -> None:
    found = register(
        (1, "Planning"),
        "De raad kijkt eerst. In het najaar van 2026 begint de bouw. Die duurt lang. De brug is medio 2028 klaar.",
        "De sluis volgt in 2029.",
    )

    assert [(one.text, one.year, one.kind) for one in found] == [
        ("De raad kijkt eerst. In het najaar van 2026 begint de bouw. Die duurt lang.", 2026, AgreementKind.STEP),
        ("De brug is medio 2028 klaar.", 2028, AgreementKind.STEP),
        ("De sluis volgt in 2029.", 2029, AgreementKind.STEP),
    ]


def test_nothing_between_paragraphs_with_numbers_is_left_out() -> None:
    paragraphs = (
        "Wij willen een haven voor iedereen.",
        "2.1 Alle bruggen zijn veilig.",
        "Dat geldt voor de kade ook.",
        "2.2 De haven is dieper.",
        "Zo is het.",
    )

    found = register((1, "Doelen"), *paragraphs)

    assert [one.text.split("\n\n") for one in found] == [[paragraphs[0]], list(paragraphs[1:3]), list(paragraphs[3:])]
    assert [one.text for one in register((1, "Doelen"), paragraphs[0], "Dat is nodig voor:", paragraphs[1], paragraphs[3])] == [
        *paragraphs[:2],
        paragraphs[3],
    ]


@pytest.mark.parametrize(
    "past",
    [
        "Het plan is in 2024 gemaakt.",
        "In 2025 hebben wij met schippers gesproken.",
        "In 2024 startte het onderzoek.",
        "De kade werd in 2023 door het waterschap opgeknapt.",
    ],
)
def test_what_is_past_is_no_step(past: str) -> None:
    ahead = ("In mei 2027 volgt de inspraak.", "In 2029 is de brug vervangen.")

    assert [(one.text, one.year) for one in register((1, "Planning"), f"{past} {ahead[0]}", ahead[1])] == [(ahead[0], 2027), (ahead[1], 2029)]


@pytest.mark.parametrize(
    "step", ["Wij hebben in 2026 geld nodig.", "De raad heeft beloofd in 2026 te beginnen.", "In 2026 zullen wij met schippers hebben gesproken."]
)
def test_what_will_be_is_a_step_whatever_its_verb(step: str) -> None:
    assert [one.text for one in register((1, "Planning"), step, "In 2029 volgt de brug.")] == [step, "In 2029 volgt de brug."]


def test_prose_with_one_moment_or_above_parts_makes_no_separate_steps() -> None:
    assert [one.text for one in register((1, "Planning"), "In 2026 begint de bouw. Het duurt lang.")] == ["In 2026 begint de bouw. Het duurt lang."]
    above = "In 2026 begint de bouw. In 2028 is de brug klaar."
    assert [one.text for one in register((1, "Planning"), above, (2, "Bouw"), "- De aannemer begint.")] == ["De aannemer begint."]


def test_agreement_knows_theme_goal_and_year() -> None:
    (found,) = register((1, "1. Wegen"), (2, "1.2 Veilige bruggen"), (3, "Inzet 2024"), "- Er komt een brug.")

    assert (found.theme, found.goal_number, found.goal_title, found.year) == ("1. Wegen", "1.2", "Veilige bruggen", 2024)


PARTS = [part for name in ("Wonen", "Water", "Wegen") for part in ((2, name), f"- Wij zorgen voor {name}.", f"- Wij praten over {name}.")]


def test_parts_are_the_themes_where_one_chapter_holds_all_agreements() -> None:
    assert [found.theme for found in register((1, "Ons programma"), *PARTS)] == ["Wonen", "Wonen", "Water", "Water", "Wegen", "Wegen"]


def test_chapters_stay_the_themes_where_they_have_numbers_or_are_several() -> None:
    assert {found.theme for found in register((1, "1. Koers"), *PARTS)} == {"1. Koers"}
    assert {found.theme for found in register((1, "Koers"), *PARTS, (1, "Geld"), "- Wij sparen.", "- Wij lenen.")} == {"Koers", "Geld"}


def test_what_a_letter_is_about_is_neither_theme_nor_year() -> None:
    subject = "Onderwerp: Stand van het dorpenplan, tweede brief 2026"
    chapters = register(
        subject, (1, "1. Zwembad"), (2, "Maatregelen"), "- Het bad wordt ruimer.", (1, "2. Haven"), (2, "Besluit"), "- De kade te sluiten."
    )
    alone = register("Betreft: Tarieven van 2027", "Besluit: de tarieven blijven gelijk.")

    assert [(one.theme, one.year) for one in chapters] == [("1. Zwembad", None), ("2. Haven", None)]
    assert [(one.theme, one.year) for one in alone] == [("Tarieven van 2027", None)]


def test_below_what_a_letter_is_about_one_chapter_may_be_the_whole_document() -> None:
    parts = [part for theme in ("Wonen", "Zorg", "Sport") for part in ((2, theme), (3, "Maatregelen"), f"- Er komt meer {theme.lower()}.")]

    assert [one.theme for one in register("Betreft: het dorpenplan", (1, "Plannen"), *parts)] == ["Wonen", "Zorg", "Sport"]


def test_agreement_outside_a_goal_has_none() -> None:
    (found,) = register((1, "1. Wegen"), (2, "Prioriteiten 2024"), "- Er komt een brug.")

    assert (found.theme, found.goal_number, found.goal_title, found.year) == ("1. Wegen", None, None, 2024)


def test_agreement_without_a_year_in_its_headings_has_that_of_its_deadline() -> None:
    one, other = register((1, "Besluit"), "- Uiterlijk 1 mei 2024 is de brug open.", "- De nota van 2019 vervalt.")

    assert (one.year, one.due) == (2024, "Uiterlijk 1 mei 2024")
    assert (other.year, other.due) == (None, None)


def test_a_moment_before_the_year_of_the_heading_looks_back() -> None:
    (found,) = register((1, "Inzet 2024"), "- Wat eind 2022 begon, is in het voorjaar van 2025 klaar.")

    assert (found.year, found.due) == (2024, "voorjaar van 2025")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("De gemeente bouwt een brug.", "De gemeente"),
        ("Eind 2024 heeft de provincie een sluis.", "de provincie"),
        ("Daarnaast werken gemeenten samen aan een pont.", "gemeenten"),
        ("De brug wordt door het waterschap gebouwd.", "het waterschap"),
        ("Het veer wordt betaald door de GGD.", "de GGD"),
        ("Gemeenten worden geholpen door de BKD.", "de BKD"),
        ("De raad besluit de brug te bouwen.", "De raad"),
        ("Wethouder Noor stuurt de raad een kaart van de brug.", "Wethouder Noor"),
        ("De burgemeester wijst een plek voor de brug aan.", "De burgemeester"),
        ("Wethouder J. van der Molen (Dorpsbelang) komt met een plan voor de brug.", "Wethouder J. van der Molen"),
        ("De wethouder Noor-Kade nodigt het waterschap uit.", "De wethouder Noor-Kade"),
        ("Gedeputeerde De Boer vraagt het college om een brug.", "Gedeputeerde De Boer"),
        ("In mei besluit de raad over de brug.", "de raad"),
        ("Na het besluit de raad vragen om een brug.", None),
        ("Wethouder Noor krijgt een brief.", None),
        ("Wethouder Noor en de raad spreken over de brug.", None),
        ("Brief van wethouder Noor aan de raad.", None),
        ("Het besluit van de raad geldt vanaf mei.", None),
        ("Er is een RWS meerjarenplan voor de brug.", None),
        ("Meer overleg tussen dorp en bestuur.", None),
        ("De brug gaat open.", None),
    ],
)
def test_agreement_names_the_body_that_acts(text: str, actor: str | None) -> None:
    assert register((1, "Inzet 2024"), f"- {text}")[0].actor == actor


def test_part_of_a_section_with_priorities_holds_priorities() -> None:
    assert kinds((1, "1. Wegen"), (2, "Prioriteiten 2024"), (3, "Bruggen"), "De brug gaat voor.") == [AgreementKind.PRIORITY]


def test_numbered_goal_below_such_a_heading_is_no_part_of_it() -> None:
    assert kinds((1, "Prioriteiten 2024"), (2, "1.1 Bruggen"), "De brug gaat voor.") == []


def test_agreements_stand_in_reading_order_and_ids_are_unique() -> None:
    found = register((1, "1. Wegen"), (2, "Doel 2030"), "Veilig.", (2, "Inzet 2024"), "- Een brug.", "- Een sluis.")

    assert [agreement.text for agreement in found] == ["Veilig.", "Een brug.", "Een sluis."]
    assert len({agreement.id for agreement in found}) == 3


def test_every_kind_has_a_dutch_label() -> None:
    assert set(LABELS) == set(AgreementKind)


def test_under_a_goal_with_a_number_one_goal_is_one_with_its_list() -> None:
    parts = ((1, "1. Wegen"), (2, "1.2 Veilige bruggen"), (3, "Doelstelling 2030"), "Dan is:", "- de brug open;", "- de sluis dicht.")

    assert kinds(*parts) == [AgreementKind.GOAL]


def test_parts_with_numbers_below_a_numbered_heading_belong_to_it() -> None:
    assert kinds((1, "2. Doelen"), (2, "2.1 Bruggen"), "De bruggen zijn veilig.") == [AgreementKind.GOAL]


def test_parts_that_are_called_themes_belong_to_the_heading_above_them() -> None:
    assert kinds((1, "Doelen"), (2, "Thema 1: Wegen"), "De wegen zijn veilig.") == [AgreementKind.GOAL]
    assert kinds((1, "Thema 3: Water"), (2, "3.1 Doelen"), "De sloten zijn schoon.") == [AgreementKind.GOAL]


def test_goal_with_its_number_and_title_in_the_heading() -> None:
    goal, one, other = register((1, "Wegen"), (2, "Doel 2: Veilige bruggen"), "In 2030 is elke brug veilig.", "- Een hek.", "- Een lamp.")

    assert (goal.kind, goal.text) == (AgreementKind.GOAL, "Veilige bruggen\n\nIn 2030 is elke brug veilig.")
    assert {one.kind, other.kind} == {AgreementKind.COMMITMENT}
    assert {(found.goal_number, found.goal_title) for found in (goal, one, other)} == {("2", "Veilige bruggen")}


@pytest.mark.parametrize(
    "lead_in",
    [
        "Besluit:",
        "Besluiten:",
        "Het college besluit:",
        "De raad besluit unaniem om:",
        "Het college vraagt de raad om:",
        "Wij stellen de raad voor te besluiten:",
    ],
)
def test_what_a_lead_in_decides_are_decisions(lead_in: str) -> None:
    assert kinds((1, "7. De brug"), lead_in, "- De brug te bouwen.", "- De sluis te sluiten.") == [AgreementKind.DECISION] * 2


def test_lead_in_that_only_tells_about_a_decision_decides_nothing() -> None:
    assert kinds((1, "De brug"), "Het besluit bestaat uit dit besluit:", "- een kaart;", "- een brief.") == []


def test_decision_stands_behind_its_label_in_the_same_paragraph_or_in_the_next() -> None:
    found = register((1, "De brug"), "Besluit: de brug te bouwen.", "Ter kennisname.", "Besluit:", "De sluis te sluiten.", "Rondvraag.")

    assert [(agreement.kind, agreement.text) for agreement in found] == [
        (AgreementKind.DECISION, "de brug te bouwen."),
        (AgreementKind.DECISION, "De sluis te sluiten."),
    ]


def test_a_second_lead_in_goes_on_with_the_label_before_it() -> None:
    assert kinds((1, "De brug"), "Besluit:", "De raad voor te stellen:", "- De brug te bouwen.") == [AgreementKind.DECISION]


def test_what_we_promise_to_propose_stays_apart() -> None:
    found = register((1, "Wat gaan we doen?"), "Wij zijn van plan de raad voor te stellen:", "- De brug te bouwen.", "- De sluis te sluiten.")

    assert [one.text for one in found] == ["De brug te bouwen.", "De sluis te sluiten."]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Het college heeft op 3 juni 2031 na overleg met de dorpsraad besloten de raad voor te stellen:",
        "De raad voor te stellen:",
        "Aan het algemeen bestuur voor te stellen te besluiten:",
    ],
)
def test_what_is_proposed_to_others_is_one_decision_with_the_words_that_say_so(lead_in: str) -> None:
    found = register((1, "De brug"), "Besluit:", lead_in, "- De brug te bouwen.", "- De sluis te sluiten.", "Ter kennisname.")

    assert [one.text for one in found] == [f"{lead_in}\n\n- De brug te bouwen.\n\n- De sluis te sluiten."]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Daarom willen wij:",
        "Wij zetten in op:",
        "De komende jaren zorgen we voor:",
        "Maatregelen:",
        "Onze acties:",
        "De inzet is:",
        "Concreet doen wij dit:",
    ],
)
def test_what_the_writers_want_in_a_lead_in_are_commitments(lead_in: str) -> None:
    assert kinds((1, "Bruggen"), lead_in, "- een hek;", "- een lamp.") == [AgreementKind.COMMITMENT] * 2


def test_a_label_in_the_plural_gives_its_kind_to_the_list_behind_it() -> None:
    parts = ("Onze doelen:", "- Elke brug is veilig.", "Speerpunten:", "- Een hek.", "De kosten:", "- Een lamp van 5 euro.")

    assert kinds((1, "Bruggen"), *parts) == [AgreementKind.GOAL, AgreementKind.PRIORITY]


def test_a_point_in_which_the_writers_say_what_they_will_do_is_a_commitment() -> None:
    assert kinds((1, "Bruggen"), "- Wij bouwen een hek.", "- We zien veel verkeer.", "- Het hek is rood.") == [AgreementKind.COMMITMENT]


def test_in_a_programme_every_point_outside_its_frame_is_a_commitment() -> None:
    parts = (
        (1, "Verkiezingsprogramma 2026"),
        (2, "Leeswijzer"),
        "- Eerst de bruggen.",
        (2, "Bruggen"),
        "Druk is het.",
        "- Een hek.",
        "- Meer lampen.",
    )

    assert [agreement.text for agreement in register(*parts)] == ["Een hek.", "Meer lampen."]


def test_in_a_programme_a_row_of_figures_or_of_tasks_is_no_commitment_and_one_of_actions_is() -> None:
    parts = ("Post | 2027 | 2028", "Bruggen | 40 | 55", "Samen | 40 | 55", (2, "Wie"), "Naam | Taken", "Wethouder T. Vos | Wegen, water")
    actions = ((2, "Wat"), "Maatregel | Bedrag", "Een hek plaatsen | € 400")

    found = register((1, "Coalitieakkoord 2026-2030"), (2, "Geld"), *parts, *actions)

    assert [agreement.text for agreement in found] == ["Een hek plaatsen | € 400"]


@pytest.mark.parametrize("columns", ["Ambitie | Resultaat", "Thema | Wat wij willen", "Plan | Wie"])
def test_in_a_programme_a_row_in_words_promises_as_a_point_does(columns: str) -> None:
    found = register((1, "Coalitieakkoord 2026-2030"), (2, "Groen"), columns, "Meer bomen | langs de weg", "Minder tegels | in de straat")

    assert [agreement.text for agreement in found] == ["Meer bomen | langs de weg", "Minder tegels | in de straat"]


POINTS = ("- De VDB stelt een wijzer op.", "- De VDB leert raden schrijven.")
BOND = (
    (2, "1 Bruggen"),
    (3, "1.1 Elke brug is open"),
    "In 2028 gaat elke brug elk uur open. Dat meten we.",
    *POINTS,
    (3, "1.2 Elke brug is licht"),
    "In 2029 heeft elke brug een lamp.",
    *POINTS,
)


def test_points_that_tell_what_the_writer_of_a_plan_does_are_commitments_and_the_prose_above_them_is_the_goal() -> None:
    found = register((1, "Agenda 2027 van de VDB"), "Per thema staan er doelstellingen.", *BOND)

    assert [one.kind for one in found] == [AgreementKind.GOAL, AgreementKind.COMMITMENT, AgreementKind.COMMITMENT] * 2
    assert found[0].text == "In 2028 gaat elke brug elk uur open. Dat meten we." and found[1].actor == "De VDB"
    assert {one.kind for one in register((1, "Agenda 2027 van de VDB"), *BOND)} == {AgreementKind.COMMITMENT}, "no word of goals"


@pytest.mark.parametrize("title", ["Verslag van de agenda 2027", "Bruggen"])
def test_points_that_tell_what_a_body_does_promise_nothing_outside_a_plan(title: str) -> None:
    assert register((1, title), "Per thema staan er doelstellingen.", *BOND) == ()


@pytest.mark.parametrize("verb", ["heeft", "vindt", "is"])
def test_what_the_writer_of_a_plan_has_done_or_thinks_is_no_commitment(verb: str) -> None:
    told = [part.replace(" stelt ", f" {verb} ") if isinstance(part, str) else part for part in BOND]

    assert register((1, "Agenda 2027 van de VDB"), *told) == ()


def test_a_table_that_tells_how_far_goals_are_gives_each() -> None:
    found = register((1, "Voortgang"), (2, "Stand"), "Doelstelling | Status", "Elke brug is open | gehaald", "Elke brug is licht | niet gehaald")

    assert [(one.kind, one.text) for one in found] == [
        (AgreementKind.GOAL, "Elke brug is open | gehaald"),
        (AgreementKind.GOAL, "Elke brug is licht | niet gehaald"),
    ]


@pytest.mark.parametrize("title", ["Reactie op het coalitieakkoord", "Programma van eisen 2026-2030", "Bruggen"])
def test_what_is_no_programme_promises_nothing_in_its_points(title: str) -> None:
    assert kinds((1, title), (2, "Bruggen"), "- Een hek.", "- Meer lampen.") == []


def test_a_motion_asks_what_stands_before_its_last_line() -> None:
    motion = "De raad, overwegende dat de brug oud is; verzoekt het college een hek te plaatsen, en gaat over tot de orde van de dag."

    assert [agreement.text for agreement in register((1, "Motie"), motion)] == ["verzoekt het college een hek te plaatsen"]


@pytest.mark.parametrize(
    "lead_in", ["Verzoekt het college:", "draagt het college op om:", "Roept de provincie op:", "De raad spreekt als zijn mening uit dat:"]
)
def test_the_points_that_a_motion_asks_are_one_decision_with_the_words_that_ask(lead_in: str) -> None:
    points = ("- een hek te plaatsen;", "- de brug te verlichten;")

    found = register((1, "Motie"), "Overwegende dat:", "- de brug oud is;", lead_in, *points, "en gaat over tot de orde van de dag.")

    assert [(one.kind, one.text) for one in found] == [(AgreementKind.DECISION, "\n\n".join((lead_in, *points)))]
    assert register((1, "Verslag"), lead_in, *points, "De voorzitter sluit de vergadering.") == ()


def test_an_item_with_a_list_of_its_own_is_one_agreement() -> None:
    blocks = [
        Block(BlockKind.HEADING, "Inzet 2027", level=1),
        Block(BlockKind.ITEM, "Meer groen:", marker="-", depth=1),
        Block(BlockKind.ITEM, "bomen", marker="-", depth=2),
        Block(BlockKind.ITEM, "heggen", marker="-", depth=2),
        Block(BlockKind.ITEM, "Meer licht", marker="-", depth=1),
    ]
    text = structure(blocks, "plan", Edition.ORIGINAL)

    assert [" ".join(one.text.split()) for one in agreements(text.text, text.sections, cut(text))] == ["Meer groen: - bomen - heggen", "Meer licht"]


def test_first_row_of_a_table_names_its_columns() -> None:
    found = register((1, "Acties"), "Wat | Wie", "Een hek plaatsen | Het dorp", "Een lamp ophangen | De buurt")

    assert [agreement.text for agreement in found] == ["Een hek plaatsen | Het dorp", "Een lamp ophangen | De buurt"]


def test_a_table_of_actions_gives_each_row_with_its_moment_and_who_acts() -> None:
    found = register(
        (1, "5. Overzicht"),
        "Nr. | Actie | Trekker | Gereed",
        "A1 | Een hek plaatsen | Team Groen | 2027",
        "A2 | Een lamp ophangen | de buurt | Q3 2028",
        "A3 | Een bank zetten | | ",
    )

    assert [(one.kind, one.year, one.due, one.actor) for one in found] == [
        (AgreementKind.COMMITMENT, 2027, "2027", "Team Groen"),
        (AgreementKind.COMMITMENT, 2028, "Q3 2028", "de buurt"),
        (AgreementKind.COMMITMENT, None, None, None),
    ]
    assert kinds((1, "5. Overzicht"), "Mijlpaal | Wanneer", "Opening | mei 2027") == [AgreementKind.STEP]


@pytest.mark.parametrize("columns", ["Soort | Aantal | Jaar", "Wijk | Wie", "Actie | Kosten", "Wat kost het | Wie betaalt"])
def test_a_table_of_other_things_gives_no_agreements(columns: str) -> None:
    assert kinds((1, "5. Overzicht"), columns, "Bomen | 12 | 2027") == []


def test_a_goal_ends_before_what_leads_in_its_list_and_conditions_are_no_commitments() -> None:
    found = register(
        (1, "Doel 2: Meer groen"),
        "Het dorp is grijs. Daarom doen wij dit:",
        "- bomen planten",
        "De subsidie geldt alleen voor:",
        "- eigenaren",
    )

    assert [(one.kind, one.text) for one in found] == [
        (AgreementKind.GOAL, "Meer groen\n\nHet dorp is grijs."),
        (AgreementKind.COMMITMENT, "bomen planten"),
    ]


def test_a_goal_below_its_points_ends_before_the_next_ones() -> None:
    found = register((1, "Doel 2: Meer groen"), "- bomen", "Het dorp is grijs.", "- heggen", "Tot slot.")

    assert [(one.kind, one.text) for one in found if one.kind is AgreementKind.GOAL] == [(AgreementKind.GOAL, "Meer groen")]


def test_the_line_above_the_next_decision_names_its_subject() -> None:
    found = register((1, "2. De brug"), "Besluit:", "- De brug te bouwen.", "- Brief over de sluis", "Het college besluit:", "- De brief te sturen.")

    assert [agreement.text for agreement in found] == ["De brug te bouwen.", "De brief te sturen."]


SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "dorpenland"
G, C, P, D = AgreementKind.GOAL, AgreementKind.COMMITMENT, AgreementKind.PRIORITY, AgreementKind.DECISION


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("begroting.md", [("1. Verkeer", G)] * 2 + [("1. Verkeer", C)] * 3 + [("2. Groen", G)] + [("2. Groen", P)] * 2 + [("2. Groen", C)] * 2),
        ("besluitenlijst.txt", [("1. Verslag van de vorige vergadering", D)] + [("2. Nieuwe speeltuin in Oosterdorp", D)] * 3),
        ("programma.md", [("Wonen", C)] * 3 + [("Bestuur", C)] * 2),
        ("verslag.md", []),
    ],
)
def test_documents_of_several_genres_give_their_agreements_and_nothing_else(name: str, expected: list[tuple[str, AgreementKind]]) -> None:
    text, passages = read_alone(SAMPLES / name)

    assert [(agreement.theme, agreement.kind) for agreement in agreements(text.text, text.sections, passages)] == expected


def test_a_line_that_sets_a_numbered_goal_is_one_and_what_stands_below_it_is_done_for_it() -> None:
    found = register(
        (1, "Thema Wonen"),
        "Doelstelling 1.1: In 2030 staan er vijftig huizen meer.",
        "Onze inzet:",
        "- We verkopen in 2027 twee kavels.",
        "Doelstelling 1.2 Ouderen wonen in hun eigen dorp",
        "Nu moeten zij naar de stad. Wij gaan in 2028 een loket openen. Ook zetten we een bus in. Dat vinden we nodig.",
    )

    assert [(one.kind, one.goal_number, one.text, one.year) for one in found] == [
        (AgreementKind.GOAL, "1.1", "In 2030 staan er vijftig huizen meer.", 2030),
        (AgreementKind.COMMITMENT, "1.1", "We verkopen in 2027 twee kavels.", 2027),
        (AgreementKind.GOAL, "1.2", "Ouderen wonen in hun eigen dorp\n\nNu moeten zij naar de stad.", None),
        (AgreementKind.COMMITMENT, "1.2", "Wij gaan in 2028 een loket openen.", 2028),
        (AgreementKind.COMMITMENT, "1.2", "Ook zetten we een bus in.", None),
    ]
    assert {one.theme for one in found} == {"Thema Wonen"}


def test_a_sentence_about_a_numbered_goal_sets_none() -> None:
    assert register((1, "Wonen"), "Doel 1 is gehaald.", "Doel 2 is niet gehaald.") == ()


def test_a_goal_that_an_introduction_names_first_is_set_in_its_own_place() -> None:
    found = register(
        (1, "Inleiding"),
        "Doel 1: Meer huizen",
        "Doel 2: Meer groen",
        (1, "Wonen"),
        "Doel 1: Meer huizen",
        "- Een kavel.",
        (1, "Groen"),
        "Doel 2: Meer groen",
        "- Een boom.",
    )

    assert [(one.theme, one.kind) for one in found if one.kind is AgreementKind.GOAL] == [
        ("Wonen", AgreementKind.GOAL),
        ("Groen", AgreementKind.GOAL),
    ]


def test_a_line_that_names_the_list_below_it_is_a_heading() -> None:
    found = register(
        (1, "Zorg"),
        (2, "Doel 1: Snel hulp"),
        "- Een loket.",
        "Prioriteiten voor 2027",
        "- Jeugd",
        "Processtappen",
        "- 15 mei 2027: besluit",
        "- 2029: evaluatie",
    )

    assert [(one.kind, one.goal_number, one.year) for one in found] == [
        (AgreementKind.GOAL, "1", None),
        (AgreementKind.COMMITMENT, "1", None),
        (AgreementKind.PRIORITY, None, 2027),
        (AgreementKind.STEP, None, 2027),
        (AgreementKind.STEP, None, 2029),
    ]


@pytest.mark.parametrize("label", ["Prioriteiten voor 2028:", "Prioriteiten 2028:"])
def test_a_label_below_a_list_gives_its_kind_and_year_to_the_next_one(label: str) -> None:
    found = register((1, "Sport"), (2, "Onze inzet"), "- Een veld.", label, "- Een bad.")

    assert [(one.kind, one.year) for one in found] == [(AgreementKind.COMMITMENT, None), (AgreementKind.PRIORITY, 2028)]


def test_a_lead_in_gives_its_year_to_points_without_one() -> None:
    found = register((1, "7.1 Prioriteiten"), "In 2027 geven wij voorrang aan:", "- het station;", "- de fietsroute, klaar in 2028.")

    assert [(one.kind, one.year, one.goal_number) for one in found] == [(AgreementKind.PRIORITY, 2027, None), (AgreementKind.PRIORITY, 2028, None)]


def test_decisions_inside_points_and_pledges_are_found() -> None:
    found = register(
        (1, "4. Hamerstukken over de Verordening 2021"),
        "- Begroting van de brandweer. Besluit: geen zienswijze in te dienen.",
        "- Bezwaar maken tegen een besluit: dat kan binnen zes weken.",
        "Wethouder Jansen zegt toe de raad voor 1 mei 2027 te informeren. Wethouder Jansen zegt dat het af en toe regent.",
        "De wethouder zegt niet toe dat de bomen blijven. Het college zegt tot nu toe niets te weten.",
    )

    assert [(one.kind, one.text, one.year, one.actor) for one in found] == [
        (AgreementKind.DECISION, "geen zienswijze in te dienen.", None, None),
        (AgreementKind.COMMITMENT, "Wethouder Jansen zegt toe de raad voor 1 mei 2027 te informeren.", 2027, "Wethouder Jansen"),
    ]


def test_prose_of_a_programme_promises_too() -> None:
    found = register(
        (1, "Verkiezingsprogramma Dorpslijst 2026-2030"),
        (2, "Verkeer"),
        "Het is druk. Wij willen een rondweg. Hoger dan vijf lagen bouwen we niet. Overlast pakken we aan. Dat zien we elke dag. In 2020 haalden we dat. "
        "Waarom doen we dit? Het dorp waarin we wonen, verandert. Wij sloten in 2023 de school. Toen kozen we voor bomen. Wij vragen u om een reactie.",
    )

    assert [one.text for one in found] == ["Wij willen een rondweg.", "Hoger dan vijf lagen bouwen we niet.", "Overlast pakken we aan."]


@pytest.mark.parametrize(
    "said",
    [
        "Tot 2030 voegen we 90 huizen toe.",
        "De haven dempen we.",
        "In 2028 boeken wij winst.",
        "Het plein breiden we uit.",
        "Aan de dijk remmen we het verkeer af.",
    ],
)
def test_a_verb_before_we_is_one_though_it_may_be_a_noun(said: str) -> None:
    assert [one.text for one in register((1, "Coalitieakkoord 2026-2030"), (2, "Groei"), f"Er is plaats. {said}")] == [said]


@pytest.mark.parametrize("said", ["Voor jonge mensen wij allen.", "Met drie bruggen we het dorp mooi."])
def test_a_noun_before_we_is_no_verb(said: str) -> None:
    assert register((1, "Coalitieakkoord 2026-2030"), (2, "Groei"), f"Er is plaats. {said}") == ()


def test_a_look_back_at_goals_takes_no_goal_from_its_place_and_gives_no_year() -> None:
    found = register(
        (1, "Lucht"),
        "Doel 1: Schone lucht",
        "- We meten elke straat.",
        "Doel 2: Minder lawaai",
        "- We leggen stil asfalt.",
        (1, "Terugblik 2018-2022"),
        "Doel 1: In 2021 was dit niet gehaald.",
        "In 2019 hebben we dit al gevraagd, en daarom zorgen wij nu voor:",
        "- een bus",
    )

    assert [(one.goal_number, one.text) for one in found if one.kind is AgreementKind.GOAL] == [("1", "Schone lucht"), ("2", "Minder lawaai")]
    assert next(one for one in found if one.text == "een bus").year is None


def test_two_points_of_what_is_to_be_reached_are_two_goals() -> None:
    found = register((1, "2.1 Ouderen"), (2, "Wat willen we bereiken?"), "- 350 woningen in 2029.", "- Elke kern heeft in 2030 een huis.")

    assert [(one.kind, one.year) for one in found] == [(AgreementKind.GOAL, 2029), (AgreementKind.GOAL, 2030)]


def test_where_a_figure_stood_is_no_deadline() -> None:
    (found,) = register((1, "Doelen"), "- Het aantal daalt van 640 in 2025 naar 540 in 2029.")

    assert (found.due, found.year) == ("in 2029", 2029)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("De nachtbus rijdt op alle lijnen, tegen twee lijnen in 2025.", None),
        ("Er komen 40 banken bij, tegen 12,5 per wijk eind 2024.", None),
        ("Er is minder afval dan in 2024.", None),
        ("De huur daalt ten opzichte van de stand in 2023, en is vanaf 2028 gelijk.", 2028),
        ("Vergeleken met medio 2024 zijn er in 2029 meer bomen.", 2029),
        ("De haven is niet later dan eind 2027 open.", 2027),
        ("Tegen eind 2027 is de haven open.", 2027),
        ("Er staan meer dan 100 woningen in 2028.", 2028),
        ("Wij gaan tegen twee bedrijven in 2027 optreden.", 2027),
        ("Het dorp staat op tegen vijf windmolens in 2027.", 2027),
        ("Er zijn veertig banken. Wij zijn tegen vijf windmolens in 2027.", 2027),
        ("2.1 Een wet helpt tegen twee bedrijven in 2027.", 2027),
        ("Veertig banken staan er, tegen zes banken in 2024.", None),
        ("Maatregelen tegen overlast in 2028.", 2028),
    ],
)
def test_a_moment_that_a_figure_is_compared_with_looks_back(said: str, year: int | None) -> None:
    assert [agreement.year for agreement in register((1, "Inzet"), f"- {said}")] == [year]


def test_decisions_in_a_column_of_labels_are_found() -> None:
    found = register(
        (1, "Nr. 1"), "Onderwerp De markt", "Besluit Conform voorstel.", (1, "Nr. 2"), "Onderwerp De brug", "Besluit Afgewezen. Te duur."
    )

    assert [(one.kind, one.text, one.theme) for one in found] == [
        (AgreementKind.DECISION, "Conform voorstel.", "Nr. 1"),
        (AgreementKind.DECISION, "Afgewezen. Te duur.", "Nr. 2"),
    ]


def test_a_block_of_fields_says_what_is_done_by_whom_and_when() -> None:
    found = register(
        *(
            (2, "M1 Beweegcoach"),
            "Wat: We stellen in elke wijk een coach aan.",
            "Wie: Sportbedrijf Grasdorp",
            "Wanneer: september 2027",
            "Status: loopt",
        ),
        *((2, "M2 Zwemles"), "- Maatregel: Zwemles voor ieder kind", "- Trekker: afdeling Jeugd", "- Kosten: 20.000 euro"),
    )

    assert [(one.text, one.actor, one.due, one.year) for one in found] == [
        ("We stellen in elke wijk een coach aan.", "Sportbedrijf Grasdorp", "september 2027", 2027),
        ("Zwemles voor ieder kind", "afdeling Jeugd", None, None),
    ]


@pytest.mark.parametrize("fields", [("Wat: Een coach.", "Kosten: 20.000 euro"), ("Aanwezig: 23 leden", "Wanneer: 3 mei 2027"), ("Wat: Een coach.",)])
def test_fields_that_do_not_say_what_is_done_and_by_whom_or_when_are_no_agreements(fields: tuple[str, ...]) -> None:
    assert register((2, "M1 Beweegcoach"), *fields) == ()


@pytest.mark.parametrize("heading", ["PARTIJEN", "Overwegende dat", "Artikel 1 Begripsbepalingen", "Artikel 12 Looptijd", "Risico's", "5. Opzegging"])
def test_who_signs_and_what_words_mean_is_no_promise_in_an_agreement(heading: str) -> None:
    top = (1, "Bestuursakkoord Grasdorp 2026-2030")

    assert register(top, (2, heading), "- De gemeente Grasdorp.", "- Het waterschap.") == ()
    assert len(register(top, (2, "Artikel 3 Inzet van de gemeente"), "- koopt grond aan;", "- plant bomen.")) == 2
