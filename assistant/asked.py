"""What kind of fact a question asks for (an amount, a day, a name, a place, a reason), and how near to its subject a text gives one.

By form alone. Whether to refuse is for answerable.py; how much each signal weighs was learned (refusal_weights.py).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from corpus.compounds import parts
from corpus.dutch import MONTHS, fold, sentences, terms, unnumbered, words
from ingest.related import held
from ingest.tables import COSTS, WHEN, WHO
from ingest.vocabulary import municipalities
from ingest.wording import FIELD

READ = 3  # passages in which the fact may stand
READ_AT_ONCE = 64  # questions, more than are answered at once, of which is kept what they ask: many parts of the assistant need it
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
DAYS = "|".join(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"))
NUMERALS = "één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig|dertig|veertig|vijftig|honderd|duizend"
# The day of a date counts nothing.
NUMERAL = re.compile(rf"(?<![\d.,-])(?!(?:19|20)\d\d\b)(?!\d{{1,2}} (?:{'|'.join(MONTHS)})\b)\d|\b(?:{NUMERALS})\w*\b", re.I)
DURATION = re.compile(
    rf"\b(?:\d[\d.,]*|een|elke?|ieder|half|per|{NUMERALS})\s+(?:\w+ )?(?:jaar|jaren|maand(?:en)?|week|weken|dag(?:en)?|werkdagen|uur|uren|minuten|keer|maal|kwartaal|kwartalen)\b"
    r"|\b(?:19|20)\d\d\b|\b(?:jaar|maand|week|dag)(?:e)?lijks\b|\b(?:direct|meteen)\b",
    re.I,
)
TIME = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{'|'.join(MONTHS)}|{DAYS})\b|\b(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|kwartaal|voorjaar|najaar|zomer|kabinetsperiode)\b",
    re.I,
)
REASON = re.compile(
    r"\b(?:omdat|doordat|daarom|daardoor|want|namelijk|immers|aangezien|zodat|vanwege|wegens|waardoor|dankzij|door|reden\w*|oorzaak|gevolg\w*|zorgt|leidt|om)\b",
    re.I,
)
# A name has a capital and does not begin a sentence, or is an abbreviation.
CAPITAL = re.compile(r"(?<=[\w,;:’'(“\"&/-] )[A-ZÀ-Ý][\w&-]+|\b[A-Z]{2,}\w*\b")
PLACE = re.compile(r"(?<=[\w,;:’'(“\"&/-] )[A-ZÀ-Ý][a-zà-ÿ][\w-]+")
# Does something: it opens the sentence, or "door" stands before it.
BODY = re.compile(
    r"(?:^|\bdoor |: )(?:(?:de|het|alle) )?(?:(?:woning)?corporaties?|gemeenteraad|raad|college|bestuur|ledenvergadering|kabinet|rijk|overheid|gemeenten?|provincies?|waterschap(?:pen)?)\b",
    re.I,
)
DECIDING = frozenset(
    "beslist beslissen besluit besluiten bepaalt bepalen kiest kiezen betaalt betalen financiert financieren bekostigt bekostigen".split()
)
NAME_FIRST = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ][\w-]+")
MOST_OF_NAME = 4  # words
STREET = re.compile(r"(?:straat|weg|laan|plein|kade|dijk|pad|hof|singel|gracht|steeg|dreef|wijk|dam|dorp|stad)$")
PERSON = re.compile(
    r"\b[A-ZÀ-Ý][a-zà-ÿ-]+(?: (?:van|de|der|den|ter|ten|el|al))* [A-ZÀ-Ý][a-zà-ÿ-]+|\b[A-Z]\.(?: ?[A-Z]\.)* ?(?:\([A-ZÀ-Ý][\w-]+\) )?(?:(?:van|de|der|den) )*[A-ZÀ-Ý][a-zà-ÿ]+"
    r"|\b(?:wethouder|minister|staatssecretaris|burgemeester|voorzitter|directeur|mevrouw|meneer|de heer|mw\.|dhr\.) [A-ZÀ-Ý]\w+"
)
ROLE = (
    "voorzitter|directeur|bestuurder|wethouder|minister|staatssecretaris|burgemeester|leider|hoofd|baas|secretaris|griffier|projectleider|kwartiermaker"
    "|rapporteur|commissaris|ambtenaar|kamerlid|persoon|lijsttrekker|auteur|schrijver|onderzoeker"
)
IS = "(?:is|zijn|was|waren|wordt|worden|werd|werden)"
AMOUNT = r"[\w-]*(?:budget|bedrag|kosten|prijs|tarief|subsidie|contributie|premie|boete|leges|heffing|vergoeding|salaris)"
# What may stand between "wat is" and the amount; a noun there makes another thing the one that is asked: "wat is het doel van de subsidie?"
# At most six, so that no text keeps the search busy.
BESIDE_AMOUNT = (
    r"(?:(?:\w+e|het|er|nu|dan|straks|dit|dat|mijn|jouw|uw|ons|zijn|haar|hun|extra|totaal|gemiddeld|maxim\w+|minim\w+|\w+ijks"
    r"|precies|ongeveer|eigenlijk|hoogte van|per \w+|voor \w+|(?:elk|vorig) jaar|in (?:het jaar )?(?:19|20)\d\d) ){0,6}"
)
# "Wat gaat de brug kosten?" asks an amount, "wat gaat het college doen aan de kosten?" does not.
WILL_COST = (
    r"wat (?:gaat|gaan|zal|zullen|zou|zouden|mag|mogen|moet|moeten|heeft|hebben|had)\b(?:(?! (?:doen|gedaan|gebeuren|zeggen|gezegd|betekenen|veranderen|vinden|met|tegen)\b)[^?.,;]){0,80}?"
    r"(?<! de)(?<! hoge)(?<! lage)(?<! extra)(?<! meer)(?<! zijn)(?<! haar)(?<! hun) (?:kosten|gekost)"
)
# "Wie komt in aanmerking?" asks a group, which needs no name; "wie krijgt de opdracht?" asks for one.
OF_A_GROUP = (
    r"(?:(?:krijg(?:t|en)|kan|kunnen|mag|mogen)\b(?=[^?]{0,80}\b(?:eersten?|voorrang|subsidie|vergoeding|korting|hulp|steun|woning|huis|aanvragen|meedoen|gebruikmaken|terecht|recht)\b)"
    r"|kom(?:t|en) (?:\w+ ){0,3}in aanmerking\b|hoef(?:t|ven)\b|he(?:eft|bben) (?:\w+ )?recht\b|geldt\b|gelden\b)"
)
SOME = r"(?:\w+e ){0,2}"  # adjectives and some numerals: "welke drie kleine gemeenten", not "welke hulp alle gemeenten"


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact: how it is asked for, whether a sentence gives one that the question does not name, and what to say when none does."""

    name: str
    asked: re.Pattern[str]
    given: Callable[[str, set[str]], bool]
    missing: str

    def stands_in(self, sentence: str, asked: set[str]) -> bool:
        """Tell whether a sentence gives it; the number of a list item is no number, the day of a date is. `asked` are the words of the question."""
        return self.given(sentence if DATE.match(sentence) else unnumbered(sentence), asked)


