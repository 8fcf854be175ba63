"""Whose boss "chief executive Tim Cook" is, where the words do not say: the company that the text is about."""

from __future__ import annotations

from collections import Counter

from ingest.extract.masked import Masked
from ingest.read.document import Document


def implied_company(masked: Masked, place: int) -> int | None:
    """The mention meant by a title without a company at `place`; None where the article has no company.

    It is the company that the article speaks of most, unless another stands before it in a sentence without that one
    (.80 right in the training articles; .73 for the nearest before it, .73 for the article's main company alone).
    """
    main = main_company(masked.document)
    before = [p for p in masked.references if p < place and "Company" in masked.types(p)]
    if not before or any(main in reference.mentions for reference in masked.references.values()):
        return main
    return masked.references[max(before)].mentions[0]


def main_company(document: Document) -> int | None:
    """The company that is referred to most often, the earliest of equals."""
    counts = Counter(
        index
        for reference in document.references
        for index in reference.mentions
        if document.mentions[index].type == "Company"
    )
    return max(counts, key=lambda index: (counts[index], -index)) if counts else None
