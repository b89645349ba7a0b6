"""The tab with the register of agreements: choosing, reading, and a download of exactly what is shown. Files are made by the API."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from assistant.faults import explain
from assistant.page.rendering import escape, render_problem
from assistant.register import AgreementCard, Choice
from assistant.service import Assistant, DocumentCard
from corpus.agreement import LABELS
from corpus.errors import QuestionError

SHOWN_COUNT = 300  # more makes the page slow; the download holds them all
Update = dict[Any, Any]


class AgreementsTab:
    """The components of the tab inside the Blocks that are being built, and what happens when somebody chooses."""

    def __init__(self, current: Callable[[], Assistant], today: Callable[[], date]) -> None:
        self._current, self._today = current, today
        with gr.Row(elem_classes="keuzes"):
            self.document = gr.Dropdown([("Alle documenten", "")], value="", label="Document", elem_id="document")
            self.kind = gr.Dropdown(
                [("Alle soorten", ""), *((label.capitalize(), kind.value) for kind, label in LABELS.items())],
                value="",
                label="Soort",
                elem_id="soort",
            )
            self.theme = gr.Textbox(label="Thema (nummer of woord)", max_lines=1, elem_id="thema")
            self.year = gr.Textbox(label="Jaar", max_lines=1, elem_id="jaar")
            self.words = gr.Textbox(label="Woorden in de afspraak", max_lines=1, elem_id="woorden")
        self.button = gr.Button("Toon afspraken", variant="primary", elem_id="toon-afspraken")
        self.found = gr.Markdown("", sanitize_html=True, latex_delimiters=[], elem_id="afspraken")

    def connect(self, tab: gr.Tab) -> None:
        """Show all agreements when the tab is opened, and the chosen ones on the button or the Enter key."""
        quietly: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        chosen = [self.document, self.kind, self.theme, self.year, self.words]
        tab.select(self.open, inputs=chosen, outputs=[self.document, self.found], **quietly)
        entered = [box.submit for box in (self.theme, self.year, self.words)]
        gr.on([self.button.click, *entered], self.show, inputs=chosen, outputs=self.found, **quietly)

    def open(self, document: str, kind: str, theme: str, year: str, words: str) -> Update:
        """Fill the list of documents, and show what is chosen."""
        try:
            cards = self._current().documents(self._today())
        except Exception as error:
            return {self.found: render_problem(explain(error))}
        choices = [("Alle documenten", ""), *((card.document.title, card.document.id) for card in cards)]
        return {self.document: gr.update(choices=choices), self.found: self.show(document, kind, theme, year, words)}

    def show(self, document: str, kind: str, theme: str, year: str, words: str) -> str:
        """Show the chosen agreements, or what is wrong with the choice."""
        try:
            choice = Choice((theme or "").strip(), document or "", kind or "", _year(year or ""), (words or "").strip())
            assistant, on = self._current(), self._today()
            return render_agreements(assistant.agreement_cards(choice, on), choice, assistant.documents(on))
        except Exception as error:
            return render_problem(explain(error))


def _year(text: str) -> int | None:
    text = text.strip()
    if text and not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise QuestionError("Het jaar klopt niet. Schrijf het met vier cijfers, bijvoorbeeld 2024, of laat het leeg.")
    return int(text) if text else None


def render_agreements(found: Sequence[AgreementCard], choice: Choice, documents: Sequence[DocumentCard]) -> str:
    """Show agreements by document and theme, with links that download the same choice, and how well each document could be structured."""
    count = "1 afspraak" if len(found) == 1 else f"{len(found)} afspraken"
    more = f"<p>Hier staan de eerste {SHOWN_COUNT}. De download bevat ze alle.</p>" if len(found) > SHOWN_COUNT else ""
    groups = groupby(found[:SHOWN_COUNT], key=lambda card: (card.document.title, card.status_label, card.agreement.theme))
    parts = "".join(_group(title, label, theme, list(cards)) for (title, label, theme), cards in groups)
    shown = [card for card in documents if choice.document in ("", card.document.id)]
    told = "".join(f"<li>{escape(card.document.title)}: {escape(card.structure)}</li>" for card in shown)
    links = f"<p>Download deze lijst: {_link('xlsx', 'Excel', choice)} of {_link('csv', 'CSV', choice)}.</p>" if found else ""
    return f'<div class="antwoord"><h2>{count}</h2>{links}{more}{parts}<h3>Zo volledig is deze lijst</h3><ul class="uitleg">{told}</ul></div>'


def _group(title: str, label: str, theme: str, cards: Sequence[AgreementCard]) -> str:
    items = "".join(f"<li>{_item(card)}</li>" for card in cards)
    return f'<h3>{escape(theme or title)}</h3><p class="uitleg">{escape(f"{title}, {label}")}</p><ul>{items}</ul>'


def _item(card: AgreementCard) -> str:
    agreement = card.agreement
    goal = " ".join(part for part in (agreement.goal_number, agreement.goal_title) if part)
    facts = [
        goal,
        str(agreement.year or ""),
        f"termijn: {agreement.due}" if agreement.due else "",
        f"wie: {agreement.actor}" if agreement.actor else "",
    ]
    told = " · ".join(fact for fact in facts if fact)
    below = f'<br><span class="uitleg">{escape(told)}</span>' if told else ""
    return f"<strong>{escape(LABELS[agreement.kind].capitalize())}</strong>: {escape(agreement.text)}{below}"


def _link(form: str, name: str, choice: Choice) -> str:
    chosen = {"theme": choice.theme, "document": choice.document, "kind": choice.kind, "year": str(choice.year or ""), "q": choice.q}
    query = urlencode({"format": form, **{key: value for key, value in chosen.items() if value}})
    return f'<a href="api/v1/agreements?{query.replace("&", "&amp;")}" download>{name}</a>'
