"""How well articles are read: names, types and coreference against annotated articles.

python benchmarks/reading.py GOLD.jsonl [--errors N]

GOLD.jsonl is in the form of the benchmark; with `mentions` (spans and their entities) coreference is measured too.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from graph.model import Article
from graph.resolve.names import name_key
from ingest.read.document import Document, ReferenceKind
from ingest.read.reader import read

NAMED_TYPES = ("Company", "Product", "Person", "Organization", "GovernmentBody", "Court", "Law", "Venture", "Place")


def main() -> None:
    """Read the gold articles and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=["missed", "type", "extra", "link"], default=None)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    articles = [Article(r["id"], r["text"], r["title"], r["url"], r["published"], r["source"]) for r in rows]
    read(articles[0])
    began = time.process_time()
    documents = [read(a) for a in articles]
    spent = time.process_time() - began
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for row, document in zip(rows, documents, strict=True):
        _count_entities(row, document, counts, errors)
        if "mentions" in row:
            _count_references(row, document, counts, errors)
    for line in [e for e in errors if options.only is None or e.startswith(options.only)][: options.errors]:
        print(line)
    _print(counts, spent / len(articles) * 1000)


def _count_entities(row: dict[str, Any], document: Document, counts: Counter[str], errors: list[str]) -> None:
    keys: dict[str, set[str]] = {}
    for mention in document.mentions:
        for form in (mention.name, *mention.aliases):
            keys.setdefault(name_key(form), set()).add(mention.type)
    facts = {f[end] for f in row["facts"] for end in ("subject", "object")}
    gold_keys: dict[str, str] = {}
    for entity in row["entities"]:
        names = {name_key(n) for n in (entity["name"], *entity["aliases"])}
        gold_keys |= dict.fromkeys(names, entity["type"])
        if entity["key"] not in facts:
            continue
        counts[f"gold {entity['type']}"] += 1
        found = set().union(*(keys.get(n, set()) for n in names))
        if entity["type"] in found:
            counts[f"typed {entity['type']}"] += 1
        if found:
            counts[f"found {entity['type']}"] += 1
        if not found:
            errors.append(f"missed {row['id']}: {entity['type']} {entity['name']}")
        elif entity["type"] not in found:
            errors.append(f"type {row['id']}: {entity['type']} {entity['name']} read as {sorted(found)}")
    for mention in document.mentions:
        counts[f"ours {mention.type}"] += 1
        right = [gold_keys[k] for f in (mention.name, *mention.aliases) if (k := name_key(f)) in gold_keys]
        counts[f"ours {mention.type} known"] += bool(right)
        counts[f"ours {mention.type} right"] += mention.type in right
        if not right:
            errors.append(f"extra {row['id']}: {mention.type} {mention.name}")


def _count_references(row: dict[str, Any], document: Document, counts: Counter[str], errors: list[str]) -> None:
    gold = {(m["start"], m["end"]): m["entity"] for m in row["mentions"]}
    starts = {end: entity for (_, end), entity in gold.items()}
    types = {e["key"]: e["type"] for e in row["entities"]}
    owner = _owners(document, gold)
    for reference in document.references:
        kind = reference.kind
        counts[f"refs {kind}"] += 1
        span = (reference.start, reference.end)
        text = document.content[reference.start : reference.end]
        counts[f"refs {kind} exact"] += span in gold
        entity = gold.get(span, starts.get(reference.end))
        if len(reference.mentions) > 1:
            counts["groups"] += 1
        elif entity is None:
            counts[f"links {kind} unmarked"] += 1
            if kind is not ReferenceKind.NAME:
                errors.append(f"link {row['id']}: unmarked {text!r} -> {document.mentions[reference.mentions[0]].name}")
        else:
            right = owner.get(reference.mentions[0]) == entity
            counts[f"links {kind} {'right' if right else 'wrong'}"] += 1
            if not right and kind is not ReferenceKind.NAME:
                name = document.mentions[reference.mentions[0]].name
                around = document.content[max(0, reference.start - 50) : reference.end + 15].replace("\n", " ")
                errors.append(f"link {row['id']}: {text!r} -> {name}, not {entity} {types[entity]}: {around}")
    ours = {(r.start, r.end) for r in document.references}
    for span in gold:
        kind = _kind_of(document.content[span[0] : span[1]])
        counts[f"gold {kind}"] += 1
        counts[f"gold {kind} found"] += span in ours


def _owners(document: Document, gold: dict[tuple[int, int], str]) -> dict[int, str]:
    """Which gold entity each of our mentions is: the one that most of its names stand for."""
    votes: dict[int, Counter[str]] = {}
    for reference in document.references:
        entity = gold.get((reference.start, reference.end))
        if reference.kind is ReferenceKind.NAME and entity is not None:
            votes.setdefault(reference.mentions[0], Counter())[entity] += 1
    return {index: found.most_common(1)[0][0] for index, found in votes.items()}


def _kind_of(text: str) -> str:
    if text.lower() in ("it", "its", "itself", "he", "she", "him", "her", "his", "hers", "himself", "herself"):
        return "pronoun"
    return "name" if any(c.isupper() for c in text.removeprefix("The ").removeprefix("A ")) else "nominal"


def _print(counts: Counter[str], milliseconds: float) -> None:
    print(f"{'type':15} {'gold':>6} {'named':>7} {'typed':>7} | {'ours':>6} {'in gold':>8} {'type right':>10}")
    for kind in NAMED_TYPES:
        gold, ours, known = counts[f"gold {kind}"], counts[f"ours {kind}"], counts[f"ours {kind} known"]
        print(
            f"{kind:15} {gold:6} {_share(counts[f'found {kind}'], gold)} {_share(counts[f'typed {kind}'], gold)} | "
            f"{ours:6} {_share(known, ours)} {_share(counts[f'ours {kind} right'], known)}"
        )
    for kind in ("name", "nominal", "pronoun"):
        gold, ours = counts[f"gold {kind}"], counts[f"refs {kind}"]
        right, wrong = counts[f"links {kind} right"], counts[f"links {kind} wrong"]
        if gold:
            found, exact = _share(counts[f"gold {kind} found"], gold), _share(counts[f"refs {kind} exact"], ours)
            linked, unmarked = _share(right, right + wrong), counts[f"links {kind} unmarked"]
            print(f"{kind:8} gold {gold:6} found {found} | ours {ours:6} exact {exact} linked right {linked}", end="")
            print(f" (unmarked {unmarked})")
    print(f"groups {counts['groups']}; {milliseconds:.1f} ms an article")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}%" if whole else "      -"


if __name__ == "__main__":
    main()
