"""From answers to what the page shows: HTML in which every text from outside is only text. Pure functions; no Gradio, no service calls.

The page shows it through Gradio's Markdown. Each result is therefore one HTML block on one line, and `escape` writes every character that
could mean something in Markdown or HTML as a number, so that neither of the two can see it as markup.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.answer import STATUS_LABELS, Answer, AnswerStatus, Citation, Statement, Turn
from assistant.question import MOST_ANSWER_CHARACTERS
from assistant.service import DocumentCard, PassageView
from corpus.document import Document, Edition, Passage
from corpus.dutch import shown_day

EDITION_LABELS = {Edition.ORIGINAL: "Oorspronkelijke tekst", Edition.PLAIN: "Eenvoudige versie"}
NEAREST_COUNT = 3
NEIGHBOUR_COUNT = 2
SHORT_CHARACTERS = 160
WRITING = '<p class="bezig" role="status">Het taalmodel schrijft nog. Elke zin hieronder is al nagekeken.</p>'
BY_MODEL = '<span class="label">Geschreven door een taalmodel</span><br>'
BUSY = '<p class="bezig" role="status">Even zoeken in de documenten …</p>'

_FAULT = "Door een fout is er geen antwoord. Stel uw vraag over een paar minuten opnieuw."
_ITEM = re.compile(r"(?:\d+[.)]|[-–•*])\s")


def escape(text: str) -> str:
    """Write text so that it is never markup, neither in Markdown nor in HTML; a line break stays one."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character == "\n":
        return "<br>"
    if "\ud800" <= character <= "\udfff":
        return "&#65533;"
    return character if character.isalnum() or character == " " else f"&#{ord(character)};"


def render_introduction(cards: Sequence[DocumentCard], left_out: Sequence[str] = ()) -> str:
    """Say what this program is, what it knows and what it does not, and how to check an answer."""
    documents = "".join(f"<li>{_card(card)}</li>" for card in cards)
    missing = "".join(f"<li>{escape(line)}</li>" for line in left_out)
    not_read = f'<p>Dit telt niet mee:</p><ul class="documenten">{missing}</ul>' if missing else ""
    return (
        "<p><strong>U praat hier met een computerprogramma, niet met een mens.</strong> Het zoekt in deze documenten:</p>"
        f'<ul class="documenten">{documents}</ul>{not_read}'
        "<p>Elk antwoord staat letterlijk in een document, of in onze eenvoudige versie daarvan. Bij elke zin staat een nummer. "
        "Klik daarop om de zin in het document te zien. Zo controleert u het zelf.</p>"
        "<p>Meer dan deze documenten kent het programma niet. Het heeft ook geen mening.</p>"
    )


def fold_introduction(introduction: str) -> str:
    """Put the introduction away behind a heading, for when the conversation has begun."""
    return f"<details><summary>Over dit programma</summary><div>{introduction}</div></details>"


def render_earlier(turns: Sequence[Turn]) -> str:
    """Show the earlier questions with the beginning of their answers."""
    if not turns:
        return ""
    items = "".join(f'<div class="beurt"><p class="vraag">{escape(turn.question)}</p><p>{escape(_short(turn.answer))}</p></div>' for turn in turns)
    return f'<div class="eerder"><h2>Eerder in dit gesprek</h2>{items}</div>'


def render_problem(message: str) -> str:
    """Show a message about something that went wrong."""
    return f'<p class="fout" role="alert">{escape(message)}</p>'


def render_answer(answer: Answer, passages: Mapping[str, PassageView], documents: Mapping[str, Document]) -> str:
    """Show the answer first, then notices, then its numbered sources; a refusal names the nearest passages instead.

    `passages` holds a view of each cited passage, by passage id; `documents` the documents of the hits, by document id.
    """
    label = STATUS_LABELS[answer.status]
    parts = [f'<h2 class="vraag">{escape(answer.question)}</h2>']
    if answer.status is not AnswerStatus.ANSWERED and not answer.text.startswith(label):
        parts.append(f'<p class="status">{label}</p>')
    parts.append(f'<div class="zinnen">{_statements(answer.statements or (Statement(_FAULT, ()),))}</div>')
    if answer.notices:
        notices = "".join(f"<p>{escape(notice)}</p>" for notice in answer.notices)
        parts.append(f'<div class="opmerkingen">{notices}</div>')
    if answer.citations:
        sources = "".join(_source(citation, passages[citation.passage_id]) for citation in answer.citations)
        parts.append(f'<h3>Bronnen</h3><p class="uitleg">Klik op een bron om de tekst in het document te lezen.</p>{sources}')
    if answer.status.is_refusal and answer.writer != "fixed":
        parts.append(_nearest(answer, documents))
    return f'<div class="antwoord">{"".join(parts)}</div>'


