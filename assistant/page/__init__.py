"""The web page: Gradio mounted on the app of the API. Its tabs stand beside this file, one each."""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import gradio as gr
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Match, Mount
from starlette.types import Scope

from assistant.page.agreements import AgreementsTab
from assistant.page.ask import AskTab
from assistant.page.shell import TITLE, render_shell
from assistant.service import Assistant

App = TypeVar("App", bound=Starlette)
WAITING_QUESTIONS = 500
# All that the page needs of Gradio 6.31; its other routes take uploads, fetch addresses, serve files or describe the API.
_OPEN = re.compile(r"/(config|theme\.css|(assets|static)/.+|gradio_api/(queue/join|queue/data|heartbeat/[^/]+|run/predict|startup-events|info))")


def mount_page(app: App, current: Callable[[], Assistant], today: Callable[[], date], examples: Sequence[str] = ()) -> App:
    """Put the page at / of the app; `current` gives the assistant of this moment, `today` the day that statuses are for."""
    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        gr.Markdown("# Bronvast\n\nVraag wat er in de documenten staat. U ziet bij elk antwoord de bron.", elem_id="kop", latex_delimiters=[])
        with gr.Tab("Vragen", elem_id="tab-vragen"):
            AskTab(current, today, examples)
        with gr.Tab("Afspraken", elem_id="tab-afspraken") as tab:
            register = AgreementsTab(current, today)
        register.connect(tab)
    blocks.queue(max_size=WAITING_QUESTIONS, default_concurrency_limit=4)
    shell = render_shell()
    app.add_route("/", lambda request: HTMLResponse(shell), include_in_schema=False)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=_theme(),
        css_paths=[Path(__file__).with_name("style.css")],
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        max_file_size="1kb",
        allowed_paths=[],
    )
    mounted = app.router.routes.pop()
    assert isinstance(mounted, Mount)
    app.router.routes.append(_OpenRoutes("/", mounted.app))
    return app


class _OpenRoutes(Mount):
    """Gradio's app, of which only the open routes exist: for any other path the app's own 404 and 405 hold."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return super().matches(scope) if _OPEN.fullmatch(scope["path"]) else (Match.NONE, {})


def _theme() -> gr.Theme:
    font = ["system-ui", "sans-serif"]
    theme = gr.themes.Base(primary_hue="blue", neutral_hue="slate", text_size="lg", font=font, font_mono=["ui-monospace", "monospace"])
    return theme.set(
        body_background_fill_dark="#0f1720",
        background_fill_secondary_dark="#1b2733",
        border_color_primary_dark="#44546a",
        input_background_fill_dark="#16202b",
        body_text_color="#1b2733",
        body_text_color_subdued="#4a5a6a",
        body_text_color_subdued_dark="#b4c0cc",
        link_text_color="#154273",
        link_text_color_hover="#0b2c52",
        link_text_color_visited="#154273",
        link_text_color_dark="#9cc7f2",
        link_text_color_hover_dark="#c5dff8",
        link_text_color_visited_dark="#9cc7f2",
        background_fill_secondary="#f1f5f9",
        border_color_primary="#c9d3dd",
        input_background_fill="#ffffff",
        input_border_color="#66758a",
        input_border_color_dark="#8a99ad",
        button_primary_background_fill="#154273",
        button_primary_background_fill_hover="#0b2c52",
        button_primary_background_fill_dark="#2a66a8",
        error_background_fill="#fdf0ef",
        error_border_color="#a3271b",
        error_text_color="#7d1c12",
    )
