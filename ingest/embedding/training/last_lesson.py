"""The last lesson: questions about one sentence. A passage of our corpus is often a single commitment under its headings; those of the first lessons have a hundred words."""

import random
from collections.abc import Iterator

from corpus.dutch import sentences
from ingest.embedding.training.data import PAIRS_A_PASS, Example, Item, Material, Text, batches, in_own_words

BESIDE = 0.25  # how often the sentence before is read with it, and as often the one after
SHORT = 90  # words: longer pairs are left to the lessons before
FEWER = 4  # times fewer pairs than a pass of those lessons takes: enough that what they taught stays
BLOCK = 32  # examples of one document
IN_BLOCKS = 0.5  # of the examples stand beside others of their document: telling those apart is what a small corpus asks


def last_lesson(material: Material, own_words: int, batch: int, chance: random.Random) -> list[list[Example]]:
    """Give the batches: every question about an item, `own_words` questions in an item's own words, and pairs."""
    asked = [Example(question, read_item(item, chance)) for item in material.items for question in item.questions]
    own = in_own_words([example.answer for example in asked], own_words, chance)
    dealt = list(batches(list(in_blocks([*asked, *own, *_short_pairs(material, chance)], chance)), batch))
    chance.shuffle(dealt)
    return dealt


def read_item(item: Item, chance: random.Random) -> Text:
    """Give the part of the text that is asked about, now and then with a sentence beside it."""
    spans = sentences(item.text.words)
    first = next(number for number, span in enumerate(spans) if span.end > item.place.start)
    last = max(first, *(number for number, span in enumerate(spans) if span.start < item.place.end))
    drawn = chance.random()
    first -= drawn < BESIDE and first > 0
    last += BESIDE <= drawn < 2 * BESIDE and last + 1 < len(spans)
    return Text(item.text.key, item.text.path, item.text.words[spans[first].start : spans[last].end], item.text.source)


def _short_pairs(material: Material, chance: random.Random) -> Iterator[Example]:
    for kind, wanted in PAIRS_A_PASS.items():
        short = [pair for pair in material.pairs.get(kind, ()) if len(pair.answer.words.split()) <= SHORT]
        yield from chance.sample(short, min(len(short), wanted // FEWER))


def in_blocks(examples: list[Example], chance: random.Random) -> Iterator[Example]:
    """Give the examples in another order, IN_BLOCKS of them in blocks of one document."""
    by_source: dict[str, list[Example]] = {}
    for example in chance.sample(examples, len(examples)):
        by_source.setdefault(example.answer.source, []).append(example)
    blocks = [found[start : start + BLOCK] for found in by_source.values() for start in range(0, len(found), BLOCK)]
    chance.shuffle(blocks)
    kept = blocks[: round(IN_BLOCKS * len(blocks))]
    loose = [example for block in blocks[len(kept) :] for example in block]
    chance.shuffle(loose)
    kept += [loose[start : start + BLOCK] for start in range(0, len(loose), BLOCK)]
    chance.shuffle(kept)
    return (example for block in kept for example in block)
