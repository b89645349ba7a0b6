"""Trains the cross-encoder: a question and a sentence go through the lower layers of the search model apart, and through copies of the upper ones together.

It learns which of some sentences answers a question, or that none does: near-misses, whose sentences are about the subject and do not give what is asked.
"""

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Tokenizer
from torch.nn.functional import cosine_similarity
from transformers import BertModel

from ingest.embedding import Say, clean_text
from ingest.embedding.cross_encoder import MOST_TOKENS
from ingest.embedding.model_folder import LOWER_LAYERS
from ingest.embedding.training.export import quietly
from ingest.embedding.training.train import PADDING, PASSAGE_PREFIX, QUERY_PREFIX

SEED = 5
BATCH = 16  # questions
AT_ONCE = 24  # pairs of about one length
LEARNING_RATE, OF_HEAD = 1e-4, 10  # what is new learns faster than the layers
WARM_UP, LEAST_RATE = 0.1, 0.02
AVERAGED = 0.7  # the weights of every fifth step after this share are averaged
START = 15.0  # of a cosine, so that training begins with what the layers know
Item = TypeVar("Item")
States = torch.Tensor  # (tokens, dimension), as the lower layers leave a text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the sentences that answer it (none for a near-miss) and others that were found for it."""

    question: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


class Joint(torch.nn.Module):
    """The upper layers, over the states of a question and of a sentence one after the other → the log-odds that the one answers the other."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        size = bert.config.hidden_size
        self.layers = deepcopy(bert.encoder.layer[LOWER_LAYERS:])
        self.side = torch.nn.Parameter(torch.zeros(2, size))
        self.head = torch.nn.Linear(2 * size, 1)
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.zeros_(self.head.bias)
        self.nearness = torch.nn.Parameter(torch.tensor(START))
        self.none = torch.nn.Parameter(torch.tensor(0.0))  # what the answer must beat: that no sentence answers

    def forward(self, question: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
        """Read one pair: (1, tokens, dimension) twice → (1,)."""
        states = torch.cat([question + self.side[0], sentence + self.side[1]], dim=1)
        for layer in self.layers:
            states = first_of(layer(states))
        cut = question.shape[1]
        return self._scored(states[:, :cut].mean(dim=1), states[:, cut:].mean(dim=1)) - self.none

    def many(self, pairs: Sequence[tuple[States, States]]) -> torch.Tensor:
        """Read pairs in one go: → (pairs,), before `none` is taken off."""
        longest = max(len(question) + len(sentence) for question, sentence in pairs)
        states = torch.zeros(len(pairs), longest, self.side.shape[1])
        of_question, of_sentence = torch.zeros(len(pairs), longest), torch.zeros(len(pairs), longest)
        for row, (question, sentence) in enumerate(pairs):
            end = len(question) + len(sentence)
            states[row, : len(question)], states[row, len(question) : end] = question.float() + self.side[0], sentence.float() + self.side[1]
            of_question[row, : len(question)], of_sentence[row, len(question) : end] = 1.0, 1.0
        outside = (1.0 - of_question - of_sentence)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = first_of(layer(states, outside))
        return self._scored(_mean(states, of_question), _mean(states, of_sentence))

    def _scored(self, question: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
        scored: torch.Tensor = self.head(torch.cat([question, sentence], dim=1))[:, 0] + self.nearness * cosine_similarity(question, sentence)
        return scored


class Lower:
    """The lower layers, which stay as they are: the states of each text are made once."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer) -> None:
        self._bert, self._tokenizer = deepcopy(bert).train(False), tokenizer
        self._bert.encoder.layer = self._bert.encoder.layer[:LOWER_LAYERS]
        self._made: dict[str, States] = {}

    def question(self, text: str) -> States:
        """Give the states of a question."""
        return self._made[QUERY_PREFIX + clean_text(text)]

    def sentence(self, text: str) -> States:
        """Give the states of a sentence."""
        return self._made[PASSAGE_PREFIX + clean_text(text)]

    @torch.no_grad()
    def make(self, asked: Sequence[Asked]) -> None:
        """Make the states of all these texts, in half precision."""
        texts = [QUERY_PREFIX + clean_text(one.question) for one in asked]
        texts += [PASSAGE_PREFIX + clean_text(text) for one in asked for text in (*one.right, *one.wrong)]
        new = list(dict.fromkeys(texts))
        numbers = [encoding.ids for encoding in self._tokenizer.encode_batch(new)]
        numbers = [ids if len(ids) <= MOST_TOKENS else [*ids[: MOST_TOKENS - 1], ids[-1]] for ids in numbers]
        order = sorted(range(len(new)), key=lambda place: len(numbers[place]))
        for part in _parts(order, 128):
            longest = max(len(numbers[place]) for place in part)
            ids = torch.tensor([[*numbers[place], *[PADDING] * (longest - len(numbers[place]))] for place in part])
            states = self._bert(input_ids=ids, attention_mask=(ids != PADDING).long()).last_hidden_state
            for row, place in enumerate(part):
                self._made[new[place]] = states[row, : len(numbers[place])].half().clone()


