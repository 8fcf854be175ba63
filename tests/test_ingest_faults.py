"""What must not lose data: a kill in the middle of an ingest, a full disk, two writers, an edited article."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

import dealgraph
from graph.ledger import Ledger
from ingest.clean import clean
from ingest.report import Report
from ingest.sources.files import read_sources

KILLS = 5
INGEST = """
import sys, dealgraph
done = 0
def acknowledge(count):
    global done
    done += count
    print(done, flush=True)
dealgraph.open(sys.argv[1]).ingest(sys.argv[2], acknowledge=acknowledge)
print("end", flush=True)
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles three times over, each copy under an id of its own."""
    path = tmp_path_factory.mktemp("many") / "articles.jsonl"
    samples = list(clean(read_sources([str(ROOT / "examples" / "articles")]), Report()))
    with path.open("w") as out:
        for copy in range(3):
            for article in samples:
                row = {"id": f"{copy}-{article.id}", "title": article.title, "text": article.text}
                out.write(json.dumps({**row, "published": article.published, "source": f"wire {copy}"}) + "\n")
    return path


@pytest.fixture(scope="module")
def unbroken(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], bytes]:
    """Ids in the order of the file, and the export of a run that nothing broke."""
    home = tmp_path_factory.mktemp("unbroken") / "home"
    dealgraph.open(home).ingest(articles)
    return [json.loads(line)["id"] for line in articles.read_text().splitlines()], exported(home)


def exported(home: Path) -> bytes:
    path = home / "graph.nq"
    dealgraph.open(home).export(path, "nquads")
    return path.read_bytes()


def ids_in(home: Path) -> set[str]:
    with Ledger.open(home / "ledger.sqlite", read_only=True) as ledger:
        return {article.id for article in ledger.articles()}


@pytest.mark.slow
def test_a_kill_in_the_middle_loses_nothing_acknowledged_and_the_next_run_completes(
    articles: Path, unbroken: tuple[list[str], bytes], tmp_path: Path
) -> None:
    order, whole = unbroken
    chance = random.Random(3)  # noqa: S311  repeatable places to kill at
    for kill in range(KILLS):
        home = tmp_path / f"home{kill}"
        wanted, acknowledged = chance.randrange(0, 5), 0
        with subprocess.Popen(
            [sys.executable, "-c", INGEST, home, articles], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(wanted):
                acknowledged = int(process.stdout.readline())
            time.sleep(chance.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            rest = [int(line) for line in process.stdout.read().split() if line.isdigit()]
        acknowledged = max([acknowledged, *rest])
        if acknowledged:
            assert set(order[:acknowledged]) <= ids_in(home)
        report = dealgraph.open(home).ingest(articles)
        assert report.articles + report.unchanged == len(order)
        assert report.unchanged >= acknowledged
        assert exported(home) == whole


FULL_DISK = """
import resource, signal, sys
import dealgraph
from dealgraph.cli import main
list(dealgraph.extract(sys.argv[1]))  # what is loaded once is loaded
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write fails instead, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
sys.argv = ["dealgraph", *sys.argv[3:]]
main()
"""


@pytest.mark.parametrize("room", [0, 60_000, 400_000])
def test_a_full_disk_stops_the_run_with_its_cause_and_the_next_one_completes(
    articles: Path, unbroken: tuple[list[str], bytes], tmp_path: Path, room: int
) -> None:
    home = tmp_path / "home"
    first = tmp_path / "first.jsonl"
    first.write_text(articles.read_text().splitlines()[0])
    command = [sys.executable, "-c", FULL_DISK, first, str(room), "--home", home, "ingest", articles]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("dealgraph: ")
    dealgraph.open(home).ingest(articles)
    assert exported(home) == unbroken[1]


def test_reading_twice_and_in_another_order_gives_the_same_bytes(
    articles: Path, unbroken: tuple[list[str], bytes], tmp_path: Path
) -> None:
    lines = articles.read_text().splitlines()
    halves = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    halves[0].write_text("\n".join(lines[len(lines) // 2 :]))
    halves[1].write_text("\n".join(reversed(lines[: len(lines) // 2 + 5])))
    kg = dealgraph.open(tmp_path / "home")
    for half in [*halves, articles]:
        kg.ingest(half)
    assert exported(tmp_path / "home") == unbroken[1]


def test_an_edited_article_takes_the_place_of_its_older_version(tmp_path: Path) -> None:
    kg = dealgraph.open(tmp_path / "home")
    path = tmp_path / "a.jsonl"
    for buyer in ("Adobe", "Salesforce"):
        path.write_text(json.dumps({"id": "x", "title": "", "text": f"{buyer} has acquired Semrush for $1.9 billion."}))
        kg.ingest(path)
        buyers = {row["buyer"] for row in kg.query("MATCH (a)-[:ACQUIRED]->(b) RETURN a.name AS buyer")}
        assert buyers == {buyer}


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Adobe has acquired Semrush for $1.9 billion.")
    home = tmp_path / "home"
    dealgraph.open(home).ingest(tmp_path / "a.txt")
    with Ledger.open(home / "ledger.sqlite"), pytest.raises(dealgraph.DealgraphError, match="writ"):
        dealgraph.open(home).ingest(tmp_path / "a.txt")
