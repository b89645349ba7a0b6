"""An answer while it grows, as server-sent events: each sentence once it is checked, then the whole answer. No routes."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.answer import Answer, as_outcome, statement_outcome
from assistant.api.problems import fault

EVENT_STREAM = "text/event-stream"


def events(first: Answer, following: Iterator[Answer]) -> Iterator[str]:
    """Give an event `zin` for each checked sentence with the sources it names, and `antwoord` with the final answer, which replaces them all.

    An error after the first answer can no longer change the status of the response: it comes as an event `fout`.
    """
    told = 0
    answer = first
    try:
        while not answer.final:
            sources = as_outcome(answer)["citations"]
            for statement in answer.statements[told:]:
                own = [source for source in sources if source["number"] in statement.citations]
                yield _event("zin", statement_outcome(statement) | {"sources": own})
            told = len(answer.statements)
            answer = next(following)
        yield _event("antwoord", as_outcome(answer))
    except Exception as error:
        yield _event("fout", json.loads(bytes(fault(error).body)))


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
