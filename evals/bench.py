"""Load and cost: how long an index takes, how soon a system answers after a start, how many questions it takes, and in how much memory.

Each measurement has a process of its own. What the systems are, and how they are opened, is for the command.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.answer import Answer
from evals.metric import nearest_rank

ASKED = 100  # questions per number of clients
SAMPLE = 30  # passages that are embedded anew, to measure how fast that goes
Result = TypeVar("Result")


class Answers(Protocol):
    """What is measured of a system."""

    def answer(self, text: str) -> Answer:
        """Answer a question."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What an index cost. `seconds` leaves out the embedding, of which `embed_seconds` tells what a thousand passages would take."""

    seconds: float
    embed_seconds: float
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Load:
    """What so many clients saw, who each ask their next question as soon as they have an answer."""

    clients: int
    p50_ms: float
    p95_ms: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Served:
    """What answering cost: seconds from the start of the process to the first answer, the most memory that was in use, and the median time of
    the first ASKED questions, when nothing was read before.
    """

    cold_start_seconds: float
    peak_mb: float
    first_p50_ms: float
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One system at one size."""

    system: str
    passage_count: int
    built: Built
    served: Served


def in_own_process(task: Callable[..., Result], *arguments: object) -> Result:
    """Run a task in a new process and give what it returns."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, *arguments).result()


def time_build(write: Callable[[], object], embed: Callable[[], object], folder: Path) -> Built:
    """Time `write`, which makes an index in `folder` from vectors that are kept already, and `embed`, which embeds SAMPLE passages anew."""
    embed_seconds = _seconds(embed) * 1000 / SAMPLE
    seconds = _seconds(write)
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Built(seconds, embed_seconds, peak_mb(), disk / 1e6)


def serve(open_system: Callable[[], Answers], questions: Sequence[str], clients: Sequence[int], started: float) -> Served:
    """Open a system, warm it up, and ask it ASKED questions per number of clients, others each time. `started`: time.time() just before the process."""
    system = open_system()
    system.answer(questions[0])
    cold = time.time() - started
    upcoming = cycle(questions)
    first = _load(system, list(islice(upcoming, ASKED)), 1)
    loads = tuple(_load(system, list(islice(upcoming, ASKED)), count) for count in clients)
    return Served(cold, peak_mb(), first.p50_ms, loads)


def peak_mb() -> float:
    """Give the most memory this process ever had, in megabytes."""
    status = Path("/proc/self/status")
    if status.is_file():  # elsewhere the figure of the parent is taken over by a child
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1000


def render_bench(measurements: Sequence[Measurement], ours: str, other: str) -> str:
    """Write the figures in Dutch Markdown: per size a table with both systems and the ratio ours / other."""
    parts = ["# Snelheid en geheugen", f"Alle cijfers komen uit één meting op één computer. De laatste kolom is {ours} gedeeld door {other}."]
    for count in sorted({one.passage_count for one in measurements}):
        here = {one.system: dict(_figures(one)) for one in measurements if one.passage_count == count}
        rows = [
            [label, *(_shown(here[name][label]) for name in (ours, other)), _ratio(here[ours][label], here[other][label])] for label in here[ours]
        ]
        head = [["maat", ours, other, "verhouding"], ["---", "---:", "---:", "---:"]]
        number = f"{count:,}".replace(",", ".")
        parts += [f"## {number} passages", "\n".join("| " + " | ".join(row) + " |" for row in [*head, *rows])]
    return "\n\n".join(parts) + "\n"


def _figures(one: Measurement) -> Iterator[tuple[str, float]]:
    yield "index maken zonder vectoren (s)", one.built.seconds
    yield "vectoren van 1000 passages (s)", one.built.embed_seconds
    yield "index maken, geheugen (MB)", one.built.peak_mb
    yield "index op schijf (MB)", one.built.disk_mb
    yield "van start tot eerste antwoord (s)", one.served.cold_start_seconds
    yield "antwoorden, geheugen (MB)", one.served.peak_mb
    yield "net gestart, 1 vrager: helft is sneller dan (ms)", one.served.first_p50_ms
    for load in one.served.loads:
        users = f"{load.clients} {'vrager' if load.clients == 1 else 'vragers'}"
        yield f"{users}: helft is sneller dan (ms)", load.p50_ms
        yield f"{users}: 95 van de 100 zijn sneller dan (ms)", load.p95_ms
        yield f"{users}: antwoorden per seconde", load.per_second


def _load(system: Answers, questions: Sequence[str], clients: int) -> Load:
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = list(pool.map(lambda question: _seconds(lambda: system.answer(question)), questions))
    per_second = len(times) / (time.perf_counter() - start)
    return Load(clients, 1000 * float(nearest_rank(times, 50)), 1000 * float(nearest_rank(times, 95)), per_second)


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}".replace(".", ",")


def _ratio(value: float, other: float) -> str:
    return f"{value / other:.2f}".replace(".", ",") if other else "–"
