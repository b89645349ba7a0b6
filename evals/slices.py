"""Slices: the groups of cases that have figures of their own, and what the documents tell about each case (its gold).

Gold is looked up once per run, in the passages of our own index whatever system is measured, and once for a whole table, so that a slice
holds the same cases for all.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.document import Edition, Passage
from corpus.dutch import terms
from evals.cases import Case, Evidence
from evals.outcomes import Place
from evals.relevance import satisfies

GOLD = "gold.json"
ALL = "all"
LOW_OVERLAP = "overlap:low"
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Gold:
    """What the documents tell about a case: the first headings above its evidence, and the largest share of the content stems of
    the question that stand in one passage of it (None: no such passage).
    """

    themes: tuple[str, ...] = ()
    overlap: float | None = None


def look_up_gold(cases: Sequence[Case], passages: Iterable[Passage]) -> dict[str, Gold]:
    """Find the gold of each case in the passages of an index. An original passage counts before one of the plain edition."""
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    return {case.id: _gold(case, by_document) for case in cases}


def write_gold(gold: Mapping[str, Gold], out: Path) -> None:
    """Write gold.json: headings and figures only."""
    content = {case_id: asdict(one) for case_id, one in gold.items()}
    (out / GOLD).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_gold(out: Path) -> dict[str, Gold]:
    """Read gold.json; empty when nobody looked it up."""
    if not (out / GOLD).exists():
        return {}
    content = json.loads((out / GOLD).read_text(encoding="utf-8"))
    return {case_id: Gold(tuple(one["themes"]), one["overlap"]) for case_id, one in content.items()}


def slice_cases(cases: Sequence[Case], gold: Mapping[str, Gold]) -> dict[str, list[str]]:
    """Give the ids of the cases of each slice, by its name: all, low overlap, then by persona, kind, document and theme."""
    slices: dict[str, list[str]] = {ALL: [case.id for case in cases], LOW_OVERLAP: _low_overlap(cases, gold)}
    for case in cases:
        documents = dict.fromkeys(f"document:{entry.document}" for entry in case.evidence)
        themes = (f"theme:{theme}" for theme in gold.get(case.id, Gold()).themes)
        for name in (f"persona:{case.persona}", f"kind:{case.kind}", *documents, *themes):
            slices.setdefault(name, []).append(case.id)
    return dict(sorted(slices.items(), key=lambda item: (item[0] not in (ALL, LOW_OVERLAP), item[0])))


def _low_overlap(cases: Sequence[Case], gold: Mapping[str, Gold]) -> list[str]:
    """Give the third of the cases (rounded down; of equals by id) whose question shares the least with its evidence."""
    shares = [(overlap, case.id) for case in cases if (overlap := gold.get(case.id, Gold()).overlap) is not None]
    return [case_id for _, case_id in sorted(shares)[: len(shares) // 3]]


def _gold(case: Case, by_document: Mapping[str, Sequence[Passage]]) -> Gold:
    asked = set(terms(case.written_out))
    themes: dict[str, None] = {}
    overlaps: list[float] = []
    for entry in case.evidence:
        found = _gold_passages(entry, by_document.get(entry.document, ()))
        themes |= dict.fromkeys(passage.heading_path[0] for passage in found[:1] if passage.heading_path)
        overlaps += [len(asked & set(terms(passage.text))) / len(asked) for passage in found if asked]
    return Gold(tuple(themes), round(max(overlaps), DECIMALS) if overlaps else None)


def _gold_passages(entry: Evidence, passages: Sequence[Passage]) -> list[Passage]:
    found = [passage for passage in passages if satisfies(entry, _place(passage), passage.text)]
    return [passage for passage in found if passage.edition is Edition.ORIGINAL] or found


def _place(passage: Passage) -> Place:
    return Place.model_construct(passage=passage.id, document=passage.document_id, section=passage.heading_path, edition=passage.edition)
