"""The gate: a fast subset of the questions, and the figures that a change may not go below. The thresholds stand in gate.toml."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
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


class Gate(BaseModel):
    """What the gate asks and holds: every n-th question, and thresholds for an index with the originals and for one without."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: int = Field(ge=1)
    original: Thresholds
    plain: Thresholds

    def pick(self, cases: Sequence[Case]) -> tuple[Case, ...]:
        """Give every n-th case, beginning with the first: the same ones each time."""
        return tuple(cases[:: self.every])

    def broken(self, results: Results) -> tuple[str, ...]:
        """Name in Dutch each threshold that the figures break."""
        thresholds = self.original if _has_originals(results.stamp["documents"]) else self.plain
        return (*_broken(results, thresholds.at_least, 1), *_broken(results, thresholds.at_most, -1))


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


def _has_originals(documents: Mapping[str, str]) -> bool:
    return bool(documents) and all(Edition.ORIGINAL in editions for editions in documents.values())


def _broken(results: Results, bounds: Mapping[str, float], sign: int) -> Iterator[str]:
    wanted = "minstens" if sign > 0 else "hoogstens"
    for metric, bound in bounds.items():
        value = results.figure(metric, ALL).value
        if value is None:
            yield f"{metric} is niet gemeten; {wanted} {_number(bound)} is nodig."
        elif sign * value < sign * bound:
            yield f"{metric} is {_number(value)}; {wanted} {_number(bound)} is nodig."


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
