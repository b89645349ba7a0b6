"""The tab where a person asks: the question box, the answer, and the conversation so far. How an answer looks stands in rendering.py."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.faults import explain
from assistant.page.rendering import (
    BUSY,
    WRITING,
    as_turn,
    fold_introduction,
    render_answer,
    render_earlier,
    render_introduction,
    render_problem,
)
from assistant.question import MOST_TURNS
from assistant.service import Assistant

Turns = tuple[Turn, ...]
Update = dict[Any, Any]  # what Gradio takes: component → its new value or properties


class AskTab:
    """The components of the tab inside the Blocks that are being built, and what happens on a question."""

    def __init__(self, current: Callable[[], Assistant], today: Callable[[], date], examples: Sequence[str]) -> None:
        self._current, self._today = current, today
        self.turns = gr.State(())
        self.introduction = _text("", "inleiding")
        self.earlier = _text("", "gesprek")
        self.question = gr.Textbox(label="Uw vraag", lines=1, max_lines=6, elem_id="vraag")
        self.message = _text("", "melding")
        with gr.Row(elem_classes="knoppen"):
            self.button = gr.Button("Vraag", variant="primary", elem_id="stel-vraag")
            self.restart_button = gr.Button("Nieuw gesprek", visible=False, elem_id="nieuw-gesprek")
        with gr.Column(elem_classes="voorbeelden") as self.examples:
            _text("<p>Of klik op een voorbeeld:</p>", "uitleg")
            example_buttons = [gr.Button(example, size="sm") for example in examples]
        self.answer = _text("", "uitkomst")
        self._connect(example_buttons)

    def _connect(self, example_buttons: Sequence[gr.Button]) -> None:
        outputs = [self.turns, self.introduction, self.earlier, self.question, self.message, self.restart_button, self.examples, self.answer]
        quietly: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on(fn=self.introduce, outputs=self.introduction, **quietly)  # without a trigger: when the page opens
        gr.on([self.button.click, self.question.submit], self.ask, inputs=[self.question, self.turns], outputs=outputs, **quietly)
        for button in example_buttons:
            button.click(self.ask, inputs=[button, self.turns], outputs=outputs, **quietly)
        self.restart_button.click(self.restart, outputs=outputs, **quietly)

    def introduce(self) -> str:
        """Give the introduction with the documents of today."""
        try:
            return self._introduction(self._current())
        except Exception as error:
            return render_problem(explain(error))

    def _introduction(self, assistant: Assistant) -> str:
        return render_introduction(assistant.documents(self._today()), assistant.left_out)

    def ask(self, question: str | None, turns: Turns) -> Iterator[Update]:
        """Answer a question, telling first that the search has begun, and showing each sentence that is ready; an error leaves the conversation as it was."""
        yield {self.message: BUSY}
        growing: Update = {}
        try:
            assistant = self._current()
            for answer in assistant.answers(question or "", turns, self._today()):
                shown = self._render(assistant, answer)
                if not answer.final:
                    growing = {self.message: WRITING, self.answer: shown}
                    yield growing
        except Exception as error:
            yield {self.message: render_problem(explain(error))} | ({self.answer: ""} if growing else {})
            return
        yield {
            self.turns: turns if answer.status is AnswerStatus.FAULT else (*turns, as_turn(answer))[-MOST_TURNS:],
            self.introduction: fold_introduction(self.introduce()),
            self.earlier: render_earlier(turns),
            self.question: "",
            self.message: "",
            self.restart_button: gr.update(visible=True),
            self.examples: gr.update(visible=False),
            self.answer: shown,
        }

    def restart(self) -> Update:
        """Forget the conversation and show the introduction again."""
        return {
            self.turns: (),
            self.introduction: self.introduce(),
            self.earlier: "",
            self.question: "",
            self.message: "",
            self.restart_button: gr.update(visible=False),
            self.examples: gr.update(visible=True),
            self.answer: "",
        }

    def _render(self, assistant: Assistant, answer: Answer) -> str:
        passages = {citation.passage_id: assistant.passage(citation.passage_id, answer.on) for citation in answer.citations}
        documents = {card.document.id: card.document for card in assistant.documents(answer.on)}
        return render_answer(answer, passages, documents)


def _text(value: str, name: str) -> gr.Markdown:
    return gr.Markdown(value, sanitize_html=True, latex_delimiters=[], elem_id=name)
