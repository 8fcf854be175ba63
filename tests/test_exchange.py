"""The graph in other tools' formats: whole, the same bytes each time, and not broken by odd names."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import networkx as nx
import pytest
from graphs import projection

from dealgraph.exporting import FORMATS, export
from graph.analysis import as_networkx
from graph.errors import UnknownName
from graph.model import Projection
from graph.ontology import load_ontology

ODD = 'A "quoted" \\ <name> & it\'s\n— 𝔸𝔼 \u2028 `x`'


def written(graph: Projection, form: str) -> bytes:
    out = io.BytesIO()
    export(graph, load_ontology(), out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    assert written(projection(), form) == written(projection(), form) != b""


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="graphml"):
        written(projection(), "dot")


def test_networkx_has_a_node_an_entity_and_an_edge_a_link() -> None:
    graph = projection()
    net = as_networkx(graph)
    assert set(net.nodes) == {e.id for e in graph.entities}
    assert {(s, o, r) for s, o, r in net.edges(keys=True)} == {(k.subject, k.object, k.relation) for k in graph.links}
    assert all(net.edges[edge]["evidence"] for edge in net.edges)


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graph_files_are_read_back_whole(form: str, read: object) -> None:
    graph = projection()
    odd = replace(graph, entities=(replace(graph.entities[0], name=ODD.replace("\n", " ")), *graph.entities[1:]))
    back = read(io.BytesIO(written(odd, form)))  # type: ignore[operator]  # both readers take a file
    assert set(back.nodes) == {e.id for e in graph.entities}
    assert back.number_of_edges() == len(graph.links)
    assert back.nodes[odd.entities[0].id]["name"] == odd.entities[0].name


def test_csv_has_a_line_a_link_with_names_and_evidence() -> None:
    graph = projection()
    rows = list(csv.DictReader(io.StringIO(written(graph, "csv").decode(), newline="")))
    names = {e.id: e.name for e in graph.entities}
    assert [(r["subject"], r["relation"], r["object"], r["evidence"]) for r in rows] == [
        (names[k.subject], k.relation, names[k.object], k.evidence) for k in graph.links
    ]


def test_the_cypher_script_builds_the_graph_and_a_second_run_changes_nothing() -> None:
    import kglite

    graph = projection()
    odd = replace(graph, entities=(replace(graph.entities[0], name=ODD), *graph.entities[1:]))
    script = written(odd, "cypher").decode()
    built = kglite.KnowledgeGraph()
    for _ in range(2):
        for statement in script.split(";\n")[:-1]:
            built.cypher(statement)
    names = {row["n.name"] for row in built.cypher("MATCH (n:Entity) RETURN n.name")}
    assert names == {e.name for e in odd.entities}
    (count,) = built.cypher("MATCH (a:Entity)-[r]->(b:Entity) RETURN count(r) AS links")
    assert count["links"] == len(graph.links)
