"""What goes into the API and comes out of it, as Pydantic models. No routes and no errors; the names are those of the outcomes format."""

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.question import MOST_ANSWER_CHARACTERS, MOST_CHARACTERS, MOST_TURNS
from corpus.agreement import AgreementKind
from corpus.document import DocumentStatus, Edition

FILTER_CHARACTERS = 300
FORMATS = ("json", "csv", "xlsx")
_LAYOUT = "\t\n\r"


def _without_control_characters(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" and character not in _LAYOUT for character in text):
        raise ValueError("bevat een onzichtbaar stuurteken. Haal dat teken weg.")
    return text


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("is geen bestaande dag. Schrijf de dag als JJJJ-MM-DD, bijvoorbeeld 2022-05-31.")


def _format(value: object) -> object:
    if value in FORMATS:
        return value
    raise ValueError(f"is geen vorm die er is. Kies uit: {', '.join(FORMATS)}.")


def _year(value: object) -> object:
    if re.fullmatch(r"(?:19|20|21)\d{2}", str(value), re.ASCII):
        return value
    raise ValueError("is geen jaar. Schrijf het jaar met vier cijfers, bijvoorbeeld 2024.")


def _limit(value: object) -> object:
    if re.fullmatch(r"[1-9]\d{0,5}", str(value), re.ASCII):
        return value
    raise ValueError("is geen aantal. Vul een heel getal in van 1 tot en met 999999.")


QuestionText = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS), AfterValidator(_without_control_characters)]
AnswerText = Annotated[str, Field(max_length=MOST_ANSWER_CHARACTERS), AfterValidator(_without_control_characters)]
Filter = Annotated[str, Field(max_length=FILTER_CHARACTERS), AfterValidator(_without_control_characters)]
Day = Annotated[date, BeforeValidator(_day)]
Year = Annotated[int, BeforeValidator(_year)]
Limit = Annotated[int, BeforeValidator(_limit)]
Format = Annotated[str, BeforeValidator(_format)]


class EarlierTurn(BaseModel):
    """Een eerdere vraag uit dit gesprek, met het antwoord dat erop kwam."""

    model_config = ConfigDict(extra="forbid")

    question: QuestionText
    answer: AnswerText = ""