def _holds(pattern: re.Pattern[str]) -> Callable[[str, set[str]], bool]:
    return lambda sentence, asked: pattern.search(sentence) is not None


def _names(pattern: re.Pattern[str]) -> Callable[[str, set[str]], bool]:
    return lambda sentence, asked: any(set(words(name)) - asked for name in pattern.findall(sentence)) or _is_name(sentence, asked)


def _names_somebody(sentence: str, asked: set[str]) -> bool:
    """Tell whether a name stands there, also as the first word: "Lierwonen bouwt …"; a Dutch word has Dutch parts or is in the dictionary. A body decides and pays without one."""
    first = NAME_FIRST.match(sentence)
    is_body = not DECIDING.isdisjoint(asked) and BODY.search(sentence) is not None
    return is_body or _names(CAPITAL)(sentence, asked) or (first is not None and _is_foreign(first[0], asked))


def _names_place(sentence: str, asked: set[str]) -> bool:
    """Tell whether a word with a capital stands there that is no Dutch word, as most names of places are, or is a municipality ("Assen")."""
    named = PLACE.findall(sentence)
    known = any(fold(name) in municipalities() - asked for name in named)
    return known or any(_is_unknown(name, asked) for name in named) or _is_name(sentence, asked)


def _is_name(sentence: str, asked: set[str]) -> bool:
    """Tell whether a few words that make no sentence, such as the item of a list, begin with a name ("Molenstraat;")."""
    name = NAME_FIRST.match(sentence)
    return name is not None and len(sentence.split()) <= MOST_OF_NAME and _is_foreign(name[0], asked)


