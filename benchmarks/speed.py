"""Speed on one core: articles read and extracted a second after the start, and the start of the command line.

`python -m benchmarks.speed FILE.jsonl` takes articles of 250 to 350 words from the file.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.gold import article_of, read_lines
from graph.model import Article
from graph.ontology import load_ontology
from ingest.extract.rules import RuleExtractor
from ingest.pipeline import read_articles
from ingest.report import Report

WORDS = range(250, 351)
RUNS = 5


def main() -> None:
    """The command."""
    for line in measure(Path(sys.argv[1])):
        print(line)


def measure(path: Path) -> list[str]:
    """Rows of a Markdown table: medians of several runs."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = [a for a in map(article_of, read_lines(path)) if len(a.text.split()) in WORDS]
    words = statistics.mean(len(a.text.split()) for a in articles)
    _read(articles)  # the start: patterns compiled, lists loaded
    rates = [len(articles) / _read(articles) for _ in range(RUNS)]
    starts = [_start() for _ in range(RUNS)]
    return [
        "| what | median | all runs |",
        "|---|---|---|",
        f"| articles a second, one core ({len(articles)} of {words:.0f} words) | {statistics.median(rates):.0f} | "
        f"{', '.join(f'{r:.0f}' for r in rates)} |",
        f"| `dealgraph --help`, seconds | {statistics.median(starts):.2f} | {', '.join(f'{s:.2f}' for s in starts)} |",
    ]


def _read(articles: list[Article]) -> float:
    began = time.perf_counter()
    for _ in read_articles(articles, RuleExtractor(), load_ontology(), Report()):
        pass
    return time.perf_counter() - began


def _start() -> float:
    began = time.perf_counter()
    command = [Path(sys.executable).with_name("dealgraph"), "--help"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
