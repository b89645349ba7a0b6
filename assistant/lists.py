"""Which list of a document a passage belongs to, and what stands in that list. By the structure that ingest found; no questions here."""

from corpus.document import Passage, PassageKind, lead_ins
from ingest.build import Build


def lists_of(build: Build, passage: Passage) -> tuple[str, ...]:
    """Give the ids of what leads in the lists that a passage stands in, from within; the first is its own when it may lead in one itself."""
    own = () if passage.kind is PassageKind.PROSE else (passage.id,)
    return (*own, *(one.id for one in lead_ins(passage, build.passages)))


def has_items(build: Build, lead_in: Passage) -> bool:
    """Tell whether a passage leads in a list."""
    return any(passage.lead_in == lead_in.id for passage in build.contents.passages)


def whole_list(build: Build, lead_in: Passage) -> list[Passage]:
    """Give what leads in a list and all that stands in it, in reading order: lists in it too, and what stands between."""
    section = [passage for passage in build.contents.passages if passage.section_id == lead_in.section_id]
    last = max(position for position, passage in enumerate(section) if lead_in.id in lists_of(build, passage))
    return section[section.index(lead_in) : last + 1]
