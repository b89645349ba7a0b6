"""`run`: opens a system over a corpus, asks it the questions, and scores what comes back."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.service import Assistant
from assistant.settings import Settings, read_settings
from corpus.document import Passage
from corpus.errors import QuestionError
from evals.baselines import SYSTEMS
from evals.cases import read_cases
from evals.commands.systems import open_system
from evals.corpora import is_beir, write_beir_questions
from evals.report import REPORT, score_folder
from evals.results import Results
from evals.run import JOBS, REAL, Answering, ask_cases, record_run, stamp_run
from evals.slices import Gold, look_up_gold, write_gold

HERE = Path(__file__).resolve().parents[1]
# Fixed, so that a run of today and one of next year ask the same thing.
DAY = "2026-01-01"
SPLITS = {"dev": "dev-*.jsonl", "test": "test-*.jsonl", "all": "*.jsonl"}
# Where things stand and how long the service waits decides no answer; the key is a secret. The stamp names the documents themselves.
NOT_IN_STAMP = {"host", "port", "data", "originals", "embedder_key", "llm_key", "llm_timeout_seconds"}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    run = commands.add_parser("run", help="stel alle vragen en maak de cijfers")
    run.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    run.add_argument("--split", choices=SPLITS, default="dev", help="welk deel van evals/questions (anders: %(default)s)")
    run.add_argument("--corpus", type=Path, metavar="MAP", help="map met documenten, of in BEIR-vorm (anders: die van de instellingen)")
    run.add_argument("--distractors", type=Path, metavar="BESTAND", help="bestand met passages die ernaast in de index komen")
    run.add_argument("--system", choices=sorted(SYSTEMS), default=REAL, help="wat er gemeten wordt (anders: %(default)s)")
    run.add_argument("--out", type=Path, metavar="MAP", help="map voor de uitkomst (anders: in evals/runs, genoemd naar wat u meet)")
    run.add_argument("--on", default=DAY, metavar="JJJJ-MM-DD", help="dag waarop de vragen gesteld worden (anders: %(default)s)")
    run.add_argument(
        "--jobs", type=_count, default=JOBS, metavar="AANTAL", help="hoeveel vragen tegelijk; voor tijden die tellen: 1 (anders: %(default)s)"
    )
    run.set_defaults(run=_run)


def measure(
    system: str,
    settings: Settings,
    files: Sequence[Path],
    out: Path,
    *,
    on: date,
    jobs: int = JOBS,
    distractors: Path | None = None,
    gold: Mapping[str, Gold] | None = None,
) -> Results:
    """Ask one system the questions of these files, and score it. All files of the run come in `out`. Without `gold` it is looked up in this index."""
    cases = read_cases(files)
    assistant = open_system(system, settings, _say, distractors)
    used = _used(settings) | ({"distractors": distractors.name} if distractors else {})
    stamp = stamp_run(assistant, used, on, system)
    record_run(out, stamp, files, jobs)
    write_gold(look_up_gold(cases, _passages(assistant, settings, distractors)) if gold is None else gold, out)
    ask_cases(assistant, cases, out, stamp, jobs)
    record_run(out, stamp, files, jobs)
    return score_folder(out)


def _run(given: argparse.Namespace) -> None:
    on = _day(given.on)
    settings = read_settings()
    if given.corpus:
        settings = settings.model_copy(update={"corpus": given.corpus})
    out = given.out or HERE / "runs" / _name(settings, given)
    files = given.questions or _questions(settings.corpus, given.split, out)
    measure(given.system, settings, files, out, on=on, jobs=given.jobs, distractors=given.distractors)
    print(f"Klaar. De cijfers staan in {out / REPORT}.")


def _questions(corpus: Path, split: str, out: Path) -> list[Path]:
    if not is_beir(corpus):
        return sorted((HERE / "questions").glob(SPLITS[split]))
    file = out / f"{split}.jsonl"
    write_beir_questions(corpus, split, file)
    return [file]


def _passages(assistant: Answering, settings: Settings, distractors: Path | None) -> tuple[Passage, ...]:
    """Give the passages of our own index, whatever system is measured."""
    ours = assistant if isinstance(assistant, Assistant) else open_system(REAL, settings, _say, distractors)
    return ours.build.contents.passages if isinstance(ours, Assistant) else ()


def _name(settings: Settings, given: argparse.Namespace) -> str:
    parts = [settings.corpus.resolve().name, given.split if given.split != "dev" else "", given.system if given.system != REAL else ""]
    return "-".join(part for part in [*parts, "distractors" if given.distractors else ""] if part)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(f"De dag achter --on bestaat niet ({text}). Geef een dag als JJJJ-MM-DD, bijvoorbeeld {DAY}.") from error


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is geen aantal; geef een heel getal vanaf 1")
    return int(text)


def _used(settings: Settings) -> dict[str, str]:
    values = settings.model_dump(exclude=NOT_IN_STAMP)
    return {name: value.name if isinstance(value, Path) else str(value) for name, value in values.items()}
