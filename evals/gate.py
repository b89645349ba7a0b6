"""The gate: a fast subset of the questions, and the figures that a change may not go below. The thresholds stand in gate.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.document import Edition
from evals.cases import Case, CaseError
from evals.results import Results
from evals.slices import ALL

GATE = Path(__file__).with_name("gate.toml")


class Thresholds(BaseModel):
    """The lowest and the highest values that metrics may have over the subset."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Check:
    """A threshold, the least or the most that a metric may be, beside its value (None: not measured)."""

    metric: str
    value: float | None
    bound: float
    is_least: bool

    @property
    def is_broken(self) -> bool:
        """Tell whether the value is on the wrong side, or missing."""
        return self.value is None or (self.value < self.bound if self.is_least else self.value > self.bound)


class Gate(BaseModel):
    """What the gate asks and holds: every n-th question, and thresholds for an index with the originals and for one without."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: int = Field(ge=1)
    original: Thresholds
    plain: Thresholds

    def pick(self, cases: Sequence[Case]) -> tuple[Case, ...]:
        """Give every n-th case, beginning with the first: the same ones each time."""
        return tuple(cases[:: self.every])

    def check(self, results: Results) -> tuple[Check, ...]:
        """Put each threshold that holds for this index beside what was measured."""
        thresholds = self.plain if without_original(results) else self.original
        bounds = [*((*bound, True) for bound in thresholds.at_least.items()), *((*bound, False) for bound in thresholds.at_most.items())]
        return tuple(Check(metric, results.figure(metric, ALL).value, bound, is_least) for metric, bound, is_least in bounds)


def read_gate(file: Path = GATE) -> Gate:
    """Read the thresholds. Raises CaseError (Dutch) naming what is wrong."""
    try:
        return Gate.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"Het bestand {file} kan niet worden gelezen ({error}). Zet het terug uit git.") from error
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise CaseError(
            f'{file.name}: het veld "{field}" ontbreekt of heeft een waarde die niet kan. Kijk in evals/README.md wat er hoort te staan.'
        ) from error


def without_original(results: Results) -> tuple[str, ...]:
    """Give the documents of a run of which the original was not in the index."""
    return tuple(document for document, editions in results.stamp["documents"].items() if Edition.ORIGINAL not in editions)


def show_gate(results: Results, checks: Sequence[Check]) -> str:
    """Tell in Dutch which thresholds are held, and every metric with its value and its threshold."""
    missing = without_original(results)
    told = f"de eenvoudige versies alleen, want het origineel ontbreekt van: {', '.join(missing)}" if missing else "een index met alle originelen"
    rows = [("maat", "gemeten", "drempel", ""), *(_row(check) for check in checks)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{name:<{widths[0]}}  {value:>{widths[1]}}  {bound:>{widths[2]}}  {verdict}".rstrip() for name, value, bound, verdict in rows]
    return "\n".join([f"Drempels voor {told}.", *lines])


def _row(check: Check) -> tuple[str, str, str, str]:
    value = "–" if check.value is None else _number(check.value)
    bound = f"{'minstens' if check.is_least else 'hoogstens'} {_number(check.bound)}"
    return check.metric, value, bound, "NIET GEHAALD" if check.is_broken else ""


def _number(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")
