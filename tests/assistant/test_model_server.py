"""A real server that speaks the OpenAI form, reached through the settings like any other."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2022, 5, 31)
QUESTION = "Hoeveel nieuwe sociale huurwoningen komen er?"
Script = Callable[[dict[str, Any]], tuple[int, str]]


class ModelServer:
    """A server that answers each request as its script says."""

    def __init__(self) -> None:
        self.script: Script = broken
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status, content = outer.script(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                message = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
                body = json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": "klein", "choices": [message]}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    server = ModelServer()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def with_model(settings: Settings, server: ModelServer) -> Assistant:
    return opened(settings, server.url)


def opened(settings: Settings, url: str) -> Assistant:
    """Open an assistant whose environment names a language model at this address."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BRONVAST_LLM_URL", url)
        environment.setenv("BRONVAST_LLM_MODEL", "klein")
        environment.setenv("BRONVAST_LLM_TIMEOUT_SECONDS", "1")
        with_model = Settings(corpus=settings.corpus, data=settings.data, _env_file=None)  # type: ignore[call-arg]
    return open_assistant(with_model, lambda line: None)


def chosen(request: dict[str, Any]) -> int:
    """Give the number that the sentence with the answer has in a request."""
    lines = request["messages"][-1]["content"].splitlines()
    return int(next(line for line in lines if "240 nieuwe" in line).split(".")[0])


def broken(request: dict[str, Any]) -> tuple[int, str]:
    return 500, ""


def talkative(request: dict[str, Any]) -> tuple[int, str]:
    return 200, "Ik weet het niet zeker, maar ik denk van wel."


def slow(request: dict[str, Any]) -> tuple[int, str]:
    time.sleep(1.5)  # the limit is 1 second
    return 200, "[]"


def test_a_language_model_behind_an_address_words_the_answer(server: ModelServer, with_model: Assistant) -> None:
    asked: list[dict[str, Any]] = []

    def script(request: dict[str, Any]) -> tuple[int, str]:
        asked.append(request)
        return 200, json.dumps([{"zinnen": [chosen(request)], "tekst": "Er komen 240 nieuwe sociale huurwoningen."}])

    server.script = script
    answer = with_model.answer(QUESTION, on=DAY)

    assert (answer.text, answer.writer) == ("Er komen 240 nieuwe sociale huurwoningen.", "model")
    assert "240 nieuwe" in answer.citations[0].quote
    assert [(request["model"], request["temperature"], request["max_tokens"]) for request in asked] == [("klein", 0, 600)]


def test_an_invention_from_that_address_is_replaced_by_the_quotes(server: ModelServer, with_model: Assistant) -> None:
    server.script = lambda request: (200, json.dumps([{"zinnen": [chosen(request)], "tekst": "Er komen 999 huurwoningen."}]))
    answer = with_model.answer(QUESTION, on=DAY)

    assert "999" not in answer.text
    assert (answer.writer, answer.rejected[0].reason) == ("quoting", "number not in its quotes: 999")


@pytest.mark.parametrize("script", [broken, talkative, slow])
def test_when_the_server_fails_the_quotes_are_shown_with_a_notice(script: Script, server: ModelServer, with_model: Assistant) -> None:
    server.script = script

    assert_quoted(with_model.answer(QUESTION, on=DAY))


def test_when_no_server_listens_the_quotes_are_shown_with_a_notice(settings: Settings) -> None:
    gone = ModelServer()
    gone.stop()

    assert_quoted(opened(settings, gone.url).answer(QUESTION, on=DAY))


def assert_quoted(answer: Answer) -> None:
    assert (answer.writer, answer.status) == ("quoting", AnswerStatus.ANSWERED)
    assert any("taalmodel" in notice for notice in answer.notices)
