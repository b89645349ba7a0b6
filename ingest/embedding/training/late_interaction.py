"""Teaches the search model to compare a question with a text token by token (late interaction, ColBERT, arXiv 2004.12832).

Its lower layers stay as they are, so that one reading of a question serves its vector and its tokens; copies of the upper ones learn. The mean
of their states is taught beside the tokens, and each learns from both together.
"""

import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, kl_div, normalize, softplus
from torch.utils.checkpoint import checkpoint
from transformers import BertModel

from ingest.embedding import Say
from ingest.embedding.late_interaction import TOKENS, WEIGHTS
from ingest.embedding.model_folder import LOWER_LAYERS
from ingest.embedding.training.cross_encoder import first_of
from ingest.embedding.training.data import Example, Material, batches
from ingest.embedding.training.export import quietly
from ingest.embedding.training.last_lesson import in_blocks, read_item
from ingest.embedding.training.train import BACKWARD_WEIGHT, PADDING, PASSAGE_PREFIX, QUERY_PREFIX, QUESTION_TOKENS, Mean, cut, precision, rate

SIZE = 64  # of a token's vector
SEED, PASSES, BATCH, OWN_WORDS = 5, 3, 512, 3000
LEARNING_RATE, OF_HEAD = 2e-4, 5  # what is new learns faster than the layers
PASSAGE_TOKENS = 224
ALONE = 0.6  # of the questions about a sentence are learned with that sentence, the others with its passage
AVERAGED = 0.7  # the weights of every tenth step after this share are averaged
TEMPERATURE = 0.02
FROM_BOTH = 0.3  # what learning from the sum of both counts
AT_ONCE = 64  # questions that are compared with all texts of the batch at the same time
Tensor = torch.Tensor


