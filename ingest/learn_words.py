"""The command `python -m ingest.learn_words`: counts the words of the training texts and questions, and writes down the common ones."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.dutch import words
from corpus.errors import BronvastError
from ingest.common_words import FILE
from ingest.embedding.training.data import Material, read_material
from ingest.vocabulary import FOLDER

LEAST = 5  # times: rarer ones are often errors themselves, of people or of reading a PDF
SHORTEST, LONGEST = 2, 30  # letters
PLACES = FOLDER / "municipalities.txt"  # many are rarer, and no typing errors


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
    options.out.write_text("".join(f"{word}\n" for word in common), encoding="utf-8")
    return 0


def texts(material: Material) -> Iterator[str]:
    """Give each passage with its headings, and each plain question."""
    yield from (f"{one.path}\n{one.words}" for one in material.passages)
    yield from (one.question for one in material.plain)
    yield from (question for item in material.items for question in item.questions)


def common_words(said: Iterator[str]) -> list[str]:
    """Give the words, folded, that are used LEAST times or more, the commonest first, and last the places that are not among them."""
    counted = Counter(word for text in said for word in words(text) if word.isalpha() and SHORTEST <= len(word) <= LONGEST)
    common = sorted((word for word, count in counted.items() if count >= LEAST), key=lambda word: (-counted[word], word))
    places = {word: None for word in words(PLACES.read_text(encoding="utf-8")) if word.isalpha() and len(word) >= SHORTEST}
    return [*common, *(word for word in places if counted[word] < LEAST)]


if __name__ == "__main__":
    sys.exit(main())
