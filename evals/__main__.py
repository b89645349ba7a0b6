"""The command `python -m evals`: reads what is asked and leaves the work to one of commands/."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from assistant.bootstrap import quiet_libraries
from corpus.errors import BronvastError
from evals.commands import COMMANDS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    quiet_libraries()
    parser = argparse.ArgumentParser(prog="python -m evals", description="Meet hoe goed Bronvast vragen beantwoordt.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT", title="opdrachten")
    for name in COMMANDS:
        import_module(f"evals.commands.{name}").register(commands)
    given = parser.parse_args(arguments)
    try:
        return given.run(given) or 0
    except BronvastError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
