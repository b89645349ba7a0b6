import asyncio
import csv
import json
import logging
import re
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message

from assistant.answer import as_outcome
from assistant.api import create_api
from assistant.api.export import as_csv, as_xlsx
from assistant.register import Choice
from assistant.service import Assistant
from corpus.errors import NoBuild

DAY = date(2022, 5, 31)
ANSWER = "/api/v1/answer"
QUESTION = "Wat doet de gemeente aan de wachttijd voor jeugdhulp?"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_api(lambda: assistant, lambda: DAY))


def broken_client(error: Exception) -> TestClient:
    def current() -> Assistant:
        raise error

    return TestClient(create_api(current, lambda: DAY))


def assert_problem(response: Any, status: int, code: str = "") -> str:
    """Check the form of a problem and give its detail."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "code"}
    assert problem["status"] == status
    assert problem["type"] == f"/docs#{problem['code']}"
    assert problem["title"] and problem["detail"]
    assert code in ("", problem["code"])
    return str(problem["detail"])


def test_an_answer_has_every_field_of_its_outcome(client: TestClient, assistant: Assistant) -> None:
    response = client.post(ANSWER, json={"question": QUESTION})

    expected = as_outcome(assistant.answer(QUESTION, (), DAY))
    given = response.json()
    assert response.status_code == 200
    assert given | {"timings_ms": {}} == expected | {"timings_ms": {}}
    assert set(given["timings_ms"]) == set(expected["timings_ms"])


def test_a_question_is_answered_for_the_day_that_is_given(client: TestClient) -> None:
    assert client.post(ANSWER, json={"question": QUESTION, "on": "2030-01-02"}).json()["on"] == "2030-01-02"
    assert client.post(ANSWER, json={"question": QUESTION, "on": None}).json()["on"] == DAY.isoformat()


def test_ten_earlier_turns_are_accepted_and_eleven_refused(client: TestClient) -> None:
    turn = {"question": QUESTION, "answer": "Er komen er meer."}

    assert client.post(ANSWER, json={"question": QUESTION, "earlier": [turn] * 10}).status_code == 200
    detail = assert_problem(client.post(ANSWER, json={"question": QUESTION, "earlier": [turn] * 11}), 422)
    assert '"earlier"' in detail and "10" in detail


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, '"question" ontbreekt'),
        ({"question": ""}, '"question" is leeg'),
        ({"question": "a" * 1001}, "hoogstens 1000 tekens"),
        ({"question": 7}, "geen tekst"),
        ({"question": "Wat\x00?"}, "stuurteken"),
        ({"question": "Wat\x1b?"}, "stuurteken"),
        ({"question": "Wat\x85?"}, "stuurteken"),
        ({"question": "Wat?", "temperature": 1}, '"temperature" bestaat niet'),
        ({"question": "Wat?", "on": "2022-02-30"}, "JJJJ-MM-DD"),
        ({"question": "Wat?", "on": 20220531}, "JJJJ-MM-DD"),
        ({"question": "Wat?", "on": "31-05-2022"}, "JJJJ-MM-DD"),
        ({"question": "Wat?", "earlier": "geen lijst"}, "geen lijst"),
        ({"question": "Wat?", "earlier": [{"question": "a" * 1001}]}, '"earlier[0].question" is te lang'),
        ({"question": "Wat?", "earlier": [{"question": "a", "answer": "a" * 10_001}]}, '"earlier[0].answer" is te lang'),
        ({"question": "Wat?", "earlier": [{"question": "a", "role": "system"}]}, '"earlier[0].role" bestaat niet'),
        ([], "geen object"),
    ],
)
def test_a_wrong_field_is_refused_in_dutch_by_name(client: TestClient, body: object, words: str) -> None:
    assert words in assert_problem(client.post(ANSWER, json=body), 422, "verzoek-ongeldig")


def test_a_tab_and_a_new_line_are_no_reason_to_refuse(client: TestClient) -> None:
    assert client.post(ANSWER, json={"question": f"{QUESTION}\n\tEn waar?\r\n"}).status_code == 200


def test_a_question_of_only_spaces_is_refused_by_the_service(client: TestClient) -> None:
    assert_problem(client.post(ANSWER, json={"question": "   "}), 422, "vraag-ongeldig")


@pytest.mark.parametrize("body", [b'{"question": "\\ud800"}', b'{"question": "Wat?", "\\ud800": 1}'])
def test_half_a_character_is_refused(client: TestClient, body: bytes) -> None:
    assert_problem(client.post(ANSWER, content=body, headers=JSON), 422)


@pytest.mark.parametrize("body", [b"{", b'{"question": "\xff"}', b"[" * 60_000, b'{"on": ' + b"9" * 5000 + b"}"])
def test_unreadable_json_is_refused(client: TestClient, body: bytes) -> None:
    assert_problem(client.post(ANSWER, content=body, headers=JSON), 400, "verzoek-onleesbaar")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}])
def test_another_content_type_than_json_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert_problem(client.post(ANSWER, content=json.dumps({"question": QUESTION}), headers=headers), 415, "soort-inhoud")


def test_json_may_name_its_encoding(client: TestClient) -> None:
    response = client.post(ANSWER, content=json.dumps({"question": QUESTION}), headers={"Content-Type": "application/json; charset=utf-8"})

    assert response.status_code == 200


def test_a_body_over_64_kb_is_refused(client: TestClient) -> None:
    assert_problem(client.post(ANSWER, content=b" " * (64 * 1024 + 1), headers=JSON), 413, "te-groot")


def test_a_body_in_pieces_is_counted_while_it_is_read(assistant: Assistant) -> None:
    pieces_read = 0
    sent: list[Message] = []

    async def receive() -> Message:  # a body without end
        nonlocal pieces_read
        pieces_read += 1
        return {"type": "http.request", "body": b" " * 8192, "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": ANSWER, "query_string": b"", "headers": [(b"content-type", b"application/json")]}
    asyncio.run(create_api(lambda: assistant, lambda: DAY)(scope, receive, send))

    assert sent[0]["status"] == 413
    assert pieces_read == 9  # 8 × 8192 = 64 kB is allowed


def test_search_gives_the_hits_of_the_service(client: TestClient, assistant: Assistant) -> None:
    found = client.get("/api/v1/search", params={"q": QUESTION}).json()

    assert found["query"] == QUESTION
    assert found["hits"]
    assert [hit["passage"] for hit in found["hits"]] == [hit.passage.id for hit in assistant.search(QUESTION)]
    assert set(found["hits"][0]) == {"passage", "document", "section", "text", "edition", "score"}


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "a" * 1001, "?q=a%00"])
def test_search_without_a_proper_question_is_refused(client: TestClient, query: str) -> None:
    assert '"q"' in assert_problem(client.get(f"/api/v1/search{query}"), 422)


def test_documents_are_listed_with_their_status_and_editions(client: TestClient, assistant: Assistant) -> None:
    listed = client.get("/api/v1/documents").json()

    cards = assistant.documents(DAY)
    assert listed["total"] == len(listed["items"]) == len(cards)
    for item, card in zip(listed["items"], cards, strict=True):
        assert (item["id"], item["title"], item["date"]) == (card.document.id, card.document.title, card.document.date)
        assert (item["status"], item["status_label"], item["passages"]) == (card.status.value, card.status_label, card.passage_count)
        assert item["editions"] == [edition.value for edition in card.editions]


def test_a_passage_comes_with_its_place_in_the_document(client: TestClient, assistant: Assistant) -> None:
    passage = assistant.search(QUESTION)[0].passage

    given = client.get(f"/api/v1/passages/{passage.id}").json()

    assert given["text"] == passage.text
    assert given["end"] - given["start"] == len(passage.text)
    assert (given["document"], given["section"], given["edition"]) == (passage.document_id, list(passage.heading_path), passage.edition.value)
    assert (given["counterpart"] is None) == (given["counterpart_text"] is None)


def test_an_unknown_passage_is_not_found(client: TestClient) -> None:
    assert_problem(client.get("/api/v1/passages/bestaat-niet"), 404, "niet-gevonden")


def test_agreements_are_listed_with_the_label_of_their_kind(client: TestClient, assistant: Assistant) -> None:
    listed = client.get("/api/v1/agreements", params={"kind": "goal"}).json()

    assert listed["total"] == len(listed["items"]) == len(assistant.agreements(kind="goal")) > 0
    assert {item["kind_label"] for item in listed["items"]} == {"doelstelling"}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 7),
        ("theme=1", 4),
        ("theme=zorg", 3),
        ("theme=3", 0),
        ("year=2025", 2),
        ("year=2022&kind=commitment", 5),
        ("q=jeugdconsulent", 1),
        ("q=starters+winkels", 1),
        ("q=ruimtevaart", 0),
        ("document=koers-2030", 0),
    ],
)
def test_agreements_are_chosen_by_theme_document_kind_year_and_words(client: TestClient, query: str, count: int) -> None:
    listed = client.get(f"/api/v1/agreements?{query}").json()

    assert listed["total"] == len(listed["items"]) == count


def test_total_counts_the_agreements_above_the_limit_too(client: TestClient) -> None:
    listed = client.get("/api/v1/agreements?limit=2").json()

    assert (len(listed["items"]), listed["total"]) == (2, 7)


def test_an_agreement_tells_how_its_document_stands_and_what_its_text_names(client: TestClient) -> None:
    (item,) = client.get("/api/v1/agreements?q=jeugdconsulent").json()["items"]

    assert (item["theme"], item["goal_number"], item["goal_title"]) == ("2. Zorg", "2.1", "Kortere wachttijd voor jeugdhulp")
    assert (item["year"], item["due"], item["actor"]) == (2022, None, "De gemeente")
    assert (item["document_status"], item["document_status_label"], item["date"]) == ("in_force", "geldend", "2021-10-04")
    assert item["plain"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=straks", '"year" is geen jaar'),
        ("year=20245", '"year" is geen jaar'),
        ("limit=0", '"limit" is geen aantal'),
        ("limit=-1", '"limit" is geen aantal'),
        ("limit=veel", '"limit" is geen aantal'),
        ("format=pdf", "Kies uit: json, csv, xlsx"),
        ("q=a%00", "stuurteken"),
        ("theme=" + "a" * 301, "hoogstens 300 tekens"),
    ],
)
def test_a_wrong_choice_of_agreements_is_refused_in_dutch(client: TestClient, query: str, words: str) -> None:
    assert words in assert_problem(client.get(f"/api/v1/agreements?{query}"), 422, "verzoek-ongeldig")


def test_agreements_come_as_csv_for_a_dutch_spreadsheet(client: TestClient) -> None:
    response = client.get("/api/v1/agreements?format=csv&kind=goal")

    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="afspraken.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert head[:8] == ["Document", "Datum", "Status", "Thema", "Nummer", "Doel", "Soort", "Tekst"]
    assert [(row[3], row[4], row[6]) for row in rows] == [("1. Wonen", "1.1", "doelstelling"), ("2. Zorg", "2.1", "doelstelling")]


def test_agreements_come_as_a_workbook_with_the_same_rows(client: TestClient) -> None:
    response = client.get("/api/v1/agreements?format=xlsx")

    assert response.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["content-disposition"] == 'attachment; filename="afspraken.xlsx"'
    with ZipFile(BytesIO(response.content)) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall("<row ", sheet)) == 1 + 7
    assert response.content == client.get("/api/v1/agreements?format=xlsx").content


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_could_be_a_formula_is_made_harmless(assistant: Assistant, start: str) -> None:
    card = assistant.agreement_cards(Choice(kind="goal"), DAY)[0]
    dangerous = replace(card, agreement=replace(card.agreement, text=f'{start}HYPERLINK("http://elders.example")'), plain=f"{start}1")

    row = list(csv.reader(StringIO(as_csv([dangerous]).decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    with ZipFile(BytesIO(as_xlsx([dangerous]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert row[7].startswith(f"'{start}") and row[8] == f"'{start}1"
    assert "<f>" not in sheet and "<hyperlink" not in sheet


def test_documents_tell_how_well_their_agreements_could_be_recognised(client: TestClient) -> None:
    told = {item["id"]: item["structure"] for item in client.get("/api/v1/documents").json()["items"]}

    assert told["jaarplan-2022"].startswith("7 afspraken in 4 onderdelen: 2 doelstellingen en 5 punten van inzet.")
    assert told["koers-2030"].startswith("Hierin zijn geen afspraken herkend")


def test_an_unknown_kind_of_agreement_is_refused(client: TestClient) -> None:
    assert_problem(client.get("/api/v1/agreements?kind=wens"), 422, "vraag-ongeldig")


def test_agreements_of_an_unknown_document_are_not_found(client: TestClient) -> None:
    assert_problem(client.get("/api/v1/agreements?document=bestaat-niet"), 404, "niet-gevonden")


@pytest.mark.parametrize("path", ["/api/v1/bestaat-niet", "/api", "/bestaat-niet", "/health", "/redoc"])
def test_an_unknown_path_is_a_problem(app: FastAPI, path: str) -> None:
    assert_problem(TestClient(app).get(path), 404, "niet-gevonden")


@pytest.mark.parametrize(("method", "path"), [("GET", ANSWER), ("DELETE", "/api/v1/documents"), ("POST", "/health/live"), ("PUT", "/")])
def test_a_wrong_method_is_a_problem(app: FastAPI, method: str, path: str) -> None:
    response = TestClient(app).request(method, path)

    assert_problem(response, 405, "methode")
    assert response.headers["allow"]


def test_health_tells_which_build_is_ready(client: TestClient, assistant: Assistant) -> None:
    assert client.get("/health/ready").json() == {"status": "klaar", "stamp": assistant.stamp}
    assert client.get("/health/live").status_code == 200


def test_without_a_build_the_program_lives_but_is_not_ready() -> None:
    client = broken_client(NoBuild("Er is nog geen index. Maak er een met: python -m ingest."))

    assert client.get("/health/live").status_code == 200
    for response in (client.get("/health/ready"), client.get("/api/v1/documents"), client.post(ANSWER, json={"question": QUESTION})):
        assert "python -m ingest" in assert_problem(response, 503, "geen-index")


def test_a_fault_is_logged_under_the_number_that_is_shown_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = broken_client(RuntimeError(f"failed on {QUESTION}")).post(ANSWER, json={"question": QUESTION})

    number = re.search(r"[0-9a-f]{8}", assert_problem(response, 500, "fout"))
    assert number and number[0] in caplog.text
    assert "RuntimeError" in caplog.text and "test_api.py" in caplog.text
    assert QUESTION not in caplog.text


@pytest.mark.parametrize("path", ["/", "/docs", "/health/live", "/api/v1/documents", "/bestaat-niet"])
def test_every_response_carries_the_protecting_headers(app: FastAPI, path: str) -> None:
    headers = TestClient(app).get(path).headers

    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_fault_and_a_refused_body_carry_the_protecting_headers() -> None:
    client = broken_client(RuntimeError())

    for response in (client.get("/api/v1/documents"), client.post(ANSWER, content=b" " * 70_000, headers=JSON)):
        assert "content-security-policy" in response.headers


def test_what_a_stranger_says_about_a_proxy_changes_nothing(app: FastAPI) -> None:
    client = TestClient(app)
    lies = {"X-Forwarded-Host": "elders.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/elders", "Forwarded": "host=elders.example"}

    assert client.get("/config", headers=lies).json()["root"] == client.get("/config").json()["root"]


def test_the_reference_names_every_path_and_every_error_without_script_or_other_hosts(client: TestClient) -> None:
    page = client.get("/docs").text

    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page
    assert "verzoek-ongeldig" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


def test_the_openapi_document_describes_errors_as_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()

    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    kinds = {kind for operation in operations for status, answer in operation["responses"].items() if status != "200" for kind in answer["content"]}
    assert kinds == {"application/problem+json"}
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert client.get("/openapi.json").json() == document


def test_markup_in_a_question_stays_text_in_json(client: TestClient) -> None:
    question = "Wat <script>alert(1)</script>?"

    response = client.post(ANSWER, json={"question": question})

    assert response.headers["content-type"] == "application/json"
    assert response.json()["question"] == question
