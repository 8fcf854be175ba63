"""Where the assembled graph is kept and asked in Cypher: backends side by side behind base.py."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from graph.ontology import Ontology
from graph.stores.base import Store

EMBEDDED = "embedded"


def open_store(where: str, home: Path, ontology: Ontology, environ: Mapping[str, str] = os.environ) -> Store:
    """The store that `where` names: "embedded" (a file in the home folder) or the address of a Neo4j server.

    Nothing is read or connected to yet. UsageError for an address that cannot be meant.
    """
    if where == EMBEDDED:
        from graph.stores.embedded import EmbeddedStore

        return EmbeddedStore(home, ontology)
    from graph.stores.neo4j import Neo4jStore, read_address

    return Neo4jStore(read_address(where, environ), ontology)
