"""The HTTP API: the routes, joined with their errors and their protection. What an answer is stands in assistant.answer."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from assistant.answer import Turn, as_outcome, hit_outcome
from assistant.api.export import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from assistant.api.guard import Guard
from assistant.api.models import (
    AgreementList,
    AgreementResponse,
    AnswerRequest,
    AnswerResponse,
    DocumentList,
    DocumentResponse,
    Filter,
    Format,
    Health,
    HitResponse,
    Limit,
    PassageResponse,
    Problem,
    QuestionText,
    SearchResponse,
    Year,
)
from assistant.api.problems import PROBLEM_TYPE, PROBLEMS, install_handlers
from assistant.api.reference import render_reference
from assistant.api.stream import EVENT_STREAM, events
from assistant.register import AgreementCard, Choice
from assistant.service import Assistant, DocumentCard, PassageView
from corpus.agreement import LABELS, AgreementKind

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
    app.include_router(_agreement_routes(current, today))
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
        return AnswerResponse.model_validate(as_outcome(current().answer(request.question, _earlier(request), request.on or today())))

    @router.post(
        "/answer/stream",
        summary="Beantwoord een vraag, en stuur elke zin zodra zij is nagekeken. Dat zijn de berichten “zin”. Het laatste bericht is “antwoord” of “fout”. Het vervangt de zinnen.",
        dependencies=[Depends(_require_json)],
        response_class=StreamingResponse,
        responses=_problems(400, 413, 415, 422, 503) | {200: {"content": {EVENT_STREAM: {}}}},
    )
    def stream(request: AnswerRequest) -> StreamingResponse:
        answers = current().answers(request.question, _earlier(request), request.on or today())
        first = next(answers)  # here, so that a question that is refused still gets the status of its error
        return StreamingResponse(events(first, answers), media_type=EVENT_STREAM, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    @router.get("/search", summary="Zoek passages bij een vraag.", responses=_problems(422, 503))
    def search(q: Annotated[QuestionText, Query(description="De vraag of de zoekwoorden.")]) -> SearchResponse:
        return SearchResponse(query=q, hits=[HitResponse.model_validate(hit_outcome(hit)) for hit in current().search(q)])

    return router


def _earlier(request: AnswerRequest) -> list[Turn]:
    return [Turn(turn.question, turn.answer) for turn in request.earlier]


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

    return router


def _agreement_routes(current: Current, today: Today) -> APIRouter:
    router = APIRouter(prefix="/api/v1")
    files: dict[int | str, dict[str, Any]] = {200: {"content": {CSV_TYPE.split(";")[0]: {}, XLSX_TYPE: {}}}}

    @router.get("/agreements", summary="Zoek in de afspraken.", response_model=AgreementList, responses=_problems(404, 422, 503) | files)
    def agreements(
        choice: Annotated[Choice, Depends(_choice)],
        limit: Annotated[Limit | None, Query(description="Hoeveel afspraken u hoogstens terugkrijgt; leeg is alle.")] = None,
        format: Annotated[Format, Query(description="De vorm: json, csv of xlsx.")] = "json",
    ) -> AgreementList | Response:
        every = current().agreement_cards(choice, today())
        shown = every[:limit]
        if format == "csv":
            return _file(as_csv(shown), CSV_TYPE, "afspraken.csv")
        if format == "xlsx":
            return _file(as_xlsx(shown), XLSX_TYPE, "afspraken.xlsx")
        return AgreementList(items=[_agreement(card) for card in shown], total=len(every))

    return router


def _choice(
    theme: Annotated[Filter, Query(description="Het nummer van een thema, of woorden eruit; leeg is alles.")] = "",
    document: Annotated[Filter, Query(description="Het kenmerk van een document; leeg is alles.")] = "",
    kind: Annotated[Filter, Query(description=f"Het soort afspraak: {', '.join(AgreementKind)}; leeg is alles.")] = "",
    year: Annotated[Year | None, Query(description="Het jaar van de afspraak of van haar termijn; leeg is alles.")] = None,
    q: Annotated[Filter, Query(description="Woorden die alle in de afspraak of haar koppen staan; leeg is alles.")] = "",
) -> Choice:
    return Choice(theme, document, kind, year, q)


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


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
        structure=card.structure,
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


def _agreement(card: AgreementCard) -> AgreementResponse:
    agreement = card.agreement
    return AgreementResponse(
        id=agreement.id,
        kind=agreement.kind,
        kind_label=LABELS[agreement.kind],
        document=agreement.document_id,
        title=card.document.title,
        date=card.document.date,
        document_status=card.status,
        document_status_label=card.status_label,
        passage=agreement.passage_id,
        text=agreement.text,
        plain=card.plain or None,
        theme=agreement.theme,
        goal_number=agreement.goal_number,
        goal_title=agreement.goal_title,
        year=agreement.year,
        due=agreement.due,
        actor=agreement.actor,
    )
