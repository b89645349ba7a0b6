"""The report of a run in Dutch Markdown. Figures and ids only: the text of questions, answers and documents never enters it."""

from collections.abc import Mapping

from evals.cases import CaseKind, Persona
from evals.metric import Metric, Unit
from evals.results import CaseScores, Figure, Results

PERSONA_LABELS = {Persona.COUNCIL: "Raadslid", Persona.STAFF: "Medewerker", Persona.TESTER: "Tester"}
KIND_LABELS = {
    CaseKind.FACTOID: "Feit",
    CaseKind.LIST: "Lijst",
    CaseKind.THEME: "Thema",
    CaseKind.YESNO: "Ja of nee",
    CaseKind.DEFINITION: "Begrip",
    CaseKind.WHY: "Waarom",
    CaseKind.COMPARE: "Vergelijking",
    CaseKind.FOLLOWUP: "Vervolgvraag",
    CaseKind.TABLE: "Cijfers uit een tabel",
    CaseKind.UNANSWERABLE_NEAR: "Staat er net niet in",
    CaseKind.UNANSWERABLE_FAR: "Gaat ergens anders over",
    CaseKind.FALSE_PREMISE: "Klopt niet wat de vraag zegt",
}
FEW_CASES = 10


def render_report(results: Results) -> str:
    """Write the report of a run: what was measured with, all figures, those per persona and per kind, and the ids to look at."""
    parts = [
        "# Meting van de antwoorden",
        _stamp(results),
        "## Alle vragen",
        _table(results.metrics, {"Uitkomst": results.overall}),
        "## Per soort gebruiker",
        _table(results.metrics, {PERSONA_LABELS[persona]: figures for persona, figures in results.by_persona.items()}),
        "## Per soort vraag",
        _table(results.metrics, {KIND_LABELS[kind]: figures for kind, figures in results.by_kind.items()}),
        f"Tussen haakjes staat over hoeveel vragen een cijfer gaat. Bij minder dan {FEW_CASES} vragen zegt een cijfer weinig.",
        "## Vragen om naar te kijken",
        _worst(results.cases),
    ]
    return "\n\n".join(parts) + "\n"


def _stamp(results: Results) -> str:
    stamp = results.stamp
    missing = sum(case.missing for case in results.cases)
    lines = [f"- Aantal vragen: {len(results.cases)}", f"- Dag waarop de vragen gesteld zijn: {stamp.on}"]
    if missing:
        lines.append(f"- **Nog niet gesteld: {missing}.** Deze vragen tellen als fout. Maak de meting af met `python -m evals run`.")
    parts = {
        "Documenten": stamp.documents,
        "Index en model": stamp.assistant | {"code": stamp.code},
        "Instellingen": stamp.settings,
        "Pakketten": stamp.packages,
    }
    lines += [f"- {title}: " + ", ".join(f"{name} {value or '(leeg)'}" for name, value in sorted(values.items())) for title, values in parts.items()]
    return "\n".join(lines)


def _table(metrics: tuple[Metric, ...], columns: Mapping[str, Mapping[str, Figure]]) -> str:
    head = ["Maat", "Wat het zegt", *columns]
    rows = [[metric.name, metric.label, *(_cell(metric, figures[metric.name]) for figures in columns.values())] for metric in metrics]
    lines = [head, ["---", "---", *("---:" for _ in columns)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(metric: Metric, figure: Figure) -> str:
    return "–" if figure.value is None else f"{_value(metric.unit, figure.value)} ({figure.n})"


def _value(unit: Unit, value: float) -> str:
    if unit is Unit.SHARE:
        return f"{100 * value:.1f} %".replace(".", ",")
    if unit is Unit.MILLISECONDS:
        return f"{value:.0f} ms"
    return f"{value:.3f}".replace(".", ",")


def _worst(cases: tuple[CaseScores, ...]) -> str:
    groups = {
        "Nog niet gesteld": [case for case in cases if case.missing],
        "Er ging iets mis": [case for case in cases if case.status == "fault" and not case.missing],
        "Ten onrechte geen antwoord": _scoring(cases, "false_refusals", 1.0),
        "Wel antwoord, terwijl het er niet staat": _scoring(cases, "refusals_right", 0.0),
        "Antwoord mist een belangrijk punt": [case for case in _scoring(cases, "strict_accuracy", 0.0) if case.scores.get("false_refusals") != 1.0],
        "Bewijs niet bij de eerste tien zoekresultaten": _scoring(cases, "hit@10", 0.0),
        "Een citaat klopt niet letterlijk": [case for case in cases if case.scores.get("quotes_exact", 1.0) < 1.0],
    }
    return "\n".join(f"- {title}: " + (", ".join(f"`{case.id}`" for case in group) or "geen") for title, group in groups.items())


def _scoring(cases: tuple[CaseScores, ...], metric: str, score: float) -> list[CaseScores]:
    return [case for case in cases if not case.missing and case.status != "fault" and case.scores.get(metric) == score]
