"""A question without what people say around it: greetings, "kunt u mij vertellen", thanks, capitals. None of it is what they want to know, and all of it would be searched for."""

import re

from corpus.dutch import terms

MOST_ROUNDS = 4  # "Hoi, ik heb een vraag: weet u of …? Alvast bedankt. Groet, Jan"
ENDS = ("?", "!", ".", ":", ";")
SHOUTED = 3  # words in capitals only; fewer may be names
ASKS = r"(?=(?:of|wat|wie|waar\w*|wanneer|hoe\w*|welke?|waarom)\b)"  # … and then the question itself
GREETING = r"(?:(?:hallo|hoi|hey|hee|goede ?(?:morgen|middag|navond|avond|dag))\b(?: [\w-]{1,20}){0,2}?\s*[,.!:]*|(?:dag|beste|geachte) [^,.!?:]{1,40}[,!:]|dag[,.!])"
ASKING = r"(?:mij |me |ons )?(?:(?:misschien|ook|even|eens|nog|alstublieft|aub) ){0,2}(?:vertellen|zeggen|uitleggen|aangeven|opzoeken|nagaan|toelichten|laten weten)"
WHO = r"(?:u|je|jij|jullie|iemand|bronvast)"
ADVERBS = r"(?:(?:graag|eigenlijk|ook|wel|heel|erg|even|toch|eens|nu) ){0,3}"
THANKS = r"(?:(?:alvast|bij voorbaat|heel erg|hartelijk|hartelijke) )?(?:bedankt|dank(?:jewel|uwel)?(?: ?(?:u|je))?(?: ?wel)?)(?: (?:alvast|voor (?:uw|je|de) (?:hulp|moeite|antwoord|reactie)))?"
OPENINGS = tuple(
    re.compile(rf"^\s*(?:{opening})\s*(?=\S)", re.I)
    for opening in (
        GREETING,
        rf"(?:{THANKS}|ok[eé]?|duidelijk|prima|helder|top|mooi|goed)[.,!]",
        r"(?:(?:ik|wij|we) (?:heb|hebben|had|hadden) )?(?:(?:nog|even|hier|ook) ){0,2}(?:een|mijn|de|onze) (?:(?:korte|kleine|andere|volgende) )?vraag(?:je)?(?: is)?(?: voor (?:u|je|jullie))?\s*[:.,]",
        rf"(?:kun|kunt|kunnen|kan|zou|zouden|wil|wilt) {WHO} {ASKING}\s*(?:[:,.]|{ASKS})",
        rf"(?:weet|weten) {WHO} {ADVERBS}(?:[:,]|{ASKS})",
        rf"(?:ik|wij|we) (?:wil|willen|zou|zouden|vraag|vroeg|vragen|ben|zijn) (?:me |mij |ons )?{ADVERBS}(?:willen )?(?:weten|af|benieuwd|nieuwsgierig)\s*(?:[:,.]|{ASKS})",
        rf"graag (?:wil|wilde|willen|zou|hoor|weet) (?:ik|wij|we) {ADVERBS}(?:willen )?(?:weten|horen)?\s*(?:[:,.]|{ASKS})",
    )
)
SIGNED = r"(?:(?:met )?(?:vriendelijke )?(?:groet|groeten|groetjes|gr|mvg)\b[.,]?(?: [\w-]{1,20}){0,3})"
WAITING = r"(?:(?:ik )?(?:hoor|verneem) (?:het )?graag(?: van (?:u|je))?|graag (?:een )?(?:reactie|antwoord|uitleg))"
CLOSINGS = (
    re.compile(rf"(?<=[?.!,])\s*(?:{THANKS}|{SIGNED}|{WAITING}|bvd|aub)[\s.!,]*$", re.I),
    re.compile(r"\s+(?:alvast bedankt|bvd|a\.?u\.?b\.?|alstublieft|alsjeblieft)(?=[\s.!?]*$)", re.I),
)


def plain_question(text: str) -> str:
    """Give what is asked: in small letters when it was all in capitals, with a question mark when nothing ends it. Nothing but courtesy stays as it is."""
    if text.isupper() and len(text.split()) >= SHOUTED:
        text = text.lower()
    for _ in range(MOST_ROUNDS):
        before = text
        for around in (*OPENINGS, *CLOSINGS):
            bare = around.sub("", text)
            text = bare if terms(bare) else text
        if text == before:
            break
    text = text.rstrip(" \t\r\n,")
    return text if text.endswith(ENDS) else f"{text}?"
