"""The rule tables: one YAML file a family, read once.

    words:                 macros of this file, for its patterns
      bought: (?:buys?|bought|acquire[sd]?)
    rules:
      - name: bought       unique over all files
        relation: ACQUIRED
        pattern: "{Party:subject}{aux} {bought} {np}{Company+:object}"      the language of patterns.py
        cues: [buy, bought, acquire]     one of them must be in the sentence
        status: denied     optional: overrides the cues of status.yaml
      ignore: [planned]  optional: these cues do not count
        example: "[s:Company Adobe] bought [o:Company Semrush]."            the form of examples.py

precision.yaml beside them holds each rule's precision in the training articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from graph.files import read_yaml
from graph.model import Status
from ingest.extract.patterns import Rule

FAMILIES = ("ownership", "money", "people", "products", "partners", "ventures", "places")
UNMEASURED = 0.7  # for a rule that never matched in the training articles: the least precision a rule may have


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of every family."""
    return tuple(rule for family in FAMILIES for rule in _family(family))


def confidence_of(rule: str) -> float:
    """The share of the rule's claims that are right in the training articles; benchmarks/rules.py measures it."""
    return _measured().get(rule, UNMEASURED)


def read_table(name: str) -> Any:
    """The data of one table of this package."""
    text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return read_yaml(text)


@cache
def _measured() -> Mapping[str, float]:
    return {str(name): float(figure) for name, figure in (read_table("precision") or {}).items()}


def _family(family: str) -> Iterator[Rule]:
    table = read_table(family)
    words = {str(name): str(text) for name, text in table.get("words", {}).items()}
    for row in table["rules"]:
        status = Status(row["status"]) if "status" in row else None
        pattern = _with_words(row["pattern"], words)
        ignored = frozenset(Status(name) for name in row.get("ignore", ()))
        cues = tuple(row.get("cues", ()))
        yield Rule(row["name"], row["relation"], pattern, cues, row["example"], status, ignored)


def _with_words(pattern: str, words: Mapping[str, str]) -> str:
    for name, text in words.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    return pattern
