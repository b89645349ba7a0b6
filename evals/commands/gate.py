"""`gate`: asks a fast part of the questions, and fails when a figure is worse than its threshold in gate.toml."""

import argparse
from datetime import date
from pathlib import Path

from assistant.settings import read_settings
from evals.cases import read_cases
from evals.commands.run import DAY, HERE, SPLITS, measure
from evals.gate import read_gate, show_gate
from evals.run import REAL

SUBSET = "questions.jsonl"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("gate", help="meet met een deel van de vragen of niets slechter is geworden (evals/gate.toml)")
    parser.add_argument("--out", type=Path, metavar="MAP", default=HERE / "runs" / "gate", help="map voor de uitkomst (anders: evals/runs/gate)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    gate = read_gate()
    cases = gate.pick(read_cases(sorted((HERE / "questions").glob(SPLITS["dev"]))))
    given.out.mkdir(parents=True, exist_ok=True)
    subset = given.out / SUBSET
    subset.write_text("".join(case.model_dump_json() + "\n" for case in cases), encoding="utf-8")
    results = measure(REAL, read_settings(), [subset], given.out, on=date.fromisoformat(DAY))
    checks = gate.check(results)
    broken = any(check.is_broken for check in checks)
    print(show_gate(results, checks))
    print(f"De drempels zijn {'niet ' if broken else ''}gehaald, met {len(cases)} vragen.")
    return 1 if broken else 0
