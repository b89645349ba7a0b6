"""Checks every draft alike, whoever wrote it: what cannot be proven from the build is taken out. Knows no writer."""

import re
from collections.abc import Sequence
from datetime import date

import simplemma

from assistant.answer import Citation, Draft, DraftStatement, Rejection, Statement
from assistant.evidence import Evidence, EvidenceSentence
from corpus.document import Document, DocumentStatus, Edition, Passage, Span
from corpus.dutch import MONTHS, STOP_WORDS, fold, shown_day, terms, unnumbered, words
from ingest.build import Build

NAME = re.compile(r"(?<!\w)[A-ZÀ-Ý][\w&-]*")
SENTENCE_START = re.compile(r"(?:^|[.!?])[\s\"'“‘(]*$")
NEGATION = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens|noch|zonder)\b", re.I)
NUMBER_WORDS = dict(enumerate("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()))
FIGURES = {word: str(number) for number, word in NUMBER_WORDS.items() if number != 1} | {
    word: str(10 * tens) for tens, word in enumerate("twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd".split(), 2)
}  # "een" is an article, and says no number
LEAST_SHARED = 1 / 3  # of the search terms of a worded sentence; a plain wording keeps at least its subject
# A language model may invent where a rule of ours cannot, so its words must nearly all be in its quotes. Of 485 sentences of our plain editions, beside the
# original alone, 24 % pass with the two rules below (the model is asked to keep to the words it reads); of those sentences beside another original, one did.
LEAST_SHARED_BY_MODEL = 3 / 4
MODEL_WRITER = "model"
NUMBER_WORD = re.compile(
    r"\w*(?:(?:der|veer|vijf|zes|zeven|acht|negen)tien|(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|honderd|duizend|miljoen|miljard)\w*|helft|kwart"
)
# A word that follows one of these names a thing or a place: one that the quotes do not know is an invention, however common it is.
NAMES_A_THING = frozenset("de het een dit dat deze die aan bij door in met naar naast om op over tegen tot tussen uit van voor via zonder".split())
UNITS = "|".join(("miljoen", "miljard", "duizend", "procent", "euro", "week", "weken", "maand", "maanden", "dag", "dagen", "uur", "jaar", *MONTHS))
CATALOGUE_WRITER = "catalogue"  # what it says without a quote must stand in the catalogue
AMOUNT = re.compile(rf"\d+(?:[.,]\d+)*(?: (?:{UNITS})\b)*|\b(?:{'|'.join(MONTHS)})\b")


def check(draft: Draft, evidence: Evidence, build: Build, on: date) -> tuple[tuple[Statement, ...], tuple[Citation, ...], tuple[Rejection, ...]]:
    """Give the statements that hold, their citations (one per passage, numbered in order of use), and what was rejected.

    A statement holds when its sentences are in the evidence, each quote is the passage's text at its span, and a sentence that is shown
    stands in one of its editions. Of any other sentence every number, amount, date and name stands in the quotes it names or in their
    headings, and it says "no" when they do, and only then.
    """
    known = {sentence.number: sentence for sentence in evidence.sentences}
    kept: list[tuple[DraftStatement, list[EvidenceSentence]]] = []
    rejected: list[Rejection] = []
    for statement in draft.statements:
        named = [known[number] for number in statement.sentences if number in known]
        if draft.writer == CATALOGUE_WRITER and not statement.sentences:
            reason = _unlisted(statement.text or "", build, on)
        else:
            reason = "" if draft.status.is_refusal and not statement.sentences else _fault(statement, named, build)
            if not reason and statement.text and draft.writer == MODEL_WRITER:
                reason = _unsupported(statement.text, named)
        if reason:
            rejected.append(Rejection(statement.text or " ".join(sentence.text for sentence in named), reason))
        else:
            kept.append((statement, named))
    spans = _spans([sentence for _, named in kept for sentence in named])
    numbers = {passage_id: number for number, passage_id in enumerate(spans, 1)}
    citations = tuple(_citation(numbers[passage_id], build.passages[passage_id], span, build, on) for passage_id, span in spans.items())
    by_model = draft.writer == MODEL_WRITER
    return tuple(_statement(statement, named, numbers, by_model) for statement, named in kept), citations, tuple(rejected)


def status_label(document: Document, documents: Sequence[Document], on: date) -> str:
    """Say in Dutch how a document stands on a day, and what came after it."""
    titles = {other.id: other.title for other in documents}
    status = document.status(on)
    if status is DocumentStatus.PROPOSED:
        return f"ontwerp, geldt vanaf {shown_day(str(document.valid_from))}"
    if status is DocumentStatus.IN_FORCE:
        return "geldend" if document.valid_from or document.valid_until else "datum van geldigheid onbekend"
    return "verlopen" + (f", opgevolgd door {titles[document.successor]}" if document.successor in titles and document.successor else "")


def document_line(document: Document) -> str:
    """Name a document with its date, to stand over what is quoted from it."""
    return f"“{document.title}” ({shown_day(document.date)}):" if document.date else f"“{document.title}”:"


def _fault(statement: DraftStatement, named: list[EvidenceSentence], build: Build) -> str:
    if not named or len(named) != len(statement.sentences):
        return "names a sentence that is not in the evidence"
    for sentence in named:
        passage = build.passages.get(sentence.passage.id)
        if passage is None or not 0 <= sentence.span.start < sentence.span.end <= len(passage.text) or passage.text != sentence.passage.text:
            return "quotes a text that is not in the index"
    if statement.text is None:
        return "" if all(_stands(sentence, build) for sentence in named) else "shows a text that is not in the index"
    if statement.counts:
        return _miscounted(statement.text, named, build)
    if _is_headed(statement.text, named, build) or _is_document_line(statement.text, named, build):
        return ""
    return _unproven(statement.text, named)


def _is_headed(text: str, named: list[EvidenceSentence], build: Build) -> bool:
    """Tell whether a text is only a heading of its passage and the sentences that it names."""
    shown = " ".join(sentence.text for sentence in named)
    return all(_stands(sentence, build) for sentence in named) and text in (f"{heading}. {shown}" for heading in named[0].passage.heading_path)


def _is_document_line(text: str, named: list[EvidenceSentence], build: Build) -> bool:
    """Tell whether a text is only the title and date of the document from which all its sentences come."""
    documents = {document.id: document for document in build.contents.documents}
    return all(text == document_line(documents[sentence.passage.document_id]) for sentence in named)


def _unlisted(text: str, build: Build, on: date) -> str:
    """Name the first number or name that neither the catalogue nor a heading holds; every fact there may be said without a quote."""
    documents = build.contents.documents
    facts = [fact for document in documents for fact in (document.title, document.kind, document.publisher, status_label(document, documents, on))]
    days = [shown_day(str(day)) for document in documents for day in (document.date, document.valid_from, document.valid_until) if day]
    listed = set(words(" ".join([*facts, *days, *(section.heading for section in build.contents.sections)])))
    said = [*re.findall(r"\w*\d\w*", text), *(name.group() for name in NAME.finditer(text) if not _is_plain_word(text, name))]
    unknown = next((word for one in said for word in words(one) if word not in listed), "")
    return f"not in the catalogue: {unknown}" if unknown else ""


def _stands(sentence: EvidenceSentence, build: Build) -> bool:
    """Tell whether the shown text is a part of the passage or of the plain edition beside it; line breaks do not count."""
    editions = (sentence.passage.text, build.other_edition(sentence.passage))
    return any(" ".join(sentence.text.split()) in " ".join(text.split()) for text in editions)


def _unproven(text: str, named: list[EvidenceSentence]) -> str:
    quotes = [unnumbered(sentence.quote) for sentence in named]
    proof = " ".join([*quotes, *(unnumbered(heading) for sentence in named for heading in sentence.passage.heading_path)])
    figures = _figures(proof)
    for amount in AMOUNT.findall(_figures(text)):
        if not re.search(rf"(?<![\w.,]){re.escape(amount)}(?!\w|[.,]\d)", figures):
            return f"number not in its quotes: {amount}"
    own, told = set(terms(text)), set(terms(f"{proof} {' '.join(sentence.text for sentence in named)}"))
    if len(own & told) < LEAST_SHARED * len(own):
        return "says something else than its quotes"
    known = set(words(proof))
    for name in NAME.finditer(text):
        if not all(word in known or word.removesuffix("s") in known for word in words(name.group())) and not _is_plain_word(text, name):
            return f"name not in its quotes: {name.group()}"
    if bool(NEGATION.search(text)) != any(NEGATION.search(quote) for quote in quotes):
        return "negation not as in its quotes"
    return ""


def _unsupported(text: str, named: list[EvidenceSentence]) -> str:
    """Say what a sentence of a language model holds beyond the sentences it names, their plain wording and their headings."""
    known_words = [word for sentence in named for part in (sentence.quote, sentence.text, *sentence.passage.heading_path) for word in words(part)]
    told, own = set(terms(" ".join(known_words))), words(text)
    for before, word in zip(["", *own], own, strict=False):
        new = any(term not in told for term in terms(word)[:1])
        if new and NUMBER_WORD.fullmatch(word):
            return f"number not in its quotes: {word}"
        if new and before in NAMES_A_THING:
            return f"names a thing that is not in its quotes: {word}"
    said = [term for word in own for term in terms(word)[:1]]
    return "" if sum(term in told for term in said) >= LEAST_SHARED_BY_MODEL * len(said) else "says more than its quotes"


def _figures(text: str) -> str:
    """Fold a text, and write its numbers in one way: "zes weken" as "6 weken", "€ 45" as "45 euro"."""
    folded = fold(text).replace("%", " procent")
    counted = re.sub(rf"\b(?:{'|'.join(FIGURES)})\b", lambda word: FIGURES[word.group()], folded)
    return " ".join(re.sub(r"€\s*(\d+(?:[.,]\d+)*(?: miljoen| miljard)?)", r"\1 euro", counted).split())


def _is_plain_word(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word has its capital only because a sentence begins with it."""
    lower = word.group().lower()
    return SENTENCE_START.search(text[: word.start()]) is not None and (lower in STOP_WORDS or simplemma.is_known(lower, lang="nl"))


def _miscounted(text: str, named: list[EvidenceSentence], build: Build) -> str:
    """Check a sentence that counts: it names a title or heading that stands over all that it cites, and any other number in it is how many that is."""
    titles = {document.id: document.title for document in build.contents.documents}
    above = [(titles[one.passage.document_id], *one.passage.heading_path) for one in named]
    headings = [heading for heading in above[0] if f"“{heading}”" in text]
    if not headings or not all(headings[-1] in one for one in above):
        return "counts under a heading that does not stand over its citations"
    said = [int(number) for number in re.findall(r"\d+", _figures(text.replace(f"“{headings[-1]}”", "")))]
    return "" if said in ([], [len(named)]) else "counts otherwise than its citations"


def _spans(sentences: list[EvidenceSentence]) -> dict[str, Span]:
    """Give one span per passage, from its first to its last quoted sentence."""
    spans: dict[str, Span] = {}
    for sentence in sentences:
        old = spans.get(sentence.passage.id, sentence.span)
        spans[sentence.passage.id] = Span(min(old.start, sentence.span.start), max(old.end, sentence.span.end))
    return spans


def _statement(statement: DraftStatement, named: list[EvidenceSentence], numbers: dict[str, int], by_model: bool) -> Statement:
    text = statement.text if statement.text is not None else _joined(named)
    quotes = tuple(dict.fromkeys(sentence.quote for sentence in named)) if by_model and statement.text is not None else ()
    return Statement(text, tuple(dict.fromkeys(numbers[sentence.passage.id] for sentence in named)), quotes)


def _joined(named: list[EvidenceSentence]) -> str:
    """Put sentences together; a dash parts the items of a list that have no sign at their end."""
    text, before = "", ""
    for sentence in {one.text: one for one in named}.values():
        apart = before not in ("", sentence.passage.id) and text[-1].isalnum()
        text += f"{' –' if apart else ''} {sentence.text}"
        before = sentence.passage.id
    return text.strip()


def _citation(number: int, passage: Passage, span: Span, build: Build, on: date) -> Citation:
    document = next(document for document in build.contents.documents if document.id == passage.document_id)
    plain = build.other_edition(passage) or None if passage.edition is Edition.ORIGINAL else None
    return Citation(
        number=number,
        document_id=document.id,
        title=document.title,
        date=document.date,
        status=document.status(on),
        status_label=status_label(document, build.contents.documents, on),
        edition=passage.edition,
        heading_path=passage.heading_path,
        page=passage.page,
        passage_id=passage.id,
        start=span.start,
        end=span.end,
        quote=passage.text[span.start : span.end],
        plain=plain,
    )
