"""Asks every case and keeps what comes back: outcomes.jsonl, one line per case, and run.json, what it was asked of. Scores nothing."""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tqdm import tqdm  # type: ignore[import-untyped]

from assistant.answer import Answer, AnswerStatus, Citation, Turn, as_outcome
from corpus.errors import BronvastError, NotFound
from evals.cases import Case, CaseError
from evals.outcomes import read_lines

if TYPE_CHECKING:  # scoring again must not load the whole service
    from assistant.service import DocumentCard, PassageView

OUTCOMES = "outcomes.jsonl"
RUN = "run.json"
REPOSITORY = Path(__file__).resolve().parent.parent
OUR_PACKAGES = ("corpus", "ingest", "assistant")
# The packages of others that can change an answer or a figure.
PACKAGES = ("bm25s", "chromadb", "ir-measures", "numpy", "onnxruntime", "PyStemmer", "simplemma", "tokenizers")


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

    `code` is a hash of our own source, so that no answer of older code is kept; `documents` tells the editions of each; a document that could not be read is not among them.
    """

    assistant: dict[str, str]
    documents: dict[str, str]
    settings: dict[str, str]
    packages: dict[str, str]
    code: str
    on: str


def stamp_run(assistant: Answering, settings: Mapping[str, str], on: date) -> RunStamp:
    """Describe a run of this assistant on one day."""
    packages = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    documents = {card.document.id: " + ".join(card.editions) for card in assistant.documents(on)}
    return RunStamp(dict(assistant.stamp), documents, dict(settings), packages, _code_hash(), on.isoformat())


def record_run(out: Path, stamp: RunStamp, questions: Sequence[Path]) -> None:
    """Write down what a run is asked of, and with which files, for `read_run`."""
    out.mkdir(parents=True, exist_ok=True)
    record = {"stamp": asdict(stamp), "questions": [str(file.resolve()) for file in questions]}
    (out / RUN).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_run(out: Path) -> tuple[RunStamp, tuple[Path, ...]]:
    """Read the stamp of a run and its files of questions. Raises CaseError when there was no run in this folder."""
    try:
        record = json.loads((out / RUN).read_text(encoding="utf-8"))
        return RunStamp(**record["stamp"]), tuple(Path(file) for file in record["questions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"In {out} staat geen meting (geen goed bestand {RUN}). Doe er eerst een met: python -m evals run --out {out}.") from error


def ask_cases(assistant: Answering, cases: Sequence[Case], out: Path, stamp: RunStamp) -> None:
    """Ask all cases and write outcomes.jsonl in their order; lines of an earlier, cut-off run with the same stamp are kept."""
    file = out / OUTCOMES
    on = date.fromisoformat(stamp.on)
    asked = {case.id: _fingerprint(stamp, case) for case in cases}
    lines = {line["id"]: line for line in read_lines(file) if line.get("asked") == asked.get(line["id"])}
    _write(file, lines.values())
    with file.open("a", encoding="utf-8") as stream:
        for case in tqdm([case for case in cases if case.id not in lines], desc="Vragen gesteld", unit="vraag", disable=None):
            lines[case.id] = _ask(assistant, case, on) | {"asked": asked[case.id]}
            stream.write(_as_line(lines[case.id]))
            stream.flush()
    _write(file, (lines[case.id] for case in cases))


def _code_hash() -> str:
    digest = sha256()
    for file in sorted(file for package in OUR_PACKAGES for file in (REPOSITORY / package).rglob("*.py")):
        digest.update(file.relative_to(REPOSITORY).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _ask(assistant: Answering, case: Case, on: date) -> dict[str, Any]:
    try:
        answer = assistant.answer(case.question, earlier=case.earlier, on=on)
    except BronvastError as error:
        fault = {"status": AnswerStatus.FAULT.value, "answer": "", "citations": [], "hits": [], "timings_ms": {}, "error": error.code}
        return {"id": case.id, "question": case.question} | fault
    exact = [_is_exact(assistant, citation, on) for citation in answer.citations]
    return {"id": case.id} | as_outcome(answer) | {"quotes_exact": exact}


def _is_exact(assistant: Answering, citation: Citation, on: date) -> bool:
    try:
        text = assistant.passage(citation.passage_id, on).passage.text
    except NotFound:
        return False
    return text[citation.start : citation.end] == citation.quote


def _fingerprint(stamp: RunStamp, case: Case) -> str:
    history = [(message.role, message.content) for message in case.history]
    return sha256(json.dumps([asdict(stamp), case.question, history], sort_keys=True).encode()).hexdigest()[:16]


def _write(file: Path, lines: Iterable[dict[str, Any]]) -> None:
    aside = file.with_suffix(".partial")
    aside.write_text("".join(map(_as_line, lines)), encoding="utf-8")
    os.replace(aside, file)


def _as_line(line: dict[str, Any]) -> str:
    # Escaped, because a lone surrogate in a question cannot be written as UTF-8.
    return json.dumps(line) + "\n"
