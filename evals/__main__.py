"""The command `python -m evals`: asks the questions of a run and scores them (run), or scores again from the files (report)."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.bootstrap import open_assistant
from assistant.settings import Settings, read_settings
from corpus.errors import BronvastError, QuestionError
from evals.cases import read_cases
from evals.metrics import METRICS
from evals.outcomes import read_outcomes
from evals.report import render_report
from evals.results import score_run, write_results
from evals.run import OUTCOMES, ask_cases, read_run, record_run, stamp_run

HERE = Path(__file__).resolve().parent
# Fixed, so that a run of today and one of next year ask the same thing.
DAY = "2026-01-01"
# Where things stand and how long the service waits decides no answer; the key is a secret. The stamp names the documents themselves.
NOT_IN_STAMP = {"host", "port", "data", "originals", "llm_key", "llm_timeout_seconds"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    given = _parser().parse_args(arguments)
    try:
        given.run(given)
    except BronvastError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Meet hoe goed Bronvast vragen beantwoordt.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    run = commands.add_parser("run", help="stel alle vragen en maak de cijfers")
    run.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    run.add_argument("--corpus", type=Path, metavar="MAP", help="map met documenten (anders: die van de instellingen)")
    run.add_argument("--out", type=Path, metavar="MAP", help="map voor de uitkomst (anders: evals/runs/ en de naam van de map met documenten)")
    run.add_argument("--on", default=DAY, metavar="JJJJ-MM-DD", help="dag waarop de vragen gesteld worden (anders: %(default)s)")
    run.set_defaults(run=_run)
    report = commands.add_parser("report", help="maak de cijfers opnieuw, zonder de vragen opnieuw te stellen")
    report.add_argument("--out", type=Path, metavar="MAP", required=True, help="map met de uitkomst van een meting")
    report.set_defaults(run=lambda given: _report(given.out))
    return parser


def _run(given: argparse.Namespace) -> None:
    on = _day(given.on)
    files = given.questions or sorted((HERE / "questions").glob("*.jsonl"))
    cases = read_cases(files)
    settings = read_settings()
    if given.corpus:
        settings = settings.model_copy(update={"corpus": given.corpus})
    out = given.out or HERE / "runs" / settings.corpus.resolve().name
    assistant = open_assistant(settings, _say)
    stamp = stamp_run(assistant, _used(settings), on)
    record_run(out, stamp, files)
    ask_cases(assistant, cases, out, stamp)
    _report(out)


def _report(out: Path) -> None:
    stamp, files = read_run(out)
    results = score_run(stamp, read_cases(files), read_outcomes(out / OUTCOMES), METRICS)
    write_results(results, out / "results.json")
    (out / "report.md").write_text(render_report(results), encoding="utf-8")
    print(f"Klaar. De cijfers staan in {out / 'report.md'}.")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(f"De dag achter --on bestaat niet ({text}). Geef een dag als JJJJ-MM-DD, bijvoorbeeld {DAY}.") from error


def _used(settings: Settings) -> dict[str, str]:
    values = settings.model_dump(exclude=NOT_IN_STAMP)
    return {name: value.name if isinstance(value, Path) else str(value) for name, value in values.items()}


if __name__ == "__main__":
    sys.exit(main())
