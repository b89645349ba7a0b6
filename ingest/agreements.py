"""Sections → agreements, by their headings: what stands under "Doelstelling", "Inzet", "Prioriteiten", "Processtappen" or "Besluit"."""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.agreement import Agreement, AgreementKind
from corpus.document import EditionText, Passage, PassageKind, Section, Span
from ingest.outline import heading_number

YEAR = re.compile(r"\b(20\d{2})\b")
HEADINGS = {
    AgreementKind.GOAL: re.compile(r"doel(?:stelling(?:en)?|en)?(?: \d{4})?", re.I),
    AgreementKind.COMMITMENT: re.compile(r"(?:onze |de )?(?:inzet|afspraken|acties|maatregelen)(?: \d{4})?", re.I),
    AgreementKind.PRIORITY: re.compile(r"prioriteit(?:en)?(?: \d{4})?", re.I),
    AgreementKind.STEP: re.compile(r"(?:proces|vervolg)?stappen(?: \d{4})?", re.I),
    AgreementKind.DECISION: re.compile(r"(?:besluit(?:en)?|beslispunten|besluitvorming)(?: \d{4})?", re.I),
}


def agreements(text: EditionText, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Agreement, ...]:
    """Give the agreements of one edition in reading order; `sections` and `passages` are those of `text`.

    Under such a heading every list item is an agreement. Without a list all prose of the section is one, however it was cut; but prose
    that only leads in the parts below its heading is none.
    """
    kinds = {section.id: kind for section in sections if (kind := _kind(section))}
    parents = {section.parent for section in sections}
    result: list[Agreement] = []
    for section_id, together in groupby(passages, key=lambda passage: passage.section_id):
        inside = list(together)
        kind = kinds.get(section_id)
        items = [passage for passage in inside if passage.kind is PassageKind.ITEM]
        if kind is None:
            continue
        if items:
            result += [_agreement(kind, text, [item]) for item in items]
        elif section_id not in parents:
            result.append(_agreement(kind, text, inside))
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


def _agreement(kind: AgreementKind, text: EditionText, passages: Sequence[Passage]) -> Agreement:
    first, path = passages[0], passages[0].heading_path
    span = Span(first.span.start, passages[-1].span.end)
    goals = [heading for heading in path if "." in (heading_number(heading) or "")]
    year = next((int(found[1]) for heading in reversed(path) if (found := YEAR.search(heading))), None)
    number = heading_number(goals[-1]) if goals else None
    title = goals[-1].split(maxsplit=1)[1] if goals else None
    return Agreement(
        f"{kind.value}:{first.id}", kind, first.document_id, first.id, span, text.text[span.start : span.end], path[0], number, title, year
    )
