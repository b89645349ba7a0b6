"""`fit_cross_encoder`: teaches the cross-encoder which sentence answers a question, or that none does, from questions over other documents."""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.bootstrap import make_embedder
from assistant.settings import read_settings
from evals.fitting import Asked, Pool, pools, read_asked, relevance
from ingest.embedding.model_folder import CROSS_ENCODER, MODEL

if TYPE_CHECKING:
    from ingest.embedding.training import cross_encoder

QUESTIONS = 9_000  # that have an answer
OF_ITEM = 2  # questions of one sentence
TIMES = 2  # that a near-miss is read
RIGHT, HARD, LOOSE = 2, 3, 1  # sentences that answer; of the others the likeliest, and some of the next
NEXT = 10
SEED = 3


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    fit = commands.add_parser("fit_cross_encoder", help="leer uit vragen over andere documenten of een zin een vraag beantwoordt (een uur)")
    fit.add_argument("--data", type=Path, required=True, metavar="MAP", help="map met de oefengegevens")
    fit.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    from ingest.embedding.training import cross_encoder
    from ingest.embedding.training.unpack import unpack

    settings, chance = read_settings(), random.Random(SEED)
    asked = list(_asked(given.data, chance))
    found = [
        made
        for pool, here in pools(asked, given.data, make_embedder(settings), settings.data / "vectors", parts=True)
        for one in here
        if (made := example(pool, one, chance))
    ]
    answered, near_misses = [one for one in found if one.right], [one for one in found if not one.right]
    examples = chance.sample(answered, min(QUESTIONS, len(answered))) + near_misses * TIMES
    bert, tokenizer = unpack(MODEL)
    cross_encoder.write(cross_encoder.train(bert, tokenizer, examples, print), CROSS_ENCODER)
    print(f"Klaar: {len(examples)} vragen, waarvan {len(near_misses)} zonder antwoord. Het leesmodel staat in {CROSS_ENCODER}.")


def _asked(data: Path, chance: random.Random) -> Iterator[Asked]:
    """Give questions about single sentences, and questions and near-misses over others; none over a passage from which is learned how much they count."""
    from ingest.embedding.training.data import read_answered, read_material

    for item in read_material(data).items:
        for question in chance.sample(item.questions, min(OF_ITEM, len(item.questions))):
            yield Asked(item.text.key, question, (item.place,), 0)
    apart = {one.passage for one in read_asked()}
    for row in read_answered(data):
        if row.passage not in apart:
            yield Asked(row.passage, row.question, row.answers, 0)
            yield Asked(row.passage, row.near_miss, (), 0)


def example(pool: Pool, one: Asked, chance: random.Random) -> "cross_encoder.Asked | None":
    """Search a question, and give it with sentences that answer it (those of its passage, when that was not found) and others that were found."""
    from ingest.embedding.training import cross_encoder

    found = pool.sentences(one.question)
    order = np.argsort(-relevance(pool, one.question, found), kind="stable")
    ranked = [found[place] for place in order]
    right = [said.read for said in ranked if said.answers(one)] or [said.read for said in pool.said(one.passage) if said.answers(one)]
    if one.answers and not right:
        return None
    wrong = [said.read for said in ranked if not said.answers(one)][:NEXT]
    loose = chance.sample(wrong[HARD:], min(LOOSE, len(wrong[HARD:])))
    return cross_encoder.Asked(one.question, tuple(right[:RIGHT]), (*wrong[:HARD], *loose))
