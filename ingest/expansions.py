"""Reads the questions that are written beside a document: what somebody would ask who has not seen it, and the sentence that answers. They lead to it, and are never shown or quoted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.catalogue import WRITTEN_FOR
from corpus.document import Edition, Expansion, Passage, Section, Span
from corpus.dutch import sentences, words
from ingest.sections import Structure

HEADING = re.compile(r"#+(?P<path>.*)")
QUESTION = re.compile(r"- (?P<piece>\d{1,4})\.(?P<sentence>\d{1,4})(?:/(?P<of_original>\d{1,4}))? (?P<text>\S.{0,300}\?)")
SEPARATOR = " > "
MOST_NAMED = 3  # lines that are wrong


class _Wrong(Exception):
    """Why a line leads nowhere, in Dutch."""


def read_expansions(file: Path, edition: Structure, passages: Sequence[Passage]) -> tuple[tuple[Expansion, ...], tuple[str, ...]]:
    """Read the questions beside an edition, of which `passages` are the passages; gives them, and in Dutch which lines count for nothing.

    Under each heading with its path ("3. Wonen > 3.1 Huur") stand lines as "- 2.1 Wordt de huur lager?": the first sentence of the second paragraph or item
    of that section answers; sentence 0 is all of it. In "- 2.3/1" it is the third of the plain edition, and the first of the original where that stands alone.
    A heading that occurs more often is meant in the same order. The first line may name the file that they were written for.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return (), (f"{_name(file)}: dit bestand kan niet worden gelezen; er wordt zonder gezocht. Bewaar het als tekst in UTF-8.",)
    reader = _Reader(edition, passages)
    found: list[Expansion] = []
    wrong: list[str] = []
    for number, line in enumerate(lines, 1):
        if number == 1 and WRITTEN_FOR.fullmatch(line.strip()):
            continue
        try:
            found += reader.read(line.strip())
        except _Wrong as why:
            wrong.append(f"{_name(file)}, regel {number}: {why} Deze regel telt niet mee.")
    more = len(wrong) - MOST_NAMED
    return tuple(found), (*wrong[:MOST_NAMED], *([f"{_name(file)}: nog {more} regels tellen niet mee."] if more > 0 else []))


class _Reader:
    """Knows under which heading it reads."""

    def __init__(self, edition: Structure, passages: Sequence[Passage]) -> None:
        self._edition = edition
        self._sections: defaultdict[str, list[Section]] = defaultdict(list)
        self._section: Section | None = None
        self._has_heading = False
        self._passages: defaultdict[str, list[Passage]] = defaultdict(list)
        for section in edition.sections:
            self._sections[_key(SEPARATOR.join(section.heading_path))].append(section)
        for passage in passages:
            if passage.edition is edition.text.edition:
                self._passages[passage.section_id].append(passage)

    def read(self, line: str) -> Iterator[Expansion]:
        """Give the question of a line, if it holds one. Raises _Wrong."""
        if heading := HEADING.fullmatch(line):
            named = self._sections[_key(heading["path"])]
            self._section, self._has_heading = named.pop(0) if named else None, True
            if self._section is None:
                raise _Wrong(f"de kop “{heading['path'].strip()}” staat niet in het document, of niet zo vaak. Neem de koppen over zoals ze zijn.")
        elif question := QUESTION.fullmatch(line):
            if not self._has_heading:
                raise _Wrong("boven deze vraag staat geen kop. Zet de kop erboven waar het antwoord onder staat.")
            if self._section is not None:  # else that heading was named
                of_original = self._edition.text.edition is Edition.ORIGINAL and question["of_original"]
                yield self._expansion(self._section, int(question["piece"]), int(of_original or question["sentence"]), question["text"])
        elif line:
            raise _Wrong("dit is geen kop en geen vraag. Schrijf een vraag als “- 2.1 Wordt de huur lager?”.")

    def _expansion(self, section: Section, piece: int, sentence: int, question: str) -> Expansion:
        pieces = self._edition.pieces[section.id]
        if not 1 <= piece <= len(pieces):
            raise _Wrong(f"onder deze kop staat geen alinea of punt {piece}.")
        span = pieces[piece - 1].span
        whole = self._edition.text.text[span.start : span.end]
        inside = sentences(whole)
        if sentence > len(inside):
            raise _Wrong(f"alinea of punt {piece} heeft geen zin {sentence}.")
        answer = inside[sentence - 1] if sentence else Span(0, 0)
        place = span.start + answer.start
        passage = next(one for one in self._passages[section.id] if one.span.start <= place < one.span.end)
        shown = passage.counterpart if passage.edition is Edition.PLAIN and passage.counterpart else passage.id
        return Expansion(question, shown, whole[answer.start : answer.end])


def _key(path: str) -> str:
    return " ".join(words(path))


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
