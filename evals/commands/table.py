"""`table`: asks all questions to every system on every set-up of the corpus, and puts the figures side by side."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.bootstrap import folder_of_originals, open_assistant
from assistant.settings import Settings, read_settings
from evals.baselines import SYSTEMS
from evals.cases import CaseError, read_cases
from evals.commands.run import DAY, HERE, SPLITS, measure
from evals.finished import read_finished
from evals.slices import Gold, look_up_gold
from evals.table import SET_UP_LABELS, SetUp, make_set_ups, render_table


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    table = commands.add_parser("table", help="zet alle zoeksystemen naast elkaar")
    table.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    table.add_argument("--split", choices=SPLITS, default="dev", help="welk deel van evals/questions (anders: %(default)s)")
    table.add_argument("--corpus", type=Path, metavar="MAP", help="map met documenten (anders: die van de instellingen)")
    table.add_argument("--out", type=Path, required=True, metavar="MAP", help="map voor de uitkomst")
    table.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    if given.corpus:
        settings = settings.model_copy(update={"corpus": given.corpus})
    files = given.questions or sorted((HERE / "questions").glob(SPLITS[given.split]))
    set_ups = make_set_ups(settings.corpus, folder_of_originals(settings), settings.data / "set-ups" / settings.corpus.resolve().name)
    for left_out in (set_up for set_up in SetUp if set_up not in set_ups):
        _say(f"Niet gemeten: {SET_UP_LABELS[left_out].lower()}. Niet elk document heeft die tekst; originelen horen in corpus/sources.")
    gold = _gold(settings, set_ups, files)
    for set_up, corpus in set_ups.items():
        for name in SYSTEMS:
            _say(f"{name}, {set_up} …")
            there = settings.model_copy(update={"corpus": corpus})
            measure(name, there, files, given.out / set_up / name, on=date.fromisoformat(DAY), gold=gold)
    runs = {set_up: {name: read_finished(given.out / set_up / name) for name in SYSTEMS} for set_up in set_ups}
    (given.out / "table.md").write_text(render_table(runs), encoding="utf-8")
    print(f"Klaar. De tabel staat in {given.out / 'table.md'}.")


def _gold(settings: Settings, set_ups: Mapping[SetUp, Path], files: Sequence[Path]) -> dict[str, Gold]:
    """Look the gold up once, in the fullest set-up that is there, so that every set-up has the same questions in a slice."""
    if not set_ups:
        raise CaseError("Er is geen tekst die elk document heeft. Zet van elk document het origineel in corpus/sources, en meet opnieuw.")
    fullest = list(set_ups.values())[-1]
    assistant = open_assistant(settings.model_copy(update={"corpus": fullest}), _say)
    return look_up_gold(read_cases(files), assistant.build.contents.passages)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
