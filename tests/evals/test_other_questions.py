"""The questions over other documents: well formed, within the length that an anchor may have, and about the documents of their catalogue."""

import tomllib
from pathlib import Path

import pytest

from evals.cases import CaseKind, read_cases

OTHERS = Path(__file__).resolve().parents[2] / "evals" / "questions" / "others"
LONGEST_ANCHOR = 10  # words


@pytest.mark.parametrize("folder", sorted(path for path in OTHERS.iterdir() if path.is_dir()), ids=lambda folder: folder.name)
def test_every_question_names_documents_of_its_catalogue_and_gives_no_answer_away(folder: Path) -> None:
    catalogue = tomllib.loads((folder / "documents.toml").read_text(encoding="utf-8"))
    documents = {document["id"] for document in catalogue["documents"]}
    cases = read_cases([folder / "questions.jsonl"])

    assert len(cases) == 36
    for case in cases:
        assert {entry.document for entry in case.evidence} <= documents, case.id
        assert all(len((entry.quote or "").split()) <= LONGEST_ANCHOR for entry in case.evidence), case.id
        assert not any(nugget.is_present(case.question) for nugget in case.nuggets), case.id
        assert case.answerable is bool(case.vital_nuggets) is bool(case.evidence), case.id
        assert case.answerable is (case.kind not in (CaseKind.UNANSWERABLE_NEAR, CaseKind.UNANSWERABLE_FAR)), case.id
