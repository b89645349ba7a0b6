"""The three originals as Bronvast reads them. They are not part of the repository: without them these tests are skipped, and say so."""

from pathlib import Path

import pytest
from editions import find_originals, read_alone, read_pair, uncovered, words_of_file, words_of_parts

from corpus.agreement import Agreement, AgreementKind
from corpus.catalogue import Source, read_catalogue
from corpus.document import Passage, PassageKind
from ingest.agreements import agreements
from ingest.passages import MOST_WORDS
from ingest.sections import Structure

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENTS = ["verenigingsvisie-2021", "van-papier-naar-praktijk", "vng-agenda-2021"]
AGENDA = "vng-agenda-2021"
# Counted by hand in the document: the bullets under "Inzet 2021" of every goal; 77 together.
COMMITMENTS = {
    "1.1": 3,
    "1.2": 2,
    "1.3": 2,
    "2.1": 3,
    "2.2": 4,
    "3.1": 6,
    "3.2": 7,
    "3.3": 3,
    "3.4": 3,
    "3.5": 1,
    "4.1": 6,
    "4.2": 5,
    "4.3": 5,
    "5.1": 9,
    "5.2": 5,
    "5.3": 4,
    "5.4": 1,
    "6.1": 5,
    "6.2": 2,
    "6.3": 1,
}


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    folder = find_originals()
    if folder is None:
        pytest.skip("the originals are not here: set BRONVAST_ORIGINALS to their folder, or put them in corpus/sources/")
    return {source.document.id: source for source in read_catalogue(REPOSITORY / "corpus", frozenset({".txt", ".md"}), folder).sources}


@pytest.fixture(scope="module")
def agenda(sources: dict[str, Source]) -> tuple[Structure, tuple[Passage, ...]]:
    return read_alone(original(sources[AGENDA]))


@pytest.fixture(scope="module")
def commitments(agenda: tuple[Structure, tuple[Passage, ...]]) -> list[Agreement]:
    return [agreement for agreement in agreements(agenda[0].text, agenda[0].sections, agenda[1]) if agreement.kind is AgreementKind.COMMITMENT]


def original(source: Source) -> Path:
    assert source.original is not None
    return source.original


def below(text: Structure, parent: str) -> list[str]:
    return [section.heading for section in text.sections if section.parent == parent]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_word_stands_once_and_in_order_in_a_heading_or_passage(sources: dict[str, Source], document: str) -> None:
    file = original(sources[document])
    text, passages = read_alone(file)

    assert words_of_parts(text, passages) == words_of_file(file)
    assert not uncovered(text, passages).strip("•- \n")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paired_with_its_plain_edition_every_word_stands_there_too(sources: dict[str, Source], document: str) -> None:
    source = sources[document]
    assert source.plain is not None
    text, plain, passages = read_pair(original(source), source.plain)

    assert words_of_parts(text, passages) == words_of_file(original(source))
    assert words_of_parts(plain, passages) == words_of_file(source.plain)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_passage_is_longer_than_the_limit(sources: dict[str, Source], document: str) -> None:
    assert max(len(passage.text.split()) for passage in read_alone(original(sources[document]))[1]) <= MOST_WORDS


