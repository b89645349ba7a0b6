"""The command `python -m ingest`: brings the index up to date."""

import argparse
import sys

from assistant.bootstrap import build_index, quiet_libraries
from assistant.settings import read_settings
from corpus.errors import BronvastError, ReadError


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit code: 0, or 3 when a document was left out."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bronvast: maak de index van de documenten")
    parser.parse_args(arguments)
    quiet_libraries()
    try:
        report = build_index(read_settings(), _say)
    except BronvastError as error:
        print(f"Fout ({error.code}): {error}", file=sys.stderr)
        return error.exit_code
    print(
        f"{'Index gemaakt' if report.rebuilt else 'De index was al bijgewerkt'}: {report.document_count} documenten, {report.passage_count} passages ({report.content_hash})."
    )
    for line in dict.fromkeys((*report.warnings, *report.unreadable)):
        print(f"Let op: {line}", file=sys.stderr)
    return ReadError.exit_code if report.unreadable else 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