def as_turn(answer: Answer) -> Turn:
    """Keep the answer as an earlier turn; a refusal is kept by its label."""
    return Turn(answer.question, answer.text[:MOST_ANSWER_CHARACTERS] or f"{STATUS_LABELS[answer.status]}.", answer.status.is_refusal)


def _card(card: DocumentCard) -> str:
    details = f"{_day(card.document.date)}, {card.status_label}"
    warnings = "".join(f'<br><span class="uitleg">{escape(warning)}</span>' for warning in card.warnings)
    return f"{escape(card.document.title)} ({escape(details)}){warnings}"


def _day(date: str) -> str:
    return shown_day(date) if date else "datum niet bekend"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT_CHARACTERS else f"{line[:SHORT_CHARACTERS].rsplit(' ', 1)[0]} …"


def _statements(statements: Sequence[Statement]) -> str:
    """Set sentences as paragraphs, and items that bring their own number or dash as a list."""
    parts = []
    for is_item, group in groupby(statements, key=lambda statement: _ITEM.match(statement.text) is not None):
        tag = "li" if is_item else "p"
        set_texts = "".join(f"<{tag}>{_statement(statement)}</{tag}>" for statement in group)
        parts.append(f"<ul>{set_texts}</ul>" if is_item else set_texts)
    return "".join(parts)


def _statement(statement: Statement) -> str:
    links = "".join(f' <a href="#bron-{number}" title="Ga naar bron {number}">&#91;{number}&#93;</a>' for number in statement.citations)
    if not statement.quotes:
        return f"{escape(statement.text)}{links}"
    quotes = " ".join(f"“{escape(' '.join(quote.split()))}”" for quote in statement.quotes)
    return f'{BY_MODEL}{escape(statement.text)}{links}<br><span class="letterlijk">Letterlijk: {quotes}</span>'


def _source(citation: Citation, view: PassageView) -> str:
    facts = [_day(citation.date), citation.status_label, *([f"bladzijde {citation.page}"] if citation.page else [])]
    summary = (
        f'<span class="nummer">{citation.number}</span> <strong>{escape(citation.title)}</strong> '
        f'<span class="uitleg">{escape(", ".join(facts))}<br>{_path(citation.heading_path)}</span>'
    )
    columns = [_column(EDITION_LABELS[citation.edition], _section(citation, view))]
    if citation.plain:
        columns.append(_column("In gewone taal", f"<p>{escape(citation.plain)}</p>"))
    # The id stands inside the <details>: only then does the browser open it when somebody follows the link.
    return f'<details class="bron"><summary>{summary}</summary><div id="bron-{citation.number}" class="kolommen">{"".join(columns)}</div></details>'


def _column(label: str, body: str) -> str:
    return f"<div><h4>{label}</h4>{body}</div>"


def _section(citation: Citation, view: PassageView) -> str:
    """Show the passage with its nearest neighbours; what is left out shows as a mark."""
    ids = [passage.id for passage in view.neighbours]
    at = ids.index(citation.passage_id)
    first, last = max(0, at - NEIGHBOUR_COUNT), at + NEIGHBOUR_COUNT + 1
    shown = "".join(
        f"<p>{_marked(passage, citation)}</p>" if passage.id == citation.passage_id else f'<p class="buur">{escape(passage.text)}</p>'
        for passage in view.neighbours[first:last]
    )
    return f"{_LEFT_OUT if first else ''}{shown}{_LEFT_OUT if last < len(ids) else ''}"


_LEFT_OUT = '<p class="buur">&#91;…&#93;</p>'


def _marked(passage: Passage, citation: Citation) -> str:
    before, quote, after = passage.text[: citation.start], passage.text[citation.start : citation.end], passage.text[citation.end :]
    return f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"


def _nearest(answer: Answer, documents: Mapping[str, Document]) -> str:
    items = "".join(
        f'<details class="bron"><summary><strong>{escape(documents[hit.passage.document_id].title)}</strong> '
        f'<span class="uitleg">{_path(hit.passage.heading_path)}</span></summary><div><p>{escape(hit.passage.text)}</p></div></details>'
        for hit in answer.hits[:NEAREST_COUNT]
    )
    return f"<h3>Dit staat er het dichtst bij</h3>{items}" if items else ""


def _path(headings: Sequence[str]) -> str:
    return " › ".join(escape(heading) for heading in headings)
