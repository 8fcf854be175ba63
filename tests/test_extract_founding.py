"""The facts that the project began with: a suit, an owner, a venture without a name, an investor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model import Article, Claim
from graph.ontology import load_ontology
from ingest.extract.base import admit
from ingest.extract.rules import RuleExtractor
from ingest.read.reader import read
from ingest.report import Report

SHARED = Path(__file__).parents[2] / "shared"
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


@pytest.mark.shared
def test_the_founding_article_gives_all_its_facts_and_no_other() -> None:
    gold = SHARED / "bench" / "news-dev.jsonl"
    if not gold.exists():
        pytest.skip("the evaluation data is not beside the checkout")
    lines = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines())
    line = next(line for line in lines if line["id"] == "seed-linkedin-lawsuit")
    article = Article(line["id"], line["text"], line["title"], line["url"], line["published"], line["source"])
    names = {entity["key"]: {entity["name"], *entity["aliases"]} for entity in line["entities"]}
    facts = {(fact["subject"], fact["relation"], fact["object"]) for fact in line["facts"]}
    found = set()
    for claim in claims_of(article):
        fits = [
            (subject, relation, thing)
            for subject, relation, thing in facts
            if relation == claim.relation and claim.subject.name in names[subject] and claim.object.name in names[thing]
        ]
        assert fits, f"no such fact: {claim.as_row()}"
        found.update(fits)
    assert found == facts