def _is_foreign(name: str, asked: set[str]) -> bool:
    """Tell whether a word is a name: no Dutch word, nor made of these ("Regenwaterafvoer"), unless it ends as a street does."""
    return _is_unknown(name, asked) and (not parts(fold(name)) or STREET.search(name) is not None)


def _is_unknown(name: str, asked: set[str]) -> bool:
    folded = fold(name)
    return folded not in asked and folded not in MONTHS and not simplemma.is_known(folded, lang="nl")


# A figure tells it. "Hoe ver zijn jullie met de brug?" and "hoe zwaar weegt dat?" are answered in words.
SIZE = re.compile(r"^(?:en )?hoe (?:hoog|laag|groot|klein|breed|oud)\b", re.I)
# "Mag ik namen van bewoners noemen?" asks no name; "kunt u de namen van de leden geven?" does.
WHETHER_NAMES = re.compile(
    r"(?!.*\b(?:weten|noemen|geven|vertellen|opsommen)\W*$)(?:mag|mogen|moet(?:en)?|kan|kunnen|hoef(?:t|ven)?|is|zijn|word(?:t|en)|staa[nt]|staan)\b.*\bnamen? van\b",
    re.I,
)
NAMES_OF = re.compile(r"\bnamen? van\b", re.I)
# The first that is asked counts: "hoeveel euro" before "hoeveel". "Hoeveel … en welke?" is answered by naming them.
FACTS = (
    Fact(
        "money",
        re.compile(
            rf"\b(?:hoeveel (?:{AMOUNT}|loon|huur|geld|euro|miljoen|miljard|budget|subsidie|kost\w*|(?:krijg(?:t|en)|ontvang(?:t|en)|beta(?:alt|len))(?! er\b)|(?:geef|geeft|geven|gaf|gaven)\b[^?.,;]{{0,40}}\buit\b|(?:wordt|werd|is)\b[^?.,;]{{0,40}}\b(?:uitgegeven|besteed|bezuinigd))|welk bedrag|wat kost(?:ten?|en)?|{WILL_COST}|hoe duur"
            rf"|hoe (?:hoog|groot)\b[^?.,;]*\b{AMOUNT}|(?:(?<!uit )(?<!van )welk|wat {IS}) {BESIDE_AMOUNT}{AMOUNT})\b",
            re.I,
        ),
        _holds(
            re.compile(
                r"€|\beuro\b|\b(?:miljoen|miljard)\b|\bbedrag\w*\b[^.?!]*\|.*\d|\b(?:gratis|kosteloos|geen (?:\w+ )?kosten verbonden|zonder (?:\w+ )?kosten|geen eigen bijdrage|kost(?:en)? niets)\b",
                re.I,
            )
        ),
        "Een bedrag staat er niet bij.",
    ),
    Fact(
        "share",
        re.compile(
            r"\b(?:(?:hoeveel|welke?|het|een|in|aan) procent(?:en)?|percentages?|(?:welke?|is het|was het) \w+percentages?)\b|\b(?:hoeveel|welk|het) %",
            re.I,
        ),
        _holds(re.compile(r"%|\bprocent\b", re.I)),
        "Een percentage staat er niet bij.",
    ),
    Fact(
        "day",
        re.compile(r"\b(?:welke (?:dag|datum|data)|exacte datum)\b", re.I),
        _holds(re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|\b(?:{DAYS})\b", re.I)),
        "Een dag staat er niet bij.",
    ),
    Fact(
        "hour",
        re.compile(r"\bhoe laat\b|\bwelk uur\b", re.I),
        _holds(re.compile(rf"\b(?:\d{{1,2}}(?:[.:]\d{{2}})?|{NUMERALS}) uur\b|\b\d{{1,2}}:\d{{2}}\b", re.I)),
        "Hoe laat staat er niet bij.",
    ),
    Fact(
        "duration",
        re.compile(r"\bhoe (?:lang|snel|vaak)\b|\bhoeveel (?:jaar|jaren|weken|maanden|dagen|uur|tijd)\b|\bwelke termijn\b", re.I),
        _holds(DURATION),
        "Hoe lang of hoe vaak staat er niet bij.",
    ),
    Fact("time", re.compile(r"\bwanneer\b|\bwelke? (?:jaar|maand|week|periode)\b", re.I), _holds(TIME), "Wanneer staat er niet bij."),
    Fact("count", SIZE, _holds(NUMERAL), "Een getal staat er niet bij."),
    Fact("count", re.compile(r"\bhoeveel\b(?!.*\ben welke\b)", re.I), _holds(NUMERAL), "Een aantal staat er niet bij."),
    Fact(
        "person",
        re.compile(
            rf"\bwie (?:\w+ )?(?:leidt|leidde|geeft (?:er )?leiding|ondertekende\w*|tekende\w*|schreef|heet|presenteert)\b|\bnamen? van\b|\bhoe (?:heet|heten) (?:de|het) {SOME}(?:{ROLE})"
            rf"|\bwie (?:is|zijn|wordt|werd|was) (?:er )?(?:(?:de|het|een|tot|nu|nieuwe|eigenlijk|als) )*(?:{ROLE}|benoemd|aangesteld|gekozen)|\bwelke? {SOME}(?:{ROLE}|kamerleden)(?:en|s)?\b",
            re.I,
        ),
        _names(PERSON),
        "Een naam staat er niet bij.",
    ),
    Fact(
        "place",
        re.compile(
            rf"\bwelke? {SOME}(?:gemeenten?|steden|stad|dorp(?:en)?|plaats(?:en)?|straat|straten|wijk(?:en)?|provincies?|landen|land|regio\W?s?|buurt(?:en)?)\b",
            re.I,
        ),
        _names_place,
        "De naam van een plaats staat er niet bij.",
    ),
    Fact(
        "organisation",
        re.compile(
            rf"\bwelke? {SOME}(?:\w*bedrij(?:f|ven)|organisaties?|partijen|instanties?|ministeries?|stichting(?:en)?|universiteit(?:en)?|\w*bureaus?|banken|leveranciers?|\w*verzekeraars?|corporaties?|aannemer|vervoerder|\w*aanbieder|\w*school|vereniging|club)\b|\bhoe he(?:et|ten)\b",
            re.I,
        ),
        _names(CAPITAL),
        "De naam van een organisatie staat er niet bij.",
    ),
    Fact("who", re.compile(rf"\bwie\b(?! {OF_A_GROUP})", re.I), _names_somebody, "Wie het is, staat er niet bij."),
    Fact("reason", re.compile(r"\b(?:waarom|welke reden\w*|hoe komt het|waardoor|oorzaak)\b", re.I), _holds(REASON), "Een reden staat er niet bij."),
)
VERB_FIRST = re.compile(
    r"(?:is|zijn|wil|willen|krijg\w*|mag|mogen|kan|kunnen|moet|moeten|komt|komen|heeft|hebben|gaat|gaan|wordt?|worden|doet|vindt|ziet|was|zal|staat|staan|bestaa[nt]\w*|geldt)\b",
    re.I,
)
# Such a sentence is about what the one before it is about: "De raad stelt daarvoor 3 miljoen euro beschikbaar."
LEANS = re.compile(
    r"^(?:dat|dit|die|deze|ze|zij|hij|(?:de )?(?:reden|oorzaak|aanleiding)(?! (?:is|was|wordt|blijft|staat) (?:\w+ ){0,2}(?:niet|geen|onbekend)\b))\b|\b(?:daar|hier|er)(?:voor|van|mee|bij|over|aan|toe|op|in|door|om)\b",
    re.I,
)
FIELD_OF = {"who": WHO, "person": WHO, "organisation": WHO, "time": WHEN, "day": WHEN, "money": COSTS}
HOW_MANY = re.compile(r"\bhoeveel (?:(?:\w+e|extra|meer|minder) )*(?P<what>[\w-]+)", re.I)
NUMBER_OF = re.compile(
    rf"(?:(?<![\d.,])(?!(?:19|20)\d\d\b)\d[\d.,]*|\b(?:{NUMERALS})(?:{NUMERALS}|en|ën|tig)*) (?=(?P<what>[\w-]+(?: [\w-]+){{0,3}}))", re.I
)
CALLED_SO = 0.4  # of a related word
FAR_OFF = 0.01  # for a fact in a sentence without any word of the question: next to nothing, and yet not nowhere
DATE = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})\b", re.I)  # its day is no item number
OPENS = re.compile(r"wie\b|waarom\b|waardoor\b|hoe komt het\b|welke reden", re.I)
OPENING = re.compile(r"\W*(?:(?:en|maar) )?", re.I)
PRECISE = re.compile(r"\b(?:precies|exact|concreet|als eerste|namen?)\b", re.I)


