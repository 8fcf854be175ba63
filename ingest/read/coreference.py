"""Nominals and pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.read.cluster import Thing
from ingest.read.document import Reference, Sentence
from ingest.read.tokens import Token


def resolve_references(
    content: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    things: Sequence[Thing],
    named: Sequence[Reference],
) -> list[Reference]:
    """All references, sorted."""
    return list(named)
