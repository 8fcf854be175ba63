"""The scorer inside the package agrees with the benchmark's own, and with what is plain."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluate.matching import bearers, key_of, means
from ingest.evaluate.scoring import score

ENTITIES = [
    {"key": "e1", "type": "Company", "name": "Microsoft Corp.", "aliases": ["Microsoft"]},
    {"key": "e2", "type": "Company", "name": "LinkedIn", "aliases": []},
    {"key": "e3", "type": "Person", "name": "De La Torre", "aliases": []},
    {"key": "e4", "type": "Lawsuit", "name": "De La Torre v. LinkedIn Corp", "aliases": []},
    {"key": "e5", "type": "Venture", "name": "Oracle-SoftBank joint venture", "aliases": []},
]
ARTICLE = {
    "id": "a",
    "title": "T",
    "text": "Microsoft owns LinkedIn.",
    "entities": ENTITIES,
    "facts": [
        {"subject": "e1", "relation": "OWNS", "object": "e2", "status": "current", "evidence": ""},
        {"subject": "e3", "relation": "PLAINTIFF_IN", "object": "e4", "status": "former", "evidence": ""},
    ],
}


def claim(subject: str, relation: str, object_: str, **rest: Any) -> dict[str, Any]:
    types = {"De La Torre": "Person"}
    return {
        "article": "a",
        "subject": {"name": subject, "type": types.get(subject, "Company")},
        "relation": relation,
        "object": {"name": object_, "type": "Lawsuit" if " v. " in object_ else "Company"},
        "status": "current",
        "evidence": "Microsoft owns LinkedIn.",
        "confidence": 1.0,
        **rest,
    }


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("The Meta Platforms, Inc.", "Meta", True),
        ("Judge William Alsup", "William Alsup", True),
        ("Musk's", "Musk", True),
        ("Société Générale S.A.", "Societe Generale", True),
        ("OpenAI", "Open AI", True),
        ("Inflection AI", "Reflection AI", False),
    ],
)
def test_names_compare_without_what_spelling_adds(name: str, other: str, same: bool) -> None:
    assert (key_of(name) == key_of(other)) is same


@pytest.mark.parametrize(
    ("entity", "name", "same"),
    [
        (3, "Torre v. Microsoft", False),
        (3, "De La Torre et al. v. LinkedIn", True),
        (3, "De La Torre and Doe vs. Microsoft and LinkedIn", True),
        (4, "SoftBank-Oracle venture", True),
        (4, "SoftBank-OpenAI venture", False),
    ],
)
def test_suits_match_by_a_party_on_each_side_and_ventures_by_partners(entity: int, name: str, same: bool) -> None:
    kind = ENTITIES[entity]["type"]
    assert means(ENTITIES[entity], {"name": name, "type": kind}, bearers(ENTITIES)) is same


def test_right_wrong_and_missed_are_counted_once() -> None:
    claims = [
        claim("Microsoft", "OWNS", "LinkedIn"),
        claim("Microsoft", "OWNS", "LinkedIn", status="planned"),
        claim("LinkedIn", "OWNS", "Microsoft", evidence="not there", confidence=0.5),
    ]
    scores = score([ARTICLE], claims)
    assert (scores.total.right, scores.total.claimed, scores.total.gold) == (1, 2, 2)
    assert [(m.subject, m.relation) for m in scores.missed] == [("De La Torre", "PLAINTIFF_IN")]
    assert [(m.subject, m.relation) for m in scores.wrong] == [("LinkedIn", "OWNS")]
    row = scores.as_row()
    assert (row["precision"], row["recall"], row["status_accuracy"], row["evidence_verbatim"]) == (
        0.5,
        0.5,
        1.0,
        0.6667,
    )
    assert row["brier"] == pytest.approx(0.0833, abs=1e-4)


def test_claims_outside_of_what_is_annotated_are_left_out() -> None:
    limited = {**ARTICLE, "relations": ["OWNS"], "pairs": [[["Microsoft"], ["LinkedIn"]]]}
    claims = [claim("Microsoft", "ACQUIRED", "LinkedIn"), claim("Microsoft", "OWNS", "Oracle")]
    assert score([limited], claims).total.claimed == 0


@pytest.mark.shared
def test_the_figures_are_those_of_the_benchmarks_own_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("bench_score", shared / "bench" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    gold = [json.loads(line) for line in (shared / "bench" / "news-dev.jsonl").read_text().splitlines()]
    claims = list(garbled(gold, random.Random(7)))  # noqa: S311  a fixed seed, not a secret
    theirs, ours = bench.score(gold, claims)["summary"], score(gold, claims).as_row()
    shared_keys = theirs.keys() & ours.keys()
    assert {"f1", "status_accuracy", "type_accuracy", "evidence_verbatim", "brier"} <= shared_keys
    assert {k: ours[k] for k in shared_keys} == {k: theirs[k] for k in shared_keys}


def garbled(gold: list[dict[str, Any]], chance: random.Random) -> Any:
    """Claims made from the annotations, some of them broken in each way that is scored."""
    for article in gold:
        entities = {e["key"]: e for e in article["entities"]}
        for fact in article["facts"]:
            ends = [entities[fact["subject"]], entities[fact["object"]]]
            if chance.random() < 0.2:
                ends.reverse()
            names = [chance.choice([e["name"], *e["aliases"]]) for e in ends]
            yield {
                "article": article["id"],
                "subject": {"name": names[0], "type": chance.choice([ends[0]["type"], "Person"])},
                "relation": chance.choice([fact["relation"], fact["relation"], "OWNS"]),
                "object": {"name": names[1], "type": ends[1]["type"]},
                "status": chance.choice([fact["status"], "planned"]),
                "evidence": chance.choice([fact["evidence"], "made up"]),
                "confidence": chance.random(),
            }
