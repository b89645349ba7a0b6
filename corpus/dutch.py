"""Dutch as Bronvast reads it: where sentences end, and which search terms a text holds. The same for documents and questions."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

import simplemma
import Stemmer

from corpus.compounds import parts
from corpus.document import Span

ABBREVIATIONS = frozenset(
    "a.d.h.v. a.h.w. afd. apr. art. arts. a.s. ass. aug. b.v. bijv. blz. ca. c.a. cf. c.q. c.s. d.d. dec. dhr. d.i. div. d.m.v. dr. drs. d.w.z. e.a. e.d. e.e.a. e.o. etc. e.v. evt. excl. feb. febr. fig. "
    "gem. hfst. i.c. i.g.v. i.h.b. i.h.k.v. i.o.m. i.p.v. i.s.m. i.v.m. incl. ing. ir. jan. jl. jr. m.a.w. m.b.t. m.b.v. m.i. m.i.v. m.m.v. m.n. m.u.v. max. mevr. min. mln. mr. mrt. mw. "
    "n.a.v. nl. nov. nr. nrs. o.a. o.b.v. o.g.v. o.i.d. okt. o.l.v. o.m. p. par. p/a pag. prof. r.k. resp. sep. sept. sr. st. t.a.v. t.b.v. t.g.v. t.h.v. t.k. t.n.v. t.o.v. t.w. tel. t.z.t. u.a. vgl. vnl. vs. "
    "w.o. w.v.t.t.k. z.g. z.o.z. zgn.".split()
)
# A mark, what it closes, and the number of a note: "voorheen.1", "voorheen.[^1]". The looks around it keep a long row of marks from being read again from each of them.
END = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closed>[\"'’”)\]]*+)(?P<note>\^?\d{1,3}|\[\^?\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})?(?=\s|$)|\n+")
NOTED = re.compile(r"[^\W\d_]{3}$")  # before the full stop in front of a number; "2.0", "nr.3" and "12.30" are no notes
LOOKED_AT = 60  # characters beside a mark
ITEM_NUMBER = re.compile(r"^\s*\(?\d+(?:\.[a-z])?(?:\.\d+)*[.)]?\s+")
WORD = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w]|[.,]\d)|\w+")  # "2.750" is one number
GLUED_FOOTNOTE = re.compile(r"([^\W\d_]{3,})\d{1,2}")
STOP_WORDS = frozenset(
    "aan al alle als bij dan dat de der deze die dit door een en er had heb hebben heeft hen het hier hij hoe hun ik in is ja je kan kun kunnen maar me meer men met mij mijn moet moeten "
    "na naar nog nu of om omdat ons onze ook op over te ten ter tot uit u uw van veel voor waar wanneer want waren was wat we wel welk welke werd wie wij wil willen word worden wordt zal ze zelf zich zij zijn zo "
    "zou zouden gaat gaan komt komen doet doen iets waarom mag mogen zullen eens eigenlijk precies staat staan hoeveel noem geef vertel hallo hoi".split()
)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
# Who makes policy texts, beside authorities and parties.
ORGANISATIONS = "vereniging|verbond|unie|federatie|bond|stichting|koepel|regio|metropoolregio|veiligheidsregio|omgevingsdienst|adviesraad|ombudsman|rekenkamer(?:commissie)?"
# What policy texts call themselves; a longer word that ends so ("jaaragenda", "dorpenvisie") may be called by its last part.
GENRES = (
    *("agenda", "akkoord", "begroting", "beleidsplan", "bericht", "besluit", "besluitenlijst", "bijlage", "brief", "convenant", "handboek"),
    *(
        "jaarplan",
        "jaarverslag",
        "kadernota",
        "koers",
        "manifest",
        "motie",
        "nota",
        "notitie",
        "omgevingsplan",
        "plan",
        "programma",
        "rapport",
        "rapportage",
    ),
    *("regeling", "regels", "strategie", "verordening", "verslag", "visie"),
)
COMBINING = dict.fromkeys(code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
READ_AGAIN = 20_000  # texts of which the sentences and the terms are kept, since each question reads the same passages; at most 40 MB
_STEMMER = Stemmer.Stemmer("dutch_porter")
_STEMMING = Lock()  # PyStemmer: one stemmer, one thread at a time


@lru_cache(maxsize=READ_AGAIN)
def sentences(text: str) -> tuple[Span, ...]:
    """Give the spans of the sentences, in order, without the white space around them. A line break ends a sentence; an abbreviation or initial does not."""
    spans: list[Span] = []
    start = 0
    for found in END.finditer(text):
        if "\n" not in found.group() and (_is_numbered(text, start, found) or _goes_on(text, start, found)):
            continue
        end = _behind_notes(text, found)
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return tuple(spans)


def _is_numbered(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the number behind a full stop belongs to the word before it ("art.3", "versie 2.0"), and is none of a note."""
    if not found["note"] or not found["note"].isdecimal() or found["mark"] != "." or found["closed"]:
        return False
    before = text[max(start, found.start() - LOOKED_AT) : found.start()]
    return NOTED.search(before) is None or f"{before.split()[-1]}.".lower().lstrip("(\"'‘“[") in ABBREVIATIONS


