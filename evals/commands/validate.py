"""The command `validate`: checks the question files against the documents."""

import argparse
import sys
from pathlib import Path

from assistant.bootstrap import open_assistant
from assistant.settings import read_settings
from evals.validate import validate

HERE = Path(__file__).resolve().parent.parent


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("validate", help="controleer de bestanden met vragen")
    parser.add_argument("files", type=Path, nargs="*", metavar="BESTAND", help="bestanden met vragen (anders: alle in evals/questions)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    files = given.files or sorted((HERE / "questions").glob("*.jsonl"))
    assistant = open_assistant(read_settings(), lambda line: print(line, file=sys.stderr))
    found = validate(files, assistant.build.contents.passages)
    for line in (*(fault.text for fault in found.faults), *found.skipped):
        print(line)
    print(f"{found.case_count} vragen gecontroleerd, {len(found.faults)} fouten.")
    return 2 if found.faults else 0
