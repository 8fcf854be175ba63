"""Measure each rule on annotated articles: `python -m benchmarks.rules ../shared/bench/train.jsonl [--write]`.

A rule's precision is the share of its claims that an annotated fact backs, by the scorer's own comparison of names.
`--write` puts the figures into ingest/extract/tables/precision.yaml, where they become the claims' confidence.
`--gold` uses the annotated mentions in place of the reader, which tells the rules' faults from the reader's.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.gold import article_of, gold_document, read_lines
from graph.model import Claim
from ingest.evaluate.scoring import Annotated
from ingest.extract.rules import find_by_rule
from ingest.extract.ventures import FORMED, FORMED_WITH, INVOLVING, LAUNCHED
from ingest.read.document import Document
from ingest.read.reader import read

TABLE = Path(__file__).parents[1] / "ingest" / "extract" / "tables" / "precision.yaml"
# The training articles call an unnamed venture "a joint venture", so that these claims never agree with theirs in name.
UNNAMED = {rule.name for rule in (INVOLVING, LAUNCHED, FORMED, FORMED_WITH)}
LEAST, MOST = 0.5, 0.99  # a figure from a few claims must not read as certainty, either way
PRIOR_RIGHT, PRIOR_ALL = 1.5, 2.0  # a rule seen a handful of times stays near the .75 that a rule must reach


@dataclass(slots=True)
class Tally:
    """What one rule did."""

    right: int = 0
    wrong: int = 0
    status_right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of right claims, drawn a little towards the prior."""
        return (self.right + PRIOR_RIGHT) / (self.right + self.wrong + PRIOR_ALL)


def measure(lines: Iterator[dict[str, Any]], *, gold: bool = False) -> dict[str, Tally]:
    """The tally of each rule over annotated articles."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in lines:
        document = gold_document(line) if gold else read(article_of(line))
        facts = Annotated(line)
        for rule, claim in _claims(document):
            _count(tallies[rule], facts, claim)
    return tallies


def _claims(document: Document) -> Iterator[tuple[str, Claim]]:
    seen = set()
    for rule, claim in find_by_rule(document):
        key = (rule, claim.subject.id, claim.object.id)
        if key not in seen:
            seen.add(key)
            yield rule, claim


def _count(tally: Tally, facts: Annotated, claim: Claim) -> None:
    row = claim.as_row()
    if not facts.in_scope(row):
        return
    hit = facts.find(row)
    said = f"[{claim.status}] {claim.subject.name} {claim.relation} {claim.object.name} | {claim.evidence[:300]}"
    if hit is None:
        tally.wrong += 1
        tally.errors.append(f"WRONG {said}")
        return
    fact = facts.facts[hit][3]
    tally.right += 1
    tally.status_right += fact["status"] == claim.status
    if fact["status"] != claim.status:
        tally.errors.append(f"STATUS {fact['status']} not {said}")


def write_table(tallies: dict[str, Tally]) -> None:
    """Put the figures beside the rules."""
    measured = {name: tally.precision for name, tally in sorted(tallies.items()) if name not in UNNAMED}
    rows = [f"{name}: {min(MOST, max(LEAST, figure)):.2f}" for name, figure in measured.items()]
    head = "# Share of right claims of each rule in the training articles, as `python -m benchmarks.rules` measures it."
    TABLE.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """The command."""
    cli = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    cli.add_argument("lines", type=Path)
    cli.add_argument("--gold", action="store_true", help="annotated mentions in place of the reader")
    cli.add_argument("--write", action="store_true", help="write precision.yaml")
    cli.add_argument("--errors", metavar="RULE", help="print this rule's errors")
    args = cli.parse_args()
    tallies = measure(read_lines(args.lines), gold=args.gold)
    if args.write:
        write_table(tallies)
    if args.errors:
        sys.stdout.write("\n".join(tallies[args.errors].errors) + "\n")
    for name, tally in sorted(tallies.items(), key=lambda item: item[1].precision):
        total = tally.right + tally.wrong
        status = tally.status_right / tally.right if tally.right else 0.0
        sys.stdout.write(f"{name:24} P {tally.precision:.2f}  {tally.right:4} of {total:4}  status {status:.2f}\n")


if __name__ == "__main__":
    main()
