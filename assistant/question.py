"""A question: its text, the day it is asked for, and what it plainly names (years, parts, headings). Checks the limits."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import simplemma

from assistant.answer import Turn
from assistant.asked import READ_AT_ONCE
from corpus.dutch import MONTHS, STOP_WORDS, fold, plainly, sentences, unnumbered
from corpus.errors import QuestionError
from ingest.goals import GOAL_WORDS, goal_number
from ingest.outline import labelled_number

POINTS_BACK = re.compile(r"\b(?:daar|hier)\w*\b", re.I)
MOST_CHARACTERS = 1000
MOST_TURNS = 10
MOST_ANSWER_CHARACTERS = 10_000
PART = re.compile(r"(?<![\d.,])(\d{1,2}(?:\.[a-z])?\.\d{1,2}(?!\d|[.,]\d)|\d{1,2}\.[a-z](?!\w|\.\d))")  # "3.1", and of an agenda "5.b.3" or "5.b"
PARTS_BETWEEN = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2}) ?(?:t/m|tot en met|[-–]) ?\1\.(\d{1,2})(?!\d|[.,]\d)", re.I)  # "3.1 tot en met 3.5"
NUMBER_WORDS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
CHAPTER = re.compile(
    rf"\b(?:thema|hoofdstuk|paragraaf|onderdeel|deel)\s+(\d{{1,2}}(?:\.\d{{1,2}})?|{'|'.join(NUMBER_WORDS)})\b|\b({'|'.join(ORDINALS)})\s+(?:thema|hoofdstuk)\b"
    r"|\b(?:pijler|programma)\s+(\d{1,2}(?:\.\d{1,2})?)(?!\d|[.,]\d)",  # "heeft het programma een doel?" names no part 1
    re.I,
)
ANY_PART = ("onderdeel", "deel")  # what any part may be called
BY_LABEL = ("pijler", "programma")  # parts only where a heading calls them so
GOAL = re.compile(rf"\b(?:{GOAL_WORDS})\s+(\d{{1,2}}(?:\.\d{{1,2}})?)(?!\d|[.,]\d| (?:jaar|procent|euro|miljoen)\b|%)", re.I)
OF_ANOTHER_TEXT = re.compile(
    r"\s+(?:van|uit|in) (?:de|het) (?:(?:\w+ )?\w*wet|wetboek|\w*verdrag|avg|wmo|awb|apv|woo)\b(?!-)", re.I
)  # "hoofdstuk drie van de AVG"
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
LIST = re.compile(
    r"\b(?:welke|wat voor(?! (?:een|de|het)\b)|noem|som|opsomming|lijst|tabel|overzicht|alle|allemaal|waaruit|hoeveel)\b|\bw(?:at|ie) zijn\b|\bwaar(?:aan|voor|op|mee)? .*\b(?:allemaal|punten|onderwerpen)\b"
    r"|^wat (?:is|wordt|staat) .*\b(?:inzet|afspraken)\b",
    re.I,
)
# How many things are asked for: "welke drie", "wat zijn de 2", "noem de vijf"; "de eerste twee jaar", "3 maart", "twee keer" and "65-plussers" are no things.
OF_THINGS = (
    r"(?! ?(?:[.,–-]\d|%|(?:jaar|jaren|maanden|weken|dagen|eeuwen|uur|uren|minuten|keer|maal|procent|euro|miljoen|miljard|meter|kilometer|hectare"
    rf"|{'|'.join(MONTHS)})\b)|-\w)"
)
THINGS = rf"(?<![\d.,])(?P<count>\d{{1,2}}|{'|'.join(NUMBER_WORDS[1:])})\b{OF_THINGS}"
PLACED = r"\b(?:artikel(?:en)?|hoofdstuk(?:ken)?|paragraaf|bladzijde|pagina|bijlage|noot|lid|stap|fase|loket|lokaal|thema|doel(?:stelling)?|om|een op(?: de)?|op(?= \d| \w+ na\b)) "  # "hoofdstuk 3" is one thing
ASKED_THINGS = re.compile(rf"\b(?:welke|noem|(?:wat|wie) zijn) (?:(?:de|het|die|deze|alle) )?{THINGS}", re.I)
COUNTED_THINGS = re.compile(rf"(?P<placed>{PLACED})?\b{THINGS}", re.I)
AND_MORE = re.compile(r"\ben (?:\w+ )?(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?)\b", re.I)
MANY_IN_ONE = ("inzet", "hulp", "steun", "zorg", "informatie", "kennis", "overlast")  # singulars of which there is more than one; "jeugdzorg" too
WHICH = re.compile(
    r"\b(?:welke|wat voor(?! (?:een|de|het)\b))((?: \w+e)*) ([\w-]+(?:['’]s)?)", re.I
)  # … with the word that says what is asked, and those on "-e" before it
EVERY = re.compile(r"\b(?:alle|allemaal)\b", re.I)
# "Doen alle gemeenten mee?" and "Waarom doen alle gemeenten mee?" ask for no list; "Zet alle gemeenten in een tabel" and "Kunt u alle gemeenten noemen?" do.
WHETHER = re.compile(
    r"(?!(?:zet|laat|vat|print|toont?|wat|het|dit|dat|met|uit)\b|(?:kunt?|kan|kunnen|wilt?|willen|zou(?:dt|den)?) (?:u|je|jij|jullie)\b|mag ik\b)"
    r"(?:waarom|waardoor|wanneer|wie|hoe|doen|gaan|hebben|komen|kunnen|moeten|mogen|willen|worden|zijn|zullen|is|was|kan|mag|wil|zal|\w+t)\b",
    re.I,
)
DEMANDS = re.compile(r"(?:^|[.!?] )(?:noem|geef|zet|maak|som|toon|laat)\b", re.I)  # also before a last question: "Noem alle maatregelen. Kan dat?"
# The denial stands in the question itself, and not in what it says beside that ("kinderen die niet naar school gaan").
ASKS_NOT = re.compile(
    r"(?:en )?(?:(?:voor|aan|bij|met|op|in|van|onder|uit) )?(?:welke?|wie|wat|waar(?!om|door)\w*)\b"
    r"(?:(?!\b(?:die|dat|als|wanneer|indien|om|omdat|zodat|zonder|terwijl)\b)[^,;])*\b(?:niet|geen)\b(?! alleen\b)",
    re.I,
)
# "Is … gedaald?" asks how it is by its participle, any question by "al", "nu" or "dan eerst".
HOW_IT_IS = re.compile(
    r"^(?:en )?(?:is|zijn|heeft|hebben)\b[^?]*\b(?:ge|be|ver|ont)\w{3,}(?:[dt]|en)\b[ ?]*$|\b(?:al|nu|inmiddels|intussen|momenteel)\b(?! met\b)"
    r"|\bdan (?:eerst|eerder|vroeger|voorheen|toen)\b",
    re.I,
)
LEAST_OF_PART = 4  # letters of the last part of a compound


@dataclass(frozen=True, slots=True)
class Question:
    """A checked question. `standalone` can be read without the earlier turns; `parts` are section numbers that it names.

    `said` is the answer before a follow-up, and `beside` what it is searched by as well: that answer and its own words. Both are empty for any other question.
    `local` are the ids of the documents of the only place or party that it names, when others have documents too; `standalone` mostly calls that what its documents do.
    `headings` are those that it quotes, folded and without their number; each is a part that it names. `goals` are those of `parts` that it calls goals,
    `called` those that it calls otherwise, with what it calls them: ("thema", "3").
    """

    text: str
    standalone: str
    on: date
    years: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    beside: str = ""
    said: str = ""
    local: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    called: frozenset[tuple[str, str]] = frozenset()

    def names(self, heading_path: Sequence[str]) -> bool:
        """Tell whether a heading on the path has a number that the question names, or is one that it quotes.

        "Doel 4" and "thema 4" are two parts, "doel 4.1" and "4.1" one. Below "Thema 1: …" nothing is of thema 2, whatever the number of the chapter.
        """
        if not (self.parts or self.headings):
            return False
        words = {word for word, _ in self.called}
        told = {label for heading in heading_path if (label := labelled_number(heading)) and label[0] in words}
        is_another = bool(told) and not told & self.called
        numbered = (heading for heading in heading_path if not (is_another and re.match(r"\d{1,2}\.?\s", heading)))
        return any(map(self._numbers, numbered)) or any(plainly(unnumbered(heading)) in self.headings for heading in heading_path)

    def cites(self, text: str) -> bool:
        """Tell whether is asked who, and a text calls the part as the question does, wherever it stands: "de heer Bos (thema 3)"."""
        asks_who = re.match(r"(?:en )?wie\b", self.asking, re.I) is not None
        return asks_who and any(re.search(rf"\b{word} {re.escape(number)}(?![\d.,]\d|\d)", text, re.I) for word, number in self.called)

    def _numbers(self, heading: str) -> bool:
        goal = goal_number(heading)
        if goal is not None:
            return goal in self.parts and (goal in self.goals or "." in goal)
        if label := labelled_number(heading):
            number = label[1]
            return number in self.parts and ("." in number or label in self.called or any((word, number) in self.called for word in ANY_PART))
        plain = [part for part in self.parts if "." in part or not (part in self.goals or any((word, part) in self.called for word in BY_LABEL))]
        return any(re.match(r"\.?\s", heading[len(part) :]) for part in plain if heading.startswith(part))

    @property
    def asking(self) -> str:
        """From the first sentence that ends in a question mark on; what stands before it is only the situation. All when none does, or when it points back ("daar")."""
        return _asking(self.standalone)

    @property
    def asks_how_it_is(self) -> bool:
        """Tell whether is asked how something is by now ("Is het aantal gedaald?", "Hoeveel lampen branden er al?"), in no year."""
        return not self.years and HOW_IT_IS.search(self.asking) is not None

    @property
    def asks_count(self) -> bool:
        """Tell whether a number of things is asked."""
        return re.search(r"\bhoeveel\b", self.standalone, re.I) is not None

    @property
    def things(self) -> int | None:
        """How many things it asks to name ("welke drie"), or None."""
        found = ASKED_THINGS.search(self.asking)
        return count_of(found["count"]) if found else None

    @property
    def asks_what_is_not(self) -> bool:
        """Tell whether is asked what, who or where something is not: "Waarvoor krijg je geen subsidie?"; "waarom niet" and yes or no are other questions."""
        return ASKS_NOT.match(self.asking) is not None

    @property
    def asks_list(self) -> bool:
        """Tell whether more than one thing is asked for, so that the whole list is the answer."""
        return asks_for_list(self.standalone if DEMANDS.search(self.standalone) else self.asking)


@lru_cache(maxsize=READ_AT_ONCE)
def _asking(standalone: str) -> str:
    asked = next((span for span in sentences(standalone) if standalone[span.start : span.end].endswith("?")), None)
    return standalone if asked is None or POINTS_BACK.search(standalone[asked.start :]) else standalone[asked.start :]


def counts_things(text: str, count: int) -> bool:
    """Tell whether a text counts so many things ("drie pijlers")."""
    return any(not found["placed"] and count_of(found["count"]) == count for found in COUNTED_THINGS.finditer(unnumbered(text)))


def count_of(said: str) -> int:
    """Give a number of one or two figures, or in words up to ten."""
    return int(said) if said.isdigit() else NUMBER_WORDS.index(fold(said)) + 1


@lru_cache(maxsize=READ_AT_ONCE)
def asks_for_list(text: str) -> bool:
    """Tell whether a question asks for more than one thing. "Welke wetten" does, and so do "welke vier" and "welke datum …, en wie …"; "welke wet" does not."""
    if AND_MORE.search(text):
        return LIST.search(text) is not None
    plural = WHICH.sub(lambda asked: "" if _is_singular(_noun(asked)) else asked[0], text)
    return LIST.search(EVERY.sub("", plural) if WHETHER.match(plural) else plural) is not None


def _noun(asked: re.Match[str]) -> str:
    """Give the word that says what is asked: before a verb it is one on "-e" ("welke instantie helpt")."""
    before, last = str(asked[1]).split(), str(asked[2])
    is_verb = not last.endswith("en") and simplemma.lemmatize(last, lang="nl").endswith("en")
    return before[-1] if before and (last in STOP_WORDS or is_verb) else last


def _is_singular(noun: str) -> bool:
    """Tell by the dictionary; words on "-en" or "-s" may be plurals without a singular ("kosten"), and of "ondersteuning" there is more than one."""
    word = noun.lower()
    known = next((part for part in (word[cut:] for cut in range(max(1, len(word) - LEAST_OF_PART + 1))) if simplemma.is_known(part, lang="nl")), "")
    return (
        word not in {*STOP_WORDS, *NUMBER_WORDS}
        and not word.endswith(("en", "ën", "s", "ing", *MANY_IN_ONE))
        and bool(known)
        and simplemma.lemmatize(known, lang="nl") == known
    )


def check_question(text: str) -> str:
    """Give the question in NFC without white space around it. Raises QuestionError when it is empty, too long, or holds control characters."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text or not any(character.isalnum() for character in text):
        raise QuestionError("Er staat geen vraag. Typ uw vraag in gewone woorden.")
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(f"De vraag is te lang: {len(text)} tekens, en hoogstens {MOST_CHARACTERS} mag. Maak de vraag korter.")
    if _holds_controls(text):
        raise QuestionError("In de vraag staan onzichtbare stuurtekens. Typ de vraag opnieuw.")
    return text


