"""Makes an example of a wrong answer a line of a question file, once it passes the checks of validate.py."""

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.document import Passage
from evals.cases import CaseError, CaseKind, read_cases
from evals.validate import NO_ANSWER, validate

PREFIX = "w"  # of the ids: from wrong answers


def next_id(files: Sequence[Path]) -> str:
    """Give the first free id for an added case."""
    taken = [re.fullmatch(rf"{PREFIX}(\d+)", case.id) for file in files for case in read_cases([file])]
    return f"{PREFIX}{max((int(found[1]) for found in taken if found), default=0) + 1:03}"


def read_nugget(text: str) -> dict[str, Any]:
    """Read a point given as "text=regular expression". Raises CaseError (Dutch)."""
    said, _, pattern = text.partition("=")
    if not said.strip() or not pattern.strip():
        raise CaseError(f'Het punt "{text}" is niet te lezen. Schrijf --nugget "wat er gezegd moet worden=reguliere expressie".')
    return {"text": said.strip(), "match": [pattern.strip()], "vital": True}


def make_case(
    case_id: str, persona: str, kind: str, question: str, evidence: Sequence[dict[str, str]], nuggets: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Give the line of a question file."""
    answerable = CaseKind(kind) not in NO_ANSWER
    parts = {"history": [], "answerable": answerable, "evidence": list(evidence), "nuggets": list(nuggets)}
    return {"id": case_id, "persona": persona, "kind": kind, "question": question, **parts}


def add_case(case: dict[str, Any], file: Path, others: Sequence[Path], passages: Iterable[Passage]) -> tuple[str, ...]:
    """Append a case to a file, after checking it together with all other files; give what could not be checked, in Dutch.

    Raises CaseError with every fault of this case, and then leaves the file as it is.
    """
    line = json.dumps(case, ensure_ascii=False) + "\n"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    content = before + ("\n" if before and not before.endswith("\n") else "") + line
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / file.name
        draft.write_text(content, encoding="utf-8")
        found = validate([*(other for other in others if other.resolve() != file.resolve()), draft], passages)
    if faults := [fault.text for fault in found.faults if case["id"] in fault.cases or not fault.cases]:
        raise CaseError("\n".join(faults))
    with file.open("a", encoding="utf-8") as stream:
        stream.write(content[len(before) :])
    return found.skipped
