"""The facts that the project began with: a suit, an owner, a venture without a name, an investor."""

from __future__ import annotations

from graph.model import Article, Claim
from graph.ontology import load_ontology
from ingest.extract.base import admit
from ingest.extract.rules import RuleExtractor
from ingest.read.reader import read
from ingest.report import Report

TEXT = """\
LinkedIn, the professional network owned by Microsoft, faces a lawsuit over messages that it is said to have passed on.

Donald Trump announced a joint venture involving Oracle, SoftBank, and Microsoft-backed OpenAI on Tuesday, to build \
data centers. The venture may spend up to $500 billion.

The case is De La Torre v. LinkedIn Corp., U.S. District Court for the Northern District of California, No. 25-00709. \
It says that the network broke the federal Stored Communications Act.
"""
VENTURE = "Oracle-SoftBank-OpenAI joint venture"


def claims_of(article: Article) -> list[Claim]:
    report = Report()
    claims = list(admit(RuleExtractor().extract(read(article)), article, load_ontology(), report))
    assert not report.refused_claims
    return claims


def test_a_paraphrase_of_the_founding_article_gives_its_facts() -> None:
    article = Article("paraphrase", TEXT, "Network sued over private messages", published="2025-01-23")
    claims = {(c.subject.name.removesuffix(" Corp."), c.relation, c.object.name): c for c in claims_of(article)}
    stated = {(subject, relation) for subject, relation, _ in claims}
    assert ("Microsoft", "OWNS") in stated
    assert ("Microsoft", "INVESTED_IN", "OpenAI") in claims
    assert {("Oracle", "PARTICIPATES_IN", VENTURE), ("SoftBank", "PARTICIPATES_IN", VENTURE)} <= set(claims)
    assert ("OpenAI", "PARTICIPATES_IN", VENTURE) in claims
    announced = claims["Donald Trump", "ANNOUNCED", VENTURE]
    assert announced.qualifiers["amount"] == "500000000000"
    assert announced.qualifiers["currency"] == "USD"
    assert ("De La Torre", "PLAINTIFF_IN") in stated
    assert ("LinkedIn", "DEFENDANT_IN") in stated
    for claim in claims.values():
        assert claim.evidence == article.content[claim.start : claim.end]
