"""The report of a run in Dutch Markdown, and all files that are made from its outcomes. Figures and ids only: no text of questions, answers or documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.cases import CaseKind, Persona, read_cases
from evals.metric import Metric, Unit
from evals.metrics import METRICS
from evals.outcomes import read_outcomes
from evals.results import RESULTS, CaseScores, Figure, Results, score_run, write_results
from evals.run import OUTCOMES, mark_of, read_record
from evals.slices import ALL, LOW_OVERLAP, read_gold
from evals.trec import write_trec

REPORT = "report.md"
BY_SECTION = (
    "In de eenvoudige versies telt bewijs per paragraaf. Dat is ruimer dan in het origineel, waar de woorden zelf in het citaat moeten staan. "
    "Vergelijk de cijfers van een meting met andere teksten daarom niet één op één."
)
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
MAIN = ("hit@5", "strict_accuracy", "evidence_cited", "refusals_right", "false_refusals")
HEADLINES = (
    *("hit@1", "hit@5", "recall@10", "mrr@10", "ndcg@10", "nugget_recall", "strict_accuracy", "list_recall", "list_precision"),
    *("citation_precision", "citation_recall", "evidence_cited", "quotes_exact", "facts_supported"),
    *("refusals_right", "false_refusals", "aurc", "followup_ratio", "wrong_carry_over"),
    *("flesch_douma", "words_per_sentence", "answer_words", "latency_p50_ms", "latency_p95_ms"),
)
FEW_CASES = 10
NOTE = (
    "Achter elk cijfer staan het aantal vragen en de grenzen waartussen het met 95 % zekerheid ligt. "
    f"Bij minder dan {FEW_CASES} vragen zegt een cijfer weinig. ‘Andere woorden’ is het derde deel van de vragen dat de minste woorden deelt met zijn bewijs. "
    f"{BY_SECTION} Alle maten en groepen staan in {RESULTS}; wat een maat betekent, staat in evals/README.md."
)


def score_folder(out: Path) -> Results:
    """Score the outcomes of a run with its questions as they are now, and write results.json, report.md, run.trec and qrels.trec.

    An outcome counts only for the question and history that it was asked with; `changed` in the stamp tells how many do not.
    Raises CaseError when there was no run in this folder.
    """
    stamp, effort, files = read_record(out)
    cases, kept = read_cases(files), read_outcomes(out / OUTCOMES)
    outcomes = {case.id: kept[case.id] for case in cases if case.id in kept and kept[case.id].asked == mark_of(stamp, case)}
    changed = sum(case.id in kept for case in cases) - len(outcomes)
    results = score_run(asdict(stamp) | effort | {"changed": changed}, cases, outcomes, METRICS, read_gold(out))
    write_results(results, out / RESULTS)
    write_trec(cases, outcomes, out)
    (out / REPORT).write_text(render_report(results), encoding="utf-8")
    return results


def render_report(results: Results) -> str:
    """Write the report: the headline figures beside the low-overlap slice, the main ones per persona and per kind, and the ids to look at."""
    metrics = {metric.name: metric for metric in results.metrics}
    headlines, main = ([metrics[name] for name in names] for names in (HEADLINES, MAIN))
    parts = [
        "# Meting van de antwoorden",
        _stamp(results),
        "## De cijfers",
        _headlines(results, headlines),
        NOTE,
        *_group_tables(results, main),
        "## Vragen om naar te kijken",
        _worst(results.cases),
    ]
    return "\n\n".join(parts) + "\n"


def shown_value(unit: Unit, value: float | None) -> str:
    """Write a value the Dutch way; a dash when there is none."""
    if value is None:
        return "–"
    if unit is Unit.SHARE:
        return f"{100 * value:.1f} %".replace(".", ",")
    if unit is Unit.MILLISECONDS:
        return f"{value:.0f} ms"
    return f"{value:.{3 if abs(value) < 10 else 1}f}".replace(".", ",")


def shown_missing(stamp: Mapping[str, Any]) -> str:
    """Say in Dutch how many questions were not asked, or not as they are now."""
    changed = f" Bij {stamp['changed']} daarvan is de vraag veranderd na de meting." if stamp["changed"] else ""
    return f"Nog niet gesteld: {stamp['missing']}.{changed} Deze vragen tellen als fout."


def _stamp(results: Results) -> str:
    stamp = results.stamp
    lines = [f"- Aantal vragen: {stamp['cases']}", f"- Dag waarop de vragen gesteld zijn: {stamp['on']}"]
    if stamp["missing"]:
        lines.append(f"- **{shown_missing(stamp)}** Maak de meting af met `python -m evals run`.")
    parts = {
        "Systeem": {stamp["system"]: f"(code {stamp['code']}, versie {stamp['commit'] or 'onbekend'}, toeval {stamp['seed']})"},
        "Documenten": stamp["documents"],
        "Index en model": stamp["assistant"],
        "Instellingen": stamp["settings"],
        "Pakketten": stamp["packages"],
    }
    lines += [f"- {title}: " + ", ".join(f"{name} {value or '(leeg)'}" for name, value in sorted(values.items())) for title, values in parts.items()]
    lines.append(f"- Vragen tegelijk: {stamp['jobs']}; hoogste geheugen: {stamp['memory_mb']:.0f} MB")
    return "\n".join(lines)


def _headlines(results: Results, metrics: Sequence[Metric]) -> str:
    rows = [
        [metric.name, metric.label, *(_bounded(metric, results.figure(metric.name, where)) for where in (ALL, LOW_OVERLAP))] for metric in metrics
    ]
    return _markdown(["Maat", "Wat het zegt", "Alle vragen", "Andere woorden"], rows)


def _group_tables(results: Results, metrics: Sequence[Metric]) -> Iterator[str]:
    """Write a table per persona and one per kind. Where all questions are of one persona, as those of a BEIR folder are, it says nothing."""
    if len({case.persona for case in results.cases}) > 1:
        yield "## Per soort gebruiker"
        yield _table(results, metrics, {f"persona:{persona}": label for persona, label in PERSONA_LABELS.items()})
    yield "## Per soort vraag"
    yield _table(results, metrics, {f"kind:{kind}": label for kind, label in KIND_LABELS.items()})


def _table(results: Results, metrics: Sequence[Metric], slices: Mapping[str, str]) -> str:
    """Write a row per slice that has cases, with a column per metric."""
    present = {where: label for where, label in slices.items() if any(where in results.figures[metric.name] for metric in results.metrics)}
    rows = [[label, *(_cell(metric, results.figure(metric.name, where)) for metric in metrics)] for where, label in present.items()]
    return _markdown(["Groep", *(metric.name for metric in metrics)], rows)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---" if column in ("Maat", "Wat het zegt", "Groep") else "---:" for column in head], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(metric: Metric, figure: Figure) -> str:
    return "–" if figure.value is None else f"{shown_value(metric.unit, figure.value)} ({figure.n})"


def _bounded(metric: Metric, figure: Figure) -> str:
    if figure.value is None:
        return "–"
    return f"{_cell(metric, figure)}, {shown_value(metric.unit, figure.low)} tot {shown_value(metric.unit, figure.high)}"


def _worst(cases: Sequence[CaseScores]) -> str:
    groups = {
        "Nog niet gesteld": [case for case in cases if case.missing],
        "Er ging iets mis": [case for case in cases if case.status == "fault" and not case.missing],
        "Ten onrechte geen antwoord": _scoring(cases, "false_refusals", 1.0),
        "Wel antwoord, terwijl het er niet staat": _scoring(cases, "refusals_right", 0.0),
        "Antwoord mist een belangrijk punt": [case for case in _scoring(cases, "strict_accuracy", 0.0) if not case.status.is_refusal],
        "Bewijs niet bij de eerste tien zoekresultaten": _scoring(cases, "hit@10", 0.0),
        "Een citaat klopt niet letterlijk": [case for case in cases if case.scores.get("quotes_exact", (1.0,))[0] < 1.0],
        "Een getal, datum of naam staat niet in de bron": [case for case in cases if case.scores.get("facts_supported", (1.0,))[0] < 1.0],
    }
    return "\n".join(f"- {title} ({len(group)}): " + (", ".join(f"`{case.id}`" for case in group) or "geen") for title, group in groups.items())


def _scoring(cases: Sequence[CaseScores], metric: str, score: float) -> list[CaseScores]:
    return [case for case in cases if not case.missing and case.status != "fault" and case.scores.get(metric) == (score,)]
