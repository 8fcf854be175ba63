"""The quality of extraction never falls under its pinned floors (benchmarks/quality.json)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import quality
from graph.ontology import load_ontology
from ingest.clean import make_article
from ingest.extract.rules import RuleExtractor
from ingest.pipeline import read_articles
from ingest.report import Report
from ingest.sources.base import Draft

pytestmark = pytest.mark.shared


@pytest.mark.slow
def test_no_figure_is_under_its_floor(shared: Path) -> None:
    assert quality.below(quality.read_floors(), quality.measure_all()) == []


def test_floors_hold_to_what_was_asked_of_the_rules(shared: Path) -> None:
    floors = quality.read_floors()["files"]["news-dev.jsonl"]["floors"]
    assert floors["f1"] >= 0.40
    assert floors["precision"] >= 0.75
    assert floors["status_accuracy"] >= 0.85
    assert floors["evidence_verbatim"] == 1.0


def test_a_fall_and_other_data_are_both_told(shared: Path) -> None:
    floors = quality.read_floors()
    name = "fire-dev.jsonl"
    pinned = {**floors["files"][name], "sha256": "0", "floors": {"f1": 1.1}}
    told = quality.below({"files": {name: pinned}}, {name: quality.measure(quality.BENCH / name)})
    assert len(told) == 2
    assert "is not what the floors were measured on" in told[0]
    assert "f1" in told[1]


def test_raising_never_lowers_a_floor(shared: Path) -> None:
    name = "fire-dev.jsonl"
    floors = {"files": {name: {"sha256": "0", "floors": {"f1": 0.9, "precision": 0.0}}}}
    new = quality.raised(floors, {name: quality.measure(quality.BENCH / name)})["files"][name]["floors"]
    assert new["f1"] == 0.9
    assert new["precision"] > 0.0


def test_the_founding_article_gives_its_eleven_facts_and_none_wrong(shared: Path) -> None:
    scores = quality.measure(quality.BENCH / "news-dev.jsonl", article=quality.FOUNDING)
    assert [(m.subject, m.relation, m.object) for m in scores.missed] == []
    assert [(m.subject, m.relation, m.object) for m in scores.wrong] == []
    assert (scores.total.right, scores.status_right, scores.types_right) == (11, 11, 11)


def test_the_founding_article_as_a_file_gives_case_court_statute_and_amounts(shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    from ingest.sources.files import read_sources

    (draft,) = read_sources([str(path)])
    article = make_article(Draft(draft.where, draft.text, draft.title, published="2025-01-23"))
    (reading,) = read_articles([article], RuleExtractor(), load_ontology(), Report())
    found = {(c.subject.name, c.relation, c.object.name): dict(c.qualifiers) for c in reading.claims}
    suit = "De La Torre v. LinkedIn Corp"
    court = "U.S. District Court for the Northern District of California"
    filed = found[(suit, "FILED_IN", court)]
    assert (filed["case_number"], filed["date"]) == ("25-00709", "2025-01-21")
    statute = found[(suit, "ALLEGES_VIOLATION_OF", "Stored Communications Act")]
    assert (statute["amount"], statute["currency"]) == ("1000", "USD")
    venture = found[("Donald Trump", "ANNOUNCED", "Oracle-SoftBank-OpenAI joint venture")]
    assert (venture["amount"], venture["currency"]) == ("500000000000", "USD")
