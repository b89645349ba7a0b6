"""Fine-tuning: a question must be nearer to the passage that answers it than to all other passages of its batch, and the passage likewise."""

import random
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, normalize
from transformers import BertModel

from ingest.embedding import Say
from ingest.embedding.training.data import Example, Material, batches

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
PADDING = 1
TEMPERATURE = 0.02
BACKWARD_WEIGHT = 0.5  # of passage → question beside question → passage
WARM_UP = 0.08
LEAST_RATE = 0.02  # of the learning rate, at the end
AVERAGED = 0.7  # the weights of every tenth step after this share of a run are averaged
QUESTION_TOKENS = 64
AT_ONCE = 128  # texts in memory at the same time; a batch of at most so many is done in one go


@dataclass(frozen=True, slots=True)
class Run:
    """One run from a model. `own_words` is the number of questions in a passage's own words in each pass; `kept_layers` lower layers stay as they are."""

    seed: int
    passes: int
    batch: int
    learning_rate: float
    passage_tokens: int
    own_words: int
    kept_layers: int = 0


# The mean of two: with questions in a passage's own words staff's questions gain, without them council members' do.
RUNS = (Run(2, 5, 512, 2e-4, 224, 0), Run(2, 5, 512, 2e-4, 176, 4000))
# From that mean, over what last_lesson.py gives. The model is the mean of before and after: it keeps what staff and others' sets ask.
LAST = Run(5, 1, 128, 8e-5, 80, 2000, kept_layers=6)
LAST_ITEMS = 4008  # the items that were written when the model was made; those after them teach learn_related.py only


def passes(material: Material, run: Run) -> list[list[Example]]:
    """Give the batches of all passes of a run."""
    chance = random.Random(run.seed)
    dealt: list[list[Example]] = []
    for number in range(run.passes):
        examples = material.one_pass(number, run.own_words)
        chance.shuffle(examples)
        dealt += batches(examples, run.batch)
    return dealt


def fine_tune(bert: BertModel, tokenizer: Tokenizer, steps: Sequence[Sequence[Example]], run: Run, say: Say, device: str) -> BertModel:
    """Train `bert` in place and give it back on the processor, with the averaged weights of the last part. The word vectors stay as they are."""
    torch.nn.Module.to(bert, device)
    torch.manual_seed(run.seed)
    chance = random.Random(run.seed)
    for part in (bert.embeddings if run.kept_layers else bert.embeddings.word_embeddings, *bert.encoder.layer[: run.kept_layers]):
        part.requires_grad_(False)
    weights = [weight for weight in bert.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=run.learning_rate, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, len(steps)))
    mean = Mean(bert)
    bert.train(not run.kept_layers)  # nothing is dropped where so little is learned
    for number, batch in enumerate(steps):
        loss = _step(bert, tokenizer, batch, run.passage_tokens, chance)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if (number >= AVERAGED * len(steps) and number % 10 == 0) or number == len(steps) - 1:
            mean.add(bert)
        if number % 20 == 0:
            say(f"Stap {number + 1} van {len(steps)}: verlies {loss:.3f}.")
    mean.load_into(bert)
    torch.nn.Module.to(bert, "cpu")
    bert.train(False)
    return bert


def rate(step: int, steps: int) -> float:
    """Give the share of the learning rate for a step: rising at first, then falling."""
    warm = max(1, int(WARM_UP * steps))
    return min(1.0, (step + 1) / warm) * max(LEAST_RATE, 1 - max(0, step - warm) / max(1, steps - warm))


def _step(bert: BertModel, tokenizer: Tokenizer, batch: Sequence[Example], passage_tokens: int, chance: random.Random) -> float:
    """Add the gradients of one batch; gives its loss. Vectors are made twice, first without gradients, so that a large batch fits in memory."""
    questions = [encoding.ids for encoding in tokenizer.encode_batch([QUERY_PREFIX + example.question for example in batch])]
    answers = [encoding.ids for encoding in tokenizer.encode_batch([PASSAGE_PREFIX + example.answer.read(chance) for example in batch])]
    texts = [cut(ids, QUESTION_TOKENS) for ids in questions] + [cut(ids, passage_tokens) for ids in answers]
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # texts of like length together: less padding
    parts = [order[start : start + AT_ONCE] for start in range(0, len(order), AT_ONCE)]
    seeds = [torch.randint(2**31, ()).item() for _ in parts]
    at_once = len(batch) <= AT_ONCE
    with torch.set_grad_enabled(at_once):
        rows = torch.cat([_vectors(bert, [texts[index] for index in part], int(seed)) for part, seed in zip(parts, seeds, strict=True)])
    rows = rows if at_once else rows.requires_grad_(True)
    vectors = rows[torch.tensor(order).argsort().to(rows.device)]
    near = vectors[: len(batch)] @ vectors[len(batch) :].T / TEMPERATURE
    own = torch.arange(len(batch), device=near.device)
    loss = cross_entropy(near, own) + BACKWARD_WEIGHT * cross_entropy(near.T, own)
    loss.backward()  # type: ignore[no-untyped-call]
    if at_once:
        return float(loss.detach())
    assert rows.grad is not None
    for part, seed, gradient in zip(parts, seeds, torch.split(rows.grad, [len(part) for part in parts]), strict=True):
        _vectors(bert, [texts[index] for index in part], int(seed)).backward(gradient)  # type: ignore[no-untyped-call]
    return float(loss.detach())


def cut(ids: list[int], most: int) -> list[int]:
    """Keep the first tokens, and the last, which ends a text."""
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def _vectors(bert: BertModel, texts: Sequence[list[int]], seed: int) -> torch.Tensor:
    """Embed texts: float32, (texts, dimension), of length 1. The same seed drops the same units."""
    torch.manual_seed(seed)
    device = bert.device
    longest = max(map(len, texts))
    ids = torch.tensor([[*text, *[PADDING] * (longest - len(text))] for text in texts], device=device)
    mask = ids != PADDING
    with precision(device):
        states = bert(input_ids=ids, attention_mask=mask.long()).last_hidden_state
    return normalize((states.float() * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True), dim=1)


def precision(device: torch.device) -> AbstractContextManager[None]:
    """Compute in half precision inside the block, on a graphics card."""
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda")


class Mean:
    """The mean of the weights at some steps."""

    def __init__(self, model: torch.nn.Module) -> None:
        self._sum = {key: torch.zeros_like(value) for key, value in _floats(model)}
        self._count = 0

    def add(self, model: torch.nn.Module) -> None:
        """Take in the weights of this moment."""
        for key, value in _floats(model):
            self._sum[key] += value
        self._count += 1

    def load_into(self, model: torch.nn.Module) -> None:
        """Give a model the mean, if anything was taken in."""
        if self._count:
            model.load_state_dict({key: value / self._count for key, value in self._sum.items()}, strict=False)


def _floats(model: torch.nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
    return ((key, value) for key, value in model.state_dict().items() if value.is_floating_point())


def mean_of(models: Sequence[BertModel]) -> BertModel:
    """Give the first model with the mean of all their weights."""
    mean = Mean(models[0])
    for bert in models:
        mean.add(bert)
    mean.load_into(models[0])
    return models[0]
