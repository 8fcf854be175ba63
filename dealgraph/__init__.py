"""dealgraph: a knowledge graph of the AI industry, made from news.

    import dealgraph

    kg = dealgraph.open("home")
    kg.ingest("articles/")
    for row in kg.query("owners", name="LinkedIn"):
        print(row["owner"], row["evidence"])

Everything here works without a network, a server or a key. The command line is a thin skin of this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DealgraphError

if TYPE_CHECKING:
    from dealgraph.api import KnowledgeGraph
    from graph.model import Claim

__all__ = ["DealgraphError", "__version__", "extract", "open"]
__version__ = "0.1.0"


def open(  # noqa: A001  the verb of the file world, as in gzip.open
    home: str | os.PathLike[str] = ".dealgraph",
    *,
    store: str = "embedded",
    ontology: str | os.PathLike[str] | None = None,
) -> KnowledgeGraph:
    """Open the knowledge graph kept in the folder `home`, made at the first ingest.

    `ontology` is a YAML file laid over the shipped ontology. Raises StoreUnavailable where the folder cannot be used.
    """
    from dealgraph.api import KnowledgeGraph

    return KnowledgeGraph(Path(home), store=store, ontology=None if ontology is None else Path(ontology))


def extract(*sources: str | os.PathLike[str]) -> Iterator[Claim]:
    """The claims of files, folders or `-`, without a ledger; what cannot be read is left out."""
    from dealgraph.api import extract_claims
    from ingest.report import Report

    return extract_claims([os.fspath(s) for s in sources], report=Report())
