"""Sections → agreements: what stands under "Doelstelling", "Wat gaan we doen?" or "Besluit", behind such a label, and the points of a programme."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby, takewhile

from corpus.agreement import Agreement, AgreementKind
from corpus.document import EditionText, Passage, PassageKind, Section, Span
from corpus.dutch import sentences
from ingest.agreement_facts import YEAR, actor, due
from ingest.outline import FRAME, heading_number
from ingest.sections import identity
from ingest.tables import done, facts, names_columns

_WE = r"(?:wij|we|de gemeente|het college)"
_YEARS = r"(?: (?:voor |in )?20\d{2}(?: ?(?:[-–/]|t/m|tot(?: en met)?) ?20\d{2})?)?"
# Headings that policy documents use for each kind. A heading counts only as a whole: "Inzet kabinetsformatie" is a subject, "Inzet 2024" a list.
_WORDS = {
    AgreementKind.GOAL: rf"(?:(?:onze|de|beleids|hoofd|strategische|maatschappelijke|concrete) ?)?(?:doel(?:stelling(?:en)?|en)?|ambities?)(?: en (?:ambities|doelen))?|"
    rf"wat (?:wil|willen) {_WE}(?: gaan)? (?:bereiken|realiseren)|dit willen (?:wij|we) bereiken|beoogde? (?:effect(?:en)?|resulta(?:at|ten))",
    AgreementKind.COMMITMENT: rf"(?:(?:onze|de|concrete|belangrijkste) )?(?:inzet|afspraken|acties?|actiepunten|maatregel(?:en)?|voornemens?|activiteiten|plannen|voorstellen|standpunten|programmapunten|toezeggingen)|"
    rf"(?:dit|wat|hoe) (?:gaan|gaat|doen|doet) {_WE}(?: (?:er|daar|hier)?(?:voor|aan|mee|dat))?(?: (?:doen|bereiken|aanpakken))?|(?:(?:dit|dat|wat|daarom) )?willen (?:wij|we)|(?:wij|we) (?:willen|gaan|zetten in op)|wat (?:wij|we)(?: gaan)? doen|(?:hier|daar)(?:op|voor) zetten (?:wij|we)(?: ons)? in",
    AgreementKind.PRIORITY: r"(?:(?:onze|de|top) ?)?(?:prioriteit(?:en)?|speerpunt(?:en)?)",
    AgreementKind.STEP: r"(?:proces|vervolg)?stappen|stappenplan|mijlpalen",
    AgreementKind.DECISION: r"(?:(?:het|gevraagde?|voorgestelde?|genomen|raads|college) ?)?(?:besluit(?:en)?|beslissing(?:en)?)|beslispunten|besluitvorming",
}
_LIST_OF = r"(?:(?:lijst|overzicht) van (?:(?:de|het) )?)?"
HEADINGS = {kind: re.compile(rf"{_LIST_OF}(?:{words}){_YEARS}[?:.]?", re.I) for kind, words in _WORDS.items()}
# "Doel 2: Schoner water" is a goal with its number and title in the heading.
NUMBERED_GOAL = re.compile(
    r"(?:(?:hoofd|sub)?doel(?:stelling)?|ambitie|opgave) (?P<number>\d{1,2}(?:\.\d{1,2})?)(?: ?[:.–-]+ | )(?P<title>\S.*)", re.I
)
# The same words before a colon, with the text behind it: "Doelstelling: in 2030 is …". Only the names of the kinds: "Plannen: …" may say anything.
LABEL = re.compile(
    r"(?P<goal>doel(?:stelling(?:en)?|en)?|ambities?)|(?P<commitment>inzet|acties?|actiepunt(?:en)?|maatregel(?:en)?|afspra(?:ak|ken))|(?P<priority>prioriteit(?:en)?|speerpunt(?:en)?)"
    r"|(?P<decision>besluit(?:en)?|beslispunt(?:en)?)",
    re.I,
)
LABELLED = re.compile(rf"(?:(?:de|het|onze) )?(?:{LABEL.pattern})(?: (?:nr\.? )?\d{{1,2}})?{_YEARS} ?:\s*", re.I)
# Lead-ins after which every point is decided, or promised by the writers. "Het besluit bestaat uit:" tells about a decision, "De raad besluit:" takes it.
DECIDES = re.compile(
    r"(?:^|\s)(?<!dit )(?<!het )(?<!een )(?<!elk )besluit(?:en)?(?: (?:om|tot|dat|unaniem|het volgende|als volgt))*\s*:$|\b(?:vra(?:agt|gen) de raad|stel(?:t|len) de raad voor|de raad wordt (?:gevraagd|voorgesteld))(?: (?:om|te besluiten|het volgende))*\s*:$",
    re.I,
)
PROMISES = re.compile(
    r"\b(?:(?:wij|we) (?:willen|gaan|zetten|zorgen|maken|kiezen|beloven|pleiten|spreken af|stellen voor)|(?:willen|gaan|doen|zetten|zorgen|maken|kiezen|pleiten) (?:wij|we))\b[^.!?]*:$|^(?:de|onze) (?:inzet is|(?:maatregelen|afspraken|acties) zijn)\b[^.!?]*:$",
    re.I,
)
# Under a goal every point is what will be done for it, but those after a lead-in that says what holds, or for whom.
CONDITIONS = re.compile(
    r"\b(?:voorwaarden?|eisen|criteria|geldt (?:alleen )?voor|gelden (?:alleen )?voor|in aanmerking|bestemd voor|verwachten|bestaat uit|verstaan)\b[^.!?]*:$",
    re.I,
)
# A point that begins so says what the writers will do, wherever it stands.
WE_WILL = re.compile(r"(?:\d{1,3}[.)] )?(?:wij|we) (?!zien|vinden|hebben|zijn|merken|weten|leven|staan\b)[a-zë]+(?:en|n)\b", re.I)
# The words by which a motion decides; between them and the fixed last line stands what is asked.
MOTION_ENDS = re.compile(r",?\s*\ben gaat over tot de orde van de dag")
MOTION_ASKS = re.compile(r"(?<![^\s;,:])(?P<asks>verzoekt|draagt|roept|spreekt uit)\b")
# Every point of an election programme or a coalition agreement is a promise, but those of its frame. The name stands in a line of its own at
# the top; "Reactie op het coalitieakkoord" is about one.
PROGRAMME = re.compile(
    r"^[#\s]*(?:(?!op\b|over\b|bij\b|van\b|aan\b|reactie\b)\S+ ){0,4}(?:concept-?)?(?:(?:verkiezings|partij|raads|college|coalitie|bestuurs)(?:programma|akkoord|manifest)\b.{0,80}$"
    r"|(?:programma|manifest)\b(?! van ).{0,60}\b20\d{2} ?[-–] ?20\d{2})",
    re.I | re.M,
)
TOP = 600  # characters
WHOLE_SHARE = 0.9
FEWEST_THEMES = 3


@dataclass(frozen=True, slots=True)
class _Unit:
    """An item or a paragraph with its place in the edition's text."""

    passage: Passage
    span: Span
    text: str
    is_item: bool
    columns: str = ""  # the first row of the table that it is a row of


