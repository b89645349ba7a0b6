"""`report`: makes the figures and the reports of a run again, without asking anything."""

import argparse
from pathlib import Path

from evals.finished import read_questions
from evals.html_report import render_html
from evals.outcomes import read_outcomes
from evals.report import score_folder
from evals.run import OUTCOMES

PAGE = "report.html"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("report", help="maak de cijfers en het verslag opnieuw, zonder de vragen opnieuw te stellen")
    parser.add_argument("--out", type=Path, metavar="MAP", required=True, help="map met de uitkomst van een meting")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    results = score_folder(given.out)
    page = given.out / PAGE
    asked = {case.id for case in results.cases if not case.missing}
    outcomes = {id_: outcome for id_, outcome in read_outcomes(given.out / OUTCOMES).items() if id_ in asked}
    page.write_text(render_html(results, outcomes, read_questions(given.out)), encoding="utf-8")
    print(f"Klaar. Het verslag staat in {page}.")
