"""Sections → agreements, by their headings: what stands under "Doelstelling", "Inzet", "Prioriteiten", "Processtappen" or "Besluit"."""

import re
from collections.abc import Sequence

from corpus.agreement import Agreement, AgreementKind
from corpus.document import Passage, PassageKind, Section
from ingest.outline import heading_number

YEAR = re.compile(r"\b(20\d{2})\b")
HEADINGS = {
    AgreementKind.GOAL: re.compile(r"doel(?:stelling(?:en)?|en)?(?: \d{4})?", re.I),
    AgreementKind.COMMITMENT: re.compile(r"(?:onze |de )?(?:inzet|afspraken|acties|maatregelen)(?: \d{4})?", re.I),
    AgreementKind.PRIORITY: re.compile(r"prioriteit(?:en)?(?: \d{4})?", re.I),
    AgreementKind.STEP: re.compile(r"(?:proces|vervolg)?stappen(?: \d{4})?", re.I),
    AgreementKind.DECISION: re.compile(r"(?:besluit(?:en)?|beslispunten|besluitvorming)(?: \d{4})?", re.I),
}


def agreements(sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Agreement, ...]:
    """Give the agreements of one edition in reading order.

    Under such a heading every list item is an agreement; a goal, and a priority without a list, is its passage of prose.
    """
    kinds = {section.id: kind for section in sections if (kind := _kind(section))}
    listed = {passage.section_id for passage in passages if passage.kind is PassageKind.ITEM}
    result: list[Agreement] = []
    for passage in passages:
        kind = kinds.get(passage.section_id)
        wanted = PassageKind.ITEM if passage.section_id in listed else PassageKind.PROSE
        if kind is not None and passage.kind is wanted:
            result.append(_agreement(kind, passage))
    return tuple(result)


def _kind(section: Section) -> AgreementKind | None:
    """The nearest heading on the path that names a kind decides, so parts of "Prioriteiten 2021" are priorities."""
    for heading in reversed(section.heading_path):
        for kind, pattern in HEADINGS.items():
            if pattern.fullmatch(heading.strip()):
                return kind
        if heading_number(heading):
            return None
    return None


def _agreement(kind: AgreementKind, passage: Passage) -> Agreement:
    path = passage.heading_path
    goals = [heading for heading in path if "." in (heading_number(heading) or "")]
    year = next((int(found[1]) for heading in reversed(path) if (found := YEAR.search(heading))), None)
    number = heading_number(goals[-1]) if goals else None
    title = goals[-1].split(maxsplit=1)[1] if goals else None
    return Agreement(f"{kind.value}:{passage.id}", kind, passage.document_id, passage.id, passage.span, passage.text, path[0], number, title, year)
