"""`retrieval`: measures finding alone, on our questions and on other sets, with every part on and off, and writes the report on it."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from assistant.bootstrap import make_embedder, open_assistant
from assistant.retrievers import HybridRetriever, Retriever
from assistant.settings import REPOSITORY, Settings, read_settings
from corpus.errors import ReadError
from evals.ablations import ablate
from evals.bench import in_own_process
from evals.cases import Case, read_cases
from evals.commands.run import HERE, SPLITS
from evals.commands.set_ups import settings_by_set_up
from evals.corpora import contents_of, is_beir, read_passages, with_distractors, write_corpus
from evals.haystack import Haystack, search_haystack
from evals.misses import worst_misses
from evals.ranking import HIT5, QuestionSet, RememberingEmbedder, in_memory, open_beir, with_evidence
from evals.retrieval_figures import measure_set, read_curve
from evals.retrieval_report import NDCG_GOALS, Findings, render_retrieval
from evals.slices import look_up_gold, slice_cases
from evals.table import SetUp
from ingest.build import Build, open_build
from ingest.embedding.model_folder import LATE_INTERACTION, MODEL
from ingest.embedding.opening import OWN_MODEL

CURVE = REPOSITORY / "ingest" / "embedding" / "training" / "curve.json"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("retrieval", help="meet het vinden, met elk onderdeel aan en uit, en schrijf er een verslag van")
    parser.add_argument("--split", choices=SPLITS, default="dev", help="van welk deel de cijfers zijn (anders: %(default)s)")
    parser.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    parser.add_argument("--corpus", type=Path, metavar="MAP", help="map met documenten (anders: die van de instellingen)")
    parser.add_argument("--sets", type=Path, metavar="MAP", help=f"map met verzamelingen in BEIR-vorm: {', '.join(NDCG_GOALS)}")
    parser.add_argument("--passages", type=Path, metavar="BESTAND", help="bestand met passages: de hooiberg")
    parser.add_argument("--out", type=Path, default=HERE / "retrieval.md", metavar="BESTAND", help="het verslag (anders: evals/retrieval.md)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    if given.corpus:
        settings = settings.model_copy(update={"corpus": given.corpus})
    folders = _beir_folders(given.sets)
    counted, looked_at = (
        with_evidence(read_cases(given.questions or sorted((HERE / "questions").glob(SPLITS[split])))) for split in (given.split, "dev")
    )
    embedder = RememberingEmbedder(make_embedder(settings))
    cache = settings.data / "vectors"
    builds = _builds(settings)
    beir = [open_beir(folder, embedder, cache) for folder in folders]
    slices = slice_cases(counted, look_up_gold(counted, list(builds.values())[-1].contents.passages))
    ours = []
    for set_up, build in builds.items():
        _say(f"Cijfers, {set_up} …")
        ours.append(measure_set(QuestionSet(set_up, build, counted, HIT5), slices, embedder))
    others = [measure_set(one, {}, embedder) for one in beir]
    _say("Elk onderdeel aan en uit …")
    shown = [QuestionSet(set_up, in_memory(build, embedder, cache), looked_at, HIT5) for set_up, build in builds.items()]
    ablation = ablate([*shown, *beir], embedder, cache)
    missed = next((one for one in shown if one.name in (SetUp.BARE, SetUp.ORIGINAL)), shown[0])  # the hardest: no plain words to find
    found = Findings(
        model=f"{embedder.card.name} ({embedder.card.revision})",
        split=given.split,
        model_bytes=_model_bytes(settings),
        ours=ours,
        beir=others,
        haystacks=_haystacks(settings, builds, given.passages, counted) if given.passages else {},
        ablation=ablation,
        missed_in=missed.name,
        misses=worst_misses(missed, embedder),
        curve=read_curve(CURVE),
    )
    given.out.write_text(render_retrieval(found), encoding="utf-8")
    print(f"Klaar. Het verslag staat in {given.out}.")


def _builds(settings: Settings) -> dict[SetUp, Build]:
    """Open the index of every set-up that the corpus allows, the fullest last."""
    return {set_up: open_assistant(there, _say).build for set_up, there in settings_by_set_up(settings, _say).items()}


def _beir_folders(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    found = [folder / name for name in NDCG_GOALS if is_beir(folder / name)]
    if not found:
        raise ReadError(f"In {folder} staat geen van de verzamelingen {', '.join(NDCG_GOALS)}. Geef de map waar zij in liggen.")
    return found


def _haystacks(settings: Settings, builds: dict[SetUp, Build], file: Path, cases: Sequence[Case]) -> dict[str, Haystack]:
    """Put the passages of a file beside ours in an index that is really written, and ask it the questions in a process of its own."""
    hay = contents_of(read_passages(file))
    embedder = make_embedder(settings)
    found: dict[str, Haystack] = {}
    for set_up, build in builds.items():
        _say(f"Hooiberg van {len(hay.passages)} passages, {set_up} …")
        key = sha256(f"{settings.corpus.resolve()}|{file.resolve()}".encode()).hexdigest()[:8]
        folder = settings.data / "indexes" / f"evals-haystack-{set_up}-{key}"
        write_corpus(folder / "builds", with_distractors(build.contents, hay), embedder, settings.data / "vectors")
        found[set_up] = in_own_process(search_haystack, partial(_open_mix, settings, folder / "builds"), cases)
        rmtree(folder, ignore_errors=True)
    return found


def _open_mix(settings: Settings, root: Path) -> tuple[Retriever, int]:
    embedder = make_embedder(settings)
    build = open_build(root, embedder.card.as_dict())
    return HybridRetriever(build, embedder), len(build.passages)


def _model_bytes(settings: Settings) -> int:
    """Add up the files that searching takes: those of the model (none when it is no folder here), and what compares word by word."""
    folder = MODEL if settings.embedder == OWN_MODEL else Path(settings.embedder)
    return sum(file.stat().st_size for file in (*folder.rglob("*"), LATE_INTERACTION) if file.is_file())


def _say(line: str) -> None:
    print(line, file=sys.stderr)