class Late(torch.nn.Module):
    """The upper layers, over the states of a text (1, tokens, dimension) → a vector of length 1 and a weight for each token."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        size = bert.config.hidden_size
        self.layers = deepcopy(bert.encoder.layer[LOWER_LAYERS:])
        self.proj = torch.nn.Linear(size, SIZE, bias=False)
        self.weigh = torch.nn.Linear(size, 1)
        torch.nn.init.orthogonal_(self.proj.weight)
        torch.nn.init.zeros_(self.weigh.weight)
        torch.nn.init.zeros_(self.weigh.bias)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Read one text: tokens (tokens, SIZE) and weights (tokens,)."""
        tokens, weights = self.heads(self.read(states))
        return tokens[0], weights[0]

    def read(self, states: Tensor, outside: Tensor | None = None) -> Tensor:
        """Run the layers; `outside` is added to what is looked at."""
        for layer in self.layers:
            states = first_of(layer(states, outside))
        return states

    def heads(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Give the vectors and the weights of tokens."""
        return normalize(self.proj(states), dim=-1), softplus(self.weigh(states)[..., 0] + 1)


class Texts:
    """Some texts as `Late` reads them: their tokens, weights, which of them count (the prefix does not), and their mean."""

    def __init__(self, late: Late, lower: BertModel, numbers: Sequence[list[int]], prefix: int) -> None:
        longest = max(map(len, numbers))
        ids = torch.tensor([[*text, *[PADDING] * (longest - len(text))] for text in numbers], device=lower.device)
        mask = ids != PADDING
        with precision(lower.device):
            with torch.no_grad():
                states = lower(input_ids=ids, attention_mask=mask.long()).last_hidden_state
            states = late.read(states, (~mask)[:, None, None, :].to(states.dtype) * -1e4).float()
        self.tokens, self.weights = late.heads(states)
        self.counts = mask & (torch.arange(longest, device=ids.device) >= prefix)
        self.mean = normalize((states * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True), dim=1)


def lessons(material: Material, chance: random.Random) -> list[list[Example]]:
    """Give the batches of all passes, half of the examples beside others of their document."""
    dealt: list[list[Example]] = []
    for number in range(PASSES):
        asked = [
            Example(question, read_item(item, chance) if chance.random() < ALONE else item.text)
            for item in material.items
            for question in item.questions
        ]
        dealt += batches(list(in_blocks([*material.one_pass(number, OWN_WORDS), *asked], chance)), BATCH)
    return dealt


def train(bert: BertModel, tokenizer: Tokenizer, steps: Sequence[Sequence[Example]], say: Say, device: str) -> Late:
    """Learn from these batches; `bert` stays as it is."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    late, lower = Late(bert).to(device).train(True), deepcopy(bert).to(device).train(False)  # type: ignore[arg-type]
    lower.encoder.layer = lower.encoder.layer[:LOWER_LAYERS]
    head = [*late.proj.parameters(), *late.weigh.parameters()]
    groups = [{"params": list(late.layers.parameters()), "lr": LEARNING_RATE}, {"params": head, "lr": OF_HEAD * LEARNING_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, len(steps)))
    mean = Mean(late)
    for number, batch in enumerate(steps):
        asked, told = _numbers(tokenizer, batch, chance)
        loss = _loss(Texts(late, lower, asked, _length(tokenizer, QUERY_PREFIX)), Texts(late, lower, told, _length(tokenizer, PASSAGE_PREFIX)))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(late.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if (number >= AVERAGED * len(steps) and number % 10 == 0) or number == len(steps) - 1:
            mean.add(late)
        if number % 20 == 0:
            say(f"Stap {number + 1} van {len(steps)}: verlies {float(loss.detach()):.3f}.")
    mean.load_into(late)
    return late.to("cpu").train(False)


def write(late: Late, path: Path) -> None:
    """Write it as 8-bit ONNX: `states` (1, tokens, dimension) → `tokens` (tokens, SIZE) and `weights` (tokens,)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    full = path.with_name("full.onnx")
    size = late.proj.in_features
    with quietly():
        torch.onnx.export(
            late,
            (torch.randn(1, 7, size),),
            str(full),
            input_names=["states"],
            output_names=[TOKENS, WEIGHTS],
            dynamic_axes={"states": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits, so that no processor overflows on two products that are added (see signed_weights.py).
        quantize_dynamic(full, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    full.unlink()


def _numbers(tokenizer: Tokenizer, batch: Sequence[Example], chance: random.Random) -> tuple[list[list[int]], list[list[int]]]:
    asked = tokenizer.encode_batch([QUERY_PREFIX + example.question for example in batch])
    told = tokenizer.encode_batch([PASSAGE_PREFIX + example.answer.read(chance) for example in batch])
    return [cut(one.ids, QUESTION_TOKENS) for one in asked], [cut(one.ids, PASSAGE_TOKENS) for one in told]


def _length(tokenizer: Tokenizer, prefix: str) -> int:
    return len(tokenizer.encode(prefix.strip()).ids) - 1


def _loss(asked: Texts, told: Texts) -> Tensor:
    """A question must be nearer to its own text than to the others of the batch, and the text likewise: token by token, by the means, and by both together."""
    weights = asked.weights * asked.counts
    weighed = asked.tokens * (weights / weights.sum(dim=1, keepdim=True))[..., None]
    by_token = torch.cat([checkpoint(_nearest, part, told, use_reentrant=False) for part in torch.split(weighed, AT_ONCE)]) / TEMPERATURE
    by_mean = asked.mean @ told.mean.T / TEMPERATURE
    both = by_token + by_mean
    learned = sum(kl_div(one.log_softmax(1), both.detach().softmax(1), reduction="batchmean") for one in (by_token, by_mean))
    return _own(by_token) + (_own(by_mean) + _own(both)) / 2 + FROM_BOTH * learned


def _own(near: Tensor) -> Tensor:
    own = torch.arange(len(near), device=near.device)
    loss: Tensor = cross_entropy(near, own) + BACKWARD_WEIGHT * cross_entropy(near.T, own)
    return loss


def _nearest(weighed: Tensor, told: Texts) -> Tensor:
    compared = torch.einsum("qle,tke->qtlk", weighed, told.tokens)
    nearest: Tensor = compared.masked_fill(~told.counts[None, :, None], -1e4).amax(dim=-1)
    return torch.where(weighed.any(dim=-1)[:, None], nearest, 0.0).sum(dim=-1)
