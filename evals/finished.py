"""A finished run as it lies in its folder: the figures and scores of results.json beside the answers of outcomes.jsonl. Reads only."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from evals.cases import CaseError
from evals.outcomes import Outcome, read_lines, read_outcomes
from evals.results import RESULTS, Figure
from evals.run import OUTCOMES
from evals.slices import ALL, LOW_OVERLAP

__all__ = ["ALL", "LOW_OVERLAP", "RESULTS", "FinishedRun", "read_finished", "read_questions"]


class _Results(BaseModel):
    stamp: dict[str, Any]
    figures: dict[str, dict[str, Figure]]
    cases: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """All of a run: `figures` by metric and slice; `scores`, `outcomes` and the text of the `questions` by the id of the case."""

    name: str
    stamp: dict[str, Any]
    figures: dict[str, dict[str, Figure]]
    scores: dict[str, dict[str, float]]
    outcomes: dict[str, Outcome]
    questions: dict[str, str]

    def figure(self, metric: str, slice_name: str = ALL) -> Figure:
        """Give a figure; one over no cases where the run does not have it."""
        return self.figures.get(metric, {}).get(slice_name, Figure(0, None))

    def is_right(self, case_id: str) -> bool | None:
        """Tell whether a case ended as it should: answered completely, or refused where that was expected. None when neither was scored."""
        scores = self.scores[case_id]
        score = scores.get("refusals_right", scores.get("strict_accuracy"))
        return None if score is None else score == 1.0


def read_finished(out: Path) -> FinishedRun:
    """Read the files of a run. Raises CaseError (Dutch) when there are none, or of another form."""
    try:
        results = _Results.model_validate_json((out / RESULTS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise CaseError(
            f"In {out} staat geen meting (geen goed bestand {RESULTS}). Doe er eerst een met: python -m evals run --out {out}."
        ) from error
    return FinishedRun(out.resolve().name, results.stamp, results.figures, results.cases, read_outcomes(out / OUTCOMES), read_questions(out))


def read_questions(out: Path) -> dict[str, str]:
    """Read the text of each question as it was asked, by the id of the case."""
    return {line["id"]: str(line.get("question", "")) for line in read_lines(out / OUTCOMES)}
