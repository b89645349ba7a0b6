"""The command `python -m ingest.learn_words`: counts the words of the training texts and questions, and writes down the common ones."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.dutch import words
from corpus.errors import BronvastError
from ingest.common_words import FILE
from ingest.embedding.training.data import Material, read_material
from ingest.vocabulary import PLACES

FORM = re.compile(r"[^\W\d_]+")
NAMED = 0.8  # of the times with a capital, a word is a name
LEAST = 5  # times: rarer ones are often errors themselves, of people or of reading a PDF
SHORTEST, LONGEST = 2, 30  # letters


def main(arguments: list[str] | None = None) -> int:
    """Count and write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest.learn_words", description="Bronvast: tel welke woorden gewoon zijn")
    parser.add_argument("--data", type=Path, required=True, help="map met de oefengegevens")
    parser.add_argument("--out", type=Path, default=FILE, help="bestand met de woorden")
    options = parser.parse_args(arguments)
    try:
        common = common_words(texts(read_material(options.data)))
    except BronvastError as error:
        print(f"Fout ({error.code}): {error}", file=sys.stderr)
        return error.exit_code
    options.out.write_text("\n".join((*common[0], "", *common[1], "")), encoding="utf-8")
    return 0


def texts(material: Material) -> Iterator[str]:
    """Give each passage with its headings, and each plain question."""
    yield from (f"{one.path}\n{one.words}" for one in material.passages)
    yield from (one.question for one in material.plain)
    yield from (question for item in material.items for question in item.questions)


def common_words(said: Iterator[str]) -> tuple[list[str], list[str]]:
    """Give the words, folded, that are used LEAST times or more, the commonest first, and the names among them with those of municipalities, sorted."""
    counted, capital = Counter[str](), Counter[str]()
    for form, count in Counter(form for text in said for form in FORM.findall(text)).items():
        for word in words(form):
            if word.isalpha() and SHORTEST <= len(word) <= LONGEST:
                counted[word] += count
                capital[word] += count * form[0].isupper()
    common = sorted((word for word, count in counted.items() if count >= LEAST), key=lambda word: (-counted[word], word))
    named = {word for word in common if capital[word] >= NAMED * counted[word]}
    # Many are rarer, and no typing errors.
    places = {word for word in words(PLACES.read_text(encoding="utf-8")) if word.isalpha() and len(word) >= SHORTEST} - set(common)
    return [word for word in common if word not in named], sorted(named | places)


if __name__ == "__main__":
    sys.exit(main())
