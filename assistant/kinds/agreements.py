"""Questions for what was agreed: every agreement of the parts of a document, or on the subject, that the question names, from the register."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Draft, DraftStatement, Hit
from assistant.asked_agreements import (
    AGREED,
    DEEDS,
    FARED,
    GENERIC,
    INTENDED,
    LONG_NAME,
    OUTCOME,
    OUTCOMES,
    QUALIFIED,
    QUOTED,
    SINGULAR,
    asked_kind,
    asked_moment,
    of_kind,
    said_moment,
    topic_of,
)
from assistant.asked_names import NAME
from assistant.evidence import Evidence
from assistant.evidence_reader import EvidenceReader
from assistant.listing import Listing
from assistant.lists import lies_in
from assistant.naming import mentions, titled, without_mentions
from assistant.question import YEAR, Question
from assistant.register import Lists, grouped, kept_of, rows_said, terms_of, without_cells, years_of
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Section
from corpus.dutch import shown_day, terms
from ingest.build import Build
from ingest.goals import goal_number

THEME = re.compile(r"\bthema\b", re.I)
MOST_INTENDED = 10  # a longer list has the word here and there; what comes nearest is the better answer to such a question
SAME_HEADING = 0.6
SAME_SUBJECT = 0.5  # of the words asked: what was decided is about them
NARROWED = 0.5  # of the words of a heading: it is that part of what was named


class AgreementsKind:
    """Lists that are complete by construction, because they come from the register of agreements."""

    name = "agreements"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader
        self._listing = Listing(build)
        self._known_words: dict[str, set[str]] = {}
        self._documents = {document.id: document for document in build.contents.documents}
        self._sections = {section.id: section for section in build.contents.sections}
        # The words of a title, and a year, are in many headings and in every second question.
        self._generic = GENERIC | {term for document in build.contents.documents for term in terms(f"{document.title} {document.publisher}")}

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether agreements are asked of a part that is named by number or heading, or on a subject that the register holds."""
        worded = any(wording.search(question.standalone) for wording in (AGREED, DEEDS, INTENDED, OUTCOME))
        return bool(worded or question.asks_list or self._parts(question)) and bool(self._lists(question, hits))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """List every agreement under the heading it is counted under, each with its own citation."""
        lists = self._lists(question, hits)
        passages = list(dict.fromkeys(passage for _, found in lists for agreement in found for passage in self._listing.passages(agreement)))
        evidence = Evidence(question, tuple(self._reader.read(question, passages)), hits)
        is_one = [len(found) for _, found in lists] == [1] and not question.asks_count and SINGULAR.search(question.standalone) is not None
        every: list[DraftStatement] = []
        statements: list[DraftStatement] = []
        for section, found in lists:
            listed = [self._listing.statement(agreement, evidence, len(found)) for agreement in found]
            statements += listed if is_one else [self._listing.head(section, found, listed), *listed]
            every += listed
        if question.asks_count and len(lists) > 1:
            statements = [*self._listing.total([one for _, found in lists for one in found], every), *statements]
        return evidence, Draft(tuple(statements), "register")

    def _lists(self, question: Question, hits: tuple[Hit, ...]) -> Lists:
        """Give what is asked in lists of one kind, each with the section it is counted under, in the order of the documents."""
        kind, agreed = asked_kind(question.standalone), AGREED.search(question.standalone) is not None
        if kind is None and not agreed:
            lists = self._of_time(question, self._on_topic(question, kind, hits)) if INTENDED.search(question.standalone) else []
            lists = lists or self._for_goal(question, hits)
            return lists if sum(len(found) for _, found in lists) <= MOST_INTENDED else []
        named = self._named(question, kind)
        if named is None:
            return self._of_time(question, self._on_topic(question, kind, hits)) or self._decided(question, hits) or self._for_goal(question, hits)
        lists = []
        for section in self._outermost(named):
            inside = [agreement for agreement in self._build.contents.agreements if self._lies_in(agreement, section)]
            if kind is not None:
                lists += self._narrowed(question, section, [agreement for agreement in inside if agreement.kind is kind])
            elif section.number and "." in section.number:
                lists += self._of_goal(question, section, inside)
            else:
                left = self._own_terms(question.standalone) - self._own_terms(" ".join(section.heading_path))
                lists += self._by_heading([agreement for agreement in inside if left <= self._words(agreement)])
        return rows_said(question.standalone, self._of_name(question, self._of_time(question, lists)))

    def _of_time(self, question: Question, lists: Lists) -> Lists:
        """Keep what was agreed for the year in the question, and what must be done by a moment in it that is shorter ("eind 2021"), if anything must."""
        of_year, asked = self._of_year(question, lists), asked_moment(self._beside_names(question))
        return (kept_of(of_year, lambda _, one: said_moment(one.due or "") == asked) if asked else []) or of_year

    def _of_year(self, question: Question, lists: Lists) -> Lists:
        """Keep what was agreed for a year in the question, if anything was or more is asked than that year; one in the name of a document ("de agenda 2021") is none."""
        asked = {int(year) for year in YEAR.findall(self._beside_names(question))}
        kept = kept_of(lists, lambda _, one: bool(asked & (years_of(one) | self._year_decided(one))))
        names_part = bool(self._parts(question) or self._own_terms(YEAR.sub("", question.standalone)))
        return kept or (lists if names_part or not asked else [])

    def _beside_names(self, question: Question) -> str:
        """Leave out what names documents."""
        return without_mentions(question.standalone, mentions(question.standalone, list(self._documents.values())))

    def _year_decided(self, agreement: Agreement) -> set[int]:
        """Give the year of the document for a decision, which was taken then."""
        return {int(year) for year in YEAR.findall(self._documents[agreement.document_id].date) if agreement.kind is AgreementKind.DECISION}

    def _of_name(self, question: Question, lists: Lists) -> Lists:
        """Keep what holds every name and quoted word in the question ("… met Democratie in Actie volgens 5.1"), if anything does; the name of a part says nothing more."""
        names = self._own_terms(" ".join((*NAME.findall(question.standalone), *QUOTED.findall(question.standalone))))
        long = [name for name in LONG_NAME.findall(self._beside_names(question)) if self._own_terms(name.split()[0])]  # "Maatregelen in Zuid" is none
        names |= set(terms(" ".join(long)))  # of these no word is generic: "Democratie in Actie"
        return kept_of(lists, lambda section, one: names - self._own_terms(" ".join(section.heading_path)) <= self._words(one)) or lists

    def _named(self, question: Question, kind: AgreementKind | None) -> list[Section] | None:
        """Give the sections that the question names by number or heading; every chapter when it names no subject at all, None when that is no part."""
        documents = self._documents_of(question)
        headed = [section for section in self._build.contents.sections if section.heading]
        sections = [section for section in headed if section.document_id in documents] or headed
        if parts := self._parts(question):
            numbered = [section for section in sections if section.number in parts]
            found = [section for section in numbered if question.names((section.heading,))] or numbered
            # A theme has numbered goals; the first point of a list of decisions has none.
            themes = (
                {section.parent for section in sections if section.number and "." in section.number} if THEME.search(question.standalone) else set()
            )
            return [section for section in found if section.id in themes] or found
        asked = self._own_terms(
            without_cells(question.standalone, [one for one in self._build.contents.agreements if one.document_id in (documents or self._documents)])
        ) - of_kind(kind)
        if not asked:
            meant = titled(set(terms(question.standalone)) - GENERIC - of_kind(kind), list(self._documents.values()))
            return [section for section in sections if section.parent is None and section.document_id in (meant or self._documents)]
        shares = [(len(asked & own) / len(own) if (own := self._own_terms(section.heading)) else 0.0, section) for section in sections]
        best = max((share for share, _ in shares), default=0.0)
        if best >= SAME_HEADING:
            return [section for share, section in shares if share == best]
        return self._qualified(question, sections)

    def _outermost(self, named: list[Section]) -> Iterator[Section]:
        """Leave out what lies in another part that is named: that holds its agreements too."""
        ids = {section.id for section in named}
        return (section for section in named if section.parent is None or not lies_in(self._sections, section.parent, ids))

    def _documents_of(self, question: Question) -> set[str]:
        """Give the documents that a question names, by name, by day ("op 24 september 2026") or by whose they are; none when it names none."""
        named = {mention.document.id for mention in mentions(question.standalone, list(self._documents.values()))}
        asked = f" {question.standalone.lower()}"
        of_day = {id_ for id_, one in self._documents.items() if len(one.date) == len("2026-09-24") and f" {shown_day(one.date)}" in asked}
        return named | of_day or set(question.local)

    def _qualified(self, question: Question, sections: list[Section]) -> list[Section] | None:
        found = QUALIFIED.search(question.standalone)
        wanted = self._own_terms(found["before"] or found["after"]) if found else set()
        fitting = [section for section in sections if section.number and wanted <= self._own_terms(section.heading)] if wanted else []
        return fitting if len({section.heading_path for section in fitting}) == 1 else None  # each edition has the section

    def _parts(self, question: Question) -> tuple[str, ...]:
        """Give the numbers that the question names; of the numbers in its text those that a section has."""
        text = question.standalone
        numbers = dict.fromkeys(one.number for one in self._build.contents.sections if one.number and "." in one.number and one.number in text)
        named = (number for number in numbers if number and re.search(rf"(?<![\d.,]){re.escape(number)}(?!\w|[.,]\d)", text))
        return tuple(dict.fromkeys((*question.parts, *named)))

    def _of_goal(self, question: Question, section: Section, inside: list[Agreement]) -> Lists:
        """What is agreed under a goal are its commitments; a year that only others have asks for those."""
        found = [agreement for agreement in inside if agreement.kind is AgreementKind.COMMITMENT]
        if question.years and not any(str(agreement.year) in question.years for agreement in found):
            found = [agreement for agreement in inside if str(agreement.year) in question.years] or found
        return [(section, list(group)) for _, group in groupby(found, key=lambda agreement: agreement.kind)]

    def _on_topic(self, question: Question, kind: AgreementKind | None, hits: tuple[Hit, ...]) -> Lists:
        """Give every agreement that holds all words of the subject, when the search finds one of them near as well."""
        said = topic_of(question.standalone)
        wanted = " ".join(word for word in said.split() if self._own_terms(word))
        words = set(terms(wanted)) - {"s"}  # "boa's" is said as "de boa" too
        named = self._documents_of(question)
        reach = [one for one in self._build.contents.agreements if not named or one.document_id in named]
        called = words & FARED - OUTCOMES if OUTCOME.search(question.standalone) else set()  # "moties en amendementen": either will do
        found = [one for one in reach if words and kind in (None, one.kind) and words - called <= self._words(one)]
        found = [one for one in found if not called or not called.isdisjoint(self._words(one))]
        near = {hit.passage.id for hit in hits}
        return self._by_heading(found) if any(shown.id in near for agreement in found for shown in self._listing.passages(agreement)) else []

    def _for_goal(self, question: Question, hits: tuple[Hit, ...]) -> Lists:
        """Give what is done for the goal that is the best hit, when is asked what is done or agreed."""
        section = self._sections[hits[0].passage.section_id] if hits else None
        worded = DEEDS.search(question.standalone) or AGREED.search(question.standalone)
        if not section or not worded or goal_number(section.heading) is None or hits[0].passage.span.start != section.span.start:
            return []
        return self._of_goal(question, section, [one for one in self._build.contents.agreements if self._lies_in(one, section)])

    def _decided(self, question: Question, hits: tuple[Hit, ...]) -> Lists:
        """Give the decision where the best hit stands, when is asked how a proposal or motion fared that this part is about."""
        if not hits or not OUTCOME.search(question.standalone):
            return []
        section = self._sections[hits[0].passage.section_id]
        asked = self._own_terms(question.standalone) - FARED
        said = {term for passage in self._build.contents.passages if passage.section_id == section.id for term in terms(passage.text)}
        found = [one for one in self._build.contents.agreements if one.kind is AgreementKind.DECISION and self._lies_in(one, section)]
        is_about = asked and len(asked & (said | set(terms(section.heading)))) >= SAME_SUBJECT * len(asked)
        return self._by_heading(found) if is_about else []

    def _by_heading(self, found: Sequence[Agreement]) -> Lists:
        """Group agreements by kind under the nearest numbered section, or else under their own."""
        return [(section, [agreement for _, agreement in group]) for section, group in grouped((self._counted_under(one), one) for one in found)]

    def _own_section(self, agreement: Agreement) -> Section:
        return self._sections[self._build.passages[agreement.passage_id].section_id]

    def _counted_under(self, agreement: Agreement) -> Section:
        own = here = self._own_section(agreement)
        while here.number is None and here.parent is not None:
            here = self._sections[here.parent]
        return here if here.number else own

    def _narrowed(self, question: Question, section: Section, found: list[Agreement]) -> Lists:
        """Give what was found in one list; when the question names a heading below the part too, only what stands there."""
        asked = self._own_terms(question.standalone) - self._own_terms(section.heading)
        shares = [self._share_below(agreement, section, asked) for agreement in found]
        best = max(shares, default=0.0)
        if best < NARROWED:
            return [(section, found)] if found else []
        kept = [(self._own_section(agreement), agreement) for agreement, share in zip(found, shares, strict=True) if share == best]
        return [(own, [agreement for _, agreement in group]) for own, group in grouped(kept)]

    def _share_below(self, agreement: Agreement, section: Section, asked: set[str]) -> float:
        path = self._build.passages[agreement.passage_id].heading_path[len(section.heading_path) :]
        own = self._own_terms(path[-1]) if path else set()
        return len(own & asked) / len(own) if own else 0.0

    def _own_terms(self, text: str) -> set[str]:
        return {term for term in terms(text) if term not in self._generic and not term.isdigit()}

    def _words(self, agreement: Agreement) -> set[str]:
        """Give the search terms of an agreement; they are worked out once."""
        if agreement.id not in self._known_words:
            self._known_words[agreement.id] = terms_of(self._build, agreement)
        return self._known_words[agreement.id]

    def _lies_in(self, agreement: Agreement, part: Section) -> bool:
        return lies_in(self._sections, self._build.passages[agreement.passage_id].section_id, {part.id})
