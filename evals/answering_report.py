"""Writes the report on answering, in Dutch Markdown: ids, figures and labels only. Measures nothing: what it shows is in `Findings`."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.agreement import LABELS, AgreementKind
from evals.answering_figures import TARGETS, THEMES, Counted, Goal, Target
from evals.cases import Persona
from evals.effects import COLUMNS, Effect, Effects
from evals.lies import Stopped
from evals.report import KIND_LABELS, PERSONA_LABELS
from evals.results import Figure
from evals.retrieval_report import SET_UP_NAMES
from evals.table import SetUp
from evals.wrong_answers import MOST, WrongAnswer

ABOUT = (
    "Dit verslag komt van `python -m evals answering`. Vetgedrukt is wat niet haalt wat moet; tussen haakjes staat het interval van 95 %. "
    "Het getal achter een maat is het aantal vragen waar zij over gaat; achter een maat over antwoorden kan dat per uitgave iets verschillen. "
    "In de eenvoudige versie telt bewijs per paragraaf, bij een origineel per zinsdeel: vergelijk dus binnen een uitgave. "
    "De tijd is van één proces op één kern, zonder taalmodel, en hangt af van wat die computer verder doet; alleen tijden verschillen van keer tot keer."
)
ABOUT_EFFECTS = (
    "Elke regel en elk signaal is één keer uitgezet, met al het andere aan; het product heeft zulke knoppen niet. Een getal is wat de regel brengt: "
    "met de regel min zonder, in honderdsten (punten); een streepje is geen verschil. Bij ↓ is lager beter. “Anders” telt de vragen met een ander antwoord, "
    "“goed” en “fout” die door de regel helemaal goed of juist fout worden, terecht weigeren meegeteld. "
    "Een punt of wat kan bij zo weinig vragen toeval zijn. Een regel die hier niets doet, kan er zijn voor vragen of documenten die hier niet bij zitten."
)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the report shows. `figures` by set-up and the label of the target; the effects and wrong answers are of `looked_at`, on dev questions."""

    split: str
    on: str
    figures: Mapping[SetUp, Mapping[str, Figure]]
    register: Sequence[Counted]
    looked_at: SetUp
    asked: int
    effects: Effects
    lies: Sequence[Stopped]
    wrong: Sequence[WrongAnswer]


def render_answering(found: Findings) -> str:
    """Write the whole report."""
    parts = [
        "# Antwoorden",
        f"De cijfers zijn van de vragen van het deel {found.split}, alsof het {found.on} is.",
        ABOUT,
        "## Cijfers",
        _figures(found),
    ]
    if found.register:
        parts += ["### Het register naast de telling met de hand", _register(found.register)]
    parts += ["## Wat elke regel brengt", f"Gemeten met {found.asked} dev-vragen, uitgaven: {SET_UP_NAMES[found.looked_at]}. {ABOUT_EFFECTS}"]
    parts += [*_effects(found.effects), *_lies(found.lies)]
    parts += [f"## De {MOST} slechtste antwoorden", *_wrong(found)]
    return "\n\n".join(parts) + "\n"


def _figures(found: Findings) -> str:
    rows = []
    for target in TARGETS:
        count = max(figures[target.label].n for figures in found.figures.values())
        cells = [_measured(target, set_up, figures[target.label]) for set_up, figures in found.figures.items()]
        rows.append([f"{target.label} ({count})", *_goals(target, list(found.figures)), *cells])
    return _markdown(["maat", "moet", "streven", *(SET_UP_NAMES[set_up] for set_up in found.figures)], rows, texts=1)


def _goals(target: Target, set_ups: Sequence[SetUp]) -> list[str]:
    if target.goal:
        return [_goal(target, target.goal, place) for place in (0, 1)]
    held = [(set_up, goal) for set_up in set_ups if (goal := target.goal_of(set_up))]
    return ["; ".join(f"{SET_UP_NAMES[set_up]} {_goal(target, goal, place)}" for set_up, goal in held) or "–" for place in (0, 1)]


def _goal(target: Target, goal: Goal, place: int) -> str:
    return f"{'≤' if target.lower_is_better else '≥'} {goal[place]:g}".replace(".", ",")


def _measured(target: Target, set_up: SetUp, figure: Figure) -> str:
    if figure.value is None:
        return "–"
    value = _number(figure.value, target.decimals)
    bounds = "" if figure.low is None or figure.high is None else f" ({_number(figure.low, target.decimals)}–{_number(figure.high, target.decimals)})"
    return f"**{value}**{bounds}" if target.is_missed(set_up, figure.value) else f"{value}{bounds}"


