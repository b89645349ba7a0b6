"""The command `compare`: puts two finished runs side by side."""

import argparse
import shutil
from pathlib import Path

from evals.cases import CaseError
from evals.compare import compare, render_comparison, show_comparison
from evals.finished import read_finished
from evals.metrics import METRICS

EVALS = Path(__file__).resolve().parent.parent


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("compare", help="vergelijk twee metingen, vraag voor vraag")
    parser.add_argument("first", type=Path, metavar="A", help="map met de uitkomst van een meting")
    parser.add_argument("second", type=Path, metavar="B", help="map met de uitkomst van een andere meting")
    parser.add_argument("--out", type=Path, metavar="BESTAND", help="schrijf ook een Markdown-bestand, met de antwoorden erin (alleen buiten git)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    if given.out:
        _refuse_in_git(given.out.resolve())
    found = compare(read_finished(given.first), read_finished(given.second), METRICS)
    print(show_comparison(found, shutil.get_terminal_size((120, 40)).columns), end="")
    if given.out:
        given.out.write_text(render_comparison(found), encoding="utf-8")
        print(f"\nDe vergelijking staat in {given.out}.")


def _refuse_in_git(file: Path) -> None:
    """Answers quote the documents, and their text does not belong in our repository."""
    if file.is_relative_to(EVALS.parent) and not file.is_relative_to(EVALS / "runs"):
        raise CaseError(
            f"Het bestand {file} komt in git terecht, en er staan teksten van documenten in. Kies een plaats in evals/runs of buiten deze map."
        )