def _behind_notes(text: str, found: re.Match[str]) -> int:
    """Give the end of a sentence; the numbers of more notes behind the first count on from it ("voorheen.6 7")."""
    end, number = found.end(), found["note"] or ""
    while number.isdecimal() and (more := re.compile(rf",? ?{int(number) + 1}(?=\s|$)").match(text, end)):
        end, number = more.end(), str(int(number) + 1)
    return end


def _goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the sentence goes on after this mark."""
    end = found.end("closed")
    word = text[max(start, end - LOOKED_AT) : end].split()[-1].lstrip("(\"'‘“[")
    following = text[found.end() : found.end() + LOOKED_AT].lstrip()
    if not following:
        return False
    if following[0].islower():
        return True
    is_number = found.end() - start <= LOOKED_AT and re.fullmatch(r"\d{1,3}\.", text[start : found.end()].strip()) is not None
    return found["mark"] == "." and (word.lower() in ABBREVIATIONS or _are_initials(word, following) or is_number)


def _are_initials(word: str, following: str) -> bool:
    """Tell whether a word is the initials of the name behind it ("A.P. Jansen"): one letter, or several in capitals before what is no common word ("Vitens N.V. Het …")."""
    after = re.match(r"\w+", following)
    is_common = after is not None and after.group().lower() in STOP_WORDS
    several = re.fullmatch(r"(?:[^\W\d_]\.){2,}", word) is not None and word.isupper() and not is_common
    return several or re.fullmatch(r"[^\W\d_]\.", word) is not None


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append(Span(start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))))


def unnumbered(text: str) -> str:
    """Cut off the number of a heading or list item: it counts nothing."""
    return ITEM_NUMBER.sub("", text)


def fold(text: str) -> str:
    """Fold case, diacritics and typographic signs, so that "Coördinatie" equals "coordinatie"."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text.casefold()).translate(COMBINING)


@lru_cache(maxsize=READ_AGAIN)
def plainly(text: str) -> str:
    """Fold a heading or what quotes it: one kind of apostrophe, one space, no mark at the end."""
    return re.sub(r"\s+", " ", fold(text).replace("’", "'").replace("ʼ", "'").replace("‘", "'")).strip().rstrip(".:?")


def words(text: str) -> list[str]:
    """Give the folded words in order, "2.750" as "2750"; a footnote number glued to a word ("visie2") is cut off."""
    found = (word.replace(".", "") for word in WORD.findall(fold(text)))
    return [glued[1] if (glued := GLUED_FOOTNOTE.fullmatch(word)) else word for word in found]


def terms(text: str) -> list[str]:
    """Give the search terms in order: base forms without stop words, and after a compound those of its parts; numbers stay, "niet" and "geen" too."""
    return list(_terms(text))


@lru_cache(maxsize=READ_AGAIN)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(_stem(part) for word in words(text) if word not in STOP_WORDS for part in (word, *parts(word)))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return word
    base = fold(simplemma.lemmatize(word, lang="nl"))
    with _STEMMING:
        return str(_STEMMER.stemWord(base))


def shown_day(text: str) -> str:
    """Write a date (JJJJ, JJJJ-MM or JJJJ-MM-DD) as people say it: "26 november 2020"."""
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def enumerated(parts: Sequence[str]) -> str:
    """Write parts as people sum them up: "2021, 2022 en 2023"."""
    return " en ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
