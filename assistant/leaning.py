"""Whether a question can be read alone, or leans on what was said before: it points back, leaves something out, or goes on."""

import re
from functools import lru_cache

import simplemma

from assistant.question import NUMBER_WORDS, ORDINALS
from corpus.dutch import STOP_WORDS, terms, words

OPENERS = ("en", "maar", "ook", "dus")
ASKING = frozenset("wat wie waar wanneer hoe hoeveel waarom hoezo welk welke".split())
VERBS = frozenset(
    "is zijn was waren wordt worden komt komen gaat gaan heeft hebben doet doen kan kunnen mag mogen moet moeten wil willen zal zullen krijgt krijgen staat staan".split()
)
LEADING = frozenset("aan bij door in met na naar om op over per sinds te tegen tot uit van vanaf via voor zonder".split())
PLACES = "aan achter bij door in mee na naar naast om onder op over tegen toe tussen uit van voor".split()
POINTERS = frozenset(
    ["daar", *(there + place for there in ("daar", "hier", "er") for place in PLACES), *"zij ze hun hen dezelfde hetzelfde zoiets zulke".split()]
)
SAME = ("dezelfde", "hetzelfde")  # "dezelfde regel" may be one that was named before, or not
PRONOUNS = frozenset("dat dit die deze".split())  # also conjunctions and relatives: "kinderen die wachten"
DOCUMENTS = frozenset("documenten stukken bronnen teksten".split())  # "deze documenten" are all, whatever was asked before
# What is asked of something that was named before: "Looptijd?", "En de kosten?"
ASPECTS = frozenset(
    "aantal adres bedrag bron budget cijfers datum deadline details doel duur einddatum gevolgen kosten leeftijd looptijd nadelen percentage planning prijs reden risico "
    "startdatum status tarief termijn toelichting uitleg uitzonderingen verschil voorbeeld voorbeelden voordelen voorwaarden".split()
)
NOT_NOUNS = frozenset("al dan er geen nog niet nu ook straks toch wel weer zo".split())  # after "het", these show that it stands for something
EMPTY = STOP_WORDS | LEADING | POINTERS | PRONOUNS | ASKING | NOT_NOUNS | {"het", "s", "n"}  # words that are no subject of a question
COMPARING = frozenset("meer minder eerder liever later beter als wanneer indien en zo even".split())  # before "dan", these say what it belongs to
# One of the things that the answer before listed: "het tweede", "dat laatste punt"; not "de eerste wethouder" or "het derde thema", which name something.
OF_A_LIST = re.compile(
    rf"\b(?:de|het|die|dat) ({'|'.join(ORDINALS)}|laatste)(?: (?:punt|daarvan|genoemde|ding))?(?=\s*(?:[?.!,]|$|\b(?:precies|dan|in)\b|(?P<next>\w+)))",
    re.I,
)
MOST_WORDS = 15
MOST_OWN_WORDS = 4
FEW_OWN_WORDS = 2
NEAR_START = 3


def leans(text: str, said: str = "") -> bool:
    """Tell whether a question needs what was `said` before it: the earlier questions and answers."""
    spoken = words(text)
    own = [word for word in spoken if _is_own(word)]
    if not own or (len(spoken) == 1 and spoken[0] in OPENERS):
        return bool(spoken)
    opened = spoken[0] in OPENERS
    rest = spoken[1:] if opened else spoken
    few = len(own) <= MOST_OWN_WORDS
    if item_pointed_at(text) and len(spoken) <= MOST_WORDS:
        return True
    if (few and _goes_on(rest)) or _leaves_out(rest, own) or any(_is_named_before(rest, place, said) for place in range(len(rest))):
        return True
    if (few or opened) and any(_points_back(rest, place) for place in range(len(rest))):
        return True
    return few and opened and rest[0] not in ASKING | VERBS


def item_pointed_at(text: str) -> str:
    """Give the word that points at one of the things that were listed before: "tweede", "laatste". Empty when none does."""
    return next((one[1].lower() for one in OF_A_LIST.finditer(text) if not one["next"] or _is_finite(one["next"].lower())), "")


def has_own_words(text: str) -> bool:
    """Tell whether a question names a subject."""
    return any(map(_is_own, words(text)))


