"""Questions that no document answers: greetings, questions about Bronvast itself, and requests for an opinion."""

import re

from assistant.answer import AnswerStatus, Draft, DraftStatement, Hit
from assistant.evidence import Evidence
from assistant.question import Question

ABOUT = "Ik ben Bronvast, een computerprogramma. Ik zoek in de documenten die hier staan en laat bij elk antwoord de letterlijke bron zien. Stel gerust een vraag over die documenten."
OPINION = "Bronvast geeft geen mening en geen stemadvies. Wat de documenten over het onderwerp zeggen, kunt u wel vragen. Voor een oordeel kunt u bij mensen terecht: uw fractie, de griffie of een ambtenaar."
GREETING = re.compile(
    r"(?:hallo|hoi|hey|dag|goede(?:morgen|middag|navond|dag)|dank(?: ?u| je)?(?: wel)?|bedankt|tot ziens)\b[\s\w]{0,15}[!.?]*", re.I
)
ABOUT_US = re.compile(
    r"\b(?:wie|wat) (?:ben|bent) (?:jij|je|u)\b|\b(?:wat|hoe) (?:kan|kun|kunt|doe|doet|werk|werkt) (?:jij|je|u|bronvast)\b(?: (?:allemaal|eigenlijk|precies))?[?. ]*$|\bbronvast\b",
    re.I,
)
OPINION_ASKED = re.compile(
    r"\b(?:wat|hoe) (?:vind|vindt|denk) (?:jij|je|u)\b|\b(?:jouw|uw) mening\b|\bben(?:t)? (?:jij|je|u) het (?:er)?mee eens\b|\b(?:stemadvies|op welke partij|hoe moet ik stemmen|moet ik (?:voor|tegen) stemmen)\b"
    r"|\bis (?:het|dit|dat)\b.{0,60}\b(?:goed|slecht|verstandig|dom) (?:idee|plan|beleid|besluit)\b",
    re.I,
)


class FixedKind:
    """Answers with a fixed text of ours."""

    name = "fixed"

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the question needs one of the fixed texts."""
        text = question.text.strip()
        return any((GREETING.fullmatch(text), ABOUT_US.search(text), OPINION_ASKED.search(text)))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give the fixed text that fits."""
        opinion = OPINION_ASKED.search(question.text) is not None
        text, status = (OPINION, AnswerStatus.OPINION) if opinion else (ABOUT, AnswerStatus.OUTSIDE_SUBJECT)
        return Evidence(question, (), hits), Draft((DraftStatement((), text),), "fixed", status)
