"""`table`: asks all questions to every system on every set-up of the corpus, and puts the figures side by side."""

import argparse
import sys
from datetime import date
from pathlib import Path

from assistant.bootstrap import folder_of_originals
from assistant.settings import read_settings
from evals.baselines import SYSTEMS
from evals.commands.run import DAY, HERE, SPLITS, measure
from evals.finished import read_finished
from evals.table import make_set_ups, render_table


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
    for set_up, corpus in set_ups.items():
        for name in SYSTEMS:
            print(f"{name}, {set_up} …", file=sys.stderr)
            measure(name, settings.model_copy(update={"corpus": corpus}), files, given.out / set_up / name, on=date.fromisoformat(DAY))
    runs = {set_up: {name: read_finished(given.out / set_up / name) for name in SYSTEMS} for set_up in set_ups}
    (given.out / "table.md").write_text(render_table(runs), encoding="utf-8")
    print(f"Klaar. De tabel staat in {given.out / 'table.md'}.")
