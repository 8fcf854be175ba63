"""Scores: numbers that an analysis gives to entities, written into a store on request. The names stand here only.

They are ours, though no sync writes them: it leaves them as they are, an entity that goes takes its own with it, and
writing a score anew takes it from the entities that have none now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from graph.errors import UnknownName
from graph.files import write_whole

SCORES = ("betweenness", "community")  # properties of entities
FILE = "scores.json"

Score = float | int


def check_score(name: str) -> str:
    """The name of a score, which is safe to stand in Cypher; UnknownName for any other."""
    if name not in SCORES:
        raise UnknownName("score", name, SCORES, cure=f"(there are {', '.join(SCORES)})")
    return name


def read_scores(home: Path) -> dict[str, dict[str, Score]]:
    """What was saved in the folder, a score by its name; a file that cannot be read counts as none: it is made anew."""
    try:
        found = json.loads((home / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return {name: scores for name, scores in found.items() if name in SCORES} if isinstance(found, dict) else {}


def save_scores(home: Path, name: str, scores: Mapping[str, Score]) -> None:
    """Keep one score in the folder in place of what it was; StoreUnavailable when it cannot be written."""
    kept = {**read_scores(home), name: dict(sorted(scores.items()))}
    write_whole(home / FILE, [json.dumps(kept, indent=0).encode()])
