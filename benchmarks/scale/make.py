"""Writes the generated news into a ledger, article by article: memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.scale.cast import Cast
from benchmarks.scale.facts import Facts
from benchmarks.scale.news import Story, write_stories
from graph.ledger import Ledger
from graph.ontology import load_ontology

ENTITIES, LINKS = 100_000, 300_000
BATCH = 500  # articles a transaction
SEED = 20261124


def make(home: Path, *, entities: int = ENTITIES, links: int = LINKS) -> dict[str, int]:
    """Fill `home/ledger.sqlite` and count what went in; a ledger that is there gets what it has not yet."""
    home.mkdir(parents=True, exist_ok=True)
    counts = {"articles": 0, "claims": 0}
    told = stories(entities, links)
    with Ledger.open(home / "ledger.sqlite") as ledger:
        while batch := list(islice(told, BATCH)):
            with ledger.batch():
                for story in batch:
                    ledger.record(story.article, story.claims, (), "generated", "1")
                    counts["claims"] += len(story.claims)
            counts["articles"] += len(batch)
    return counts


def stories(entities: int = ENTITIES, links: int = LINKS) -> Iterator[Story]:
    """The same articles each time for the same numbers."""
    chance = Random(SEED)  # noqa: S311  no secret, but the same each time
    cast = Cast(entities, chance)
    facts = Facts(cast, load_ontology(), chance)
    yield from write_stories(facts.stream(links), cast, chance, articles=links // 5)
