"""What every request passes before a route sees it, as plain ASGI: headers that protect, a limit on the body, a net under faults."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import fault, problem

BODY_BYTES = 64 * 1024
# Gradio's page needs inline styles; gr.HTML would need 'unsafe-eval', so the page does without it (gradio 6.31).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; "
    "manifest-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
)
PROTECTION = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Guard:
    """Wrap an app: ignore what strangers say about proxies, refuse large bodies, add the protecting headers, and catch faults."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; anything else than HTTP passes (the server's lifespan)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_protected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(PROTECTION)
            await send(message)

        scope = {**scope, "headers": [pair for pair in scope["headers"] if not _is_about_proxies(pair[0])]}
        try:
            body = await _read_body(scope, receive)
            handler = problem(413, headers={"Connection": "close"}) if body is None else self.app
            await handler(scope, _replay(body or [], receive), send_protected)
        except Exception as error:
            response = fault(error)
            if not started:
                await response(scope, receive, send_protected)


def _is_about_proxies(name: bytes) -> bool:
    return name == b"forwarded" or name.startswith(b"x-forwarded-")


async def _read_body(scope: Scope, receive: Receive) -> list[Message] | None:
    """Read the whole body, chunked or not; None as soon as it is larger than allowed."""
    declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if declared.isdigit() and int(declared) > BODY_BYTES:
        return None
    messages: list[Message] = []
    size = 0
    more = True
    while more:
        messages.append(await receive())
        size += len(messages[-1].get("body", b""))
        if size > BODY_BYTES:
            return None
        more = messages[-1].get("more_body", False)
    return messages


def _replay(messages: Iterable[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def replayed() -> Message:
        return next(waiting, None) or await receive()

    return replayed
