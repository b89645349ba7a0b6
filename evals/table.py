"""The table of all systems on the set-ups of one corpus: plain editions alone, originals alone, with questions beside them or bare, both. Asking and scoring live elsewhere."""

import shutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from corpus.catalogue import EXPANSIONS, NAME, PLAIN, Source, read_catalogue
from corpus.document import Edition
from evals.finished import FinishedRun
from evals.report import BY_SECTION
from evals.slices import ALL, LOW_OVERLAP
from ingest.readers import READERS


class SetUp(StrEnum):
    """Which editions of the documents are there, with the questions beside them where there are any; BARE is as any document that has neither."""

    PLAIN = "plain"
    BARE = "bare"
    ORIGINAL = "original"
    BOTH = "both"


SET_UP_LABELS = {
    SetUp.PLAIN: "Alleen de eenvoudige versies",
    SetUp.BARE: "Alleen de oorspronkelijke teksten, zonder zoekvragen",
    SetUp.ORIGINAL: "Alleen de oorspronkelijke teksten",
    SetUp.BOTH: "Beide",
}
SLICE_LABELS = {
    ALL: "alle vragen",
    "persona:council": "raadsleden",
    "persona:staff": "medewerkers",
    "persona:tester": "testers",
    LOW_OVERLAP: "vragen met weinig woorden uit het document",
}
# The main figures, with the head of their column.
COLUMNS = {
    "strict_accuracy": "helemaal goed",
    "nugget_recall": "belangrijke punten",
    "evidence_cited": "juiste bewijs",
    "hit@5": "bewijs bij eerste 5",
    "mrr@10": "MRR@10",
    "refusals_right": "terecht geweigerd",
    "false_refusals": "ten onrechte geweigerd ↓",
}
EXPLANATION = (
    "Tussen haakjes staat het interval van 95 %. Bij ↓ is lager beter. `default-stack` is LangChain met Chroma zoals die uit de doos komen: het weigert nooit "
    "en geeft het eerste stuk tekst van 1000 tekens als antwoord. `bm25`, `embedder` en `hybrid-untuned` zoeken anders dan Bronvast, zonder de zoekvragen, en schrijven en weigeren hetzelfde. "
    f"{BY_SECTION} Tijd en geheugen staan er niet bij, want hier loopt meer dan één vraag tegelijk: die meet `python -m evals bench`."
)
EDITIONS = {
    SetUp.PLAIN: (Edition.PLAIN,),
    SetUp.BARE: (Edition.ORIGINAL,),
    SetUp.ORIGINAL: (Edition.ORIGINAL,),
    SetUp.BOTH: (Edition.ORIGINAL, Edition.PLAIN),
}


def make_set_ups(corpus: Path, originals: Path | None, place: Path) -> dict[SetUp, Path]:
    """Copy a corpus folder into `place`, once per set-up for which every document has the editions. Raises CatalogueError."""
    catalogue = read_catalogue(corpus, frozenset(READERS), originals)
    folders: dict[SetUp, Path] = {}
    for set_up, editions in EDITIONS.items():
        there = all(_file(source, edition) for source in catalogue.sources for edition in editions)
        if not there or (set_up is SetUp.PLAIN and not catalogue.described):  # without a catalogue a document is known by its original
            continue
        if set_up is SetUp.BARE and not any(source.expansions for source in catalogue.sources):  # the same as the originals
            continue
        folder = folders[set_up] = place / set_up
        shutil.rmtree(folder, ignore_errors=True)
        for part in (PLAIN, EXPANSIONS):
            (folder / part).mkdir(parents=True)
        if catalogue.described:
            shutil.copy(corpus / NAME, folder)
        for source in catalogue.sources:
            for edition in editions:
                shutil.copy(_file(source, edition) or "", folder / PLAIN if edition is Edition.PLAIN else folder)
            beside = folder / EXPANSIONS / f"{source.document.id}.md"
            if source.expansions and set_up is not SetUp.BARE:
                shutil.copy(source.expansions, beside)
            else:
                beside.touch()  # no questions, also where ours would be taken
    return folders


def render_table(runs: Mapping[SetUp, Mapping[str, FinishedRun]]) -> str:
    """Write the table in Dutch Markdown: per set-up and slice a row per system. A slice without a question is left out."""
    parts = ["# Vergelijking van zoeksystemen", _head(runs), EXPLANATION]
    for set_up, systems in runs.items():
        parts.append(f"## {SET_UP_LABELS[set_up]}")
        for slice_name, label in SLICE_LABELS.items():
            count = _case_count(systems, slice_name)
            if count:
                parts += [f"### {label[0].upper()}{label[1:]} ({count})", _rows(systems, slice_name)]
    return "\n\n".join(parts) + "\n"


def _file(source: Source, edition: Edition) -> Path | None:
    return source.plain if edition is Edition.PLAIN else source.original


def _head(runs: Mapping[SetUp, Mapping[str, FinishedRun]]) -> str:
    run = next(run for systems in runs.values() for run in systems.values())
    return f"Gemeten op {len(run.scores)} vragen, alsof het {run.stamp['on']} is. Code {run.stamp['code']}."


def _case_count(systems: Mapping[str, FinishedRun], slice_name: str) -> int:
    return max((figures[slice_name].n for run in systems.values() for figures in run.figures.values() if slice_name in figures), default=0)


def _rows(systems: Mapping[str, FinishedRun], slice_name: str) -> str:
    shown = [metric for metric in COLUMNS if any(run.figure(metric, slice_name).value is not None for run in systems.values())]
    lines = [["systeem", *(COLUMNS[metric] for metric in shown)], ["---", *("---:" for _ in shown)]]
    lines += [[f"`{name}`", *(_cell(run, metric, slice_name) for metric in shown)] for name, run in systems.items()]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(run: FinishedRun, metric: str, slice_name: str) -> str:
    figure = run.figure(metric, slice_name)
    if figure.value is None:
        return "–"
    interval = "" if figure.low is None or figure.high is None else f" ({_shown(metric, figure.low)}–{_shown(metric, figure.high)})"
    return f"{_shown(metric, figure.value)}{interval}"


def _shown(metric: str, value: float) -> str:
    return f"{value:.2f}".replace(".", ",") if metric == "mrr@10" else f"{100 * value:.0f}"
