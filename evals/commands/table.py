"""`table`: asks all questions to every system on every set-up of the corpus, and puts the figures side by side."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.bootstrap import open_assistant
from assistant.settings import Settings, read_settings
from evals.baselines import SYSTEMS
from evals.cases import read_cases
from evals.commands.run import DAY, HERE, SPLITS, measure
from evals.commands.set_ups import settings_by_set_up
from evals.finished import read_finished
from evals.slices import Gold, look_up_gold
from evals.table import render_table


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
    set_ups = settings_by_set_up(settings, _say)
    gold = _gold(list(set_ups.values())[-1], files)
    for set_up, there in set_ups.items():
        for name in SYSTEMS:
            _say(f"{name}, {set_up} …")
            measure(name, there, files, given.out / set_up / name, on=date.fromisoformat(DAY), gold=gold)
    runs = {set_up: {name: read_finished(given.out / set_up / name) for name in SYSTEMS} for set_up in set_ups}
    (given.out / "table.md").write_text(render_table(runs), encoding="utf-8")
    print(f"Klaar. De tabel staat in {given.out / 'table.md'}.")


def _gold(fullest: Settings, files: Sequence[Path]) -> dict[str, Gold]:
    """Look the gold up once, in the fullest set-up that is there, so that every set-up has the same questions in a slice."""
    return look_up_gold(read_cases(files), open_assistant(fullest, _say).build.contents.passages)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
