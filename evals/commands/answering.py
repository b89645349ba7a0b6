"""`answering`: measures answering on every set-up, with every rule on and off, and writes the report on it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.bootstrap import make_embedder, open_assistant, quiet_libraries
from assistant.settings import Settings, read_settings
from evals.answering_figures import TARGETS, count_register, measured
from evals.answering_report import Findings, render_answering
from evals.bench import in_own_process
from evals.cases import read_cases
from evals.commands.run import DAY, HERE, SPLITS, measure
from evals.commands.set_ups import settings_by_set_up
from evals.effects import switch_off_each
from evals.lies import tell_lies
from evals.outcomes import missing_outcome, read_outcomes
from evals.results import Figure
from evals.run import OUTCOMES, REAL
from evals.wrong_answers import wrong_answers


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("answering", help="meet het antwoorden, met elke regel aan en uit, en schrijf er een verslag van")
    parser.add_argument("--split", choices=SPLITS, default="dev", help="van welk deel de cijfers zijn (anders: %(default)s)")
    parser.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    parser.add_argument("--corpus", type=Path, metavar="MAP", help="map met documenten (anders: die van de instellingen)")
    parser.add_argument("--out", type=Path, default=HERE / "answering.md", metavar="BESTAND", help="het verslag (anders: evals/answering.md)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    if given.corpus:
        settings = settings.model_copy(update={"corpus": given.corpus})
    counted, looked_at = (given.questions or sorted((HERE / "questions").glob(SPLITS[split])) for split in (given.split, "dev"))
    set_ups = settings_by_set_up(settings, _say)
    figures = {}
    for set_up, there in set_ups.items():
        _say(f"Cijfers, {set_up} …")
        figures[set_up] = in_own_process(_figures_on_one_core, there, counted)
    fullest = list(set_ups)[-1]
    build, cases = open_assistant(set_ups[fullest], _say).build, read_cases(looked_at)
    embedder, on = make_embedder(settings), date.fromisoformat(DAY)
    _say("Elke regel aan en uit …")
    whole, effects = switch_off_each(build, embedder, settings.data / "vectors", cases, on)
    found = Findings(
        split=given.split,
        on=DAY,
        figures=figures,
        register=count_register(build.contents),
        looked_at=fullest,
        asked=len(cases),
        effects=effects,
        lies=tell_lies(build, embedder, on),
        wrong=wrong_answers(cases, whole),
    )
    given.out.write_text(render_answering(found), encoding="utf-8")
    print(f"Klaar. Het verslag staat in {given.out}.")


def _figures_on_one_core(settings: Settings, files: Sequence[Path]) -> dict[str, Figure]:
    """Ask the questions one by one. Meant for a process of its own: the core is not given back."""
    quiet_libraries()
    if hasattr(os, "sched_setaffinity"):  # before anything is opened, so that the threads of libraries stay on this core too
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as aside:
        out, cases = Path(aside), read_cases(files)
        results = measure(REAL, settings, files, out, on=date.fromisoformat(DAY), jobs=1)
        outcomes = {case.id: missing_outcome(case.id) for case in cases} | read_outcomes(out / OUTCOMES)
    return {target.label: measured(target, results, cases, outcomes) for target in TARGETS}


def _say(line: str) -> None:
    print(line, file=sys.stderr)
