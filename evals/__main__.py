"""The command `python -m evals`: reads what is asked and leaves the work to one of commands/."""

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from assistant.bootstrap import quiet_libraries
from corpus.errors import BronvastError
from evals.commands import COMMANDS

# What argparse says in English, by how it begins, and what it means. What the commands raise themselves is Dutch already.
DUTCH = (
    (r"the following arguments are required: (.+)", r"hier ontbreekt \1"),
    (r"unrecognized arguments: (.+)", r"\1 hoort hier niet"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\2 kan niet bij \1; kies uit \3"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\2 kan niet bij \1"),
    (r"argument (.+?): expected .*", r"achter \1 hoort een waarde"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 kan meer betekenen; kies uit \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """Says in Dutch what is wrong with the words after the command."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and the fault, and stop with exit code 2."""
        said = next((found.expand(dutch) for english, dutch in DUTCH if (found := re.fullmatch(english, message, re.DOTALL))), message)
        self.print_usage(sys.stderr)
        self.exit(2, f"Fout: {said}. Met --help ziet u wat er kan.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    quiet_libraries()
    parser = Parser(prog="python -m evals", description="Meet hoe goed Bronvast vragen beantwoordt.")
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
