"""The figures of finding: each side of the search on each set and slice, and what the mix adds to its better half."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.cases import CaseError
from evals.compare import Difference, compare
from evals.finished import FinishedRun
from evals.metric import Metric
from evals.ranking import QuestionSet, Side, mean_of, score_side
from evals.slices import ALL
from ingest.embedding import Embedder

LEAST_CASES = 50  # of a slice: fewer say too little to hold a mix to


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The scores of a set, by side and then by id; `slices` holds the ids of the scored cases, by the name of the slice."""

    name: str
    metric: Metric
    scores: Mapping[Side, Mapping[str, float]]
    slices: Mapping[str, Sequence[str]]

    def mean(self, side: Side, slice_name: str = ALL) -> float:
        """Give the mean of one side over a slice."""
        return mean_of({id_: self.scores[side][id_] for id_ in self.slices[slice_name]})


@dataclass(frozen=True, slots=True)
class Margin:
    """The mix against the side that is better by itself on this slice: `first` is that side and `second` the mix."""

    set_name: str
    slice_name: str
    best: Side
    difference: Difference


class Step(BaseModel):
    """A point of the learning curve: what the model finds after training on so many pairs; `ndcg` by set."""

    model_config = ConfigDict(frozen=True)

    pairs: int
    label: str
    council_hit5: float
    staff_hit5: float
    ndcg: dict[str, float]


def measure_set(questions: QuestionSet, slices: Mapping[str, Sequence[str]], embedder: Embedder) -> SetFigures:
    """Score every side on a set. Slices keep the cases that the set holds; empty ones are left out."""
    scores = {side: score_side(questions, side, embedder) for side in Side}
    ids = {case.id for case in questions.cases}
    kept = {name: [id_ for id_ in members if id_ in ids] for name, members in {ALL: sorted(ids), **slices}.items()}
    return SetFigures(questions.name, questions.metric, scores, {name: members for name, members in kept.items() if members})


def margins(sets: Sequence[SetFigures]) -> Iterator[Margin]:
    """Compare the mix with the better side on every set, and on every slice that has at least LEAST_CASES cases."""
    for one in sets:
        for name, members in one.slices.items():
            if name == ALL or len(members) >= LEAST_CASES:
                best = max((Side.BM25, Side.VECTORS), key=lambda side: one.mean(side, name))
                alone, mixed = (_as_run(one, side, members) for side in (best, Side.MIX))
                yield Margin(one.name, name, best, compare(alone, mixed, (one.metric,)).differences[0])


def model_against_words(sets: Sequence[SetFigures], words: Mapping[str, float]) -> float:
    """Give the mean over the sets of what the vectors reach for each point of BM25; `words` holds its means by set."""
    ratios = [one.mean(Side.VECTORS) / words[one.name] for one in sets if words[one.name]]
    return sum(ratios) / len(ratios) if ratios else float("nan")


def read_curve(file: Path) -> tuple[Step, ...]:
    """Read the learning curve that training writes; empty when there is none. Raises CaseError for another form."""
    if not file.exists():
        return ()
    try:
        return TypeAdapter(tuple[Step, ...]).validate_json(file.read_bytes())
    except ValidationError as error:
        raise CaseError(f"{file}: dit is geen leercurve. Maak hem opnieuw met de training, of haal het bestand weg.") from error


def _as_run(figures: SetFigures, side: Side, members: Sequence[str]) -> FinishedRun:
    return FinishedRun(side.value, {}, {}, {id_: {figures.metric.name: figures.scores[side][id_]} for id_ in members}, {}, {})
