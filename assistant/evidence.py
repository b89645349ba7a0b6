"""The evidence for a question: the numbered sentences from which an answer may be made, with plain and original text side by side."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.answer import Hit
from assistant.choosing import FEW_WORDS
from assistant.question import Question
from corpus.document import Passage, PassageKind, Span, lead_ins
from corpus.dutch import sentences, terms, unnumbered
from ingest.build import Build
from ingest.tables import has_figures, names_columns
from ingest.units import as_read

SHORT = 5  # words of a list item from which on it says something without what leads it in ("Dorpsstraat;" says nothing)
DENIES = re.compile(r"\b(?:niet|geen|behalve|uitgezonderd|uitgesloten|verboden|geweigerd|weiger\w*)\b", re.I)
CLOSED = re.compile(r"(?: .*|^ja|^nee)[.!?…:;][\"'’”)\]]*$", re.I)  # several words, or an answer, and a mark at the end
NOTE = re.compile(r"Noot \d+:|\d{1,2} [A-Z]\S*(?: \S+)?$|(?:Zie|Lees|Meer)\b.*(?:https?://|\bwww\.)")  # a footnote, or where to find more
ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+")


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence, with those that belong to it, that may be shown (`text`), and the place that proves it: `span` counts in the text of `passage`.

    With a plain edition `text` is plain and `span` is the original that says the same; else `text` is the passage's text at `span`.
    `columns` is the first row of the table that it is a row of. `overtakes` says that a later document says here that what the likeliest sentence gives has changed. `relevance` is 1 for the sentence that answers the question likeliest, and for any other how likely it answers beside that one.
    """

    number: int
    passage: Passage
    span: Span
    text: str
    relevance: float = 0.0
    columns: str = ""
    overtakes: bool = False

    @property
    def quote(self) -> str:
        """The proving words."""
        return self.passage.text[self.span.start : self.span.end]

    @property
    def said(self) -> str:
        """What it says in all: the text, and the proving words where those are others."""
        return self.text if self.text == self.quote else f"{self.text} {self.quote}"

    @property
    def read(self) -> str:
        """What the cross-encoder reads."""
        return as_read(self.passage, self.text, self.columns)

    @property
    def announces(self) -> bool:
        """Whether it only announces a list ("Er komen drie zaken:") or names the columns of a table; a sentence before the one that announces says something itself."""
        opens = self.passage.kind is not PassageKind.PROSE and self.text.rstrip().endswith(":") and len(sentences(self.text)) == 1
        return opens or names_columns(self.passage)

    @property
    def needs_lead_in(self) -> bool:
        """Whether only what leads it in makes it say something: an item of few words, or a row of several figures."""
        says_little = len(self.passage.text.split()) < SHORT or (bool(self.columns) and has_figures(self.text))
        return self.passage.lead_in is not None and says_little

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote in the prose, or little more than an address."""
        said = self.text.strip()
        is_address = ADDRESS.search(said) is not None and len(ADDRESS.sub("", said).split()) < FEW_WORDS
        return self.passage.kind is PassageKind.PROSE and (is_address or NOTE.match(said) is not None)

    @property
    def is_bare(self) -> bool:
        """Whether it is a short line in the prose that makes no sentence, such as the signature or the date under a letter."""
        said = self.text.strip()
        return self.passage.kind is PassageKind.PROSE and len(said.split()) < FEW_WORDS and not CLOSED.search(said)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: sentences numbered from 1, by passage in the order of the hits, within a passage in reading order; last what leads in short items.

    `coverage` tells per passage which share of the question's words (0..1, rare ones weigh more) stands in it.
    """

    question: Question
    sentences: tuple[EvidenceSentence, ...]
    hits: tuple[Hit, ...]
    coverage: Mapping[str, float] = field(default_factory=dict)

    def of_passage(self, passage_id: str) -> list[EvidenceSentence]:
        """Give the sentences of one passage."""
        return [sentence for sentence in self.sentences if sentence.passage.id == passage_id]

    @property
    def spread(self) -> float:
        """How far the passages compete for the answer: the entropy (nats) of their shares in all relevance, 0 when one holds all."""
        held: dict[str, float] = {}
        for sentence in self.sentences:
            held[sentence.passage.id] = held.get(sentence.passage.id, 0.0) + sentence.relevance
        shares = [value / sum(held.values()) for value in held.values() if value > 0]
        return -sum(share * math.log(share) for share in shares)


def denies(passage: Passage) -> bool:
    """Tell whether a passage says that something is not, or stands under a heading as "Niet-subsidiabele kosten"; one as "Geen wateroverlast" is a goal."""
    return DENIES.search(passage.text) is not None or any(re.match(r"(?:\S+ )?niet\b", heading, re.I) for heading in passage.heading_path[-1:])


def whole_text(passage: Passage, build: Build) -> str:
    """Give all that a passage says, an item behind what leads it in; the number of a heading counts nothing."""
    said = " ".join((*reversed([one.text for one in lead_ins(passage, build.passages)]), passage.text))
    return "\n".join((" > ".join(unnumbered(heading) for heading in passage.heading_path), said, build.other_edition(passage)))


def share(wanted: Mapping[str, float], *texts: str) -> float:
    """Give which share of some weighed terms stands in texts (0..1)."""
    held = set[str]().union(*map(terms, texts))
    return sum(weight for term, weight in wanted.items() if term in held) / (sum(wanted.values()) or 1.0)
