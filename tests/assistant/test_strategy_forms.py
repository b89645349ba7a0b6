"""How strategy documents are asked and answered: lists under two sentences, reasons under a heading, names made of common words, titles as lines."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.answerable import PRESUMED
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 11, 1)
AGENDA = """# Dijkagenda Rietland

## Dijken

De dijken van Rietland zijn laag en oud, en het water van de rivier stijgt elk jaar een stukje verder.

Alleen redden wij dat niet. Daarom vragen wij de provincie om:

- meer zand voor de dijk;
- een ruimere vergunning voor werk in de winter.

## Bevers

Bevers graven holen in de dijk. Wij plaatsen in 2025 gaas aan de voet van de dijk. In de winter kijkt een wachter elke week naar verse holen.

## Wat loopt achter, en waarom?

De bouw van het gemaal Oosterzijl is niet klaar. De aannemer ging in het voorjaar failliet en er was een nieuwe aanbesteding nodig.

## Argumenten

De sluis Westerzijl krijgt een nieuwe deur. De oude deur lekt bij hoog water.

## 3 Slibdepots

Het slib gaat naar een depot buiten de dijk. De kosten van het slib stijgen elk jaar.

## Wie doet wat

Trekkers zijn mevrouw A. Zomer (thema 1), de heer B. Winter (thema 3) en mevrouw C. Lente (thema 33).

## Heffing

Zonder hulp gaat een gezin met een eigen huis aan de heer van het waterschap in 2029 30 procent meer betalen. Wie huurt, betaalt weinig meer.
"""


@pytest.fixture(scope="module")
def rietland(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("dijken")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "agenda.md").write_text(AGENDA, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


def test_two_sentences_that_announce_a_list_come_with_it(rietland: Assistant) -> None:
    answer = rietland.answer("Wat vraagt Rietland aan de provincie?", on=DAY)

    assert "zand" in answer.text and "vergunning" in answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [("Waarom is het gemaal Oosterzijl niet klaar?", "failliet"), ("Waarom krijgt de sluis Westerzijl een nieuwe deur?", "lekt")],
)
def test_a_heading_that_promises_reasons_gives_one(rietland: Assistant, question: str, reason: str) -> None:
    answer = rietland.answer(question, on=DAY)

    assert answer.status is AnswerStatus.ANSWERED
    assert reason in answer.text and PRESUMED not in answer.notices


def test_a_name_made_of_common_words_is_missing_when_only_a_stem_of_one_is_there(rietland: Assistant) -> None:
    answer = rietland.answer("Wanneer is het gemaal in Heerenvoorde klaar?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert "De naam “Heerenvoorde” komt in deze documenten niet voor." in answer.text


def test_a_place_whose_parts_one_passage_tells_is_not_missing(rietland: Assistant) -> None:
    assert rietland.answer("Wat gebeurt er met het slib in Depotdijk?", on=DAY).status is not AnswerStatus.NOT_IN_DOCUMENTS


def test_who_is_asked_of_a_part_is_found_where_the_text_calls_the_part_so(rietland: Assistant) -> None:
    assert "Winter (thema 3)" in rietland.answer("Wie is de trekker van thema 3?", on=DAY).text


def test_the_title_alone_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "nota.txt").write_text(
        "Armoedebeleid in Rietland 2026\n\nWie weinig geld heeft, krijgt een pas voor sport en muziek. Die pas is gratis.\n",
        encoding="utf-8",
    )
    (tmp_path / "corpus" / "documents.toml").write_text(
        '[[documents]]\nid = "nota"\nfile = "nota.txt"\ntitle = "Armoedebeleid in Rietland 2026"\n', encoding="utf-8"
    )
    assistant = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)

    assert "pas" in assistant.answer("Wat houdt het armoedebeleid in Rietland in?", on=DAY).statements[0].text
