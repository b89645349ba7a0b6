"""A question without what people say around it: greetings, "kunt u mij vertellen", thanks, capitals. None of it is what they want to know, and all of it would be searched for."""

import re

from corpus.dutch import terms

MOST_ROUNDS = 4  # "Hoi, ik heb een vraag: weet u of …? Alvast bedankt. Groet, Jan"
SHOUTED = 3  # words in capitals only; fewer may be names
ASKS = r"(?=(?:of|wat|wie|waar\w*|wanneer|hoe\w*|welke?|waarom)\b)"  # … and then the question itself
# Who is greeted; any other word may be the subject: "Beste aanpak van …", "Dag van de mantelzorg: …".
GREETED = r"(?:bronvast|allemaal|iedereen|daar|meneer|mevrouw|mijnheer|dames|heren|heer|team|mensen|collega\w*|lezer|redactie|griffier?|raadsleden|leden van de raad|(?-i:[A-ZÀ-Ý](?:[a-zà-ÿ-]+|\.)))"
POINTS = r"(?![^?]*\b(?:daar\w*|hier\w*|dat|dit|die|deze) ?\?)"  # "Hallo Wmo, hoe zit dat?"
GREETING = (
    rf"(?:(?:hallo|hoi|hey|hee|goede ?(?:morgen|middag|navond|avond|dag)|dag|beste|geachte) {GREETED}(?:[ /](?:{GREETED}|en|de|van|der|den)){{0,4}}\s*[,!]{POINTS}"
    r"|(?:hallo|hoi|hey|hee|goede ?(?:morgen|middag|navond|avond))\b(?: allemaal\b| bronvast\b)?\s*[,.!:]*|(?:goede ?)?dag[,.!])"
)
ASKING = r"(?:mij |me |ons )?(?:(?:misschien|ook|even|eens|nog|alstublieft|aub) ){0,2}(?:vertellen|zeggen|uitleggen|aangeven|opzoeken|nagaan|toelichten|laten weten)"
WHO = r"(?:u|je|jij|jullie|iemand|bronvast)"
ADVERBS = r"(?:(?:graag|eigenlijk|ook|wel|heel|erg|even|toch|eens|nu) ){0,3}"
DEGREE = r"(?:(?:alvast|bij voorbaat|heel erg|heel|hartelijke?|veel) ){0,2}"
THANKS = rf"{DEGREE}(?:bedankt|dank(?:jewel|uwel)?(?: ?(?:u|je))?(?: ?wel)?)"
OPENINGS = tuple(
    re.compile(rf"^\s*(?:{opening})\s*(?=\S)", re.I)
    for opening in (
        GREETING,
        rf"(?:{THANKS}|ok[eé]?|duidelijk|prima|helder|top|mooi|goed)[.,!]",
        r"(?:(?:ik|wij|we) (?:heb|hebben|had|hadden) )?(?:(?:nog|even|hier|ook) ){0,2}(?:een|mijn|de|onze) (?:(?:korte|kleine|andere|volgende) )?vraag(?:je)?(?: is)?(?: voor (?:u|je|jullie))?\s*[:.,]",
        r"vraag(?:je)?:",
        rf"(?:kun|kunt|kunnen|kan|zou|zouden|wil|wilt) {WHO} {ASKING}\s*(?:[:,.]|{ASKS})",
        rf"(?:weet|weten) {WHO} {ADVERBS}(?:[:,]|{ASKS})",
        rf"(?:ik|wij|we) (?:wil|willen|zou|zouden|vraag|vroeg|vragen|ben|zijn) (?:me |mij |ons )?{ADVERBS}(?:willen )?(?:weten|af|benieuwd|nieuwsgierig)\s*(?:[:,.]|{ASKS})",
        rf"graag (?:wil|wilde|willen|zou|hoor|weet) (?:ik|wij|we) {ADVERBS}(?:willen )?(?:weten|horen)?\s*(?:[:,.]|{ASKS})",
    )
)
SIGNED = rf"(?:met )?{DEGREE}(?:vriendelijke )?(?:groet|groeten|groetjes|gr|mvg)\b"
WAITING = rf"(?:ik )?(?:hoor|verneem) (?:het )?graag|graag (?:een )?(?:reactie|antwoord|uitleg)|ik ben {ADVERBS}(?:heel )?benieuwd|(?:nog )?een fijne|fijne (?:dag|avond|week)"
CLOSINGS = (
    # What follows it to the end is a name, or more thanks: "Alvast bedankt, Mieke Jansen".
    re.compile(rf"(?<=[?.!\n])\s*(?:{THANKS}|{SIGNED}|{WAITING}|bvd|aub)\b[^?]{{0,80}}$", re.I),
    re.compile(rf",\s*(?:{THANKS})[\s.!]*$", re.I),
    re.compile(
        r"(?<!betekent)(?<!afkorting)(?<!\bis)(?<!\bheet)(?<!\ben)(?<!\bof)\s+(?:alvast bedankt|bvd|a\.?u\.?b\.?|alstublieft|alsjeblieft)(?=[\s.!?]*$)",
        re.I,
    ),
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
    return f"{text}?" if text[-1:].isalnum() else text
