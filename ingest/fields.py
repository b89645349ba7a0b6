"""Blocks of fields, as measures are often described ("Wat: …", "Wie: …", "Wanneer: …"): what is done, by whom and by when."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.agreement import AgreementKind
from corpus.document import Passage, Span
from ingest.agreement_units import Unit
from ingest.tables import DONE, SEPARATOR, WHEN, WHO, facts
from ingest.wording import FIELD

FEWEST = 2

Told = tuple[tuple[str, int] | None, str | None]  # the moment with its year, and who acts


def described(units: Sequence[Unit]) -> Iterator[tuple[AgreementKind, Span, Passage, Told]]:
    """Give what each block of fields says is done, where it also says who does it or when."""
    for labelled, together in groupby(units, key=lambda unit: FIELD.match(unit.text) is not None):
        block = [(unit, found) for unit in together if (found := FIELD.match(unit.text))] if labelled else []
        names = [found["label"] for _, found in block]
        if len(block) < FEWEST or not any(WHO.match(name) or WHEN.match(name) for name in names):
            continue
        header = SEPARATOR.join(names)
        row = SEPARATOR.join(unit.text[found.end() :].strip() for unit, found in block)
        for unit, found in block:
            kind = next((kind for kind, pattern in DONE.items() if pattern.match(found["label"])), None)
            if kind is not None:
                yield kind, Span(unit.span.start + found.end(), unit.span.end), unit.passage, facts(header, row)
