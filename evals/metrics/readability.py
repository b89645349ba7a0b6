"""Readability: how easy is the answer to read?

Formula: Flesch-Douma = 206.84 − 77 × syllables / words − 0.93 × words / sentences, and words / sentences by itself; each the mean over
answers. About 0..100, higher is easier (60 and more: most adults); at most 15 words per sentence is advised.
Source: W.H. Douma, De leesbaarheid van landbouwbladen, 1960. Syllables are groups of vowels, as written in Dutch.
"""

import re

from corpus.dutch import sentences
from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyáéíóúàèëïöü]", re.IGNORECASE)


def _applies(case: Case) -> bool:
    return True


def _ease(case: Case, outcome: Outcome) -> float | None:
    spoken = WORD.findall(outcome.answer)
    length = _sentence_length(case, outcome)
    if length is None:
        return None
    syllable_count = sum(max(1, len(VOWELS.findall(word))) for word in spoken)
    return 206.84 - 77 * syllable_count / len(spoken) - 0.93 * length


def _sentence_length(case: Case, outcome: Outcome) -> float | None:
    spoken = WORD.findall(outcome.answer)
    return len(spoken) / len(sentences(outcome.answer)) if outcome.is_answer and spoken else None


READABILITY = (
    Metric(
        name="flesch_douma",
        label="Leesgemak (60 en meer: voor de meeste mensen)",
        formula="206.84 - 77 x syllables / words - 0.93 x words / sentences",
        source="W.H. Douma, De leesbaarheid van landbouwbladen, 1960",
        applies=_applies,
        score=_ease,
        unit=Unit.NUMBER,
    ),
    Metric(
        name="words_per_sentence",
        label="Woorden per zin (liefst niet meer dan 15)",
        formula="words / sentences of the answer",
        source="W.H. Douma, De leesbaarheid van landbouwbladen, 1960",
        applies=_applies,
        score=_sentence_length,
        unit=Unit.NUMBER,
        lower_is_better=True,
    ),
)
