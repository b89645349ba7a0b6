"""Lists as regulations and plans write them: an article with letters under its numbers, a list in a list, an item of one word."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus, Hit
from assistant.bootstrap import open_assistant
from assistant.kinds.found_list import FoundListKind
from assistant.question import read_question
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 5, 1)
REGULATION = """# Verordening afkoppelen regenwater Steenhoek

## Artikel 3 Wie subsidie krijgt

1. Subsidie voor het afkoppelen van een regenpijp kan worden aangevraagd door:

a. eigenaren van een woning;

b. verenigingen van eigenaren;

c. scholen, mits:

2. De aanvraag wordt gedaan voordat het werk begint.

## Artikel 4 Kosten die niet meetellen

1. Niet in aanmerking voor vergoeding komen in ieder geval:

a. kosten van overleg;

b. kosten van een vergunning;

c. kosten van werk dat al klaar is.
2. Het college beslist binnen acht weken op een aanvraag.

## Artikel 5 Straten met voorrang

Het college geeft voorrang aan regenpijpen langs de volgende straten, omdat daar het riool vol is:

- Molenstraat;
- Kerkpad;
- Dijkweg.

## Voordelen van afkoppelen

- Het riool loopt minder snel vol.
- De tuin droogt minder uit.
- Er gaat minder schoon water naar de zuivering.

## Artikel 6 Uitvoering

| Actie | Wie | Jaar |
|---|---|---|
| Regenpijpen tellen | team Water | 2026 |
| Pompen plaatsen | team Water | 2027 |
| Folder bezorgen | team Post | 2027 |
| Actieplan maken | team Beheer | 2028-2030 |
"""


@pytest.fixture(scope="module")
def regulation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("verordening")
    (folder / "documenten").mkdir()
    (folder / "documenten" / "verordening.md").write_text(REGULATION, encoding="utf-8")
    missing = Path("nergens")
    yield open_assistant(Settings(corpus=folder / "documenten", originals=missing, data=folder / "data"), lambda line: None)


def said(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.answer(question, on=DAY)
    assert answer.status is AnswerStatus.ANSWERED
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    "question",
    [
        "Welke kosten komen niet in aanmerking voor vergoeding?",
        "Voor welke kosten krijg je geen vergoeding?",
        "Wat voor kosten komen niet in aanmerking?",
    ],
)
def test_what_a_numbered_part_of_an_article_leads_in_is_given_whole(regulation: Assistant, question: str) -> None:
    statements = said(regulation, question)

    assert [text[:2] for text in statements] == ["1.", "a.", "b.", "c."]
    assert "Het college beslist" not in " ".join(statements)


def test_a_sentence_that_announces_brings_its_list_whatever_is_asked(regulation: Assistant) -> None:
    statements = said(regulation, "Langs welke straten geeft het college voorrang?")
    others = said(regulation, "Waar geeft het college voorrang aan regenpijpen?")

    assert len(statements) == len(others) == 4 and statements == others


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Welke acties moeten in 2027 klaar zijn?", ["Pompen", "Folder"]),
        ("Welke acties uit de tabel doet team Post in 2027?", ["Folder"]),
        ("Noem alle acties uit de tabel.", ["Regenpijpen", "Pompen", "Folder", "Actieplan"]),
        ("Welke acties zijn er in 2026 en 2027?", ["Regenpijpen", "Pompen", "Folder"]),
        ("Welke 2 acties doet team Water?", ["Regenpijpen", "Pompen"]),
    ],
)
def test_of_a_table_come_the_rows_that_are_asked_for(regulation: Assistant, question: str, rows: list[str]) -> None:
    given = [text.split()[0] for text in said(regulation, question) if "|" in text]

    assert given == rows


def test_acts_for_a_year_without_any_are_none(regulation: Assistant) -> None:
    assert regulation.answer("Welke acties zijn er voor 2031?", on=DAY).status is AnswerStatus.NOT_IN_DOCUMENTS


def test_the_columns_of_a_table_are_no_answer_by_themselves(regulation: Assistant) -> None:
    for question in ("Wie doet welke actie in welk jaar?", "Welke acties staan er in de tabel?"):
        assert sum("|" in text for text in said(regulation, question)) > 1


def test_of_a_table_that_is_too_large_come_the_likeliest_rows_and_not_its_columns(tmp_path: Path) -> None:
    rows = "\n".join(f"| Kade {number} | {number} euro |" for number in range(1, 31))
    (tmp_path / "documenten").mkdir()
    (tmp_path / "documenten" / "tarieven.md").write_text(f"# Tarieven\n\n| Ligplaats | Tarief |\n|---|---|\n{rows}\n", encoding="utf-8")
    tariffs = open_assistant(Settings(corpus=tmp_path / "documenten", originals=Path("nergens"), data=tmp_path / "data"), lambda line: None)

    statements = said(tariffs, "Welke tarieven zijn er voor een ligplaats?")

    assert all("euro" in text for text in statements) and len(statements) < 30


def test_a_list_right_under_a_heading_that_says_what_is_asked_is_given_whole(regulation: Assistant) -> None:
    assert [text.split()[1] for text in said(regulation, "Wat zijn de voordelen van afkoppelen?")] == ["riool", "tuin", "gaat"]
    assert len(said(regulation, "Noem alle voordelen van het afkoppelen.")) == 3


def test_a_heading_that_says_more_than_is_asked_gives_no_list(regulation: Assistant) -> None:
    kind = next(kind for kind in regulation._kinds if isinstance(kind, FoundListKind))
    first = next(passage for passage in regulation.build.contents.passages if "riool loopt" in passage.text)
    row = regulation.build.rows[first.id]
    hits = tuple(Hit(passage, 1.0, rank, 0.8) for rank, passage in enumerate(regulation.build.contents.passages[row : row + 2], 1))

    def given(text: str) -> int:
        return len(kind._headed(read_question(text, text, DAY), hits))

    assert given("Welke voordelen heeft afkoppelen?") == 3
    assert given("Welke voordelen zijn er?") == given("Heeft afkoppelen voordelen?") == 0


def test_an_item_of_one_word_comes_with_what_leads_it_in(regulation: Assistant) -> None:
    (statement, *_) = said(regulation, "Krijgt het Kerkpad voorrang?")

    assert "voorrang" in statement and "Kerkpad" in statement
