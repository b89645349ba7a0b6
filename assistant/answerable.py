"""Do the found passages answer this question? Decides to refuse, and says what is missing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import AnswerStatus, Hit
from assistant.question import Question
from corpus.document import Passage
from corpus.dutch import STOP_WORDS, terms, words
from ingest.build import Build

MONEY_ASKED = re.compile(r"\b(?:hoeveel (?:geld|euro|budget|subsidie)|welk bedrag|wat kost(?:en)?|hoe duur|budget|bedrag|kosten van)\b", re.I)
MONEY = re.compile(r"€|\beuro\b|\b(?:miljoen|miljard)\b", re.I)
SHARE_ASKED = re.compile(r"\b(?:procent|percentage)\b|%", re.I)
SHARE = re.compile(r"%|\bprocent\b", re.I)
COUNT_ASKED = re.compile(r"\bhoeveel\b", re.I)
NUMERAL = re.compile(r"\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|veertig|vijftig|honderd\w*|duizend\w*)\b", re.I)
NAME = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Ý][\w&-]{2,}|\b[A-Z]{3,}\b")
FAR_COSINE = 0.80  # multilingual-e5-small: unrelated questions stay below it, most related ones above it; the words decide between
FAR_COVERAGE = 0.34
READ = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer; `missing` says in Dutch what the documents lack."""

    status: AnswerStatus
    missing: str = ""


def judge(question: Question, hits: Sequence[Hit], build: Build) -> Verdict:
    """Decide from what the question asks for against what the first passages give."""
    if not terms(question.standalone):
        return Verdict(AnswerStatus.UNCLEAR, "Noem een onderwerp, dan kan Bronvast zoeken.")
    passages = [hit.passage for hit in hits[:READ]]
    checks: tuple[Callable[[Question, list[Passage], Build], str], ...] = (_missing_name, _missing_year, _missing_kind)
    for check in checks:
        if missing := check(question, passages, build):
            return Verdict(AnswerStatus.NOT_IN_DOCUMENTS, missing)
    if _is_far(question, hits, build):
        return Verdict(AnswerStatus.NOT_IN_DOCUMENTS)
    return Verdict(AnswerStatus.ANSWERED)


def _missing_name(question: Question, passages: list[Passage], build: Build) -> str:
    for name in NAME.findall(question.standalone):
        if all(not build.lexical.holds(term) for term in terms(name)) and words(name)[0] not in STOP_WORDS:
            return f"De naam “{name}” komt in deze documenten niet voor."
    return ""


def _missing_year(question: Question, passages: list[Passage], build: Build) -> str:
    dates = {document.id: f"{document.title} {document.date}" for document in build.contents.documents}
    given = " ".join(f"{_text(passage, build)} {dates[passage.document_id]}" for passage in passages)
    missing = [year for year in question.years if year not in given]
    return f"Over {missing[0]} zeggen de gevonden passages niets." if missing else ""


def _missing_kind(question: Question, passages: list[Passage], build: Build) -> str:
    given = " ".join(_text(passage, build) for passage in passages)
    if MONEY_ASKED.search(question.standalone) and not MONEY.search(given):
        return "Een bedrag staat er niet bij."
    if SHARE_ASKED.search(question.standalone) and not SHARE.search(given):
        return "Een percentage staat er niet bij."
    if COUNT_ASKED.search(question.standalone) and not NUMERAL.search(given):
        return "Een aantal staat er niet bij."
    return ""


def _is_far(question: Question, hits: Sequence[Hit], build: Build) -> bool:
    """Tell whether neither the meaning nor the words of the question come near."""
    cosine = max((hit.cosine or 0.0 for hit in hits[:READ]), default=0.0)
    weights = {term: build.lexical.rarity(term) for term in terms(question.standalone)}
    given = {term for hit in hits[:READ] for term in terms(_text(hit.passage, build))}
    coverage = sum(weight for term, weight in weights.items() if term in given) / (sum(weights.values()) or 1.0)
    return cosine < FAR_COSINE and coverage < FAR_COVERAGE


def _text(passage: Passage, build: Build) -> str:
    other = build.passages[passage.counterpart].text if passage.counterpart else ""
    return f"{' '.join(passage.heading_path)} {passage.text} {other}"
