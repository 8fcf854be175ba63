from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Article, Claim, Mention
from graph.ontology import load_ontology
from ingest.extract.base import admit
from ingest.report import Report

ARTICLE = Article("a", "Adobe bought Semrush.", "A deal")
ADOBE = Mention("a", "Adobe", "Company")
SEMRUSH = Mention("a", "Semrush", "Company")
CLAIM = Claim("a", ADOBE, "ACQUIRED", SEMRUSH, 8, 29, "Adobe bought Semrush.")


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (replace(CLAIM, evidence="Adobe buys Semrush.."), "evidence is not an exact span"),
        (replace(CLAIM, start=9), "evidence is not an exact span"),
        (replace(CLAIM, end=4000), "evidence is not an exact span"),
        (replace(CLAIM, object=Mention("a", "Paris", "Place")), "types break domain or range"),
        (replace(CLAIM, relation="ADMIRES"), "unknown relation"),
        (replace(CLAIM, object=ADOBE), "subject is object"),
        (replace(CLAIM, qualifiers={"mood": "good"}), "unknown qualifier"),
    ],
)
def test_a_claim_that_breaks_a_promise_is_left_out_and_counted(claim: Claim, reason: str) -> None:
    report = Report()
    assert list(admit([claim, CLAIM], ARTICLE, load_ontology(), report)) == [CLAIM]
    assert report.refused_claims == {reason: 1}
    assert report.claims == 1


def test_a_claim_twice_is_one() -> None:
    report = Report()
    assert list(admit([CLAIM, CLAIM], ARTICLE, load_ontology(), report)) == [CLAIM]
    assert not report.refused_claims
