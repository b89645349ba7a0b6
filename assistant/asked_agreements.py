"""What a question asks of the register of agreements: which kind, on what subject, and how something was decided. Wording only."""

import re

from assistant.question import ORDINALS, PART
from corpus.agreement import AgreementKind
from corpus.dutch import MONTHS, terms, words
from ingest.agreement_facts import DUE

KINDS = {
    AgreementKind.GOAL: re.compile(r"\bdoel(?:stelling(?:en)?|en)\b|\bambities\b", re.I),
    AgreementKind.COMMITMENT: re.compile(r"\binzet(?:punt(?:en)?)?\b|\bacti(?:es|epunten)\b|\bmaatregelen\b|\bactiviteiten\b", re.I),
    AgreementKind.PRIORITY: re.compile(r"\b(?:prioriteit|speerpunt)(?:en)?\b", re.I),
    AgreementKind.STEP: re.compile(r"\b(?:proces|vervolg)?stappen\b|\bplanning\b|\btijdpad\b|\bmijlpalen\b", re.I),
    AgreementKind.DECISION: re.compile(r"\bbeslui(?:t|ten)\b|\bbeslispunten\b|\bbesloten\b|\b(?:aangenomen|verworpen|aangehouden)\b", re.I),
}
PRIORITISED = re.compile(r"\b(?:krijg|kreeg|kregen|heb|heeft|had|geef|gaf)\w* (?:\w+ ){0,2}prioriteit\b", re.I)  # "welke doelen krijgen prioriteit"
# How a proposal or motion fared; which one stands in the other words.
OUTCOME = re.compile(r"\b(?:voorstel(?:len)?|moties?|amendement(?:en)?|plan(?:nen)?)\b.*\b(?:aangenomen|verworpen|aangehouden)\b", re.I)
# Words that ask for agreements of every kind.
AGREED = re.compile(
    r"\bafspra(?:ak|ken)\b|\bafgesproken\b|\bwat (?:is|wordt|werd|heeft|hebben)\b[^?.:;]*\bbesloten\b|(?<!bij )(?<!op )\bwat besl(?:oot|oten|uit|uiten) (?:de|het) (?:\w+e )?(?:gemeenteraad|raad|college|gemeente|bestuur|staten|ledenvergadering|provincie|waterschap)\b|\bvoornemens\b|\btoezeggingen\b|\boverzicht\b|\btabel\b|\bplannen\b|\bplanning\b|\balles over\b|\bwa(?:ar gaat|t staat er in) (?:het )?(?:\w+ )?(?:thema|hoofdstuk)\b",
    re.I,
)
# "doelstelling 5.1" names a part, whatever kind is asked of it.
PART_NAME = re.compile(r"\b(?:doel(?:stelling)?|inzet|prioriteit)\s+(?=\d{1,2}(?:\.\d{1,2})?(?!\d))", re.I)
# What is done "in het programma Wonen", or "voor hoofdstuk 3".
ANY_PART = re.compile(r"\b(?:in|bij|voor|binnen|onder) (?:(?:het|de) )?(?:programma|hoofdstuk|thema|paragraaf|pijler|onderdeel|opgave|spoor)\b", re.I)
SINGULAR = re.compile(r"\b(?:doelstelling|inzetpunt|prioriteit|besluit|afspraak)\b", re.I)
# "de juridische doelstelling", "het thema over wonen": a part, named by a word of its heading.
QUALIFIED = re.compile(
    r"\b(?:de|het) (?P<before>\w+) (?:doelstelling|doel|thema)\b|\b(?:doelstelling|doel|thema) (?:over|rond|voor) (?P<after>[^?.:;,]+)", re.I
)
# "Wat doen we om de leegstand te verlagen?": what is done for a goal that the search finds.
DEEDS = re.compile(r"\b(?:wat|hoe) (?:doe(?:t|n)|ga(?:at|an)|wil(?:len)?) (?:we|wij|ze|zij|jullie|(?:de|het) \w+)\b", re.I)
DONE_FOR = re.compile(r"\b(?:wat|hoe) (?:doe|ga)\w* ", re.I)  # "wat gaat de gemeente doen voor doelstelling 4.2?"
QUOTED = re.compile(r"[‘“\"'„«]([^‘’“”\"'„«»]{3,60})[’”\"'»]")
# A name of several words, parted by small ones: "Democratie in Actie", "Huis van Thorbecke".
LONG_NAME = re.compile(r"(?<!\w)[A-ZÀ-Ý][\w-]+(?: (?:(?:in|van|voor|op|aan|met|bij|de|het|den|der) ){1,2}[A-ZÀ-Ý][\w-]+)+")
# Beside a moment: a text says "uiterlijk eind 2026" or "eind van het jaar 2026" for "eind 2026".
AHEAD = frozenset("uiterlijk voor per vanaf op tot en met ingang van in het de jaar".split())
QUARTERS = {"q1": "eerste", "q2": "tweede", "q3": "derde", "q4": "vierde"}
TOPIC = re.compile(
    r"(?:afspra(?:ak|ken)|afgesproken|besloten|besloot|besluit|plannen|voornemens|toezeggingen|doel(?:stelling)?en|inzet|acties|maatregelen|besluiten|prioriteiten)\b[^?.:;,]*?"
    r"\b(?:over|rond|rondom|tegen|bij|voor|inzake|op het gebied van) (?P<topic>[^?.:;,]+)[?. ]*$",
    re.I,
)
# "Wat gaan we doen tegen eenzaamheid?", "plannen voor sport": agreements on a subject of a few words, asked in everyday words.
INTENDED = re.compile(
    r"\bwat (?:ga(?:at|an)?|wil(?:len)?|doe(?:t|n)) (?:ze|we|wij|zij|jullie|(?:de|het) \w+) (?:er )?(?:allemaal )?(?:doen )?(?:aan|tegen|met|voor) (?P<topic>[^?.:;,]+?)(?: doen)?[?. ]*$"
    r"|\bplannen (?:voor|met|tegen) (?P<planned>[^?.:;,]+)[?. ]*$",
    re.I,
)
# Words that name a kind of agreement, or any part or document, and so no part in particular.
GENERIC = frozenset(
    terms(
        "doelstelling doelen ambitie ambities stap stappen alles inzet inzetpunten afspraken afgesproken acties actiepunten activiteiten maatregelen prioriteiten speerpunten processtappen vervolgstappen besluiten beslispunten voornemens plannen besloten "
        "thema hoofdstuk paragraaf document agenda jaar lijst tabel actietabel totaal overzicht noem geef klaar gereed afgerond uitgevoerd uitvoeren gepland starten beginnen gebeuren telt tellen bevat bevatten status trekt trekken trekker "
        + " ".join(ORDINALS)
    )
)
OUTCOMES = frozenset(terms("aangenomen verworpen aangehouden"))
FARED = OUTCOMES | frozenset(terms("voorstel voorstellen motie moties amendement amendementen plan plannen"))
# Who decides, and when, is no part either, nor is a planning.
_OF_A_KIND = {
    AgreementKind.DECISION: frozenset(terms(f"raad gemeenteraad college vergadering raadsvergadering nam namen genomen {' '.join(MONTHS)}")),
    AgreementKind.STEP: frozenset(terms("planning tijdpad mijlpalen")),
}


