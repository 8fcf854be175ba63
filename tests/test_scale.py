"""The generated ledger: its names stay apart, and it has of all that the ontology has."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.scale import make
from benchmarks.scale.make import stories
from graph.assemble import assemble
from graph.ledger import Ledger
from graph.model import Projection, Status
from graph.ontology import load_ontology


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    home = tmp_path_factory.mktemp("scale")
    make(home, entities=2000, links=6000)
    with Ledger.open(home / "ledger.sqlite", read_only=True) as ledger:
        return assemble(ledger, load_ontology())


def test_no_two_names_join_and_none_is_left_out(graph: Projection) -> None:
    assert len({entity.name for entity in graph.entities}) == len(graph.entities)
    assert 1950 < len(graph.entities) <= 2000
    assert 6000 <= len(graph.links) < 6300 < len(graph.statements)


def test_it_has_of_all_that_there_is(graph: Projection) -> None:
    ontology = load_ontology()
    assert {entity.type for entity in graph.entities} == ontology.types.keys()
    assert {link.relation for link in graph.links} == ontology.relations.keys()
    assert {said.status for said in graph.statements} == set(Status)
    types = {entity.id: entity.type for entity in graph.entities}
    assert all(ontology.allows(types[link.subject], link.relation, types[link.object]) for link in graph.links)


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    assert list(islice(stories(500, 1500), 50)) == list(islice(stories(500, 1500), 50))
    assert make(tmp_path, entities=100, links=300) == make(tmp_path, entities=100, links=300)
