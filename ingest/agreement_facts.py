"""What the text of an agreement says about itself: by when it must be done, and who does it. No headings, no lists."""

import re

import simplemma

from corpus.dutch import MONTHS, sentences

YEAR = re.compile(r"\b(20\d{2})\b")
_PART = (
    r"(?:(?:begin|medio|halverwege|eind(?:e)?|(?:voor|na)jaar|zomer|herfst|winter|lente)(?: (?:van|in))?(?: het jaar)?|"
    rf"(?:(?:het|de) )?(?:eerste|tweede|derde|vierde|laatste) (?:kwartaal|helft)(?: van)?|Q[1-4]|{'|'.join(MONTHS)})"
)
_AHEAD = r"(?:uiterlijk(?: (?:in|op))?|vóór|voor|per|vanaf|op|tot(?: en met)?|met ingang van)"
# A moment ahead: a part of a year ("eind 2021"), a day or a year after a word that looks ahead, and what stands in brackets behind a step.
# What an item begins with, before a colon, is when it happens. "sinds 2019", "d.d. 9 mei 2025", "van mei 2025" and "nota 2019" look back or name a thing.
DUE = re.compile(
    rf"\b{_AHEAD} \d{{1,2}} (?:{'|'.join(MONTHS)}) (?P<day>20\d{{2}})\b"
    rf"|(?<!van )(?<!d\.d\. )(?<!\d )\b(?:{_AHEAD} )?{_PART} (?P<part>20\d{{2}})\b"
    r"|\b(?:uiterlijk(?: in)?|vóór|per|vanaf|in|tot en met|met ingang van)(?: het jaar)? (?P<year>20\d{2})\b"
    r"|(?<=\()[^()\d]{1,20} (?P<bracket>20\d{2})(?=\)|,)"
    rf"|^(?:\d{{1,2}} (?:{'|'.join(MONTHS)}) |Q[1-4] )?(?P<opening>20\d{{2}})(?= ?[:|–-]| (?-i:[A-ZÀ-Ý]))"
    r"|\b(?:voor|vanaf|in|met ingang van)(?: het)? (?:school|seizoens?)jaar (?P<school>20\d{2})\b",
    re.I,
)
# What a figure is compared with lies behind: "tegen zes praktijken in 2025", "meer dan in 2024", "ten opzichte van de stand in 2023"; but "niet later dan eind 2027",
# "tegen eind 2027" and "meer dan 100 woningen in 2027" look ahead. So does "tegen vijf windmolens in 2027" without another figure before it.
_COUNT = r"(?:\d[\d.,]*(?: ?%)?|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|veertig|vijftig|honderd|duizend)"
_WORDS = r"(?: [^\W\d][\w-]*){0,3}"
_COMPARED = re.compile(
    rf"\b(?:(?<!later )(?<!eerder )(?<!langer )dan|(?P<against>tegen|tegenover) {_COUNT}{_WORDS}|(?:vergeleken|(?:in )?vergelijking) met{_WORDS}|ten opzichte van{_WORDS}) $",
    re.I,
)
# What is past: an auxiliary and, behind the moment, a participle. "Is … gemaakt" may be said of what will be ready then as well.
_PAST = re.compile(r"\b(?P<surely>heb|heeft|hebben|had|hadden|was|waren|werd|werden)\b|\b(?:is|zijn)\b", re.I)
_TO_COME = re.compile(r"\b(?:zal|zullen|moet|moeten|wil|willen)\b", re.I)
_PARTICIPLE = re.compile(r"\b[^\W\d_]{0,12}?(?:ge|be|ver|ont|her|er|over|onder|vol)[^\W\d_]{2,20}(?:d|t|en|aan|ien)\b", re.I)
_PAST_FORM = re.compile(r"[^\W\d_]{3,}(?:te|de|ten|den)\b")
_FIGURE = re.compile(rf"(?<![\w.,])(?!een\b|20\d{{2}}\b)(?:{_COUNT}|alle|geen)(?!\w)", re.I)
_PART_NUMBER = re.compile(r"^(?:\d{1,2}\.)+\d{0,2} ")
_LOOKED_AT = 80  # characters before a moment
# Bodies that policy documents let act, whatever the subject: public authorities and their parts, and any name in capitals ("de GGD").
_ONE = (
    r"(?:[Gg]emeenteraad|[Gg]emeente|[Rr]aad|[Cc]ollege|[Bb]urgemeester|[Ww]ethouder|[Pp]rovincie|[Ww]aterschap|Rijk|[Kk]abinet|[Mm]inister(?:ie)?|[Ss]taatssecretaris|"
    r"[Rr]egering|[Bb]estuur|[Gg]riffie|[Cc]ommissie|[Vv]ereniging|[Ww]erkgroep|[Rr]egio|Tweede Kamer|[Rr]ekenkamer|[A-Z]{2,6})"
)
_MORE = r"(?:[Gg]emeenten|[Rr]aden|[Cc]olleges|[Bb]urgemeesters|[Ww]ethouders|[Pp]rovincies|[Ww]aterschappen|[Gg]riffies|[Rr]egio['’]s|[Ll]eden|[Oo]verheden)"
_NAMED = rf"(?P<actor>(?:(?:[Dd]e|[Hh]et|[Aa]lle) )?(?:{_ONE}|{_MORE}))"
# An office with the name of who holds it, at the beginning of a sentence.
_SURNAME = r"(?:(?:[A-Z]\.)+ )?(?:(?:[A-ZÀ-Ý][\w'’-]+|van|den?|der|ter?|ten|['’]t) )*[A-ZÀ-Ý][\w'’-]+"
_HOLDER = re.compile(
    r"(?P<actor>(?:[Dd]e )?(?:(?:[Ll]oco-?)?[Bb]urgemeester|[Ww]ethouder|[Gg]edeputeerde|[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Vv]oorzitter|[Gg]riffier"
    rf"|[Dd]ijkgraaf|[Dd]irecteur|[Rr]aadslid) {_SURNAME})(?: \([^()]*\))? (?P<verb>[a-zë]+)\b"
)
_FIRST = re.compile(rf"{_NAMED} (?P<verb>[a-zë]+)\b")
_AFTER = re.compile(rf"\b(?P<verb>[a-zë]+) (?<!\b[Hh]et besluit )(?<!\b[Dd]it besluit ){_NAMED}(?![\w-])(?! (?:en|of) )")
_BY = re.compile(rf"(?<!een )\bdoor {_NAMED}(?![\w-])")
_PASSIVE = re.compile(r"\bword(?:t|en)\b")
# The subject of these undergoes something; who acts stands after "door", or is not named.
_UNDERGOES = frozenset("word wordt worden werd werden krijg krijgt krijgen ontvangt ontvangen zijn is".split())
# In the form of a plural verb, and no verb.
_NO_VERBS = frozenset(
    "aan een en geen ten binnen tussen samen buiten boven onderen voren tegen eigen open alleen bovendien mensen zeven negen".split()
)
# Verbs that lemmatizing takes for nouns.
_VERBS = frozenset("besluit wijst plant".split())
# What writers say they will do ("Wij bouwen …", "In 2027 openen we …"); with these verbs they tell how things are, or what they think. "Daar willen we …" says it of something else.
_PROMISED = re.compile(
    r"(?:wij|we) (?P<verb>[a-zë]+n)\b|(?!(?:daar|dat|dit|die|zo|dan|hier)\b)[^,;:?!]{2,80}? (?P<turned>[a-zë]+n) (?:wij|we)\b", re.I
)
_NO_DEEDS = frozenset(  # the last ones are past, and "toen" is no verb
    "zien vinden hebben zijn merken weten leven staan denken horen kennen krijgen lezen noemen bedoelen verwachten geloven hopen moeten kunnen wonen zitten danken verwijzen schrijven waren werden stonden kozen wisten sloten reden toen".split()
)
_TO_YOU = re.compile(r"\b(?:wij|we) [a-zë]+ u\b|\b[a-zë]+ (?:wij|we) u\b", re.I)  # "Wij vragen u om een reactie."
_ITEM_MARK = re.compile(r"\(?\w{1,2}[.)] ")
_OPENING_WORDS = 8  # what stands before the verb of a Dutch main clause is one part of it, and mostly short


