"""Which part of the plain edition says the same as which part of the original: sections by heading and order, pieces by order."""

from dataclasses import replace
from difflib import SequenceMatcher

from corpus.dutch import words
from ingest.sections import Structure


def pair_sections(original: Structure, plain: Structure) -> tuple[Structure, Structure]:
    """Give both structures with each section's counterpart filled in. Sections pair when their heading paths are equal but for case and signs, in order."""
    ours = [_key(section.heading_path) for section in original.sections]
    theirs = [_key(section.heading_path) for section in plain.sections]
    partner: dict[str, str] = {}
    for tag, first, last, other, _ in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            for step in range(last - first):
                one, two = original.sections[first + step].id, plain.sections[other + step].id
                partner[one], partner[two] = two, one
    return _with_partners(original, partner), _with_partners(plain, partner)


def pieces_pair(original: Structure, plain: Structure, section_id: str, counterpart: str) -> bool:
    """Tell whether the pieces of two paired sections stand one beside the other: as many, and of the same kinds."""
    ours, theirs = original.pieces[section_id], plain.pieces[counterpart]
    return [piece.kind for piece in ours] == [piece.kind for piece in theirs]


def _key(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(words(heading)) for heading in path)


def _with_partners(structure: Structure, partner: dict[str, str]) -> Structure:
    sections = tuple(replace(section, counterpart=partner.get(section.id)) for section in structure.sections)
    return replace(structure, sections=sections)
