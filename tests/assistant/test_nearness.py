"""How near documents come to a question: nearly the same yardstick beside documents on one subject and beside documents on everything."""

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import make_embedder, open_assistant
from assistant.nearness import FAR_QUESTIONS, NEAR_ENOUGH, OUTSIDE, Nearness
from assistant.question import read_question
from assistant.retrievers import HybridRetriever
from assistant.service import Assistant
from assistant.settings import Settings

ASKED = "Krijgt de buurtbus meer subsidie van de raad?"
ON_SUBJECT = ("De raad verhoogt de subsidie voor de buurtbus.", "De gemeente zet bij elke halte een fietsenrek.", "Op zondag rijdt de bus ieder uur.")


def nearness_of(assistant: Assistant, settings: Settings, asked: str) -> float:
    embedder = make_embedder(settings)
    hits = HybridRetriever(assistant.build, embedder).search(asked, 5)
    return Nearness(assistant.build, embedder).of(read_question(asked, asked, date(2024, 5, 1)), hits)


def corpus_of(folder: Path, lines: tuple[str, ...]) -> Settings:
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "programma.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return Settings(corpus=folder / "corpus", data=folder / "data")


def test_documents_on_everything_push_no_question_far_away(tmp_path: Path) -> None:
    small = corpus_of(tmp_path / "een", ON_SUBJECT)
    wide = corpus_of(tmp_path / "twee", (*ON_SUBJECT, *(f"- {one}" for one in FAR_QUESTIONS)))
    alone, beside = (nearness_of(open_assistant(one, lambda line: None), one, ASKED) for one in (small, wide))

    assert beside > NEAR_ENOUGH
    assert 0 < alone - beside < 1  # the far questions themselves come seven deviations nearer there


@pytest.mark.parametrize(
    "question", ["Hoe kook ik een zachtgekookt eitje?", "Wie won de wedstrijd van gisteren?", "batterij van mijn horloge vervangen"]
)
def test_another_subject_lies_below_what_is_near(assistant: Assistant, settings: Settings, question: str) -> None:
    assert nearness_of(assistant, settings, question) < OUTSIDE < NEAR_ENOUGH
