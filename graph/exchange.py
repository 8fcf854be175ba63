"""The graph in the formats of other tools: GraphML and GEXF (networkx), CSV, and a Cypher script for any server."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from graph.analysis import as_networkx, edge_attributes, node_attributes
from graph.model import Projection
from graph.ontology import Ontology

CSV_COLUMNS = (
    "subject", "subject_class", "relation", "object", "object_class", "status", "since", "until", "amount",
    "amount_max", "bound", "currency", "share", "role", "round", "date", "case_number", "confidence", "sources",
    "evidence", "url",
)  # fmt: skip


def write_graphml(projection: Projection, _: Ontology, out: BinaryIO) -> None:
    """GraphML for Gephi, yEd, Cytoscape and igraph."""
    import networkx as nx

    nx.write_graphml(as_networkx(projection), out)


def write_gexf(projection: Projection, _: Ontology, out: BinaryIO) -> None:
    """GEXF for Gephi. An edge's id is its link's; networkx would otherwise stamp the file with the day's date."""
    import networkx as nx
    from networkx.readwrite.gexf import GEXFWriter

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in as_networkx(projection).nodes(data=True):
        graph.add_node(node, label=attributes["name"], **attributes)
    for link in projection.links:
        graph.add_edge(link.subject, link.object, key=link.id, label=link.relation, **edge_attributes(link))
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    writer.write(out)


def write_csv(projection: Projection, _: Ontology, out: BinaryIO) -> None:
    """A line a link, by names, for spreadsheets (RFC 4180)."""
    entities = {e.id: e for e in projection.entities}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CSV_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for link in projection.links:
        subject, obj = entities[link.subject], entities[link.object]
        ends = {"subject": subject.name, "subject_class": subject.type, "object": obj.name, "object_class": obj.type}
        writer.writerow({**edge_attributes(link), **ends})
    out.write(text.getvalue().encode())


def write_cypher(projection: Projection, ontology: Ontology, out: BinaryIO) -> None:
    """A script of MERGE statements, one a line, that Neo4j 5 or cypher-shell runs; running it twice changes nothing."""
    out.writelines(f"{line};\n".encode() for line in _statements(projection, ontology))


def _statements(projection: Projection, ontology: Ontology) -> Iterator[str]:
    yield "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"
    for entity in projection.entities:
        labels = ":".join(label for label in ontology.type(entity.type).labels if label != "Entity")
        properties = {**node_attributes(entity), "aliases": list(entity.aliases)}
        properties.pop("class")
        yield f"MERGE (n:Entity {{id: {_literal(entity.id)}}}) SET n:{labels}, n += {_map(properties)}"
    for link in projection.links:
        properties = {k: v for k, v in edge_attributes(link).items() if k not in ("id", "relation")}
        yield (
            f"MATCH (a:Entity {{id: {_literal(link.subject)}}}), (b:Entity {{id: {_literal(link.object)}}}) "
            f"MERGE (a)-[r:{ontology.relation(link.relation).name} {{id: {_literal(link.id)}}}]->(b) "
            f"SET r += {_map(properties)}"
        )


def _map(properties: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_literal(value)}" for key, value in sorted(properties.items())) + "}"


def _literal(value: object) -> str:
    """A Cypher literal. JSON's escapes are Cypher's too, but for surrogate pairs: the file is UTF-8 instead."""
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


WRITERS: Mapping[str, Callable[[Projection, Ontology, BinaryIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv": write_csv,
    "cypher": write_cypher,
}
