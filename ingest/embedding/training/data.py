"""What the model learns from: questions and the passages that answer them. Reads and checks the files; trains nothing."""

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.document import Span
from corpus.errors import ReadError

OWN_QUESTIONS = Path(__file__).with_name("questions.jsonl")
OWN_ITEMS = Path(__file__).with_name("items.jsonl")
OWN_CONTRASTS = Path(__file__).with_name("contrasts.jsonl")
CHECKSUMS = {  # sha256: another file gives another model
    "passages.jsonl.gz": "e7a9ee89402d0be5e7d36c3bcb20ec30f5e16f3f40c5a2a58a30f7eada1c4ce8",
    "plain-questions.jsonl.gz": "6d279c923b6cbd54bc742b473f4f609e51da634b1eb82938e7faa0b91422cf9d",
    "answers.jsonl.gz": "adecfebde4ed85c896e4e960dad01dbbffa7d6cbad760ab656b8b143274158e3",
    "pairs.jsonl.gz": "e280f6c4fa089c5cd2a331acd59a91dcac3b598322d8f5cae110488d4d33a146",
}
# How many pairs of a kind one pass takes: large kinds that repeat themselves less, small ones that are near to our use more than once.
PAIRS_A_PASS = {
    "heading": 3000,
    "motie": 1500,
    "motie_verzoek": 1500,
    "kamervraag": 1000,
    "definitie": 500,
    "stelling": 450,
    "motie_uitleg": 400,
    "vac": 370,
    "eenvoudig": 250,
    "besluit": 110,
}
BARE = 0.3  # of the passages are read without their heading path: not every corpus has one
HEADINGS = 0.35  # of the questions in a passage's own words are its heading
ABOUT = (
    "Wat staat er over {}?",
    "Wat is er afgesproken over {}?",
    "Wat gebeurt er met {}?",
    "Wat is het doel van {}?",
    "Hoe zit het met {}?",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that answers: its heading path ("" when it has none) and its words. Two questions of one `key` never share a batch."""

    key: str
    path: str
    words: str
    source: str = ""

    def read(self, chance: random.Random) -> str:
        """Give it as the index gives passages to the model, and now and then without its headings."""
        return f"{self.path}\n{self.words}" if self.path and chance.random() >= BARE else self.words


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the text that answers it."""

    question: str
    answer: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a text, of one or a few sentences, and questions that it answers."""

    text: Text
    place: Span
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A passage, by its id, with a question, the places in it that answer it, and a question about its subject that it does not answer."""

    passage: str
    question: str
    answers: tuple[Span, ...]
    near_miss: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that can be learned from."""

    passages: tuple[Text, ...]
    plain: tuple[Example, ...]
    pairs: dict[str, tuple[Example, ...]]
    items: tuple[Item, ...] = ()

    def one_pass(self, number: int, own_words: int) -> list[Example]:
        """Choose the examples of one pass: every plain question, pairs by PAIRS_A_PASS, and questions in a passage's own words."""
        chance = random.Random(number)
        chosen = list(self.plain)
        for kind, wanted in PAIRS_A_PASS.items():
            known = self.pairs.get(kind, ())
            if known:
                chosen += [*known * (wanted // len(known)), *chance.sample(known, wanted % len(known))]
        return [*chosen, *in_own_words(self.passages, own_words, chance)]


def in_own_words(texts: Sequence[Text], wanted: int, chance: random.Random) -> Iterator[Example]:
    """Ask with a heading or with some words in a row, so that the model keeps what it knew: the same words mean the same."""
    for text in chance.sample(texts, min(wanted, len(texts))):
        heading, words = text.path.split(" > ")[-1], text.words.split()
        count = chance.randint(3, 9)
        start = chance.randint(0, max(0, len(words) - count))
        named = 3 < len(heading) < 90 and chance.random() < HEADINGS
        subject = heading if named else " ".join(words[start : start + count]).strip(" .,;:")
        subject = subject.lower() if chance.random() < 0.5 else subject
        yield Example(subject if chance.random() < 0.5 else chance.choice(ABOUT).format(subject), text)


def read_material(folder: Path) -> Material:
    """Read the training data. Raises ReadError for a file that is missing or is not the one the shipped model was made from."""
    rows = {name: list(_rows(_checked(folder / name, checksum))) for name, checksum in CHECKSUMS.items()}
    passages = {
        row["id"]: Text(row["id"], " > ".join(part for part in row["heading"] if part) or row["title"], row["text"], row["source"])
        for row in rows["passages.jsonl.gz"]
    }
    asked = [*rows["plain-questions.jsonl.gz"], *_rows(OWN_QUESTIONS)]
    plain = [Example(question, passages[row["passage"]]) for row in asked for question in row["questions"]]
    plain += [Example(row["question"], passages[row["passage"]]) for row in rows["answers.jsonl.gz"]]
    items = tuple(Item(passages[row["passage"]], Span(row["start"], row["end"]), tuple(row["questions"])) for row in _rows(OWN_ITEMS))
    return Material(tuple(passages.values()), tuple(plain), _pairs(rows["pairs.jsonl.gz"]), items)


def read_answered(folder: Path) -> list[Answered]:
    """Read questions with their answering sentences and near-misses, the given ones and ours. Raises ReadError as read_material does."""
    name = "answers.jsonl.gz"
    given = (row | {"answers": [row["sentences"][at] for at in row["answers"]]} for row in _rows(_checked(folder / name, CHECKSUMS[name])))
    rows = chain(given, _rows(OWN_CONTRASTS))
    return [Answered(row["passage"], row["question"], tuple(Span(*place) for place in row["answers"]), row["near_miss"]) for row in rows]


def batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """Deal the examples out in turn in batches of `size`, in which no question and no text stands twice; a small rest is left out."""
    waiting = list(examples)
    while len(waiting) >= size:
        batch: list[Example] = []
        taken: set[str] = set()
        left: list[Example] = []
        for example in waiting:
            names = {example.answer.key, example.question}
            if len(batch) < size and not names & taken:
                batch.append(example)
                taken |= names
            else:
                left.append(example)
        if len(batch) < size:
            return
        yield batch
        waiting = left


def _pairs(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[Example, ...]]:
    by_kind: dict[str, list[Example]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(Example(row["query"], Text(row["positive"], "", row["positive"])))
    return {kind: tuple(examples) for kind, examples in by_kind.items()}


def _checked(file: Path, checksum: str) -> Path:
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ReadError(f"Het bestand {file} is er niet, of kan niet worden gelezen. Geef met --data de map met de oefengegevens.") from error
    if found != checksum:
        raise ReadError(
            f"Het bestand {file} is een ander dan waarvan het zoekmodel is gemaakt (de controlesom verschilt). Geef met --data de goede map."
        )
    return file


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
