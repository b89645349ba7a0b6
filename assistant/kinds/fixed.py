"""Questions that no document answers: greetings, questions about Bronvast itself, and requests for an opinion."""

import re

from assistant.answer import AnswerStatus, Draft, DraftStatement, Hit
from assistant.evidence import Evidence
from assistant.question import Question

TASK_TEXT = "Dat kan Bronvast niet. Bronvast zoekt alleen op wat er in de documenten staat, en laat de letterlijke bron zien. Stel een vraag over de documenten."
ABOUT = "Ik ben Bronvast, een computerprogramma. Ik zoek in de documenten die hier staan en laat bij elk antwoord de letterlijke bron zien. Stel gerust een vraag over die documenten."
OPINION = "Bronvast geeft geen mening en geen stemadvies. Wat de documenten over het onderwerp zeggen, kunt u wel vragen. Voor een oordeel kunt u bij mensen terecht: uw fractie, de griffie of een ambtenaar."
GREETING = re.compile(
    r"(?:hallo|hoi|hey|dag|goede ?(?:morgen|middag|navond|avond|dag)|dank ?(?:u|je)?(?: ?wel)?|bedankt|tot ziens)"
    r"(?:[\s,.!]+(?:allemaal|iedereen|daar|bronvast|hoor|ik ben \w+(?: \w+)?|dat (?:was|is) (?:duidelijk|fijn|genoeg)|voor (?:uw|je) hulp))*[\s,.!]*",
    re.I,
)
ABOUT_US = re.compile(
    r"\b(?:wie|wat) (?:ben|bent) (?:jij|je|u)\b|\bwie (?:jij|je|u) (?:ben|bent)\b|\b(?:wat|hoe) (?:kan|kun|kunt|doe|doet|werk|werkt) (?:jij|je|u|bronvast)\b(?: (?:allemaal|eigenlijk|precies))?[?. ]*$|\b(?:wie|wat|hoe) (?:is|werkt|doet|kan) bronvast\b"
    r"|\bwat kan ik (?:hier|je|u|jou)?\s?(?:allemaal )?vragen\b|\b(?:ben|bent) (?:jij|je|u) (?:(?:eigenlijk|echt|wel|gewoon|nou) )*een\b.{0,12}\b(?:ai|robot|mens|computer\w*|\w*bot|machine|programma)\b"
    r"|\b(?:kan|kun|mag) ik (?:jou|je|u|bronvast) (?:wel )?vertrouwen\b|\bwaar (?:haal|haalt) (?:jij|je|u|bronvast) (?:je|jouw|uw|die|de|zijn|dat)\b(?: (?:antwoorden?|informatie|kennis|bronnen))? ?(?:eigenlijk )?vandaan\b"
    r"|\bwie (?:heeft|hebben) (?:jou|je|u|bronvast) (?:gemaakt|gebouwd|bedacht|ontwikkeld)\b",
    re.I,
)
TASK = re.compile(
    r"^(?:negeer|vergeet|schrijf|vertaal|maak (?:een|er)(?! (?:\w+ )?(?:tabel|overzicht|lijst|lijstje|opsomming)\b)|vat .{0,40}samen|kun(?:t)? (?:je|u) (?:dat|dit|het) (?:korter|langer|anders|eenvoudiger|nog eens)|doe alsof)\b",
    re.I,
)
OPINION_ASKED = re.compile(
    r"\b(?:wat|hoe) (?:vind|vindt|denk|denkt) (?:jij|je|u)\b|^(?:vind|vindt|denk|denkt) (?:jij|je|u)\b|\b(?:jouw|uw) mening\b|\bben(?:t)? (?:jij|je|u) het (?:er)?mee eens\b|\b(?:stemadvies|op welke partij|hoe (?:moet ik|ik moet) stemmen|moet ik (?:voor|tegen) stemmen)\b"
    r"|\bis (?:het|dit|dat)\b.{0,60}\b(?:goed|slecht|verstandig|dom) (?:idee|plan|beleid|besluit)\b",
    re.I,
)


class FixedKind:
    """Answers with a fixed text of ours."""

    name = "fixed"

    def __init__(self, titles: str) -> None:
        """`titles` names the documents, as text."""
        self._titles = titles

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the question needs one of the fixed texts."""
        return self._answer(question) is not None

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give the fixed text that fits."""
        text, status = self._answer(question) or (ABOUT, AnswerStatus.OUTSIDE_SUBJECT)
        return Evidence(question, (), hits), Draft((DraftStatement((), text),), "fixed", status)

    def _answer(self, question: Question) -> tuple[str, AnswerStatus] | None:
        text = question.text.strip()
        if OPINION_ASKED.search(text) and "volgens" not in text.lower():
            return OPINION, AnswerStatus.OPINION
        if TASK.search(text):
            return TASK_TEXT, AnswerStatus.OUTSIDE_SUBJECT
        if GREETING.fullmatch(text) or ABOUT_US.search(text):
            return f"{ABOUT} De documenten zijn: {self._titles}.", AnswerStatus.OUTSIDE_SUBJECT
        return None
