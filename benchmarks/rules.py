"""Measure each rule on annotated articles: `python -m benchmarks.rules ../shared/bench/train.jsonl [--write]`.

A rule's precision is the share of its claims that an annotated fact backs, by the scorer's own comparison of names.
`--write` puts the figures into ingest/extract/tables/precision.yaml, where they become the claims' confidence.
`--gold` uses the annotated mentions in place of the reader, which tells the rules' faults from the reader's.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import article_of, gold_document, read_lines
from graph.model import Claim
from ingest.extract.rules import find_by_rule
from ingest.extract.ventures import FORMED, FORMED_WITH, INVOLVING, LAUNCHED
from ingest.read.document import Document
from ingest.read.reader import read

SCORER = Path(__file__).parents[2] / "shared" / "bench" / "score.py"
TABLE = Path(__file__).parents[1] / "ingest" / "extract" / "tables" / "precision.yaml"
# The training articles call an unnamed venture "a joint venture", so that these claims never agree with theirs in name.
UNNAMED = {rule.name for rule in (INVOLVING, LAUNCHED, FORMED, FORMED_WITH)}
LEAST, MOST = 0.5, 0.99  # a figure from a few claims must not read as certainty, either way
PRIOR_RIGHT, PRIOR_ALL = 1.5, 2.0  # a rule seen a handful of times stays near the .75 that a rule must reach


def load_scorer(path: Path = SCORER) -> ModuleType:
    """The benchmark's scorer as a module; SystemExit says where it is looked for."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no scorer at {path}; the evaluation data lies beside the checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    scorer = load_scorer()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in lines:
        document = gold_document(line) if gold else read(article_of(line))
        facts = _Facts(line, scorer)
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


class _Facts:
    """The annotated facts of one article."""

    def __init__(self, line: dict[str, Any], scorer: ModuleType) -> None:
        self.line, self.scorer = line, scorer
        self.entities = {entity["key"]: entity for entity in line["entities"]}
        self.who = scorer.bearers(line)

    def find(self, claim: Claim) -> dict[str, Any] | None:
        """The fact that the claim states, if one is annotated."""
        row = claim.as_row()
        for fact in self.line["facts"]:
            if fact["relation"] == claim.relation and self._same(fact, row):
                return fact  # type: ignore[no-any-return]  # a line of JSON
        return None

    def _same(self, fact: dict[str, Any], row: dict[str, Any]) -> bool:
        one, other = self.entities[fact["subject"]], self.entities[fact["object"]]
        turned = fact["relation"] in self.scorer.SYMMETRIC and self._both(one, other, row["object"], row["subject"])
        return turned or self._both(one, other, row["subject"], row["object"])

    def _both(self, one: Any, other: Any, subject: Any, thing: Any) -> bool:
        return bool(self.scorer.same(one, subject, self.who) and self.scorer.same(other, thing, self.who))


def _count(tally: Tally, facts: _Facts, claim: Claim) -> None:
    if not facts.scorer.in_scope(facts.line, claim.as_row()):
        return
    fact = facts.find(claim)
    said = f"[{claim.status}] {claim.subject.name} {claim.relation} {claim.object.name} | {claim.evidence[:300]}"
    if fact is None:
        tally.wrong += 1
        tally.errors.append(f"WRONG {said}")
        return
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
