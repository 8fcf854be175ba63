"""Writes docs/analysis.md from the saved analyses and their answers on the sample articles.

`python docs/build_analysis.py`; a test holds that the file is what this writes.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dealgraph
from dealgraph.api import KnowledgeGraph
from dealgraph.cli.asking import parse_params
from dealgraph.cli.demonstrating import sample_articles
from queries.analyses import Analysis, list_analyses
from queries.formats import to_text

PAGE = Path(__file__).parent / "analysis.md"
WIDTH = 32  # of a cell, so that a row fits a page
INTRODUCTION = """\
<!-- written by docs/build_analysis.py; change the data, not this file -->
# Analyses

What Cypher alone does not answer well is computed with networkx and plain Python on the graph of any store, embedded or
Neo4j: `dealgraph analyse` lists the analyses, `dealgraph analyse NAME` runs one (`--format table|json|csv`), `-p K=V`
sets a parameter, `--describe` tells what there are. The same graph gives the same rows, whatever order it was read in.

`--write` also writes what an analysis computes for each entity into the store, as a property of the entity:
`betweenness` by brokers, `community` by communities. Only these two, only on entities that dealgraph wrote, and only of
the whole graph. A sync leaves them as they are, so they are as old as the last `--write`; writing anew takes them from
entities that have none any more. Then they can be asked for, or shown as size and colour in Bloom:

    dealgraph analyse brokers --write
    dealgraph query -e "MATCH (e:Entity) WHERE e.betweenness > 0.05 RETURN e.name, e.betweenness"

In Python the graph, or a part of it, is a `networkx.MultiDiGraph`, and each analysis a function of it:

    from graph.analysis import Part, brokers, read_graph

    with dealgraph.open() as kg:
        kg.analyse("brokers", limit=5)             # a table, as kg.query gives
        graph = read_graph(kg.view(), part=Part(around="OpenAI", hops=2, statuses=["current"], since="2025"))
        brokers(graph).rows

A node has `name`, `class`, `aliases`, `wikidata`, `sources`, `first_seen`, `last_seen`; an edge, whose key is its
relation, has `id`, `relation`, `status`, `since`, `until`, `confidence`, `sources`, `evidence`, `url` and the
qualifiers (`amount`, `share`, `role` ...). What is not known is left out.

The answers below are those of the sample articles (`dealgraph demo`), their long cells cut."""


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as home, dealgraph.open(home) as kg:
        kg.ingest(sample_articles())
        PAGE.write_text(page(kg), encoding="utf-8")


def page(kg: KnowledgeGraph) -> str:
    """The text of the page, with the answers of this graph."""
    return "\n".join([INTRODUCTION, *(line for one in list_analyses() for line in _analysis(one, kg))]) + "\n"


def _analysis(analysis: Analysis, kg: KnowledgeGraph) -> Iterator[str]:
    yield f"\n## {analysis.name}\n"
    yield f"{analysis.question} {analysis.note}\n"
    yield "| parameter | type | default | meaning |"
    yield "|---|---|---|---|"
    for one in analysis.parameters:
        yield f"| {one.name} | {one.type} | `{one.default}` | {one.meaning} |".replace("``", "empty")
    _, _, name, *options = shlex.split(analysis.example)
    table = kg.analyse(name, **parse_params(tuple(option for option in options if option != "-p")))
    yield f"\n```text\n$ {analysis.example}\n{to_text(table.rows, cell=WIDTH)}\n```"
    if table.note:
        yield f"\nIt adds: {table.note}."


if __name__ == "__main__":
    main()