def due(text: str, after: int | None = None) -> tuple[str, int] | None:
    """Give the first moment ahead that the text names, with its year; a year before `after` looks back and does not count, nor does one that a figure is compared with."""
    for found in DUE.finditer(text):
        year = int(found[found.lastgroup or 0])
        is_start = re.match(r"\s+naar\b", text[found.end() :]) is not None  # "van 640 in 2025 naar 540 in 2029"
        if not (is_start or _is_compared(text, found.start())) and (after is None or year >= after):
            return found.group(), year
    return None


def _is_compared(text: str, moment: int) -> bool:
    """Tell whether a figure is compared with that of a moment; "tegen zes praktijken" compares with a figure before it in the sentence."""
    start = max(0, moment - _LOOKED_AT)
    found = _COMPARED.search(text[start:moment])
    if found is None or not found["against"]:
        return found is not None
    before = text[: start + found.start()].rstrip()
    sentence = before[sentences(before)[-1].start :] if before and not before.endswith((".", "!", "?")) else ""
    return _FIGURE.search(_PART_NUMBER.sub("", sentence)) is not None


def looks_back(sentence: str, ahead: int | None) -> bool:
    """Tell whether a sentence with a moment says what is past then; what "is" done then is past when it is before `ahead`, the first year of what is to come."""
    found = due(sentence)
    if found is None or _TO_COME.search(sentence):
        return False
    behind = sentence[sentence.index(found[0]) + len(found[0]) :]
    verb = _PAST_FORM.match(behind.lstrip()) if sentence.startswith(found[0]) else None
    if verb and _is_past_form(verb[0]):  # its base is an infinitive as well
        return True
    past = list(_PAST.finditer(sentence))
    is_done = any(_is_past_form(word[0].lower()) for word in _PARTICIPLE.finditer(behind))
    return is_done and (any(word["surely"] for word in past) or (bool(past) and ahead is not None and found[1] < ahead))


