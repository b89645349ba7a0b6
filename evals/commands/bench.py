"""`bench`: measures speed and memory of Bronvast and of the default stack, at several sizes and numbers of clients, in one run."""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from shutil import rmtree

from assistant.bootstrap import make_embedder
from assistant.settings import REPOSITORY, Settings, read_settings
from corpus.document import Document
from corpus.errors import ReadError
from evals.baselines import SYSTEMS
from evals.bench import SAMPLE, Answers, Built, Measurement, Served, in_own_process, render_bench, serve, time_build
from evals.cases import read_cases
from evals.corpora import LoosePassage, contents_of, embed_all, is_beir, read_beir, read_passages, search_texts, write_corpus
from evals.default_stack import DefaultStack, chunks_of, open_minilm, write_chunks
from ingest.build import Contents, open_build

HERE = Path(__file__).resolve().parent.parent
TEXTS = REPOSITORY.parent / "shared" / "data"
OURS, OTHER = "bronvast", "default-stack"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    bench = commands.add_parser("bench", help="meet snelheid en geheugen, naast een kant-en-klaar zoeksysteem")
    bench.add_argument(
        "--passages", type=_count, nargs="+", default=[200, 10_000, 40_000], metavar="AANTAL", help="grootte van de index (anders: 200 10000 40000)"
    )
    bench.add_argument("--clients", type=_count, nargs="+", default=[1, 10, 50], metavar="AANTAL", help="vragers tegelijk (anders: 1 10 50)")
    bench.add_argument(
        "--texts", type=Path, nargs="+", metavar="PAD", help="bestanden met passages en mappen in BEIR-vorm, in volgorde (anders: ../shared/data)"
    )
    bench.add_argument("--questions", type=Path, nargs="+", metavar="BESTAND", help="bestanden met vragen (anders: die in evals/questions)")
    bench.add_argument("--out", type=Path, default=HERE / "runs" / "bench", metavar="MAP", help="map voor de uitkomst (anders: evals/runs/bench)")
    bench.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    texts = given.texts or [TEXTS / "passages.jsonl.gz", *sorted((TEXTS / "eval").glob("*"))]
    questions = _questions(given.questions or sorted((HERE / "questions").glob("dev-*.jsonl")))
    measurements = [
        _measure(system, settings, count, texts, questions, given.clients) for count in sorted(set(given.passages)) for system in (OURS, OTHER)
    ]
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "bench.json").write_text(json.dumps([asdict(one) for one in measurements], indent=2) + "\n", encoding="utf-8")
    (given.out / "bench.md").write_text(render_bench(measurements, OURS, OTHER), encoding="utf-8")
    print(f"Klaar. De cijfers staan in {given.out / 'bench.md'}.")


def _measure(system: str, settings: Settings, count: int, texts: Sequence[Path], questions: Sequence[str], clients: Sequence[int]) -> Measurement:
    folder = settings.data / "bench" / f"{count}-{system}"
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(f"{system}, {count} passages …", file=sys.stderr)
    build, opened = (_build_ours, _open_ours) if system == OURS else (_build_other, _open_other)
    built: Built = in_own_process(build, settings, folder, texts, count)
    served: Served = in_own_process(serve, partial(opened, settings, folder), questions, clients, time.time())
    rmtree(folder, ignore_errors=True)
    return Measurement(system, count, built, served)


def _build_ours(settings: Settings, folder: Path, texts: Sequence[Path], count: int) -> Built:
    embedder = make_embedder(settings)
    contents = _contents(texts, count)
    found_by = search_texts(contents)
    embed_all(found_by, embedder, settings.data / "vectors")
    write = partial(write_corpus, folder / "builds", contents, embedder, settings.data / "vectors")
    return time_build(write, partial(embedder.embed_documents, found_by[:SAMPLE]), folder)


def _open_ours(settings: Settings, folder: Path) -> Answers:
    embedder = make_embedder(settings)
    build = open_build(folder / "builds", embedder.card.as_dict())
    return SYSTEMS[OURS](build, embedder, settings.data)


def _build_other(settings: Settings, folder: Path, texts: Sequence[Path], count: int) -> Built:
    embedder = open_minilm()
    contents = _contents(texts, count)
    chunks = [chunk.page_content for chunk in chunks_of(contents)]
    embed_all(chunks, embedder, settings.data / "vectors")
    # What is told of a document beside an answer; a default stack has it in a database of its own.
    titles = [{"id": document.id, "title": document.title, "file": document.file} for document in contents.documents]
    (folder / "documents.json").write_text(json.dumps(titles), encoding="utf-8")
    write = partial(write_chunks, contents, embedder, settings.data / "vectors", folder / "chroma")
    return time_build(write, partial(embedder.embed_documents, chunks[:SAMPLE]), folder)


def _open_other(settings: Settings, folder: Path) -> Answers:
    documents = [Document(**facts) for facts in json.loads((folder / "documents.json").read_text(encoding="utf-8"))]
    return DefaultStack(folder / "chroma", documents, open_minilm(), {})


def _contents(texts: Sequence[Path], count: int) -> Contents:
    passages = list(islice(_passages(texts), count))
    if len(passages) < count:
        raise ReadError(
            f"Er zijn maar {len(passages)} passages, en {count} is gevraagd. Noem meer bestanden achter --texts, of vraag er minder met --passages."
        )
    return contents_of(passages)


def _passages(texts: Sequence[Path]) -> Iterator[LoosePassage]:
    for path in texts:
        yield from read_beir(path) if is_beir(path) else read_passages(path)


def _questions(files: Sequence[Path]) -> list[str]:
    """Give the questions that need no conversation before them."""
    return [case.question for case in read_cases(files) if not case.history]


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("geef een getal vanaf 1")
    return count
