"""The quality of extraction on the annotated files, against pinned floors.

`python -m benchmarks.quality` prints the table and exits 1 below a floor; `--write` raises the floors of quality.json
to what was measured, less a margin, and never lowers one.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.gold import article_of, read_lines
from graph.ontology import load_ontology
from ingest.evaluate.scoring import Scores, score
from ingest.extract.rules import RuleExtractor
from ingest.pipeline import read_articles
from ingest.report import Report

BENCH = Path(__file__).parents[2] / "shared" / "bench"
FLOORS = Path(__file__).with_name("quality.json")
MARGIN = 0.005  # a change that moves a figure by less is no loss of quality
FOUNDING = "seed-linkedin-lawsuit"  # the last line of news-dev
KEYS = ("precision", "recall", "f1", "status_accuracy", "type_accuracy", "evidence_verbatim", "brier")


def main() -> int:
    """The command."""
    floors, measured = read_floors(), measure_all()
    for line in table(measured):
        print(line)
    if "--write" in sys.argv:
        FLOORS.write_text(json.dumps(raised(floors, measured), indent=2) + "\n", encoding="utf-8")
    low = below(floors, measured)
    for line in low:
        print(line)
    return 1 if low else 0


def read_floors() -> dict[str, Any]:
    """The pinned floors by file, and the digest of the data that each was measured on."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def measure_all() -> dict[str, Scores]:
    """The scores of the rules on every file that has floors."""
    return {name: measure(BENCH / name) for name in read_floors()["files"]}


def measure(path: Path, *, article: str | None = None) -> Scores:
    """The scores of the rules on one annotated file, or on one article of it."""
    lines = [line for line in read_lines(path) if article is None or line["id"] == article]
    ontology = load_ontology()
    readings = read_articles(map(article_of, lines), RuleExtractor(), ontology, Report())
    claims = [claim.as_row() for reading in readings for claim in reading.claims]
    return score(lines, claims)


def table(measured: dict[str, Scores]) -> list[str]:
    """Rows of a Markdown table."""
    rows = ["| file | articles | facts | " + " | ".join(k.replace("_", " ") for k in KEYS) + " |"]
    rows.append("|---" * (len(KEYS) + 3) + "|")
    for name, scores in measured.items():
        row = scores.as_row()
        figures = " | ".join(f"{row[key]:.3f}" for key in KEYS)
        rows.append(f"| {name} | {row['articles']} | {row['gold']} | {figures} |")
    return rows


def relations_table(scores: Scores) -> list[str]:
    """Rows of a Markdown table, a relation a row, the most frequent first."""
    rows = ["| relation | precision | recall | f1 | right | claimed | gold |", "|---|---|---|---|---|---|---|"]
    for name in sorted(scores.gold.keys() | scores.claimed.keys(), key=lambda r: (-scores.gold[r], r)):
        f = scores.of(name)
        figures = f"{f.precision:.2f} | {f.recall:.2f} | {f.f1:.2f} | {f.right} | {f.claimed} | {f.gold}"
        rows.append(f"| {name} | {figures} |")
    return rows


def below(floors: dict[str, Any], measured: dict[str, Scores]) -> list[str]:
    """What fell under its floor, or was measured on other data than the floor."""
    found = []
    for name, pinned in floors["files"].items():
        if digest(BENCH / name) != pinned["sha256"]:
            found.append(f"{name}: the data is not what the floors were measured on")
        row = measured[name].as_row()
        found += [
            f"{name}: {key} {row[key]:.4f} is under its floor {floor}"
            for key, floor in pinned["floors"].items()
            if row[key] < floor
        ]
    return found


def raised(floors: dict[str, Any], measured: dict[str, Scores]) -> dict[str, Any]:
    """The floors, none lower than before."""
    files = {}
    for name, pinned in floors["files"].items():
        row = measured[name].as_row()
        new = {key: max(floor, round(row[key] - MARGIN, 3)) for key, floor in pinned["floors"].items()}
        files[name] = {**pinned, "sha256": digest(BENCH / name), "floors": new}
    return {**floors, "files": files}


def digest(path: Path) -> str:
    """SHA-256 of the data file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