def agreements(text: EditionText, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Agreement, ...]:
    """Give the agreements of one edition in reading order; `sections` and `passages` are those of `text`.

    Under a heading that names a kind every list item is an agreement; without a list all prose of the section is one, however it was cut,
    and prose that only leads in the parts below its heading is none. One goal under a heading in the singular is one, list and all.
    Elsewhere a label, a lead-in or the genre of the document decides.
    """
    by_id = {section.id: section for section in sections}
    parents = {section.parent for section in sections}
    is_programme = PROGRAMME.search(text.text[:TOP]) is not None
    result: list[Found] = []
    for section_id, together in groupby(passages, key=lambda passage: passage.section_id):
        section, inside = by_id[section_id], list(together)
        kind = _kind(section, by_id)
        if kind is not None:
            result += _under_heading(kind, section, inside, leads_in=section_id in parents)
        else:
            result += _elsewhere(inside, is_programme=is_programme and not FRAME.match(section.heading))
    whole = _whole([passage.heading_path for _, _, passage in result])
    columns = {passage.id: passage.text for passage in passages if names_columns(passage)}
    return tuple(_agreement(*found, text, whole, columns.get(found[2].lead_in or "", "")) for found in result)


Found = tuple[AgreementKind, Span, Passage]


def _kind(section: Section, by_id: dict[str, Section]) -> AgreementKind | None:
    """The nearest heading on the path that names a kind decides, so parts of "Prioriteiten 2021" are priorities.

    A numbered heading is a part of what stands above it only when its number goes on from there ("2. Doelen" > "2.1 Water").
    """
    here: Section | None = section
    number = ""
    while here is not None:
        if number and not number.startswith(f"{here.number}."):
            return None
        if NUMBERED_GOAL.fullmatch(here.heading):
            return AgreementKind.GOAL if here is section else None
        if found := _named_kind(here):
            return found
        number = number or here.number or ""
        here = by_id.get(here.parent or "")
    return None


