"""Sections → agreements: what stands under "Doelstelling", "Wat gaan we doen?" or "Besluit", behind such a label, and the points of a programme."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile

from corpus.agreement import Agreement, AgreementKind
from corpus.document import EditionText, Passage, PassageKind, Section, Span
from corpus.dutch import sentences, unnumbered
from ingest.agreement_facts import actor, due, promises
from ingest.agreement_headings import goal, theme, whole_chapter, year_above
from ingest.agreement_units import Unit, dated, numbered, promised, units
from ingest.fields import Told, described
from ingest.goals import NUMBERED_GOAL
from ingest.marks import SENTENCE_END
from ingest.outline import FRAME, heading_number
from ingest.sections import identity
from ingest.tables import done, facts, has_figures, names_columns, names_people
from ingest.wording import (
    CONDITIONS,
    DECIDES,
    HEADINGS,
    IN_COLUMN,
    INNER_DECISION,
    LABELLED,
    MOTION_ASKS,
    MOTION_ENDS,
    MOTION_LEADS,
    NO_PROMISES,
    PLEDGES,
    PROGRAMME,
    PROMISES,
)
from ingest.writer import does, writer

ONE_GOAL = re.compile(r"(?:\d[\d.]* )?(?:(?:de|het|onze) )?\w*(?:doel(?:stelling)?|ambitie|effect|resultaat)\b", re.I)  # in the singular
TOP = 600  # characters
GOALS = re.compile(r"\bdoelstellingen\b", re.I)
FEWEST_IN_COLUMN = 2
# "In 2027 doen wij:", "Prioriteiten voor 2028:"; "In 2019 hebben wij …:" looks back.
LED_IN_YEAR = re.compile(r"(?:[^\W\d]+ ){0,2}(20\d{2})(?!\d)(?![^:]*\b(?:hebben|heeft|had|hadden|is|was|waren|sinds)\b)")
Found = tuple[AgreementKind, Span, Passage]


def agreements(text: EditionText, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Agreement, ...]:
    """Give the agreements of one edition in reading order; `sections` and `passages` are those of `text`.

    Under a heading that names a kind every list item is an agreement; without a list every paragraph with a number ("2.1 In 2030 …"), or for steps
    every sentence with its moment; without these all prose of the section is one, however it was cut, and prose that only leads in the parts below its heading is none. One goal under a heading in the singular is one, list and all.
    Elsewhere a label, a lead-in or the genre of the document decides.
    """
    by_id = {section.id: section for section in sections}
    parents = {section.parent for section in sections}
    is_programme = PROGRAMME.search(text.text[:TOP]) is not None
    # One paragraph that begins so may name a law.
    in_columns = sum(IN_COLUMN.match(unit.text) is not None for unit in units(list(passages)) if not unit.is_item) >= FEWEST_IN_COLUMN
    who = writer(text.text[:TOP], passages)
    tells_goals = GOALS.search(text.text) is not None
    numbers = {own["number"] for section in sections if (own := NUMBERED_GOAL.fullmatch(section.heading))}
    result: list[Found] = []
    told: dict[int, Told] = {}  # by its place what else a block of fields says
    for section_id, together in groupby(passages, key=lambda passage: passage.section_id):
        section, inside = by_id[section_id], list(together)
        if in_fields := list(described(list(units(inside)))):
            result += (one[:3] for one in in_fields)
            told |= {span.start: facts for _, span, _, facts in in_fields}
            continue
        kind = _kind(section, by_id)
        if kind is None and who and (found := _of_writer(inside, who)):
            result += [*(_goal_above(section, inside) if tells_goals else ()), *found]
        elif kind is not None:
            result += _under_heading(kind, section, inside, leads_in=section_id in parents)
        else:
            promises_here = is_programme and not FRAME.match(section.heading) and not NO_PROMISES.match(unnumbered(section.heading))
            others = _decided_in_column(inside) if in_columns else _elsewhere(inside, is_programme=promises_here)
            result += (one for one in others if not _names_goal(one, text, numbers))
    whole = whole_chapter([passage.heading_path for _, _, passage in result])
    above = {passage.id: passage for passage in passages if passage.kind is PassageKind.LEAD_IN}
    return tuple(_agreement(*found, text, whole, above.get(found[2].lead_in or ""), told.get(found[1].start)) for found in result)


def _of_writer(passages: list[Passage], who: str) -> list[Found]:
    """Give the points of a section when each says what the writer of the plan does."""
    points = [unit for unit in units(passages) if unit.is_item]
    return [(AgreementKind.COMMITMENT, unit.span, unit.passage) for unit in points] if all(does(unit, who) for unit in points) else []


def _goal_above(section: Section, passages: list[Passage]) -> list[Found]:
    """Give the prose under a heading with a number of two parts, above what is done for it: in a plan that speaks of its goals it is one."""
    prose = list(takewhile(lambda unit: not unit.is_item, units(passages)))
    is_part = "." in (heading_number(section.heading) or "")
    return [(AgreementKind.GOAL, _without_lead_in(prose), prose[0].passage)] if prose and is_part else []


def _kind(section: Section, by_id: dict[str, Section]) -> AgreementKind | None:
    """The nearest heading on the path that names a kind decides, so parts of "Prioriteiten 2021" are priorities.

    A numbered heading is a part of what stands above it only when its number goes on from there ("2. Doelen" > "2.1 Water"); "Thema 1: Water" always is.
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
        number = number or heading_number(here.heading) or ""
        here = by_id.get(here.parent or "")
    return None


