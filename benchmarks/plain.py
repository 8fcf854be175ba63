"""The peer of the sync benchmark: a graph into an empty Neo4j as a user's own script writes it, UNWIND + MERGE.

The official driver, batches of 5,000, unique ids, all names from the same property maps; no state, no lease, nothing
taken up again after a break, nothing ever deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import neo4j

from graph.ontology import Ontology
from graph.stores.base import Source
from graph.stores.properties import article_properties, entity_properties, link_properties, statement_properties

BATCH = 5000
SCHEMA = [
    *(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in ("Entity", "Article", "Claim")),
    "CREATE TEXT INDEX FOR (n:Entity) ON (n.lookup)",
    "CREATE INDEX FOR (n:Entity) ON (n.name)",
]
ARTICLES = "UNWIND $rows AS row MERGE (n:Article {id: row.id}) SET n += row"
ENTITIES = "UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n += row.properties SET n:$(row.labels)"
LINKS = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[r:$(row.relation) {id: row.properties.id}]->(o) SET r += row.properties"""
CLAIMS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article}) MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (c:Claim {id: row.properties.id}) SET c += row.properties
MERGE (c)-[:STATED_IN]->(a) MERGE (c)-[:SUBJECT]->(s) MERGE (c)-[:OBJECT]->(o)"""
MENTIONS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article}) UNWIND row.entities AS id MATCH (e:Entity {id: id})
MERGE (a)-[:MENTIONS]->(e)"""


def load(driver: neo4j.Driver, source: Source, ontology: Ontology, *, indexes: Iterable[str] = SCHEMA) -> int:
    """Write all of the source and count its rows."""
    for statement in indexes:
        driver.execute_query(statement)
    driver.execute_query("CALL db.awaitIndexes(60)")
    labels = {name: list(type_.labels) for name, type_ in ontology.types.items()}
    written = _write(driver, ARTICLES, map(article_properties, source.articles()))
    written += _write(
        driver,
        ENTITIES,
        ({"id": e.id, "labels": labels[e.type], "properties": entity_properties(e)} for e in source.entities()),
    )
    written += _write(driver, LINKS, map(_with(link_properties, "subject", "relation", "object"), source.links()))
    claims = map(_with(statement_properties, "subject", "object", "article"), source.statements())
    written += _write(driver, CLAIMS, claims)
    mentions = ({"article": row.article, "entities": list(row.entities)} for row in source.mentions())
    return written + _write(driver, MENTIONS, mentions)


def _with(properties: Callable[[Any], dict[str, Any]], *fields: str) -> Callable[[Any], dict[str, Any]]:
    return lambda row: {"properties": properties(row), **{field: getattr(row, field) for field in fields}}


def _write(driver: neo4j.Driver, statement: str, rows: Iterator[dict[str, Any]]) -> int:
    written = 0
    while batch := list(islice(rows, BATCH)):
        driver.execute_query(statement, rows=batch)
        written += len(batch)
    return written
