"""The graph in a Neo4j server, through the official driver: the form "In Cypher", kept up to date in steps.

The only package that imports `neo4j`, and only where it is used.
"""

from __future__ import annotations

from graph.stores.neo4j.settings import Address, read_address
from graph.stores.neo4j.store import Neo4jStore

__all__ = ["Address", "Neo4jStore", "read_address"]