@lru_cache(maxsize=READ_AT_ONCE)
def asked_fact(question: str) -> Fact | None:
    """Give the kind of fact that is asked for, or None. A question that opens with "waarom" or "wie" asks that, whatever it goes on to name ("op welke dag …")."""
    asked = NAMES_OF.sub("", question) if WHETHER_NAMES.match(question) else question
    fitting = [fact for fact in FACTS if fact.asked.search(asked)]
    opening = OPENING.match(question)
    first = (fact for fact in fitting if opening and OPENS.match(question, opening.end()) and fact.asked.match(question, opening.end()))
    return next(first, next(iter(fitting), None))


def is_field_of(fact: Fact | None, sentence: str) -> bool:
    """Tell whether a sentence is the field that gives such a fact: "Wie: Sportbedrijf Grasdorp", "Kosten: 20.000 euro"."""
    field = FIELD.match(sentence)
    wanted = FIELD_OF.get(fact.name) if fact else None
    return field is not None and wanted is not None and wanted.match(field["label"]) is not None


def counts_what_is_asked(sentence: str, question: str) -> bool:
    """Tell whether a number of what is asked stands in a sentence, or of what policy texts call so: "hoeveel huizen" in "9.600 nieuwe woningen"."""
    counted = HOW_MANY.search(question)
    wanted = terms(counted["what"])[:1] if counted else []
    said = (set(terms(found["what"])) for found in NUMBER_OF.finditer(unnumbered(sentence)))
    return any(held(term, given) >= CALLED_SO for given in said for term in wanted)