def _named_kind(section: Section) -> AgreementKind | None:
    heading = section.heading.removeprefix(section.number or "").lstrip(". ").strip()
    return next((kind for kind, pattern in HEADINGS.items() if pattern.fullmatch(heading)), None)


def _under_heading(kind: AgreementKind, section: Section, passages: list[Passage], *, leads_in: bool) -> Iterator[Found]:
    units = list(_units(passages))
    items = [unit for unit in units if unit.is_item]
    own_goal = NUMBERED_GOAL.fullmatch(section.heading)
    is_one = kind is AgreementKind.GOAL and _goal(section.heading_path) is not None and not re.search(r"(?:en|ies)\b", section.heading.split()[0])
    if own_goal:
        prose = list(takewhile(lambda unit: not unit.is_item, dropwhile(lambda unit: unit.is_item, units)))
        if prose:
            yield kind, _without_lead_in(prose), prose[0].passage
        lead_ins = {unit.passage.id: unit.text for unit in units if not unit.is_item}
        done_so = (item for item in items if not CONDITIONS.search(lead_ins.get(item.passage.lead_in or "", "")))
        yield from ((AgreementKind.COMMITMENT, item.span, item.passage) for item in done_so)
    elif items and not is_one:
        yield from ((kind, item.span, item.passage) for item in items)
    elif not leads_in or is_one:
        yield kind, Span(passages[0].span.start, passages[-1].span.end), passages[0]


def _without_lead_in(prose: list[_Unit]) -> Span:
    """Give the place of prose; a last sentence that only leads in a list is no part of it, unless it is all there is."""
    last = prose[-1]
    said = [span for span in sentences(last.text) if not (last.text.endswith(":") and span.end == len(last.text))]
    end = last.span.start + said[-1].end if said else (prose[-2].span.end if len(prose) > 1 else last.span.end)
    return Span(prose[0].span.start, end)


def _elsewhere(passages: list[Passage], *, is_programme: bool) -> Iterator[Found]:
    """Find agreements under a heading that names none: a label or a lead-in gives its kind to what follows it."""
    follows: AgreementKind | None = None  # what the label or lead-in before this list announces
    waits = False  # a bare label ("Besluit:") stands before its text
    units = list(_units(passages))
    for unit, after in zip(units, [*units[1:], None], strict=True):
        if unit.is_item:
            if follows is AgreementKind.DECISION and after is not None and not after.is_item and DECIDES.search(after.text):
                follows = None  # the line above the next "Besluit:" names its subject
                continue
            if kind := follows or done(unit.columns) or (AgreementKind.COMMITMENT if is_programme or WE_WILL.match(unit.text) else None):
                yield kind, unit.span, unit.passage
            waits = False
            continue
        label = LABELLED.match(unit.text)
        kind = _labelled_kind(label) if label else None
        opens_list = unit.text.endswith(":")
        if kind and label and label.end() < len(unit.text) and not opens_list:
            yield kind, Span(unit.span.start + label.end(), unit.span.end), unit.passage
            follows, waits = None, False
        elif opens_list:
            decides = AgreementKind.DECISION if DECIDES.search(unit.text) else None
            promises = AgreementKind.COMMITMENT if PROMISES.search(unit.text) else None
            # A lead-in behind a bare label goes on with it: "Besluit:" – "De raad voor te stellen:".
            follows = kind or decides or promises or (follows if waits else None)
            waits = follows is not None and label is not None and label.end() == len(unit.text)
        elif waits and follows:
            yield follows, unit.span, unit.passage
            follows, waits = None, False
        else:
            follows = None
            yield from _motion(unit)


