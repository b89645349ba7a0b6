"""Writes the report on finding, in Dutch Markdown. Measures nothing: what it shows is in `Findings`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.ablations import USUAL, Ablation
from evals.haystack import Haystack
from evals.misses import MOST, SEEN, Miss
from evals.ranking import Side
from evals.retrieval_figures import LEAST_CASES, Margin, SetFigures, Step, margins, model_against_words
from evals.slices import ALL
from evals.table import SLICE_LABELS, SetUp

SET_UP_NAMES = {SetUp.PLAIN: "eenvoudig", SetUp.BARE: "origineel, zonder zoekvragen", SetUp.ORIGINAL: "origineel", SetUp.BOTH: "beide"}
Goal = tuple[float, float]  # what must be reached, and the aim
HIT5_GOALS: dict[tuple[str, str], Goal] = {
    **{(set_up, "persona:council"): (0.90, 0.95) for set_up in (SetUp.BARE, SetUp.ORIGINAL)},
    **{(set_up, "persona:staff"): (0.90, 0.95) for set_up in (SetUp.BARE, SetUp.ORIGINAL)},
    **{(set_up, "persona:tester"): (0.97, 0.99) for set_up in (SetUp.BARE, SetUp.ORIGINAL)},
    (SetUp.BOTH, "persona:council"): (0.93, 0.97),
}
NDCG_GOALS: dict[str, Goal] = {
    "raadsbesluiten": (0.82, 0.85),
    "rijksoverheid_vac": (0.86, 0.88),
    "programma_koppen": (0.44, 0.48),
    "stellingen": (0.74, 0.77),
}
ABOUT = (
    "Dit verslag komt van `python -m evals retrieval` en gaat alleen over vinden: niemand schrijft een antwoord. Een vervolgvraag wordt voluit gesteld. "
    f"hit@5 is het deel van de vragen met bewijs bij de eerste {SEEN}; nDCG@10 zegt hoe goed de eerste tien op volgorde staan. "
    "In de eenvoudige versie telt bewijs per paragraaf, bij een origineel per zinsdeel: vergelijk dus binnen een uitgave. Alleen tijden verschillen van keer tot keer."
)
DECIMALS = 3
NO_SETS = "Niet gemeten. Geef met `--sets` de map met verzamelingen."
NO_HAYSTACK = "Niet gemeten. Geef met `--passages` een bestand met passages."


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the report shows. `ours` and `beir` are measured on the split, `ablation` and `misses` on questions that may be looked at."""

    model: str
    split: str
    model_bytes: int
    ours: Sequence[SetFigures]
    beir: Sequence[SetFigures]
    haystacks: Mapping[str, Haystack]
    ablation: Ablation
    missed_in: str
    misses: Sequence[Miss]
    curve: Sequence[Step]


def render_retrieval(found: Findings) -> str:
    """Write the whole report."""
    parts = ["# Vinden", f"Zoekmodel {found.model}. De cijfers zijn van de vragen van het deel {found.split}.", ABOUT, "## Cijfers"]
    parts += [
        "### Bewijs bij de eerste 5 (hit@5)",
        _ours(found.ours),
        "### Volgorde (nDCG@10)",
        _beir(found.beir, found.ablation) if found.beir else NO_SETS,
    ]
    parts += [f"### De mix min de beste losse kant (per verzameling, en per groep van minstens {LEAST_CASES} vragen)", _margins(found)]
    parts += ["### Een speld in een hooiberg", _haystacks(found) if found.haystacks else NO_HAYSTACK, "### Grootte", _size(found.model_bytes)]
    parts += ["## Wat elk onderdeel brengt", *_ablation(found.ablation)]
    if found.curve:
        parts += ["## De leercurve van het zoekmodel", _curve(found.curve)]
    parts += [f"## De {MOST} ergste missers", *_misses(found)]
    return "\n\n".join(parts) + "\n"


def _ours(sets: Sequence[SetFigures]) -> str:
    rows = [
        [SET_UP_NAMES[SetUp(one.name)], label, *_sides(one, slice_name), *_goal(HIT5_GOALS.get((one.name, slice_name)))]
        for one in sets
        for slice_name, label in SLICE_LABELS.items()
        if slice_name in one.slices
    ]
    return _markdown(["uitgaven", "vragen van", "aantal", *Side, "moet", "streven"], rows, texts=2)


def _beir(sets: Sequence[SetFigures], ablation: Ablation) -> str:
    rows = [[one.name, *_sides(one, ALL), *_goal(NDCG_GOALS.get(one.name))] for one in sets]
    table = _markdown(["verzameling", "aantal", *Side, "moet", "streven"], rows, texts=1)
    usual, ours = (
        model_against_words(sets, means) for means in (ablation.without[Side.BM25][USUAL], {one.name: one.mean(Side.BM25) for one in sets})
    )
    return (
        f"{table}\n\nDe vectoren alleen, gedeeld door gewone BM25 (stammen, geen stopwoorden), gemiddeld over deze verzamelingen: {_number(usual, 2)} "
        f"(moet 1,10; streven 1,20). Gedeeld door onze BM25, die ook samenstellingen en grondvormen kent: {_number(ours, 2)}."
    )


def _sides(one: SetFigures, slice_name: str) -> list[str]:
    return [str(len(one.slices[slice_name])), *(_number(one.mean(side, slice_name)) for side in Side)]


def _margins(found: Findings) -> str:
    rows = [_margin(one) for one in margins([*found.ours, *found.beir])]
    head = ["verzameling", "groep", "beste kant", "aantal", "die kant", "mix", "verschil", "interval van 95 %", "oordeel"]
    return f"{_markdown(head, rows, texts=3)}\n\nMoet: nergens slechter, of een interval waar 0 in ligt. Streven: overal +0,02."


