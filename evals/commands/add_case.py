"""The command `add-case`: makes an example of a wrong answer a question of the measurement."""

import argparse
import sys
from pathlib import Path

from assistant.bootstrap import open_assistant
from assistant.settings import read_settings
from evals.add_case import add_case, make_case, next_id, read_nugget
from evals.cases import CaseKind, Persona

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"
KINDS = [kind.value for kind in CaseKind if kind is not CaseKind.FOLLOWUP]  # a conversation does not fit in options


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("add-case", help="maak van een fout antwoord een vraag van de meting")
    parser.add_argument("--question", required=True, metavar="TEKST", help="de vraag, zoals die gesteld is")
    parser.add_argument("--persona", required=True, choices=[persona.value for persona in Persona], help="wie de vraag stelt")
    parser.add_argument("--kind", required=True, choices=KINDS, help="de soort vraag")
    parser.add_argument("--document", metavar="ID", help="het document waar het antwoord staat (weglaten: het staat nergens)")
    parser.add_argument("--section", default="", metavar="PLAATS", help='de paragraaf, bijvoorbeeld "3.1" of "3.1 > Inzet 2021"')
    parser.add_argument("--quote", metavar="WOORDEN", help="vier tot tien woorden, letterlijk uit het origineel")
    parser.add_argument(
        "--nugget", action="append", default=[], metavar="PUNT=REGEX", help="wat het antwoord moet zeggen, en waaraan dat te herkennen is"
    )
    parser.add_argument(
        "--file", type=Path, metavar="BESTAND", help="bestand met vragen (anders: dat van deze gebruiker, evals/questions/dev-….jsonl)"
    )
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    files = sorted(QUESTIONS.glob("*.jsonl"))
    file = given.file or QUESTIONS / f"dev-{given.persona}.jsonl"
    place = {"document": given.document, "section": given.section} | ({"quote": given.quote} if given.quote else {})
    known = sorted({*files, *([file] if file.exists() else [])})
    case = make_case(
        next_id(known), given.persona, given.kind, given.question, [place] if given.document else [], [read_nugget(text) for text in given.nugget]
    )
    assistant = open_assistant(read_settings(), lambda line: print(line, file=sys.stderr))
    for line in add_case(case, file, files, assistant.build.contents.passages):
        print(line)
    print(f"Vraag {case['id']} staat nu in {file}.")
