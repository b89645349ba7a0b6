"""Facts supported: do the numbers, dates and names of the answer stand in what it cites?

Formula: facts of a statement that stand in a passage it cites, or in that passage's other edition or headings, or are title or date of its document / facts; over all
statements of an answer with any fact, and the mean over those answers. A fact is a number in digits, a month (with its day, if any), or a
word with a capital that does not begin a sentence; number words, and a name that begins a sentence, are not checked. A statement that cites
several passages may begin with their number. Range 0..1, must be 1.
Source: our own, after entity and number checks in summarisation (Nan and others, 2021, entity-level precision).
"""

import re
from collections.abc import Iterator, Sequence

from corpus.dutch import MONTHS, fold, shown_day, words
from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import CitedPlace, Outcome, Said

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ITEM_MARK = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[A-Za-z])[.)]\s+")
MONTH = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({'|'.join(MONTHS)})\b")
NAME = re.compile(r"(?<![.!?:…][\s\"'“‘(])(?<!^)(?<![\w\"'“‘(])[A-ZÀ-Ý][\w&-]*")
NUMBER_WORDS = {word: str(number) for number, word in enumerate("twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), 2)}


def _applies(case: Case) -> bool:
    return True


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.is_answer:
        return None
    found = [fact in proof for statement in outcome.statements for proof in [_proof(statement, outcome)] for fact in _facts(statement.text)]
    return sum(found) / len(found) if found else None


def _facts(text: str) -> Iterator[str]:
    text = ITEM_MARK.sub("", text)
    yield from _days(text)
    yield from NUMBER.findall(MONTH.sub(" ", fold(text)))
    for name in NAME.findall(text):
        yield from words(name)


def _days(text: str) -> list[str]:
    """Give each month, with the day before it when there is one."""
    return [f"{int(day)} {month}" if day else month for day, month in MONTH.findall(fold(text))]


def _proof(statement: Said, outcome: Outcome) -> set[str]:
    """Give all numbers and words that the statement may use; a name may have lost its possessive s."""
    citations = [citation for citation in outcome.citations if citation.number in statement.citations]
    texts = [
        text
        for citation in citations
        for text in (
            citation.title,
            shown_day(citation.date) if citation.date else "",
            *citation.section,
            citation.quote,
            citation.plain or "",
            *outcome.cited.get(citation.passage, ()),
        )
    ]
    told = {word for text in texts for word in words(text) if not word.isdigit()}  # the 500 of 4.500 is no number of its own
    numbers = {number for text in texts for number in NUMBER.findall(text)} | {NUMBER_WORDS[word] for word in told & NUMBER_WORDS.keys()}
    days = {day for text in texts for day in _days(text)}
    return told | {f"{word}s" for word in told} | numbers | days | _count(statement, citations)


def _count(statement: Said, citations: Sequence[CitedPlace]) -> set[str]:
    """Give the number of citations, where a statement cites several passages and begins with it."""
    count = str(len(citations))
    return {count} if len({citation.passage for citation in citations}) > 1 and re.match(rf"{count}\s", statement.text) else set()


FACTS_SUPPORTED = Metric(
    name="facts_supported",
    label="Getallen, data en namen die in de bron staan",
    formula="numbers, dates and names that stand in a cited passage or its other edition / all of them",
    source="after Nan and others, EACL 2021, entity-level precision",
    applies=_applies,
    score=_score,
)
