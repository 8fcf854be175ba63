"""The way from articles to claims and into the ledger, as generators: memory stays flat whatever the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.model import Article, Claim, Mention
from graph.ontology import Ontology
from ingest.extract.base import Extractor, admit
from ingest.read.reader import read
from ingest.report import Report

if TYPE_CHECKING:
    from graph.ledger import Ledger

ARTICLES_PER_COMMIT = 32  # a commit waits for the disk; what a break may cost is this many articles, read again


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor found in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def read_articles(
    articles: Iterable[Article], extractor: Extractor, ontology: Ontology, report: Report
) -> Iterator[Reading]:
    """Read each article and keep the claims that keep the promises; the others are counted in `report`."""
    for article in articles:
        document = read(article)
        claims = tuple(admit(extractor.extract(document), article, ontology, report))
        found = {m.id: m for claim in claims for m in (claim.subject, claim.object)}
        mentions = {m.id: m for m in document.mentions} | found
        report.articles += 1
        yield Reading(article, tuple(mentions.values()), claims)


def ingest_articles(
    articles: Iterable[Article],
    ledger: Ledger,
    extractor: Extractor,
    ontology: Ontology,
    *,
    report: Report,
    acknowledge: Callable[[int], None] | None = None,
) -> None:
    """Record every article that this extractor has not read yet, some at a time.

    `acknowledge` is told how many articles are done after each commit: what it was told of is never lost.
    """
    pending = iter(articles)
    while group := list(islice(pending, ARTICLES_PER_COMMIT)):
        new = [a for a in group if not ledger.has_reading(a.id, a.version, extractor.name, extractor.version)]
        report.unchanged += len(group) - len(new)
        with ledger.batch():
            for reading in read_articles(new, extractor, ontology, report):
                ledger.record(reading.article, reading.claims, reading.mentions, extractor.name, extractor.version)
        if acknowledge is not None:
            acknowledge(len(group))