def _register(counted: Sequence[Counted]) -> str:
    rows = [[f"`{one.document}`", _kind(one.what), str(one.found), str(one.by_hand)] for one in counted if one.found or one.by_hand]
    table = _markdown(["document", "wat", "in het register", "geteld"], rows, texts=2)
    verdict = "Alles klopt" if all(one.found == one.by_hand for one in counted) else "**Dit klopt niet**"
    return f"{table}\n\n{verdict} (moet 100 %). Of elke afspraak ook de juiste is, toetst `tests/test_originals.py`."


def _kind(what: str) -> str:
    return "thema" if what == THEMES else LABELS[AgreementKind(what)]


def _effects(effects: Effects) -> Iterator[str]:
    labels = [column.label for column in COLUMNS]
    yield _markdown(["", *labels], [["alles aan", *(_points(effects.whole[label], signed=False) for label in labels)]], texts=1)
    for group, members in effects.by_group.items():
        rows = [_effect(one) for one in members]
        yield f"### {group}"
        yield _markdown(["regel", "anders", "goed", "fout", *labels], rows, texts=1)


def _effect(one: Effect) -> list[str]:
    counts = [str(count or "–") for count in (one.changed, one.won, one.lost)]
    return [one.rule.label, *counts, *(_points(one.brings[column.label]) for column in COLUMNS)]


def _lies(lies: Sequence[Stopped]) -> Iterator[str]:
    yield "### Verzinsels"
    yield (
        "Zonder taalmodel staan in een antwoord alleen letterlijke zinnen, en is er voor het nakijken niets te doen. Daarom is van elke passage de eerste zin veranderd, "
        "en nagekeken als zin van een taalmodel."
    )
    rows = [[one.change, str(one.tried), str(one.stopped), _points(one.stopped / one.tried, signed=False) if one.tried else "–"] for one in lies]
    yield _markdown(["wat er veranderd is", "zinnen", "tegengehouden", "van de 100"], rows, texts=1)


def _wrong(found: Findings) -> Iterator[str]:
    if not found.wrong:
        yield "Geen: elk antwoord is goed."
        return
    yield (
        f"Van de {found.asked} dev-vragen zijn er {len(found.wrong)} niet helemaal goed (uitgaven: {SET_UP_NAMES[found.looked_at]}). "
        "De oorzaak volgt uit rangen, citaten en punten, door een vaste regel: de eerste die past."
    )
    counts = Counter((one.cause, one.case.persona) for one in found.wrong)
    causes = Counter(one.cause for one in found.wrong)
    rows = [
        [cause.label, cause.where, str(total), *(str(counts[cause, persona] or "–") for persona in Persona)] for cause, total in causes.most_common()
    ]
    yield _markdown(["oorzaak", "waar dat zit", "vragen", *(PERSONA_LABELS[persona].lower() for persona in Persona)], rows, texts=2)
    yield (
        f"Dit zijn de {min(MOST, len(found.wrong))} slechtste: wat het minst zegt van wat er moet staan, en van gelijke wat het zekerst was. “Mist” noemt de punten "
        "(nuggets) van de vraag die ontbreken, geteld vanaf 1, van alle punten die moeten; “rang” is die van het eerste bewijs in de hits."
    )
    yield _markdown(["vraag", "van", "soort", "oorzaak", "mist", "rang", "zekerheid"], [_row(one) for one in found.wrong[:MOST]], texts=5)


def _row(one: WrongAnswer) -> list[str]:
    vital = len(one.case.vital_nuggets)
    missing = f"{', '.join(map(str, one.missing))} (van {vital})" if one.missing else "geen punten: er hoort geen antwoord"
    kind = [PERSONA_LABELS[one.case.persona].lower(), KIND_LABELS[one.case.kind].lower()]
    return [f"`{one.case.id}`", *kind, one.cause.label, missing, str(one.rank or "–"), _number(one.confidence, 2)]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> str:
    """Write a table of which the first `texts` columns hold words."""
    lines = [head, [*["---"] * texts, *["---:"] * (len(head) - texts)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _points(value: float, signed: bool = True) -> str:
    """Write a share, or a difference of shares, in hundredths; a dash for no difference and for no value."""
    if math.isnan(value) or (signed and round(100 * value, 1) == 0):
        return "–"
    return (f"{100 * value:+.1f}" if signed else f"{100 * value:.1f}").replace(".", ",").replace("-", "−")


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")
