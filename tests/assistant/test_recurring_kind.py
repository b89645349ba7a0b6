"""What stands under a heading that every part has, or that stands in the part that is named, is given whole."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 11, 1)
AGENDA = """# Dijkagenda Rietland

## 1 Dijken

### Wat vragen wij van het Rijk?

Voor de dijken vragen wij twee dingen:

- meer geld voor zand;
- een kortere procedure.

### Wat is er gedaan?

Er is acht kilometer dijk verhoogd. Daarbij zijn bewoners gehoord.

## 2 Droogte

### Wat vragen wij van het Rijk?

Wij verwachten dat het Rijk de putten telt.

### Wat is er gedaan?

- Er staan zeven stuwen in de sloten.
- De oude pomp is vervangen.
"""
REPORT = """# Jaarverslag Rietland

## 1 Dijken

Het Rijk heeft in 2025 niets gevraagd. Wat er gedaan is aan dijken, leest u elders.
"""


@pytest.fixture(scope="module")
def rietland(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("rietland")
    (folder / "corpus").mkdir()
    for name, text in (("dijkagenda", AGENDA), ("jaarverslag", REPORT)):
        (folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("Wat vragen wij van het Rijk?", ("twee dingen", "zand", "procedure", "putten"), ("verhoogd", "stuwen")),
        ("Wat is er gedaan voor thema 2?", ("stuwen", "pomp"), ("verhoogd", "bewoners", "putten")),
        ("Wat is er gedaan per thema?", ("stuwen", "pomp", "verhoogd"), ("putten", "zand")),
        ("Wat is er gedaan volgens de dijkagenda?", ("stuwen", "pomp", "verhoogd"), ("putten", "zand")),
        ("Wat is er gedaan in hoofdstuk 1?", ("verhoogd", "bewoners"), ("stuwen", "pomp")),
    ],
)
def test_all_under_the_heading_comes_from_every_part_or_from_the_named_one(
    rietland: Assistant, question: str, said: Sequence[str], left: Sequence[str]
) -> None:
    answer = rietland.answer(question, on=DAY)

    opened = [one.text for one in answer.statements if one.text.startswith(("1 Dijken. ", "2 Droogte. "))]
    assert len(opened) == (0 if "2" in question or "1" in question else 2), "which part is which is told where there are several"
    assert answer.kind == "recurring"
    assert all(word in answer.text for word in said), answer.text
    assert not any(word in answer.text for word in left), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Wat vragen wij van het Rijk over putten?",
        "Hoeveel is er gedaan in hoofdstuk 1?",
        "Is er gedaan wat het Rijk vroeg?",
        "Waarom is er iets gedaan in hoofdstuk 1?",
        "Wie heeft dat gedaan in hoofdstuk 1?",
        "Wat is er gedaan in 2028?",
    ],
)
def test_who_asks_for_more_than_the_heading_says_gets_no_whole_parts(rietland: Assistant, question: str) -> None:
    assert rietland.answer(question, on=DAY).kind != "recurring"


def test_a_name_that_is_not_there_refuses_before_any_heading(rietland: Assistant) -> None:
    assert rietland.answer("Wat vraagt Blokdam van het Rijk?", on=DAY).status is AnswerStatus.NOT_IN_DOCUMENTS


OTHERS = """# Visie op lezen

## 1 Leesplekken

Iedere kern houdt een leesplek. Gemeenten zijn daarvoor verantwoordelijk, en het Rijk heeft iets aan wat zij vragen.

## 2 Wat wij van anderen vragen

### Het Rijk

Wij vragen het Rijk om geld waarmee gemeenten hun leesplekken betalen.

### Gemeenten

Zij maken afspraken voor vier jaar. Daarnaast betrekken zij de leesplek bij het armoedebeleid.

### Scholen

Scholen dragen twaalf euro per leerling bij.
"""


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("Wat vraagt het leesverbond van gemeenten?", ("vier jaar", "armoedebeleid"), ("geld", "twaalf")),
        ("Wat verwacht het leesverbond van scholen?", ("twaalf",), ("vier jaar", "geld")),
    ],
)
def test_what_is_asked_of_one_stands_under_its_name_below_a_heading_that_asks(
    tmp_path: Path, question: str, said: Sequence[str], left: Sequence[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "visie.md").write_text(OTHERS, encoding="utf-8")
    (tmp_path / "corpus" / "documents.toml").write_text(
        '[[documents]]\nid = "visie"\nfile = "visie.md"\ntitle = "Visie op lezen"\npublisher = "Leesverbond"\n', encoding="utf-8"
    )
    answer = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None).answer(question, on=DAY)

    assert answer.kind == "recurring"
    assert all(word in answer.text for word in said), answer.text
    assert not any(word in answer.text for word in left), answer.text
