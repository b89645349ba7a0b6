"""Bronvast's own sentences are plain Dutch (level B1), wherever a person meets them: page, API, commands and errors."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.dutch import STOP_WORDS, sentences, words
from evals.metrics.readability import VOWELS, WORD

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "corpus", "ingest")
NOT_FOR_PEOPLE = {"INSTRUCTION", "FAR_QUESTIONS", "ABBREVIATIONS"}  # what a language model, a calibration and a rule read
EASY, MOST_WORDS_ON_AVERAGE, MOST_WORDS = 60, 15, 20
PATTERN = re.compile(r"\(\?|\\|\[\w-]*\]")
TAG = re.compile(r"<(/?)(\w+)[^>]*>")
INLINE = {"a", "b", "code", "span", "strong"}


def own_sentences(package: str) -> list[str]:
    """Give the sentences of all texts in a package that are shown to people: Dutch, and written as a sentence."""
    found: dict[str, None] = {}
    for path in sorted((REPOSITORY / package).rglob("*.py")):
        for text in _texts(ast.parse(path.read_text(encoding="utf-8")), path.name == "models.py"):
            shown = TAG.sub(lambda tag: "" if tag[2] in INLINE else "\n", text)
            lines = [shown[span.start : span.end].strip() for span in sentences(shown) if not PATTERN.search(text)]
            found |= dict.fromkeys(line for line in lines if line.endswith((".", "!", "?", "…")) and _is_dutch(line))
    return list(found)


def _is_dutch(sentence: str) -> bool:
    spoken = words(sentence)
    return len(spoken) >= 3 and any(word in STOP_WORDS for word in spoken)


def _texts(node: ast.AST, describes_fields: bool) -> Iterator[str]:
    """Give the texts that a module builds, each whole and without the values that are filled in; its docstrings only where /docs shows them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif not (isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id in NOT_FOR_PEOPLE for target in node.targets)):
        for child in ast.iter_child_nodes(node):
            if not _is_docstring(child) or (describes_fields and isinstance(node, ast.ClassDef)):
                yield from _texts(child, describes_fields)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def ease(lines: list[str]) -> float:
    """Flesch-Douma over all sentences together."""
    spoken = WORD.findall(" ".join(lines))
    syllable_count = sum(max(1, len(VOWELS.findall(word))) for word in spoken)
    return 206.84 - 77 * syllable_count / len(spoken) - 0.93 * len(spoken) / len(lines)


@pytest.mark.parametrize("package", PACKAGES)
def test_our_own_sentences_are_easy_to_read(package: str) -> None:
    assert ease(own_sentences(package)) >= EASY


@pytest.mark.parametrize("package", PACKAGES)
def test_our_own_sentences_are_short(package: str) -> None:
    lines = own_sentences(package)

    assert sum(len(WORD.findall(line)) for line in lines) / len(lines) <= MOST_WORDS_ON_AVERAGE
    assert [line for line in lines if len(WORD.findall(line)) > MOST_WORDS] == []


@pytest.mark.parametrize(
    ("package", "sentence"),
    [
        ("assistant", "Dat staat niet in deze documenten."),  # a fixed text
        ("assistant", "Klik daarop om de zin in het document te zien."),  # the page
        ("assistant", "De koppen boven de passage, de hoogste eerst."),  # the reference of the API
        ("corpus", "Verbeter een van de twee."),
        ("ingest", "Geen enkel document kon worden gelezen."),  # a command
    ],
)
def test_these_sentences_are_among_them(package: str, sentence: str) -> None:
    assert sentence in own_sentences(package)


def test_a_hard_text_is_recognised_as_such() -> None:
    assert ease(["Gemeentelijke samenwerkingsverbanden operationaliseren randvoorwaardelijke dienstverleningsovereenkomsten."]) < EASY