def signals(question: str, passages: Sequence[str], rarity: Callable[[str], float], about: str = "") -> dict[str, float]:
    """Measure, each 0..1, what a question asks for and the first passages do not give; 0 is left out. `about` holds its subject, when more was said.

    `lacks_…` says how far from the subject the nearest sentence with such a fact stands: 0 is the sentence that holds most of the question's words.
    """
    found = {"yes_no": float(VERB_FIRST.match(question) is not None), "precise": float(PRECISE.search(question) is not None)}
    years = YEAR.findall(question)
    if years and passages:
        found["lacks_year_first"] = float(not any(year in passages[0] for year in years))
        found["lacks_year"] = float(not all(any(year in passage for passage in passages) for year in years))
    if fact := asked_fact(question):
        found[f"asks_{fact.name}"] = 1.0
        found[f"lacks_{fact.name}"] = 1.0 - _nearest(fact, about or question, passages, rarity)
    return {name: value for name, value in found.items() if value}


def _nearest(fact: Fact, question: str, passages: Sequence[str], rarity: Callable[[str], float]) -> float:
    weights = {term: rarity(term) for term in terms(question)}
    asked = set(words(question))
    scored: list[tuple[float, str]] = []
    for passage in passages:
        before = 0.0
        for span in sentences(passage):
            sentence = passage[span.start : span.end]
            said = set(terms(sentence))
            score = sum(weight * held(term, said) for term, weight in weights.items())
            before = max(score, before) if LEANS.search(sentence) else score
            scored.append((before, sentence))
    best = max((score for score, _ in scored), default=0.0)
    given = max((max(score, FAR_OFF * best) for score, sentence in scored if fact.stands_in(sentence, asked)), default=0.0)
    return given / best if best else 0.0