def test_agenda_has_six_themes_each_with_its_strategy_and_priorities(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    text, _ = agenda
    themes = [section for section in text.sections if section.level == 1 and section.number]

    assert [theme.number for theme in themes] == ["1", "2", "3", "4", "5", "6"]
    for theme in themes:
        assert below(text, theme.id)[:2] == ["Gemeenten 2024", "Prioriteiten 2021"]


def test_agenda_has_twenty_goals_each_with_one_aim_and_one_list_of_commitments(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    text, _ = agenda
    goals = [section for section in text.sections if section.number and "." in section.number]

    assert [goal.number for goal in goals] == list(COMMITMENTS)
    for goal in goals:
        assert below(text, goal.id) == ["Doelstelling 2024", "Inzet 2021"]
        assert len(goal.heading_path) == 2


def test_headings_over_two_lines_are_whole(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    headings = {section.number: section.heading for section in agenda[0].sections}

    assert headings["5.1"].endswith("financiële en democratische randvoorwaarden")
    assert headings["5.4"].endswith("kennis voor beleid en uitvoering")


def test_every_goal_has_its_number_of_commitments(commitments: list[Agreement]) -> None:
    found = [agreement.goal_number for agreement in commitments]

    assert {number: found.count(number) for number in COMMITMENTS} == COMMITMENTS
    assert len(found) == 77


def test_every_commitment_is_a_passage_of_its_own_with_its_whole_path(
    agenda: tuple[Structure, tuple[Passage, ...]], commitments: list[Agreement]
) -> None:
    passages = {passage.id: passage for passage in agenda[1]}

    assert len({agreement.passage_id for agreement in commitments}) == len(commitments)
    for agreement in commitments:
        passage = passages[agreement.passage_id]
        assert (passage.kind, passage.text) == (PassageKind.ITEM, agreement.text)
        theme, goal, heading = passage.heading_path
        assert (theme[0], goal.split()[0], heading) == (goal[0], agreement.goal_number, "Inzet 2021")
        assert passage.text[0].isupper()
        assert passage.text[-1] == "."


def test_every_goal_sets_one_aim(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    aims = [agreement for agreement in agreements(agenda[0].text, agenda[0].sections, agenda[1]) if agreement.kind is AgreementKind.GOAL]

    assert [(agreement.goal_number, agreement.year) for agreement in aims] == [(number, 2024) for number in COMMITMENTS]


# Counted by hand: the points under "Prioriteiten 2021" of themes 1 and 2, the text of 3 and 4, the headed parts of 5 and 6.
PRIORITIES = {"1": 3, "2": 4, "3": 1, "4": 1, "5": 4, "6": 2}


def test_register_of_the_agenda_holds_every_theme_goal_and_commitment_and_nothing_else(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    text, passages = agenda
    register = agreements(text.text, text.sections, passages)
    paths = {passage.id: passage.heading_path for passage in passages}
    goals = {section.number: section.heading.split(maxsplit=1)[1] for section in text.sections if section.number and "." in section.number}
    under = {
        AgreementKind.GOAL: lambda path: path[-1] == "Doelstelling 2024",
        AgreementKind.COMMITMENT: lambda path: path[-1] == "Inzet 2021",
        AgreementKind.PRIORITY: lambda path: path[1] == "Prioriteiten 2021",
    }

    assert {kind: sum(agreement.kind is kind for agreement in register) for kind in under} == {
        AgreementKind.GOAL: len(COMMITMENTS),
        AgreementKind.COMMITMENT: sum(COMMITMENTS.values()),
        AgreementKind.PRIORITY: sum(PRIORITIES.values()),
    }
    assert len(register) == 20 + 77 + 15
    assert all(under[agreement.kind](paths[agreement.passage_id]) for agreement in register)
    for theme, count in PRIORITIES.items():
        own = [agreement for agreement in register if agreement.theme.startswith(f"{theme}. ")]
        assert sum(agreement.kind is AgreementKind.PRIORITY for agreement in own) == count
        assert [agreement.goal_number for agreement in own if agreement.kind is AgreementKind.GOAL] == [
            number for number in COMMITMENTS if number.startswith(f"{theme}.")
        ]
    assert all(agreement.goal_title == goals[agreement.goal_number] for agreement in register if agreement.goal_number)
    assert {agreement.year for agreement in register} == {2021, 2024}


def test_agreements_name_the_moment_and_the_body_that_the_agenda_names(commitments: list[Agreement]) -> None:
    assert {agreement.due for agreement in commitments if agreement.goal_number == "1.3"} == {"Eind 2021"}
    assert [agreement.actor for agreement in commitments if agreement.goal_number == "2.1"] == ["De gemeenten", "Gemeenten", "Gemeenten"]


def test_text_about_the_formation_of_a_cabinet_is_no_commitment(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    paths = {passage.id: passage.heading_path for passage in agenda[1]}

    assert not [
        agreement
        for agreement in agreements(agenda[0].text, agenda[0].sections, agenda[1])
        if "Inzet kabinetsformatie" in paths[agreement.passage_id]
    ]


def test_hyphens_at_line_ends_stay_with_their_words(agenda: tuple[Structure, tuple[Passage, ...]]) -> None:
    for word in ("politiek-bestuurlijke", "VTH-taken", "artikel 2-onderzoek", "re-integratie", "beroeps- en belangenverenigingen"):
        assert word in agenda[0].text.text


def test_progress_report_sets_five_steps(sources: dict[str, Source]) -> None:
    text, passages = read_alone(original(sources["verenigingsvisie-2021"]))
    steps = [agreement.text for agreement in agreements(text.text, text.sections, passages) if agreement.kind is AgreementKind.STEP]

    assert [step[step.rindex("(") :] for step in steps] == [
        "(eind 2021)",
        "(voorjaar 2022)",
        "(ALV 2022)",
        "(najaar 2022, voorjaar 2023)",
        "(ALV juni 2023)",
    ]


def test_news_item_has_its_seven_examples_in_one_list(sources: dict[str, Source]) -> None:
    _, passages = read_alone(original(sources["van-papier-naar-praktijk"]))
    items = [passage for passage in passages if passage.kind is PassageKind.ITEM]

    assert len(items) == 7
    assert len({passage.lead_in for passage in items}) == 1
    assert items[0].lead_in is not None