def _labelled_kind(label: re.Match[str]) -> AgreementKind:
    return next(kind for kind in AgreementKind if kind is not AgreementKind.STEP and label[kind.value])


def _motion(unit: _Unit) -> Iterator[Found]:
    end = MOTION_ENDS.search(unit.text)
    asks = MOTION_ASKS.search(unit.text, 0, end.start()) if end else None
    if end and asks:
        yield AgreementKind.DECISION, Span(unit.span.start + asks.start("asks"), unit.span.start + end.start()), unit.passage


def _units(passages: list[Passage]) -> Iterator[_Unit]:
    """Give items and paragraphs. A long item that was cut is one again, and so is one with what it leads in; the first row of a table names its columns and is none."""
    columns = {passage.id: passage.text for passage in passages if names_columns(passage)}
    items = {passage.id for passage in passages if passage.kind is PassageKind.ITEM}
    kept: _Unit | None = None
    for passage in passages:
        is_item = passage.kind is PassageKind.ITEM
        if kept is not None:
            if is_item and kept.is_item and (passage.span.start - kept.span.end == 1 or passage.lead_in in items):
                kept = _Unit(kept.passage, Span(kept.span.start, passage.span.end), f"{kept.text} {passage.text}", True)
                continue
            yield kept
            kept = None
        if passage.id in columns:
            continue
        if is_item:
            kept = _Unit(passage, passage.span, passage.text, True, columns.get(passage.lead_in or "", ""))
            continue
        for part in passage.paragraphs:
            span = Span(passage.span.start + part.start, passage.span.start + part.end)
            yield _Unit(passage, span, passage.text[part.start : part.end], False)
    if kept is not None:
        yield kept


def _whole(paths: list[tuple[str, ...]]) -> str | None:
    """Give the chapter without a number that holds nearly all agreements, in parts that are themes: the document itself under another name."""
    chapter, count = Counter(path[0] for path in paths if path).most_common(1)[0] if any(paths) else ("", 0)
    parts = {path[1] for path in paths if len(path) > 1 and path[0] == chapter}
    named = any(pattern.fullmatch(part) for part in parts for pattern in HEADINGS.values())
    is_whole = count >= WHOLE_SHARE * len(paths) and len(parts) >= FEWEST_THEMES and not named
    return chapter if is_whole and heading_number(chapter) is None else None


def _theme(path: Sequence[str], whole: str | None) -> str:
    return path[1] if len(path) > 1 and path[0] == whole else "".join(path[:1])


def _goal(path: Sequence[str]) -> tuple[str, str] | None:
    """Give number and title of the goal: the last heading with a number of two parts, or "Doel 2: …"."""
    for heading in reversed(path):
        if own := NUMBERED_GOAL.fullmatch(heading):
            return own["number"], own["title"]
        if "." in (number := heading_number(heading) or ""):
            return number, heading.split(maxsplit=1)[1]
    return None


def _agreement(kind: AgreementKind, span: Span, first: Passage, text: EditionText, whole: str | None, columns: str) -> Agreement:
    path, words = first.heading_path, text.text[span.start : span.end]
    # A decision list numbers its subjects as a plan its goals.
    number, title = (None, None) if kind is AgreementKind.DECISION else _goal(path) or (None, None)
    year = next((int(found[1]) for heading in reversed(path) if (found := YEAR.search(heading))), None)
    told, acts = facts(columns, words) if columns else (None, None)
    moment = told or due(words, year)
    return Agreement(
        id=f"{kind.value}:{identity(first.document_id, first.edition, span)}",
        kind=kind,
        document_id=first.document_id,
        passage_id=first.id,
        span=span,
        text=words,
        theme=_theme(path, whole),
        goal_number=number,
        goal_title=title,
        year=told[1] if told else year or (moment[1] if moment else None),
        due=moment[0] if moment else None,
        actor=acts or actor(words),
    )