def _margin(one: Margin) -> list[str]:
    found = one.difference
    low, high = round(found.low, DECIMALS), round(found.high, DECIMALS)  # so that no rounding of the computer decides
    verdict = "slechter" if high < 0 else "beter" if low > 0 else "kan toeval zijn"
    numbers = [str(found.n), _number(found.first), _number(found.second), _signed(found.second - found.first)]
    return [_set_name(one.set_name), f"`{one.slice_name}`", one.best, *numbers, f"{_signed(low)} tot {_signed(high)}", verdict]


def _haystacks(found: Findings) -> str:
    alone = {one.name: one.mean(Side.MIX) for one in found.ours}
    rows = []
    for name, hay in found.haystacks.items():
        among = sum(hay.scores.values()) / len(hay.scores)
        times = [_number(value, 1) for value in (hay.p50_ms, hay.p95_ms)]
        rows.append([SET_UP_NAMES[SetUp(name)], str(hay.passage_count), _number(alone[name]), _number(among), _number(alone[name] - among), *times])
    head = ["uitgaven", "passages", "hit@5 zonder hooi", "met hooi", "daling", "p50 (ms)", "p95 (ms)"]
    return f"{_markdown(head, rows, texts=1)}\n\nDaling: moet hoogstens 0,06, streven 0,03. Van vraag tot hits, één proces op één kern: p95 moet 50 ms, streven 25 ms."


def _size(count: int) -> str:
    return f"De hele map van het zoekmodel, met wat woord voor woord vergelijkt: {_number(count / 1e6, 1)} MB (moet hoogstens 40 MB, streven 38 MB)."


def _ablation(found: Ablation) -> Iterator[str]:
    yield (
        "Gemeten op vragen die bekeken mogen worden (dev), met hit@5 voor onze documenten en nDCG@10 voor de andere verzamelingen. Achter elk cijfer zonder een onderdeel "
        "staat wat dat onderdeel brengt. Een streepje: daar verandert het niets, want zulke tekst is er niet."
    )
    for side in reversed(Side):
        whole = found.whole[side]
        rows = [["alles aan", *(_number(whole[name]) for name in whole)]]
        rows += [[f"zonder {label}", *_against(whole, means)] for label, means in found.without[side].items()]
        yield f"### {side.value[0].upper()}{side.value[1:]}{'' if side is Side.MIX else ' alleen'}"
        yield _markdown(["onderdeel", *map(_set_name, whole)], rows, texts=1)
    whole = found.whole[Side.MIX]
    yield "### Het gewicht van de vectoren in de mix, en rangen in plaats van scores"
    weights = [[_number(weight, 1), *(_number(means[name]) for name in whole)] for weight, means in found.by_weight.items()]
    rows = [*weights, ["nu", *(_number(mean) for mean in whole.values())], ["rangen (RRF)", *(_number(found.fused[name]) for name in whole)]]
    yield _markdown(["gewicht", *map(_set_name, whole)], rows, texts=1)


def _against(whole: Mapping[str, float], means: Mapping[str, float]) -> list[str]:
    return [f"{_number(means[name])} ({_signed(whole[name] - means[name])})" if name in means else "–" for name in whole]


def _curve(steps: Sequence[Step]) -> str:
    sets = list(dict.fromkeys(name for step in steps for name in step.ndcg))
    rows = [
        [
            step.label,
            str(step.pairs),
            *(_number(value) for value in (step.council_hit5, step.staff_hit5)),
            *(_known(step.ndcg, name) for name in sets),
        ]
        for step in steps
    ]
    return _markdown(["stap", "paren", "hit@5 raadsleden", "hit@5 medewerkers", *(f"nDCG@10 {name}" for name in sets)], rows, texts=1)


def _known(values: Mapping[str, float], name: str) -> str:
    return _number(values[name]) if name in values else "–"


def _misses(found: Findings) -> Iterator[str]:
    yield (
        f"Van de dev-vragen, uitgaven: {_set_name(found.missed_in)}. De rang is die van het eerste bewijs; een streepje: niet gevonden. "
        "“Gedeeld” is het deel van de woorden van de vraag dat in het bewijs staat. De reden volgt uit rangen en woorden, door een vaste regel."
    )
    if not found.misses:
        yield "Geen: elke vraag heeft bewijs bij de eerste 5."
        return
    counts = Counter(miss.reason for miss in found.misses)
    yield _markdown(["reden", "wat zou helpen", "vragen"], [[one.label, one.mend, str(count)] for one, count in counts.most_common()], texts=2)
    rows = [_miss(one) for one in found.misses]
    yield _markdown(["vraag", "van", "soort", *Side, "gedeeld", "kopje boven het bewijs", "reden"], rows, texts=3)


def _miss(one: Miss) -> list[str]:
    ranks = [str(one.ranks[side] or "–") for side in Side]
    return [f"`{one.case.id}`", one.case.persona, one.case.kind, *ranks, _number(one.shared, 2), one.heading.replace("|", "/"), one.reason.label]


def _set_name(name: str) -> str:
    return SET_UP_NAMES[SetUp(name)] if name in set(SetUp) else name


def _goal(goal: Goal | None) -> list[str]:
    return ["–", "–"] if goal is None else [_number(value, 2) for value in goal]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> str:
    """Write a table of which the first `texts` columns hold words."""
    lines = [head, [*["---"] * texts, *["---:"] * (len(head) - texts)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _number(value: float, decimals: int = DECIMALS) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _signed(value: float) -> str:
    return f"{round(value, DECIMALS) + 0.0:+.3f}".replace(".", ",").replace("-", "−")  # adding 0.0 makes −0.000 positive