def _named_kind(section: Section) -> AgreementKind | None:
    heading = section.heading.removeprefix(section.number or "").lstrip(". ").strip()
    return next((kind for kind, pattern in HEADINGS.items() if pattern.fullmatch(heading)), None)


def _under_heading(kind: AgreementKind, section: Section, passages: list[Passage], *, leads_in: bool) -> Iterator[Found]:
    every = list(units(passages))
    items = [unit for unit in every if unit.is_item]
    own_goal = NUMBERED_GOAL.fullmatch(section.heading)
    is_one = kind is AgreementKind.GOAL and goal(section.heading_path) is not None and ONE_GOAL.match(section.heading) is not None
    if own_goal:
        yield from _under_goal(section, every)
    elif items and not is_one:
        for unit in every:
            label = None if unit.is_item else LABELLED.fullmatch(unit.text)
            kind = _labelled_kind(label) if label else kind  # "Prioriteiten voor 2028:" below the list of "Onze inzet"
            if unit.is_item:
                yield kind, unit.span, unit.passage
    elif not is_one and (told := numbered(every)):
        yield from ((kind, span, passage) for span, passage in told)
    elif kind is AgreementKind.STEP and not leads_in and (steps := dated(every)):
        yield from ((kind, span, passage) for span, passage in steps)
    elif not leads_in or is_one:
        yield kind, Span(passages[0].span.start, passages[-1].span.end), passages[0]


def _under_goal(section: Section, every: list[Unit]) -> Iterator[Found]:
    """Give a numbered goal and what will be done for it: the points, and the sentences that promise something. A label or lead-in may say that they are something else."""
    title = NUMBERED_GOAL.match(every[0].text) if every[0].span.start == section.span.start else None
    prose = list(takewhile(lambda unit: not unit.is_item, dropwhile(lambda unit: unit.is_item, every)))
    told = _told_goal(prose, title)
    if told is not None:
        yield AgreementKind.GOAL, told, prose[0].passage
    lead_ins = {unit.passage.id: unit.text for unit in every if not unit.is_item}
    kind = AgreementKind.COMMITMENT
    for unit in every:
        if unit.is_item and not CONDITIONS.search(lead_ins.get(unit.passage.lead_in or "", "")):
            yield kind, unit.span, unit.passage
        elif not unit.is_item:
            label = LABELLED.fullmatch(unit.text)
            kind = _labelled_kind(label) if label else AgreementKind.COMMITMENT
            yield from ((AgreementKind.COMMITMENT, span, unit.passage) for span in promised(unit) if told and span.start >= told.end)


def _told_goal(prose: list[Unit], title: re.Match[str] | None) -> Span | None:
    """Give the place of a goal: its title, and the prose below that until something is promised or a list led in. A title that is a sentence is all of it."""
    if title is None or not title["title"]:
        return _without_lead_in(prose) if prose else None
    start, end = prose[0].span.start + title.start("title"), prose[0].span.end
    if SENTENCE_END.search(prose[0].text):
        return Span(start, end)
    for unit in prose[1:]:
        for span in sentences(unit.text):
            said = unit.text[span.start : span.end]
            if said.endswith(":") or promises(said):
                return Span(start, end)
            end = unit.span.start + span.end
    return Span(start, end)


def _without_lead_in(prose: list[Unit]) -> Span:
    """Give the place of prose; a last sentence that only leads in a list is no part of it, unless it is all there is."""
    last = prose[-1]
    said = [span for span in sentences(last.text) if not (last.text.endswith(":") and span.end == len(last.text))]
    end = last.span.start + said[-1].end if said else (prose[-2].span.end if len(prose) > 1 else last.span.end)
    return Span(prose[0].span.start, end)