def check_earlier(earlier: Sequence[Turn]) -> tuple[Turn, ...]:
    """Give the earlier turns, their questions in NFC. Raises QuestionError when they are too many or too long, or hold control characters."""
    if len(earlier) > MOST_TURNS:
        raise QuestionError(f"Er zijn te veel eerdere vragen meegestuurd: {len(earlier)}, en hoogstens {MOST_TURNS} mag. Begin een nieuw gesprek.")
    if any(len(turn.question) > MOST_CHARACTERS or len(turn.answer) > MOST_ANSWER_CHARACTERS for turn in earlier):
        raise QuestionError("Een eerdere vraag of een eerder antwoord is te lang. Begin een nieuw gesprek.")
    if any(_holds_controls(turn.question) for turn in earlier):
        raise QuestionError("In een eerdere vraag staan onzichtbare stuurtekens. Begin een nieuw gesprek.")
    return tuple(replace(turn, question=unicodedata.normalize("NFC", turn.question)) for turn in earlier)


def read_question(text: str, standalone: str, on: date, beside: str = "", said: str = "") -> Question:
    """Read what a checked question names."""
    named_goals = frozenset(one[1] for one in GOAL.finditer(standalone))
    named = (*PART.finditer(standalone), *CHAPTER.finditer(standalone))
    own = [one for one in named if not OF_ANOTHER_TEXT.match(standalone, one.end())]
    parts = [_number(next(filter(None, one.groups()))) for one in own]
    called = frozenset((word, number) for one, number in zip(own, parts, strict=True) for word in one.group().lower().split() if word.isalpha())
    between = [f"{one[1]}.{part}" for one in PARTS_BETWEEN.finditer(standalone) for part in range(int(one[2]), int(one[3]) + 1)]
    parts = list(dict.fromkeys((*parts, *between, *sorted(named_goals))))
    return Question(text, standalone, on, tuple(YEAR.findall(standalone)), tuple(parts), beside, said, goals=named_goals, called=called)


def _holds_controls(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r" for character in text)


def _number(said: str) -> str:
    for known in (NUMBER_WORDS, ORDINALS):
        if said.lower() in known:
            return str(known.index(said.lower()) + 1)
    return said
