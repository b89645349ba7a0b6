"""The words by which policy documents say that something is a goal, a commitment, a priority, a step or a decision. Patterns only."""

import re

from corpus.agreement import AgreementKind

_WE = r"(?:wij|we|de gemeente|het college)"
_YEARS = r"(?: (?:voor |in )?20\d{2}(?: ?(?:[-–/]|t/m|tot(?: en met)?) ?20\d{2})?)?"
# Headings that policy documents use for each kind. A heading counts only as a whole: "Inzet kabinetsformatie" is a subject, "Inzet 2024" a list.
_WORDS = {
    AgreementKind.GOAL: rf"(?:(?:onze|de|beleids|hoofd|strategische|maatschappelijke|concrete) ?)?(?:doel(?:stelling(?:en)?|en)?|ambities?)(?: en (?:ambities|doelen))?|"
    rf"wat (?:wil|willen) {_WE}(?: gaan)? (?:bereiken|realiseren)|dit willen (?:wij|we) bereiken|beoogde? (?:effect(?:en)?|resulta(?:at|ten))",
    AgreementKind.COMMITMENT: rf"(?:(?:onze|de|concrete|belangrijkste) )?(?:inzet|afspraken|acties?|actiepunten|maatregel(?:en)?|voornemens?|activiteiten|plannen|voorstellen|standpunten|programmapunten|toezeggingen)|"
    rf"(?:dit|wat|hoe) (?:gaan|gaat|doen|doet) {_WE}(?: (?:er|daar|hier)?(?:voor|aan|mee|dat))?(?: (?:doen|bereiken|aanpakken))?|(?:(?:dit|dat|wat|daarom) )?willen (?:wij|we)|(?:wij|we) (?:willen|gaan|zetten in op)|wat (?:wij|we)(?: gaan)? doen|(?:hier|daar)(?:op|voor) zetten (?:wij|we)(?: ons)? in",
    AgreementKind.PRIORITY: r"(?:(?:onze|de|top) ?)?(?:prioriteit(?:en)?|speerpunt(?:en)?)",
    AgreementKind.STEP: r"(?:proces|vervolg)?stappen|stappenplan|mijlpalen|planning|tijd(?:pad|lijn)",
    AgreementKind.DECISION: r"(?:(?:het|gevraagde?|voorgestelde?|genomen|raads|college) ?)?(?:besluit(?:en)?|beslissing(?:en)?)|beslispunten|besluitvorming",
}
_LIST_OF = r"(?:(?:lijst|overzicht) van (?:(?:de|het) )?)?"
HEADINGS = {kind: re.compile(rf"{_LIST_OF}(?:{words}){_YEARS}[?:.]?", re.I) for kind, words in _WORDS.items()}
# The same words before a colon, with the text behind it: "Doelstelling: in 2030 is …". Only the names of the kinds: "Plannen: …" may say anything.
LABEL = re.compile(
    r"(?P<goal>doel(?:stelling(?:en)?|en)?|ambities?)|(?P<commitment>inzet|acties?|actiepunt(?:en)?|maatregel(?:en)?|afspra(?:ak|ken))|(?P<priority>prioriteit(?:en)?|speerpunt(?:en)?)"
    r"|(?P<decision>besluit(?:en)?|beslispunt(?:en)?)|(?P<step>(?:proces|vervolg)stappen|mijlpalen)",
    re.I,
)
LABELLED = re.compile(rf"(?:(?:de|het|onze) )?(?:{LABEL.pattern})(?: (?:nr\.? )?\d{{1,2}})?{_YEARS} ?:\s*", re.I)
# In a column of labels there is no colon: "Besluit   Conform voorstel."
IN_COLUMN = re.compile(r"(?:besluit|beslissing) (?=(?-i:[A-Z\d]))", re.I)
# Lead-ins after which every point is decided, or promised by the writers. "Het besluit bestaat uit:" tells about a decision, "De raad besluit:" takes it.
DECIDES = re.compile(
    r"(?:^|\s)(?<!dit )(?<!het )(?<!een )(?<!elk )besluit(?:en)?(?: (?:om|tot|dat|unaniem|het volgende|als volgt))*\s*:$|\b(?:vra(?:agt|gen) de raad|stel(?:t|len) de raad voor|de raad wordt (?:gevraagd|voorgesteld))(?: (?:om|te besluiten|het volgende))*\s*:$",
    re.I,
)
# "De raad voor te stellen:", as a college decides to do. What follows is not decided yet. "Stelt de raad voor:" opens the proposal itself, and what we are going to propose is promised.
PROPOSES = re.compile(r"(?!.*\b(?:wij|we)\b)(?:\S+ ){1,25}voor te stellen(?: (?:om|te besluiten|het volgende|als volgt))*\s*:", re.I)
PROMISES = re.compile(
    r"\b(?:(?:wij|we) (?:willen|gaan|zetten|zorgen|maken|kiezen|beloven|pleiten|spreken af|stellen voor)|(?:willen|gaan|doen|zetten|zorgen|maken|kiezen|pleiten) (?:wij|we))\b[^.!?]*:$|^(?:de|onze) (?:inzet is|(?:maatregelen|afspraken|acties) zijn)\b[^.!?]*:$",
    re.I,
)
# Under a goal every point is what will be done for it, but those after a lead-in that says what holds, or for whom.
CONDITIONS = re.compile(
    r"\b(?:voorwaarden?|eisen|criteria|geldt (?:alleen )?voor|gelden (?:alleen )?voor|in aanmerking|bestemd voor|verwachten|bestaat uit|verstaan)\b[^.!?]*:$",
    re.I,
)
# A pledge of one who answers to the council.
PLEDGES = re.compile(
    r"(?:de |het )?(?:wethouder|burgemeester|college|portefeuillehouder|gedeputeerde|voorzitter)\b[^.?!,]{0,60}\bzegt (?!(?:tot nu|niet|dat)\b)"
    r"(?:(?!(?:niet|geen|dat|of|af en|aan|toe)\b)[^\s.?!,]+ ){0,8}?toe\b(?=,| dat\b| om\b| te\b| de\b| het\b|:|[.]|$)",
    re.I,
)
# "a. Begroting van de GGD. Besluit: instemmen."
INNER_DECISION = re.compile(r"(?<=\s)(?:Besluit|Beslispunt):\s+(?=\S)")
# The words by which a motion decides; between them and the fixed last line stands what is asked.
MOTION_ENDS = re.compile(r",?\s*\ben gaat over tot de orde van de dag")
MOTION_ASKS = re.compile(r"(?<![^\s;,:])(?P<asks>verzoekt|draagt|roept|spreekt uit)\b")
# … or what leads in the points that are asked.
MOTION_LEADS = re.compile(r"(?:(?:en|de (?:gemeente)?raad) )*(?:verzoekt|draagt|roept|spreekt)\b[^.?!;:]{0,80}:", re.I)
# Every point of an election programme or a coalition agreement is a promise, but those of its frame. The name stands in a line of its own at
# the top; "Reactie op het coalitieakkoord" is about one.
# A label with what it says behind it, as measures are often described: "Wie: afdeling Sport".
FIELD = re.compile(r"(?P<label>[A-ZÀ-Ý][\w/-]*(?: [\w/-]+){0,3}) ?:\s+(?=\S)")
# Headings in a programme or agreement under which nothing is promised: who signs, why, what words mean, how long it lasts.
NO_PROMISES = re.compile(
    r"^(?:artikel \d+[.:]? )?(?:(?:de )?(?:\w+ )?partijen$|overwegende|(?:begrip|definitie)|looptijd|duur\b|(?:tussentijdse )?(?:opzegging|beëindiging)|geschil|slotbepaling|risico|ondertekening)",
    re.I,
)
PROGRAMME = re.compile(
    r"^[#\s]*(?:(?!op\b|over\b|bij\b|van\b|aan\b|reactie\b)\S+ ){0,4}(?:concept-?)?(?:(?:verkiezings|partij|raads|college|coalitie|bestuurs)(?:programma|akkoord|manifest)\b.{0,80}$"
    r"|(?:programma|manifest)\b(?! van ).{0,60}\b20\d{2} ?[-–] ?20\d{2})",
    re.I | re.M,
)