def _elsewhere(passages: list[Passage], *, is_programme: bool) -> Iterator[Found]:
    """Find agreements under a heading that names none: a label or a lead-in gives its kind to what follows it."""
    follows: AgreementKind | None = None  # what the label or lead-in before this list announces
    waits = False  # a bare label ("Besluit:") stands before its text
    every = list(units(passages))
    for unit, after in zip(every, [*every[1:], None], strict=True):
        if unit.is_item:
            if follows is AgreementKind.DECISION and after is not None and not after.is_item and DECIDES.search(after.text):
                follows = None  # the line above the next "Besluit:" names its subject
                continue
            if inner := INNER_DECISION.search(unit.text):
                yield AgreementKind.DECISION, Span(unit.span.start + inner.end(), unit.span.end), unit.passage
            elif kind := follows or done(unit.columns, alone=is_programme) or _point(unit, is_programme=is_programme):
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
            vows = AgreementKind.COMMITMENT if PROMISES.search(unit.text) else None
            # A lead-in behind a bare label goes on with it: "Besluit:" – "De raad voor te stellen:".
            follows = kind or decides or vows or (follows if waits else None)
            waits = follows is not None and label is not None and label.end() == len(unit.text)
        elif waits and follows:
            yield follows, unit.span, unit.passage
            follows, waits = None, False
        else:
            follows = None
            yield from _motion(unit)
            yield from ((AgreementKind.COMMITMENT, span, unit.passage) for span in _pledged(unit))
            yield from ((AgreementKind.COMMITMENT, span, unit.passage) for span in (promised(unit) if is_programme else ()))


def _point(unit: Unit, *, is_programme: bool) -> AgreementKind | None:
    """Tell what a point by itself is: what a motion asks is decided. In a programme every one promises, but no row of figures, or of who has which task."""
    if MOTION_LEADS.match(unit.text):
        return AgreementKind.DECISION
    is_row = bool(unit.columns) and (has_figures(unit.text) or names_people(unit.columns))
    return AgreementKind.COMMITMENT if (is_programme and not is_row) or promises(unit.text) else None


def _names_goal(found: Found, text: EditionText, numbers: set[str]) -> bool:
    """Tell whether a labelled goal only names one that has a heading of its own."""
    kind, span, passage = found
    line = text.text[passage.span.start : span.end].rpartition("\n\n")[2]
    own = NUMBERED_GOAL.match(line) if kind is AgreementKind.GOAL else None
    return own is not None and own["number"] in numbers


def _labelled_kind(label: re.Match[str]) -> AgreementKind:
    return next(kind for kind in AgreementKind if label[kind.value])


def _decided_in_column(passages: list[Passage]) -> Iterator[Found]:
    """Find what stands behind "Besluit" in a column of labels."""
    for unit in units(passages):
        label = None if unit.is_item else IN_COLUMN.match(unit.text)
        if label:
            yield AgreementKind.DECISION, Span(unit.span.start + label.end(), unit.span.end), unit.passage


def _pledged(unit: Unit) -> Iterator[Span]:
    said = ((span, unit.text[span.start : span.end]) for span in sentences(unit.text))
    return (Span(unit.span.start + span.start, unit.span.start + span.end) for span, text in said if PLEDGES.match(text))


def _motion(unit: Unit) -> Iterator[Found]:
    end = MOTION_ENDS.search(unit.text)
    asks = MOTION_ASKS.search(unit.text, 0, end.start()) if end else None
    if end and asks:
        yield AgreementKind.DECISION, Span(unit.span.start + asks.start("asks"), unit.span.start + end.start()), unit.passage


def _agreement(
    kind: AgreementKind, span: Span, first: Passage, text: EditionText, whole: str | None, above: Passage | None, in_fields: Told | None
) -> Agreement:
    path, words = first.heading_path, text.text[span.start : span.end]
    # A decision list numbers its subjects as a plan its goals.
    number, title = (None, None) if kind is AgreementKind.DECISION else goal(path) or (None, None)
    year = year_above(path, names_kind=True)
    told, acts = in_fields or (facts(above.text, words) if above and names_columns(above) else (None, None))
    moment = told or due(words, year)
    around = None if kind is AgreementKind.DECISION else year_above(path, names_kind=False)  # the subject of a decision may be of any year
    led_in = LED_IN_YEAR.match(above.text) if above and not names_columns(above) else None
    return Agreement(
        id=f"{kind.value}:{identity(first.document_id, first.edition, span)}",
        kind=kind,
        document_id=first.document_id,
        passage_id=first.id,
        span=span,
        text=words,
        theme=theme(path, whole),
        goal_number=number,
        goal_title=title,
        year=told[1] if told else year or (moment[1] if moment else None) or (int(led_in[1]) if led_in else None) or around,
        due=moment[0] if moment else None,
        actor=acts or actor(words),
    )
