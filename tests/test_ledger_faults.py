"""Nothing that was acknowledged is lost: kill -9, a full disk, and the run after each."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ledgers import Story, fact, record, story

from graph.assemble import assemble
from graph.errors import StoreUnavailable
from graph.ledger import Ledger
from graph.model import Projection
from graph.ontology import load_ontology

ARTICLES = 120
WRITER = "import sys; from pathlib import Path; from test_ledger_faults import ingest; ingest(Path(sys.argv[1]))"


def stories(count: int = ARTICLES) -> list[Story]:
    return [
        story(
            f"a{n}",
            fact(f"Maker {n % 17}/Company", "DEVELOPS", f"Gadget {n}/Product", date=f"2025-{n % 12 + 1:02}"),
            fact(f"Owner {n % 5}/Company", "OWNS", f"Maker {n % 17}/Company", confidence=0.7),
            published=f"2025-{n % 12 + 1:02}-01",
        )
        for n in range(count)
    ]


def ingest(path: Path) -> None:
    """What the killed process runs: one commit an article, acknowledged on a line once it is done."""
    with Ledger.open(path) as ledger:
        for told in stories():
            record(ledger, told)
            print(told.article.id, flush=True)


def ingest_until_killed(path: Path, acknowledged: int) -> list[str]:
    """Run the writer and kill it some time after that many acknowledgements; the ids that it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent) as writer:
        assert writer.stdout is not None
        ids = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        ids += writer.stdout.read().split()  # what it still said before it died
    assert writer.returncode in (-signal.SIGKILL, 0)
    return [id_ for id_ in ids if id_]


def state(path: Path) -> tuple[str, Projection]:
    with Ledger.open(path, read_only=True) as ledger:
        ledger.check()
        return ledger.watermark(), assemble(ledger, load_ontology())


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Projection]:
    path = tmp_path_factory.mktemp("unbroken") / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        record(ledger, *stories())
    return state(path)


@pytest.mark.slow
def test_kill_nine_loses_nothing_that_was_acknowledged(tmp_path: Path, unbroken: tuple[str, Projection]) -> None:
    chance = random.Random(7)  # noqa: S311  not for secrets
    for turn in range(10):
        path = tmp_path / f"{turn}.sqlite"
        acknowledged = ingest_until_killed(path, chance.randrange(ARTICLES))
        if path.exists():
            with Ledger.open(path) as ledger:  # opens, and takes over the lock of the dead
                ledger.check()
                kept = [article.id for article in ledger.articles()]
                assert kept[: len(acknowledged)] == acknowledged
                assert ledger.counts()["claims"] == 2 * len(kept)  # no article is there by halves
                record(ledger, *stories())
            assert state(path) == unbroken


def test_killed_in_the_middle_of_a_batch_leaves_the_batch_out(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    program = (
        "import os, signal, sys; from pathlib import Path; from graph.ledger import Ledger\n"
        "from test_ledger_faults import stories\nfrom ledgers import record\n"
        "ledger = Ledger.open(Path(sys.argv[1]))\nrecord(ledger, *stories(3))\n"
        "with ledger.batch():\n    record(ledger, *stories())\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    with Ledger.open(path, read_only=True) as reader:  # reads what the dead left without writing to it
        assert reader.counts()["articles"] == 3
    with Ledger.open(path) as ledger:
        ledger.check()
        assert ledger.counts()["articles"] == 3


def fill(ledger: Ledger) -> int:
    """Record until the disk is full; how many articles were acknowledged."""
    kept = 0
    with pytest.raises(StoreUnavailable, match="disk"):  # noqa: PT012  the loop is the statement
        for told in stories(5000):
            record(ledger, told)
            kept += 1
    return kept


def test_a_full_disk_is_told_and_the_run_after_it_goes_on(tmp_path: Path, unbroken: tuple[str, Projection]) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 30")  # a disk of 120 kB
        kept = fill(ledger)
        assert 0 < kept < ARTICLES
        assert ledger.counts()["articles"] == kept
    with Ledger.open(path) as ledger:
        ledger.check()
        record(ledger, *stories())
    assert state(path) == unbroken


def test_a_write_that_the_system_refuses_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with Ledger.open(path) as ledger:
            record(ledger, *stories(3))
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
            kept = fill(ledger)
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    with Ledger.open(path) as ledger:
        ledger.check()
        assert ledger.counts()["articles"] >= kept > 3


def test_a_copy_of_the_files_of_an_open_ledger_is_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        record(ledger, *stories(20))
        (tmp_path / "copy").mkdir()
        for part in tmp_path.glob("ledger.sqlite*"):
            shutil.copy(part, tmp_path / "copy")
    with Ledger.open(tmp_path / "copy" / "ledger.sqlite") as copy:
        copy.check()
        assert copy.counts()["articles"] == 20
