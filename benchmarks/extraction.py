"""Read, extract and score: `python -m benchmarks.extraction GOLD.jsonl [--errors N]` prints the scorer's table.

The whole real path: reader, rules, guard. Claims go through the same JSON lines as `dealgraph extract` prints.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.gold import article_of, gold_document, read_lines
from graph.model import Claim
from graph.ontology import load_ontology
from ingest.extract.base import admit
from ingest.extract.rules import RuleExtractor
from ingest.read.reader import read
from ingest.report import Report

SCORER = Path(__file__).parents[2] / "shared" / "bench" / "score.py"  # the benchmark's own, as a second opinion


def extract_all(path: Path, report: Report, *, gold: bool = False) -> Iterator[Claim]:
    """The admitted claims of every article of an annotated file."""
    extractor, ontology = RuleExtractor(), load_ontology()
    for line in read_lines(path):
        document = gold_document(line) if gold else read(article_of(line))
        report.articles += 1
        yield from admit(extractor.extract(document), document.article, ontology, report)


def main() -> int:
    """The command."""
    cli = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    cli.add_argument("lines", type=Path)
    cli.add_argument("--errors", type=int, default=0)
    cli.add_argument("--gold", action="store_true", help="annotated mentions in place of the reader")
    cli.add_argument("--keep", type=Path, help="write the claims here")
    args = cli.parse_args()
    report, began = Report(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        claims = args.keep or Path(folder) / "claims.jsonl"
        found = extract_all(args.lines, report, gold=args.gold)
        claims.write_text("".join(json.dumps(claim.as_row()) + "\n" for claim in found), encoding="utf-8")
        seconds = time.perf_counter() - began
        sys.stdout.write(f"{report.articles} articles in {seconds:.1f} s; {json.dumps(report.as_row())}\n")
        sys.stdout.flush()
        command = [sys.executable, SCORER, args.lines, claims, "--by-relation", "--errors", str(args.errors)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
