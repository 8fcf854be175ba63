"""Whose boss "chief executive Tim Cook" is, where the words do not say: the company that the text is about."""

from __future__ import annotations

from collections import Counter

from ingest.extract.masked import Masked
from ingest.read.document import Document

EMPLOYERS = frozenset({"Company", "Organization"})


def implied_company(masked: Masked, place: int) -> int | None:
    """The mention meant by a title without a company at `place`; None where the article has no company.

    It is the nearest company before it in the sentence, else the one that the article speaks of most.
    """
    before = [p for p in masked.references if p < place and _is_company(masked, p)]
    if before:
        return masked.references[max(before)].mentions[0]
    return main_company(masked.document)


def main_company(document: Document) -> int | None:
    """The company that is referred to most often, the earliest of equals."""
    counts = Counter(
        index
        for reference in document.references
        for index in reference.mentions
        if document.mentions[index].type in EMPLOYERS
    )
    return max(counts, key=lambda index: (counts[index], -index)) if counts else None


def _is_company(masked: Masked, place: int) -> bool:
    return bool(masked.types(place) & EMPLOYERS)