def of_kind(kind: AgreementKind | None) -> frozenset[str]:
    """Give the terms that say who decides or when, beside a kind of agreement: they name no part."""
    return _OF_A_KIND.get(kind, frozenset()) if kind else frozenset()


def asked_kind(text: str) -> AgreementKind | None:
    """Give the kind that is named first: "welke acties horen bij de doelstelling over …" asks for actions."""
    if PRIORITISED.search(text):
        return AgreementKind.PRIORITY
    if (PART_NAME.search(text) or ANY_PART.search(text)) and DONE_FOR.search(text):
        return AgreementKind.COMMITMENT
    for read in (PART_NAME.sub("", text), text):
        found = [(match.start(), kind) for kind, pattern in KINDS.items() if (match := pattern.search(read))]
        if found:
            return min(found)[1]
        if AGREED.search(read):
            return None
    return None


def topic_of(text: str) -> str:
    """Give the words that say what the agreements are about, or nothing."""
    if topic := TOPIC.search(text):
        return topic["topic"]
    if outcome := OUTCOME.search(text):
        return outcome.group()
    intended = INTENDED.search(text)
    return (intended["topic"] or intended["planned"]) if intended else ""


def asked_moment(text: str) -> frozenset[str]:
    """Give the words of the only moment ahead that a question names, when it is shorter than a year ("eind 2026", "1 maart 2026"); from one moment to another is none."""
    found = list(DUE.finditer(PART.sub(" ", text)))
    said = said_moment(found[0].group()) if len(found) == 1 else frozenset[str]()
    return said if len(said) > 1 else frozenset()


def said_moment(due: str) -> frozenset[str]:
    """Give the words of a moment without those that lead to it; "Q2" is the second quarter."""
    said = frozenset(words(due)) - AHEAD
    return frozenset(QUARTERS.get(word, word) for word in said) | ({"kwartaal"} if said & QUARTERS.keys() else set())
