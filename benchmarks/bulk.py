"""Many real articles in one run: time, memory, the same ledger and the same bytes the second time.

`python -m benchmarks.bulk FILE.jsonl...` ingests the files twice into a home of its own and prints a table.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dealgraph
from graph.ledger import Ledger

FORMATS = ("nquads", "jsonld", "graphml", "csv", "cypher")
INGEST = "import sys, dealgraph; kg = dealgraph.open(sys.argv[1]); kg.ingest(*sys.argv[2:])"


def main() -> None:
    """The command."""
    for line in measure([Path(p) for p in sys.argv[1:]]):
        print(line)


def measure(files: list[Path]) -> list[str]:
    """Rows of a Markdown table: what was done, time, peak memory, digest of the ledger and of all exports."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        rows = [_run(f"{run} run", home, files) for run in ("first", "second")]
        turned = [_run("other order", Path(folder) / "turned", files[::-1])]
        counts = dealgraph.open(home).counts()
    sizes = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    head = ["| run | seconds | peak memory | ledger | exports |", "|---|---|---|---|---|"]
    return [*head, *rows, *turned, "", f"The graph has {sizes}."]


def _run(label: str, home: Path, files: list[Path]) -> str:
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", INGEST, str(home), *map(str, files)])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"{label}: the ingest failed")
    megabytes = usage.ru_maxrss / 1024
    return f"| {label} | {seconds:.1f} | {megabytes:.0f} MB | {_ledger(home)} | {_exports(home)} |"


def _ledger(home: Path) -> str:
    """A digest of all that stands in the ledger, whatever the order of recording."""
    with Ledger.open(home / "ledger.sqlite", read_only=True) as ledger:
        told = sorted(repr(article) for article in ledger.articles()) + sorted(repr(claim) for claim in ledger.claims())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _exports(home: Path) -> str:
    """A digest of the bytes of all exports."""
    kg, digest = dealgraph.open(home), hashlib.sha256()
    for form in FORMATS:
        path = home / f"export.{form}"
        kg.export(path, form)
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