def _is_past_form(word: str) -> bool:
    base = simplemma.lemmatize(word, lang="nl")
    return base != word and base.endswith(("en", "aan", "ien"))


def actor(text: str) -> str | None:
    """Give the body that acts in the first sentence: its subject before or right after the verb, or the one after "door"."""
    text = _ITEM_MARK.sub("", text, count=1) if _ITEM_MARK.match(text) else text
    first = next((text[span.start : span.end] for span in sentences(text)), "")
    found = _subject(first)
    if found["verb"] in _UNDERGOES if found else _PASSIVE.search(first):
        found = _BY.search(first)
    return found["actor"] if found else None


def promises(sentence: str) -> bool:
    """Tell whether a sentence or point says what its writers will do: a deed in the present tense, and no question or lead-in."""
    found = _PROMISED.match(_ITEM_MARK.sub("", sentence, count=1) if _ITEM_MARK.match(sentence) else sentence)
    if found is None or sentence.endswith((":", "?")):
        return False
    verb = (found["verb"] or found["turned"]).lower()
    base = simplemma.lemmatize(verb, lang="nl")
    # Right behind "wij" stands a verb, whatever noun the dictionary takes it for ("praten": "praat"); before "wij" it may be a noun ("mensen we").
    is_verb = (
        (base == verb and verb.endswith(("en", "aan", "ien")))
        or _is_also_verb(verb, base)
        or (found["verb"] and not base.endswith(("en", "aan", "ien")))
    )
    return bool(is_verb) and verb not in _NO_DEEDS | _NO_VERBS and not verb.startswith("waar") and not _TO_YOU.search(sentence)


def _is_also_verb(word: str, base: str) -> bool:
    """Tell whether a word that the dictionary takes for a noun is a verb as well: "voegen" has "voegt", and "mensen" has no such form."""
    return any(simplemma.lemmatize(f"{stem}t", lang="nl") == word for stem in (base, word.removesuffix("en")))


def _subject(sentence: str) -> re.Match[str] | None:
    front = _HOLDER.match(sentence) or _FIRST.match(sentence)
    if front is not None and _is_verb(front["verb"]):
        return front
    turned = _AFTER.search(sentence)
    if turned is not None and _is_verb(turned["verb"]) and len(sentence[: turned.start()].split()) <= _OPENING_WORDS:
        return turned
    return None


def _is_verb(word: str) -> bool:
    """Tell a finite verb: its base form ends as an infinitive does, and it is that form or another one than a plural noun has."""
    base = simplemma.lemmatize(word, lang="nl")
    return word in _VERBS or (word not in _NO_VERBS and base.endswith(("en", "aan", "ien")) and (word == base or not word.endswith("en")))
