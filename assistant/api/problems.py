"""Every error as problem+json (RFC 9457), in Dutch: one table from status to code and words, and the handlers that use it."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.faults import explain, is_expected
from corpus.errors import BronvastError

PROBLEM_TYPE = "application/problem+json"
# status: (code for programs, title, what to do when the error brings no message of its own)
PROBLEMS = {
    400: ("verzoek-onleesbaar", "Het verzoek is onleesbaar", "Stuur JSON in UTF-8; /docs laat een voorbeeld zien."),
    404: ("niet-gevonden", "Dit bestaat niet", "Kijk of het adres klopt; /docs noemt alle adressen."),
    405: ("methode", "Dit adres kent deze methode niet", "Gebruik de methode die /docs bij dit adres noemt."),
    413: ("te-groot", "Het verzoek is te groot", "Stuur hoogstens 64 kB: maak de vraag korter of stuur minder eerdere antwoorden mee."),
    415: ("soort-inhoud", "Het verzoek heeft een verkeerd soort inhoud", "Stuur JSON met de kop Content-Type: application/json."),
    422: ("verzoek-ongeldig", "Het verzoek klopt niet", "Verbeter het veld dat genoemd wordt; /docs laat een voorbeeld zien."),
    500: ("fout", "Er ging iets mis bij ons", "Probeer het opnieuw. Blijft het misgaan, meld dan het nummer uit de melding aan de beheerder."),
    503: ("niet-beschikbaar", "De documenten zijn nu niet te doorzoeken", "Probeer het later opnieuw."),
}

# Pydantic's error types, as the second half of a sentence that begins with the field.
_MISTAKES = {
    "missing": "ontbreekt. Vul het in.",
    "string_too_short": "is leeg. Vul ten minste {min_length} teken in.",
    "string_too_long": "is te lang. Gebruik hoogstens {max_length} tekens.",
    "too_long": "heeft te veel onderdelen. Stuur er hoogstens {max_length}.",
    "extra_forbidden": "bestaat niet. Haal het weg of kijk in /docs hoe het heet.",
    "string_type": "is geen tekst. Zet er tekst tussen aanhalingstekens in.",
    "string_unicode": "bevat een half teken dat geen Unicode is. Haal dat teken weg.",
    "list_type": "is geen lijst. Zet de onderdelen tussen [ en ].",
    "model_attributes_type": "is geen object. Zet de velden tussen { en }.",
    "value_error": "{error}",
}


def problem(status: int, detail: str = "", *, code: str = "", headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Make the response for an error; without `detail` and `code` those of the table."""
    default_code, title, advice = PROBLEMS.get(status, PROBLEMS[400 if status < 500 else 500])
    code = code or default_code
    body = {"type": f"/docs#{code}", "title": title, "status": status, "detail": detail or f"{title}. {advice}", "code": code}
    return JSONResponse(body, status, headers, media_type=PROBLEM_TYPE)


def fault(error: Exception) -> JSONResponse:
    """Log a fault of ours and make the response that names its number."""
    return problem(500, explain(error))


def install_handlers(app: FastAPI) -> None:
    """Let the app answer every expected error and every error of the framework with a problem."""

    @app.exception_handler(BronvastError)
    def expected(request: Request, error: BronvastError) -> JSONResponse:
        return problem(error.http_status, str(error), code=error.code) if is_expected(error) else fault(error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return problem(400) if first["type"] == "json_invalid" else problem(422, _mistake(first))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, headers=error.headers)


def _mistake(error: Mapping[str, Any]) -> str:
    where = _place(error["loc"])
    words = _MISTAKES.get(error["type"], "heeft een waarde die hier niet kan. Kijk in /docs wat er mag staan.")
    for name, value in error.get("ctx", {}).items():
        words = words.replace(f"{{{name}}}", str(value))
    return f"{where} {words}"


def _place(location: Sequence[str | int]) -> str:
    part, *names = location
    if not names:
        return "De inhoud van het verzoek"
    path = "".join(f"[{name}]" if isinstance(name, int) else f".{name}" for name in names).lstrip(".")
    return f'{"Het veld" if part == "body" else "De waarde van"} "{path}"'
