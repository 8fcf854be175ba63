"""Writing the graph into Neo4j, ours beside a plain script, on one server: `python -m benchmarks.sync HOME`.

HOME is one that `benchmarks.scale` filled. Each run writes into an empty database, in a process of its own, in turn;
then `dealgraph sync` is run again with nothing new, and with one article more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale.news import Story
from graph.assemble import Assembled
from graph.ledger import Ledger
from graph.model import Article, Claim, Mention
from graph.ontology import load_ontology
from graph.stores import open_store
from graph.stores.base import KINDS
from tests.servers import NEWEST, Server

ROUNDS = 2
HEAP = "1g"


def main() -> None:
    """The command; with --write it is the process that writes once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sync", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--version", default=NEWEST)
    parser.add_argument("--write", choices=("ours", "plain"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write is not None:
        print(json.dumps(write(given.write, given.home)))
        return
    for line in measure(given.home, given.rounds, given.version):
        print(line, flush=True)


def measure(home: Path, rounds: int, version: str) -> Iterator[str]:
    """Rows of a Markdown table."""
    with Ledger.open(home / "ledger.sqlite", read_only=True) as ledger, _assembled(home) as assembled:
        assembled.update(ledger, load_ontology())
    yield "| writer | rows | seconds | rows a second | peak client memory, MiB |"
    yield "|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), version=version, heap=HEAP) as server:
        rates: dict[str, list[float]] = {"ours": [], "plain": []}
        for turn in range(rounds):
            for writer in ("plain", "ours") if turn % 2 == 0 else ("ours", "plain"):
                server.clear()
                told = _in_a_process(writer, home, server)
                rate, peak = told["rows"] / told["seconds"], told["peak"]
                rates[writer].append(rate)
                yield f"| {writer} | {told['rows']:.0f} | {told['seconds']:.1f} | {rate:.0f} | {peak:.0f} |"
        ratio = sum(rates["ours"]) / sum(rates["plain"])
        yield f"\nOurs to plain: {ratio:.2f}\n"
        yield from _again(home, server)


def write(writer: str, home: Path) -> dict[str, float]:
    """Write all once, and tell rows, seconds and peak memory."""
    ontology = load_ontology()
    with _assembled(home) as assembled:
        rows = sum(assembled.count(kind) for kind in KINDS)
        began = time.perf_counter()
        if writer == "ours":
            store = open_store("neo4j", home, ontology, os.environ)
            store.take(assembled)
            store.close()
        else:
            import neo4j

            from benchmarks.plain import load

            auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
            with neo4j.GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth) as driver:
                load(driver, assembled, ontology)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "seconds": seconds, "peak": peak}


def _assembled(home: Path) -> Assembled:
    return Assembled.open(home / "assembled.sqlite")


def _in_a_process(writer: str, home: Path, server: Server) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.sync", str(home), "--write", writer]
    done = subprocess.run(command, env={**os.environ, **server.env}, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _again(home: Path, server: Server) -> Iterator[str]:
    """The whole command with nothing new, and with one article more; on a copy, so that HOME stays as it was."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "home")
        shutil.copytree(home, copy)
        yield f"`dealgraph sync`, the first after the copy: {_command(copy, server):.2f} s"
        yield f"`dealgraph sync`, nothing new: {_command(copy, server):.2f} s"
        with Ledger.open(copy / "ledger.sqlite") as ledger:
            story = _one_more()
            ledger.record(story.article, story.claims, (), "generated", "1")
        yield f"`dealgraph sync`, one article more: {_command(copy, server):.2f} s"


def _one_more() -> Story:
    text = "Newcomer Robotics owns Latecomer Labs."
    article = Article("one-more", text, "One more")
    ends = (Mention("one-more", name, "Company") for name in ("Newcomer Robotics", "Latecomer Labs"))
    start = len(article.content) - len(text)
    return Story(article, (Claim("one-more", next(ends), "OWNS", next(ends), start, start + len(text), text),))


def _command(home: Path, server: Server) -> float:
    command = [Path(sys.executable).with_name("dealgraph"), "--home", home, "--store", "neo4j", "sync"]
    began = time.perf_counter()
    subprocess.run(command, env={**os.environ, **server.env}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
