"""The file of the embedded store: the old graph or the new one, whole, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graphs import FACTS, projection
from stores import ask

from graph.errors import StoreUnavailable
from graph.stores.embedded import ABANDONED, FILE, EmbeddedStore
from graph.stores.whole import write_projection

# -- state and file


def test_a_home_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "home")
    assert store.state() is None
    with pytest.raises(StoreUnavailable, match="dealgraph sync"):
        store.view()


def test_the_same_projection_is_seen_by_another_store_on_the_same_home(store: EmbeddedStore) -> None:
    other = EmbeddedStore(store.path.parent)
    assert other.state() == "watermark-1"
    assert ask(other, "MATCH (n) RETURN count(n)") == ask(store, "MATCH (n) RETURN count(n)")


def test_a_view_stays_while_the_next_one_sees_the_new_graph(store: EmbeddedStore) -> None:
    before = store.view()
    write_projection(store, projection(FACTS[:5], watermark="watermark-2"))
    count = "MATCH (c:Claim) RETURN count(c)"
    assert before.query(count).rows == ((len(FACTS),),)
    assert store.view().query(count).rows == ((5,),)
    assert store.state() == "watermark-2"


def test_what_fails_in_the_middle_leaves_no_trace(store: EmbeddedStore) -> None:
    before = store.path.read_bytes()

    def write() -> None:
        with store.writer("watermark-2") as writer:
            writer.put_articles(projection().articles)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert store.path.read_bytes() == before
    assert [p.name for p in store.path.parent.iterdir()] == [FILE]


DAMAGE = {
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "one byte less": lambda content: content[:-1],
    "a bit flipped": lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:],
    "something behind": lambda content: content + b"x",
    "foreign": lambda _: b"SQLite format 3\0" * 100,
    "kglite's own file": lambda content: content[: content.rindex(b"\n#dealgraph")],
    "another format": lambda content: content.replace(b'"format": 2,', b'"format": 1,'),
    "another kglite": lambda content: content.replace(b'"kglite": "0.', b'"kglite": "7.'),
    "another watermark's type": lambda content: content.replace(b'"watermark-1"', b'["watermark"]'),
    "seal of no JSON": lambda content: content.replace(b'{"format"', b'{"format'),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_file_that_is_not_wholly_ours_is_not_read(store: EmbeddedStore, kind: str) -> None:
    store.path.write_bytes(DAMAGE[kind](store.path.read_bytes()))
    assert store.state() is None
    with pytest.raises(StoreUnavailable, match="dealgraph sync"):
        store.view()
    write_projection(store, projection())
    assert store.state() == "watermark-1"


def test_a_folder_where_the_file_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        EmbeddedStore(tmp_path).state()
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        write_projection(EmbeddedStore(tmp_path), projection())


def test_rests_of_killed_runs_are_swept_but_not_another_writer_s_file(store: EmbeddedStore) -> None:
    old, young = (store.path.with_name(f"{FILE}.{name}.tmp") for name in ("old", "young"))
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (0, time.time() - ABANDONED - 1))
    write_projection(store, projection(watermark="watermark-2"))
    assert store.state() == "watermark-2"
    assert not old.exists()
    assert young.exists()


CHILD = """
import sys
from pathlib import Path
from graph.stores.whole import write_projection
from graph.stores.embedded import EmbeddedStore
from tests.graphs import FACTS, projection
{before}
store = EmbeddedStore(Path(sys.argv[1]))
graphs = projection(FACTS[:5], "five"), projection(FACTS[:20], "twenty")
while True:
    for graph in graphs:
        write_projection(store, graph)
        print(graph.watermark, flush=True)
"""


def child(home: Path, before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD.format(before=before), str(home)]
    root = Path(__file__).parents[1]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.011, 0.02, 0.037])
def test_kill_9_leaves_a_whole_graph(tmp_path: Path, delay: float) -> None:
    with child(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "five\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    store = EmbeddedStore(tmp_path)
    wanted = {"five": 5, "twenty": 20}[str(store.state())]
    assert ask(store, "MATCH (c:Claim) RETURN count(c)") == ((wanted,),)


def test_readers_see_a_whole_graph_while_another_process_writes(tmp_path: Path) -> None:
    with child(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "five\n"
        reader = EmbeddedStore(tmp_path)
        states = {reader.state() for _ in range(200)}
        counts = {ask(reader, "MATCH (c:Claim) RETURN count(c)") for _ in range(200)}
        process.kill()
    assert states <= {"five", "twenty"}
    assert counts <= {((5,),), ((20,),)}


def test_a_full_disk_is_one_clear_line_and_the_old_graph_stays(store: EmbeddedStore) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    with child(store.path.parent, limit) as process:
        _, errors = process.communicate()
    assert "StoreUnavailable" in errors.splitlines()[-1]
    assert "free space" in errors.splitlines()[-1]
    assert store.state() == "watermark-1"
    assert [p.name for p in store.path.parent.iterdir()] == [FILE]