def _leaves_out(rest: list[str], own: list[str]) -> bool:
    """Tell whether a question lacks what it asks about: "Hoe vaak per jaar?", "Welke geldt nog?", "Looptijd?"."""
    asking = next((place for place in (0, 1) if rest[place : place + 1] and rest[place] in ASKING and (not place or rest[0] in LEADING)), None)
    if asking is None:
        return len(own) == 1 and (rest[0] in LEADING or (own[0] in ASPECTS and len(rest) <= FEW_OWN_WORDS))
    next_one = rest[asking + 1] if asking + 1 < len(rest) else ""
    if rest[asking] in ("welk", "welke"):
        asks_verb = next_one in VERBS or (next_one.endswith("t") and next_one not in NUMBER_WORDS and _is_finite(next_one))
        return asks_verb or (len(own) == 1 and not any(map(_is_finite, rest)))
    if rest[asking] == "waarom" and next_one in ("niet", "wel"):
        return not VERBS & set(rest)
    return len(own) <= FEW_OWN_WORDS and not any(map(_is_finite, rest))


def _goes_on(rest: list[str]) -> bool:
    """Tell whether "dan" goes on: "Hoe lang duurt het dan?"; not "meer dan 100", "groter dan nu", "als ik ziek ben, wat dan" or "dan wel"."""
    place = rest.index("dan") if "dan" in rest[1:] else 0
    compared = any(word in COMPARING or word.startswith("ander") or (word.endswith("er") and _lemma(word) != word) for word in rest[:place])
    return place > 0 and not compared and rest[place + 1 : place + 2] != ["wel"]


def _points_back(spoken: list[str], place: int) -> bool:
    """Tell whether the word at this place stands for something that was said in an earlier question."""
    word, before, after = spoken[place], spoken[place - 1] if place else "", spoken[place + 1] if place + 1 < len(spoken) else ""
    if word in POINTERS:
        ahead = word[:2] == "er" and not {"dat", "om"}.isdisjoint(spoken[place:])  # "Hoe zorgt de gemeente ervoor dat …?"
        if ahead or (word in SAME and _is_own(after)):
            return False
        first_half = spoken[1:place][: spoken[1:place].index("en")] if "en" in spoken[1:place] else []
        return not any(_is_own(other) for other in first_half)  # "Wat is de bond en wie hoort daarbij?" points at itself
    if word == "het":
        ahead = "dat" in spoken[place + 1 : place + NEAR_START]  # "Is het waar dat …?"
        return not after or (not ahead and place <= NEAR_START and after in STOP_WORDS | POINTERS | NOT_NOUNS)
    if word not in PRONOUNS or after in DOCUMENTS or _is_conjunction(word, after):
        return False
    after_verb = (before in STOP_WORDS and before not in ("het", "zo")) or (place == 2 and spoken[0] in ASKING)
    return not after or not place or (place <= NEAR_START and after_verb)


def _is_named_before(spoken: list[str], place: int, said: str) -> bool:
    """Tell whether "die raad" at this place is one that was named before, or "die drie" are things that were."""
    before, after = spoken[place - 1] if place else "", spoken[place + 1] if place + 1 < len(spoken) else ""
    word = spoken[place]
    after_verb = not _is_own(before) or (before.endswith("t") and _is_finite(before))
    points = word in ("die", *SAME) and after_verb  # not "kinderen die wachten"; "deze app" is what the documents are about
    if word == "die" and points and (after.isdigit() or after in NUMBER_WORDS[1:]):
        return True
    points = points or (word == "dat" and place <= NEAR_START and before in VERBS | LEADING)  # not "klopt het dat"
    if not points or not _is_own(after) or _is_conjunction(spoken[place], after):
        return False
    return any(one.endswith(tail) for tail in terms(after)[-1:] for one in _terms_of(said))


def _is_conjunction(word: str, after: str) -> bool:
    """Tell whether "dat" opens a clause: before a plural it points at nothing ("dat gemeenten")."""
    return word == "dat" and _is_own(after) and after.endswith("en")


@lru_cache(maxsize=8)
def _terms_of(said: str) -> frozenset[str]:
    return frozenset(terms(said))


@lru_cache(maxsize=10_000)
def _lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="nl")


def _is_finite(word: str) -> bool:
    """Tell whether a word has the form of a verb with a subject: "geldt", "bouwden"; not "plannen" or "wegen"."""
    return word in VERBS or (_lemma(word) != word and _lemma(word).endswith("en"))


def _is_own(word: str) -> bool:
    return bool(word) and word not in EMPTY