def train(bert: BertModel, tokenizer: Tokenizer, asked: Sequence[Asked], say: Say) -> Joint:
    """Learn from these questions, in an order of its own. The loss is the log-likelihood of the right sentences, or of none, beside the others."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    lower, joint = Lower(bert, tokenizer), Joint(bert).train(True)
    lower.make(asked)
    say(f"De onderste lagen hebben {len(asked)} vragen gelezen, met hun zinnen.")
    steps = [part for part in _parts(chance.sample(asked, len(asked)), BATCH) if len(part) == BATCH]
    layers = list(joint.layers.parameters())
    head = [joint.side, joint.head.weight, joint.head.bias, joint.nearness, joint.none]
    groups = [{"params": layers, "lr": LEARNING_RATE}, {"params": head, "lr": OF_HEAD * LEARNING_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, len(steps)))
    kept: list[dict[str, torch.Tensor]] = []
    for number, batch in enumerate(steps):
        loss = _loss(joint, lower, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(joint.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if (number >= AVERAGED * len(steps) and number % 5 == 0) or number == len(steps) - 1:
            kept.append({name: weight.clone() for name, weight in joint.state_dict().items()})
        if number % 25 == 0:
            say(f"Stap {number + 1} van {len(steps)}: verlies {float(loss.detach()):.3f}.")
    joint.load_state_dict({name: torch.stack([one[name] for one in kept]).mean(dim=0) for name in kept[0]})
    return joint.train(False)


def write(joint: Joint, path: Path) -> None:
    """Write it as 8-bit ONNX: `question` and `sentence` (1, tokens, dimension) → `log_odds` (1,)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    full = path.with_name("full.onnx")
    size = joint.side.shape[1]
    with quietly():
        torch.onnx.export(
            joint,
            (torch.zeros(1, 5, size), torch.zeros(1, 7, size)),
            str(full),
            input_names=["question", "sentence"],
            output_names=["log_odds"],
            dynamic_axes={"question": {1: "asked"}, "sentence": {1: "said"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits, so that no processor overflows on two products that are added (see signed_weights.py).
        quantize_dynamic(full, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    full.unlink()


def _loss(joint: Joint, lower: Lower, batch: Sequence[Asked]) -> torch.Tensor:
    pairs = [(lower.question(one.question), lower.sentence(text)) for one in batch for text in (*one.right, *one.wrong)]
    order = sorted(range(len(pairs)), key=lambda place: len(pairs[place][0]) + len(pairs[place][1]))  # like lengths together: less padding
    scored = torch.cat([joint.many([pairs[place] for place in part]) for part in _parts(order, AT_ONCE)])[torch.tensor(order).argsort()]
    losses = []
    for one, found in zip(batch, torch.split(scored, [len(one.right) + len(one.wrong) for one in batch]), strict=True):
        beside = torch.cat([found, joint.none.view(1)])
        right = found[: len(one.right)] if one.right else beside[-1:]
        losses.append(torch.logsumexp(beside, 0) - torch.logsumexp(right, 0))
    return torch.stack(losses).mean()


def _rate(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / max(1.0, WARM_UP * steps)) * max(LEAST_RATE, 1 - step / steps)


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    mean: torch.Tensor = (states * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    return mean


def first_of(given: "torch.Tensor | tuple[torch.Tensor, ...]") -> torch.Tensor:
    """Give what a layer of transformers gives, which some versions put in a tuple."""
    return given if isinstance(given, torch.Tensor) else given[0]


def _parts(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
