"""Measure the legal forms on annotated articles: `python -m benchmarks.legal ../shared/bench/train.jsonl [--write]`.

The mentions are the annotated ones, so that the figures are those of the forms. Suits that the annotation calls by a
noun ("the complaint") get the names of their parties; a party of a suit that has no mention of its own is left out.
`--write` puts the precision of each family into ingest/extract/tables/legal_precision.yaml: the claims' confidence.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import gold_document, read_lines
from benchmarks.rules import LEAST, MOST, Tally
from ingest.evaluate.matching import bearers, means
from ingest.extract.lawsuits import find_by_form

TABLE = Path(__file__).parents[1] / "ingest" / "extract" / "tables" / "legal_precision.yaml"
ROLES = {"PLAINTIFF_IN": 0, "DEFENDANT_IN": 1}


def measure(lines: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    """The tally of each family of forms."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in lines:
        named = name_suits(line)
        seen = set()
        for family, claim in find_by_form(gold_document(line)):
            key = (claim.relation, claim.subject.id, claim.object.id)
            if key not in seen:
                seen.add(key)
                _count(tallies[family], named, claim.as_row())
    return tallies


def name_suits(line: dict[str, Any]) -> dict[str, Any]:
    """The line with the names of their parties as aliases of its suits, and surnames as aliases of its people."""
    entities = {entity["key"]: dict(entity, aliases=list(entity["aliases"])) for entity in line["entities"]}
    parties: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for fact in line["facts"]:
        if fact["relation"] in ROLES:
            parties[fact["object"]][ROLES[fact["relation"]]].append(entities[fact["subject"]]["name"])
    for key, (plaintiffs, defendants) in parties.items():
        names = [f"{p} v. {d}" for p in plaintiffs or ["Unnamed"] for d in defendants]
        entities[key]["aliases"] += names
    for entity in entities.values():
        if entity["type"] == "Person":
            entity["aliases"].append(entity["name"].split()[-1])
    return dict(line, entities=list(entities.values()))


def _count(tally: Tally, line: dict[str, Any], row: dict[str, Any]) -> None:
    if _is_annotated(line, row):
        tally.right += 1
    elif not _is_background(line, row):
        tally.wrong += 1


def _is_annotated(line: dict[str, Any], row: dict[str, Any]) -> bool:
    who = bearers(line["entities"])
    return any(
        means(one, row["subject"], who) and means(other, row["object"], who)
        for one, relation, other in _facts(line)
        if relation == row["relation"]
    )


def _is_background(line: dict[str, Any], row: dict[str, Any]) -> bool:
    """A party of a suit that is annotated as SUED alone."""
    if row["relation"] not in ROLES:
        return False
    who, side = bearers(line["entities"]), ROLES[row["relation"]]
    return any(
        means((one, other)[side], row["subject"], who) for one, relation, other in _facts(line) if relation == "SUED"
    )


def _facts(line: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    entities = {entity["key"]: entity for entity in line["entities"]}
    return ((entities[f["subject"]], f["relation"], entities[f["object"]]) for f in line["facts"])


def main() -> int:
    """Print the families, the least precise first; `--write` keeps the figures."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--write", action="store_true")
    args = cli.parse_args()
    tallies = measure(read_lines(args.gold))
    for family, tally in sorted(tallies.items(), key=lambda item: item[1].precision):
        print(f"{family:24} {tally.precision:.2f}  right {tally.right}, wrong {tally.wrong}")
    right, wrong = (sum(getattr(tally, side) for tally in tallies.values()) for side in ("right", "wrong"))
    print(f"all: {right} right of {right + wrong} ({right / max(right + wrong, 1):.3f})")
    if args.write:
        rows = [f"{name}: {min(MOST, max(LEAST, tally.precision)):.2f}" for name, tally in sorted(tallies.items())]
        head = "# Share of right claims of each family of legal forms in the training articles (benchmarks/legal.py)."
        TABLE.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
