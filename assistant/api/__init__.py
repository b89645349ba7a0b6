"""The HTTP API: the routes, joined with their errors and their protection. What an answer is stands in assistant.answer."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Turn, as_outcome, hit_outcome
from assistant.api.guard import Guard
from assistant.api.models import (
    AgreementList,
    AgreementResponse,
    AnswerRequest,
    AnswerResponse,
    DocumentList,
    DocumentResponse,
    Filter,
    Health,
    HitResponse,
    PassageResponse,
    Problem,
    QuestionText,
    SearchResponse,
)
from assistant.api.problems import PROBLEM_TYPE, PROBLEMS, install_handlers
from assistant.api.reference import render_reference
from assistant.service import Assistant, DocumentCard, PassageView
from corpus.agreement import LABELS, Agreement

Current = Callable[[], Assistant]
Today = Callable[[], date]


def create_api(current: Current, today: Today) -> FastAPI:
    """Make the app with the API on it; `current` gives the assistant of this moment, `today` the day that statuses are for.

    When `current` raises NoBuild or WrongBuild the request is answered with 503.
    """
    app = _Api(
        title="Bronvast: de API",
        description="Stel vragen over strategiedocumenten en krijg antwoorden die woord voor woord te controleren zijn.",
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(Guard)
    install_handlers(app)
    app.include_router(_question_routes(current, today))
    app.include_router(_document_routes(current, today))
    app.include_router(_health_routes(current))

    @app.get("/docs", include_in_schema=False)
    def reference() -> HTMLResponse:
        return HTMLResponse(render_reference(app.openapi()))

    return app


class _Api(FastAPI):
    """An app whose OpenAPI document says that errors come as problem+json, which FastAPI's `responses` cannot."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        if self.openapi_schema is None:
            for operations in super().openapi()["paths"].values():
                for operation in operations.values():
                    for status, answer in operation["responses"].items():
                        if status != "200":
                            answer["content"] = {PROBLEM_TYPE: answer["content"]["application/json"]}
        return super().openapi()


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    named: dict[int | str, dict[str, Any]] = {status: {"model": Problem, "description": PROBLEMS[status][1]} for status in statuses}
    return named | {"default": {"model": Problem, "description": "Elke andere fout"}}


def _require_json(request: Request) -> None:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)


def _question_routes(current: Current, today: Today) -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.post("/answer", summary="Beantwoord een vraag.", dependencies=[Depends(_require_json)], responses=_problems(400, 413, 415, 422, 503))
    def answer(request: AnswerRequest) -> AnswerResponse:
        earlier = [Turn(turn.question, turn.answer) for turn in request.earlier]
        return AnswerResponse.model_validate(as_outcome(current().answer(request.question, earlier, request.on or today())))

    @router.get("/search", summary="Zoek passages bij een vraag.", responses=_problems(422, 503))
    def search(q: Annotated[QuestionText, Query(description="De vraag of de zoekwoorden.")]) -> SearchResponse:
        return SearchResponse(query=q, hits=[HitResponse.model_validate(hit_outcome(hit)) for hit in current().search(q)])

    return router


def _document_routes(current: Current, today: Today) -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.get("/documents", summary="Noem alle documenten, met hun status van vandaag.", responses=_problems(503))
    def documents() -> DocumentList:
        assistant = current()
        items = [_document(card) for card in assistant.documents(today())]
        return DocumentList(items=items, total=len(items), left_out=list(assistant.left_out))

    @router.get("/passages/{id}", summary="Geef één passage met haar plaats in het document.", responses=_problems(404, 503))
    def passage(id: Annotated[str, Path(description="Het kenmerk van de passage.")]) -> PassageResponse:
        return _passage(current().passage(id, today()))

    @router.get("/agreements", summary="Zoek in de afspraken.", responses=_problems(404, 422, 503))
    def agreements(
        theme: Annotated[Filter, Query(description="Het thema; leeg is alles.")] = "",
        document: Annotated[Filter, Query(description="Het kenmerk van een document; leeg is alles.")] = "",
        kind: Annotated[Filter, Query(description="Het soort afspraak, bijvoorbeeld goal; leeg is alles.")] = "",
    ) -> AgreementList:
        items = [_agreement(agreement) for agreement in current().agreements(theme, document, kind)]
        return AgreementList(items=items, total=len(items))

    return router


def _health_routes(current: Current) -> APIRouter:
    router = APIRouter(prefix="/health")

    @router.get("/live", summary="Zeg of het programma draait.", responses=_problems())
    def live() -> Health:
        return Health(status="draait")

    @router.get("/ready", summary="Zeg of vragen beantwoord kunnen worden.", responses=_problems(503))
    def ready() -> Health:
        return Health(status="klaar", stamp=current().stamp)

    return router


def _document(card: DocumentCard) -> DocumentResponse:
    document = card.document
    return DocumentResponse(
        id=document.id,
        title=document.title,
        kind=document.kind,
        publisher=document.publisher,
        date=document.date,
        status=card.status,
        status_label=card.status_label,
        status_reason=document.status_reason,
        successor=document.successor,
        editions=list(card.editions),
        passages=card.passage_count,
        warnings=list(card.warnings),
    )


def _passage(view: PassageView) -> PassageResponse:
    passage = view.passage
    return PassageResponse(
        id=passage.id,
        document=passage.document_id,
        title=view.document.title,
        document_status_label=view.status_label,
        edition=passage.edition,
        section=list(passage.heading_path),
        page=passage.page,
        start=passage.span.start,
        end=passage.span.end,
        text=passage.text,
        counterpart=view.counterpart.id if view.counterpart else None,
        counterpart_text=view.other_text or None,
    )


def _agreement(agreement: Agreement) -> AgreementResponse:
    return AgreementResponse(
        id=agreement.id,
        kind=agreement.kind,
        kind_label=LABELS[agreement.kind],
        document=agreement.document_id,
        passage=agreement.passage_id,
        text=agreement.text,
        theme=agreement.theme,
        goal_number=agreement.goal_number,
        goal_title=agreement.goal_title,
        year=agreement.year,
    )
