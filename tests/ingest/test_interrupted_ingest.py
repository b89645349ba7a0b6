"""An ingest that is cut off (a full disk, a kill, another ingest beside it): the old index answers on, and the next ingest succeeds."""

import errno
import multiprocessing
import random
import sqlite3
import time

import pytest
from hash_embedder import HashEmbedder
from workplace import Workplace

from corpus.errors import NoSpace
from ingest.pipeline import ingest


@pytest.mark.parametrize("call", ["numpy.save", "os.replace"])
def test_full_disk_leaves_the_old_index_and_a_later_ingest_succeeds(place: Workplace, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = place.ingest().content_hash
    place.write("wegen.txt", "Wegen\n\nDe brug blijft dicht.\n")
    with monkeypatch.context() as patched:
        patched.setattr(call, full)
        with pytest.raises(NoSpace, match="De schijf is vol"):
            place.ingest()

    assert place.open().content_hash == before
    assert place.open().content_hash != place.ingest().content_hash == place.open().content_hash


def test_full_disk_while_keeping_vectors_is_told(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def connect_small(*arguments: object, **options: object) -> sqlite3.Connection:
        database = connect(*arguments, **options)  # type: ignore[call-overload]
        database.execute("create table if not exists vectors (key blob primary key, vector blob not null)")
        database.execute("pragma max_page_count = 3")  # SQLite itself now says that the disk is full
        return database

    place.write("lang.md", "\n".join(f"- De brug met nummer {number} gaat open." for number in range(100)))
    monkeypatch.setattr("sqlite3.connect", connect_small)

    with pytest.raises(NoSpace, match="De schijf is vol"):
        place.ingest()


def test_half_made_build_of_a_killed_process_is_removed(place: Workplace) -> None:
    (place.root / ".0123456789abcdef.partial").mkdir(parents=True)

    report = place.ingest()

    assert place.builds() == {report.content_hash}


def test_kill_at_any_moment_leaves_an_index_that_answers(place: Workplace) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.pipeline", "hash_embedder"])
    known = {place.ingest().content_hash}
    run_and_kill(context, place, 0, None)  # the first process waits until the server of processes has imported everything
    seconds = run_and_kill(context, place, 1, None)
    known.add(place.open().content_hash)
    killed = 0
    for turn, share in enumerate(random.Random(7).sample([0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85], 6), start=2):
        run_and_kill(context, place, turn, share * seconds)
        opened = place.open()
        answered = opened.contents.passages[opened.vectors.nearest(HashEmbedder().embed_query("Groen Inzet 2024 Honderd linden"), 1)[0]]
        opened.vectors.close()
        killed += opened.content_hash in known
        known.add(opened.content_hash)
        assert answered.text == "Honderd linden"

    assert killed >= 2, "too few processes were killed before they were done"
    report = place.ingest()
    assert place.open().content_hash == report.content_hash
    assert not [name for name in place.builds() if name.startswith(".")]


def run_and_kill(context: multiprocessing.context.ForkServerContext, place: Workplace, turn: int, after: float | None) -> float:
    """Let a process of its own ingest a changed document, kill it (signal 9) after so many seconds, and give the time that it ran."""
    place.write("wegen.txt", "Wegen\n\n" + "\n".join(f"- De brug met nummer {turn}.{number} gaat open." for number in range(60)))
    process = context.Process(target=ingest, args=(place.corpus, None, place.data, place.root, HashEmbedder(), print))
    start = time.perf_counter()
    process.start()
    process.join(after)
    process.kill()
    process.join()
    return time.perf_counter() - start


def test_two_processes_that_ingest_at_once_both_succeed(place: Workplace) -> None:
    context = multiprocessing.get_context("forkserver")
    processes = [context.Process(target=ingest, args=(place.corpus, None, place.data, place.root, HashEmbedder(), print)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0]
    assert place.open().lexical.scores("brug").max() > 0