class AnswerRequest(BaseModel):
    """Een vraag, met wat er eerder in het gesprek is gezegd."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "question": "En wat doet de VNG daaraan?",
                "earlier": [{"question": "Wat is polarisatie?", "answer": "Dat groepen mensen steeds meer tegenover elkaar staan."}],
                "on": "2022-05-31",
            }
        },
    )

    question: QuestionText = Field(description=f"De vraag, hoogstens {MOST_CHARACTERS} tekens.")
    earlier: list[EarlierTurn] = Field(default=[], max_length=MOST_TURNS, description="Eerdere vragen, de oudste eerst.")
    on: Day | None = Field(default=None, description="De dag waarvoor de status van documenten geldt (JJJJ-MM-DD). Zonder: vandaag.")


class StatementResponse(BaseModel):
    """Een zin van het antwoord, met de nummers van de bronnen die haar bewijzen."""

    text: str
    citations: list[int]
    written_by_model: bool = Field(description="Of een taalmodel deze zin schreef; anders staat zij zo in een document of komt zij van Bronvast.")
    quotes: list[str] = Field(description="Bij een zin van een taalmodel: de letterlijke zinnen die zij weergeeft.")


class CitationResponse(BaseModel):
    """Een bron: waar een zin letterlijk staat."""

    number: int
    passage: str = Field(description="Het kenmerk van de passage; zie /api/v1/passages/{id}.")
    document: str
    title: str
    date: str
    document_status: DocumentStatus
    document_status_label: str
    section: list[str] = Field(description="De koppen boven de passage, de hoogste eerst.")
    page: int | None
    quote: str
    start: int = Field(description="Begin van het citaat in de tekst van de passage, in tekens vanaf 0.")
    end: int = Field(description="Einde van het citaat, dit teken hoort er niet meer bij.")
    edition: Edition
    plain: str | None = Field(description="Hetzelfde in gewone taal, als dat er is.")


class HitResponse(BaseModel):
    """Een passage die bij de vraag is gevonden; een hogere score is beter."""

    passage: str
    document: str
    section: list[str]
    text: str
    edition: Edition
    score: float


class AnswerResponse(BaseModel):
    """Het gecontroleerde antwoord met zijn bronnen."""

    question: str
    status: str
    answer: str
    citations: list[CitationResponse]
    hits: list[HitResponse]
    timings_ms: dict[str, float] = Field(description="Hoelang elke stap duurde, in milliseconden.")
    status_label: str
    standalone: str = Field(description="De vraag zoals zij los van het gesprek gelezen is.")
    kind: str
    on: str
    statements: list[StatementResponse]
    notices: list[str] = Field(description="Opmerkingen bij het antwoord, zoals dat een document verlopen is.")
    writer: str
    confidence: float | None = Field(
        description="Hoe waarschijnlijk het antwoord zegt wat gevraagd is, van 0 tot 1. Bij een weigering: hoe waarschijnlijk er toch een antwoord is. Leeg waar dat niet geschat wordt."
    )
    stamp: dict[str, str] = Field(description="Met welke index en welke onderdelen dit antwoord is gemaakt.")


class SearchResponse(BaseModel):
    """De gevonden passages, de beste eerst."""

    query: str
    hits: list[HitResponse]


class DocumentResponse(BaseModel):
    """Een document met zijn status van vandaag."""

    id: str
    title: str
    kind: str
    publisher: str
    date: str = Field(description="Zoals opgegeven: JJJJ, JJJJ-MM, JJJJ-MM-DD, of leeg als hij niet bekend is.")
    status: DocumentStatus
    status_label: str
    status_reason: str
    successor: str | None = Field(description="Het kenmerk van het document dat dit document vervangt.")
    editions: list[Edition]
    passages: int = Field(description="Het aantal passages dat doorzocht wordt.")
    warnings: list[str]
    structure: str = Field(description="Hoe goed de afspraken in dit document te herkennen waren, in gewone zinnen.")


class DocumentList(BaseModel):
    """Alle documenten die doorzocht worden, en wat niet meetelt (in `left_out`, in gewone zinnen)."""

    items: list[DocumentResponse]
    total: int
    left_out: list[str]


class PassageResponse(BaseModel):
    """Een passage met haar plaats in het document."""

    id: str
    document: str
    title: str
    document_status_label: str
    edition: Edition
    section: list[str]
    page: int | None
    start: int = Field(description="Begin van de passage in de tekst van het document, in tekens vanaf 0.")
    end: int
    text: str
    counterpart: str | None = Field(description="Het kenmerk van dezelfde passage in de andere versie.")
    counterpart_text: str | None


class AgreementResponse(BaseModel):
    """Een afspraak, woord voor woord uit het document."""

    id: str
    kind: AgreementKind
    kind_label: str
    document: str
    title: str = Field(description="De titel van het document.")
    date: str = Field(description="De datum van het document, zoals opgegeven.")
    document_status: DocumentStatus
    document_status_label: str
    passage: str
    text: str
    plain: str | None = Field(description="Hetzelfde in gewone taal, als dat er is.")
    theme: str
    goal_number: str | None
    goal_title: str | None
    year: int | None = Field(description="Het jaar waarvoor de afspraak geldt, als het document dat noemt.")
    due: str | None = Field(description="Het moment dat de afspraak zelf noemt, in haar eigen woorden.")
    actor: str | None = Field(description="Wie het doet, als de afspraak dat noemt.")


class AgreementList(BaseModel):
    """De afspraken die aan het verzoek voldoen; `total` telt ze alle, ook die boven `limit`."""

    items: list[AgreementResponse]
    total: int


class Health(BaseModel):
    """Hoe de dienst ervoor staat; `stamp` noemt de index die nu gebruikt wordt."""

    status: str
    stamp: dict[str, str] = {}


class Problem(BaseModel):
    """Een fout (RFC 9457): wat er mis is, waar, en wat u kunt doen."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="Het soort fout, voor programma's.")
