"""The questions that refusing is calibrated on are nobody's evaluation questions."""

import json
from pathlib import Path

from assistant.nearness import FAR_QUESTIONS
from corpus.dutch import terms

QUESTIONS = Path(__file__).resolve().parents[2] / "evals" / "questions"
# Words that any question may hold; a subject is what is left.
ASKING = set(
    terms(
        "lang laat leer goed moet vertrekt best nodig passen warm duur oud ver maat week vanavond morgen wat hoe zitten zon water kost welke best beste krijg"
    )
)


def test_no_far_question_shares_its_subject_with_an_evaluation_question() -> None:
    lines = (json.loads(line) for file in sorted(QUESTIONS.rglob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
    far = {question["question"]: set(terms(question["question"])) - ASKING for question in lines if question["kind"] == "unanswerable_far"}

    shared = [(ours, theirs) for ours in FAR_QUESTIONS for theirs, subject in far.items() if (set(terms(ours)) - ASKING) & subject]

    assert far
    assert shared == []
