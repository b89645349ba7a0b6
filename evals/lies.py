"""What the verification stops: sentences of the documents as they are, and changed in the ways in which a language model goes wrong.

The writer of the service only quotes, so that questions alone never show whether the verification works.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Draft, DraftStatement
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.question import read_question
from assistant.retrievers import shown_passage
from assistant.verify import NEGATION, check
from ingest.build import Build
from ingest.embedding import Embedder
from ingest.embedding.cross_encoder import CrossEncoder

NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w]|[.,]\d)")
MOST = 300  # passages that are lied about
AHEAD = 7  # passages further on: another subject, mostly
Change = Callable[[EvidenceSentence, EvidenceSentence], str]


def _other_number(told: EvidenceSentence, other: EvidenceSentence) -> str:
    return NUMBER.sub(lambda number: str(int(number.group()) + 1), told.text, count=1)


def _denied(told: EvidenceSentence, other: EvidenceSentence) -> str:
    said = told.text.rstrip(" .:;")
    return NEGATION.sub("wel", told.text) if NEGATION.search(told.text) else f"{said} niet."


# By what was done to a sentence, in Dutch; the first is no lie and should stand. A change that leaves a sentence as it was is no lie about it.
CHANGES: dict[str, Change] = {
    "niets (hoort te blijven staan)": lambda told, other: told.text,
    "een ander getal": _other_number,
    "een getal erbij": lambda told, other: f"{told.text} Dat kost 9731 euro.",
    "een naam erbij": lambda told, other: f"{told.text} Zo wil het Bontekoe.",
    "het omgekeerde": _denied,
    "een zin van een andere plaats": lambda told, other: other.text,
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many sentences were changed in one way, and how many of them the verification took out."""

    change: str
    tried: int
    stopped: int


def tell_lies(build: Build, embedder: Embedder, on: date) -> list[Stopped]:
    """Change the first sentence of the first passages in each way, and check it as the sentence of a language model."""
    question = read_question("Wat staat hier?", "Wat staat hier?", on)
    passages = list({shown.id: shown for passage in build.contents.passages for shown in [shown_passage(build, passage)]}.values())[:MOST]
    reader = EvidenceReader(build, embedder, CrossEncoder(known=build.states.of))
    read = [found for passage in passages if (found := reader.read(question, [passage]))]
    counted = []
    for label, change in CHANGES.items():
        stopped = [
            bool(check(Draft((DraftStatement((1,), text),), "model"), Evidence(question, tuple(found), ()), build, on)[2])
            for found, text in _changed(read, change)
        ]
        counted.append(Stopped(label, len(stopped), sum(stopped)))
    return counted


def _changed(read: Sequence[list[EvidenceSentence]], change: Change) -> list[tuple[list[EvidenceSentence], str]]:
    is_lie = change is not next(iter(CHANGES.values()))
    changed = [(found, change(found[0], read[(place + AHEAD) % len(read)][0])) for place, found in enumerate(read)]
    return [(found, text) for found, text in changed if not is_lie or text != found[0].text]
