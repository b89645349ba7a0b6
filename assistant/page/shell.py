"""The HTML around Gradio's page: Dutch, without Gradio's name, pictures and inline scripts. Only the files of Gradio's own template are kept."""

import re
from pathlib import Path

import gradio

TITLE = "Bronvast"
_TEMPLATE = Path(gradio.__file__).parent / "templates" / "frontend" / "index.html"
_FILES = re.compile(r'<script type="module"[^>]*></script>|<link rel="(?:stylesheet|modulepreload)"[^>]*>')
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23154273'/%3E"
    "%3Cpath d='M4 4h8M4 8h8M4 12h5' stroke='white' stroke-width='1.6'/%3E%3C/svg%3E"
)


# Before Gradio's theme arrives; the same colours as body_background_fill there.
_STYLE = "body{margin:0;background:#fff}@media(prefers-color-scheme:dark){body{background:#0f1720}}"


def render_shell() -> str:
    """Make the page that starts Gradio in the browser (gradio 6: it fetches its configuration itself)."""
    files = "".join(_FILES.findall(_TEMPLATE.read_text("utf-8")))
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><base href="./"><title>{TITLE}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="{_ICON}">{files}<style>{_STYLE}</style></head>'
        "<body><noscript>Zet JavaScript aan om vragen te stellen.</noscript>"
        '<gradio-app control_page_title="true" embed="false" eager="true"></gradio-app></body></html>'
    )
