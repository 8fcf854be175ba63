"""Refuses Cypher that could change the store, read files or reach out: the check before any user's query runs.

The engines refuse writes on their own, as they are asked in access mode READ or on a frozen graph; this also stops what
they allow even so: LOAD CSV (files and URLs), procedures and functions that do more than read, paths without end. The
text is read against lists of what is known to be harmless, in guard/; docs/security.md says what that comes to.
"""

from __future__ import annotations

from graph.stores.guard.reading import Reader
from graph.stores.guard.tokens import tokenize


def check_read_only(cypher: str) -> None:
    """Nothing if the text only reads; QueryError naming the clause, procedure or function otherwise."""
    Reader(tokenize(cypher)).read()
