"""How long the saved questions take on a generated graph: `python -m benchmarks.latency HOME [--store STORE]…`.

HOME is one that `benchmarks.scale` filled and `dealgraph sync` brought to each store. A giant, a middling company and
everything at once are asked about; the table gives medians in milliseconds, and for Neo4j the plan's operators that
read an index.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.scale.cast import Cast, Who
from benchmarks.scale.make import ENTITIES
from graph.errors import QueryError
from graph.ontology import load_ontology
from graph.stores import open_store
from graph.stores.base import View
from queries.catalogue import bind, get, list_queries

RUNS = 5
ENOUGH = 10.0  # seconds after which a case is not run again
MIDDLING = 0.06  # its place among the companies, by fame: some twenty links
TWO_HOPS = """MATCH (e:Entity) WHERE e.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (e)-[a]-(:Entity)-[b]-(other:Entity) RETURN count(DISTINCT other.id) AS others"""
KINDS = {"career": "Person", "headquarters": "Place"}  # of whom to ask, where it is no company
ASKED: dict[str, list[dict[str, Any]]] = {
    "changes": [{"since": "2025-09", "until": "2025-09"}],
    "deals": [{}, {"least": 1e10}],
    "denials": [{}],
    "hubs": [{}],
    "sources": [{}, {"relation": "OWNS"}],
}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--store", action="append", help="embedded (the default), or as dealgraph's --store")
    parser.add_argument("--entities", type=int, default=ENTITIES, help="as many as the home was made with")
    given = parser.parse_args()
    for store in given.store or ["embedded"]:
        for line in measure(open_store(store, given.home, load_ontology(), os.environ).view(), store, given.entities):
            print(line, flush=True)


def measure(view: View, store: str, entities: int) -> Iterator[str]:
    """Rows of a Markdown table."""
    yield f"| question ({store}) | rows | median, ms | all runs |{'' if store == 'embedded' else ' index use |'}"
    yield f"|---|---|---|---|{'' if store == 'embedded' else '---|'}"
    for title, text, parameters in cases(Cast(entities, Random(0))):  # noqa: S311  names depend on the size only
        rows, runs = _time(view, text, parameters)
        found = "none: over the limit" if rows is None else f"{rows}"
        index = "" if store == "embedded" else f" {', '.join(_index_use(store, text, parameters)) or '-'} |"
        times = ", ".join(f"{run * 1000:.0f}" for run in runs)
        yield f"| {title} | {found} | {statistics.median(runs) * 1000:.0f} | {times} |{index}"


def cases(cast: Cast) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What is asked: a title, the text, its parameters."""
    for name in _names("Company", cast):
        yield f"2 hops name={name}", TWO_HOPS, {"name": name}
    for query in list_queries():
        for given in _given(query.name, cast):
            said = ", ".join(f"{key}={value}" for key, value in given.items())
            yield f"{query.name} {said}".strip(), query.text, bind(query, given)


def _given(question: str, cast: Cast) -> list[dict[str, Any]]:
    giant, middling = _names(KINDS.get(question, "Company"), cast)
    if question == "connection":
        distant = cast.name(Who("Person", cast.counts["Person"] - 1))
        return [{"a": giant, "b": middling}, {"a": middling, "b": distant}]
    if question == "sources":
        return [*ASKED[question], {"subject": giant}, {"object": middling}]
    declared = {parameter.name: parameter for parameter in get(question).parameters}
    names: list[dict[str, Any]] = [{"name": giant}, {"name": middling}] if "name" in declared else []
    if "since" in declared:
        names = [{"since": "2024", **given} for given in names]
    elif "name" in declared and not declared["name"].required:
        names.append({})
    return [*ASKED.get(question, []), *(given for given in names if given not in ASKED.get(question, []))]


def _names(type_: str, cast: Cast) -> tuple[str, str]:
    """A giant and a middling one."""
    return cast.name(Who(type_, 0)), cast.name(Who(type_, int(cast.counts[type_] * MIDDLING)))


def _time(view: View, text: str, parameters: Mapping[str, Any]) -> tuple[int | None, list[float]]:
    runs: list[float] = []
    rows: int | None = None
    while len(runs) < RUNS and sum(runs) < ENOUGH:
        began = time.perf_counter()
        try:
            rows = len(view.query(text, parameters))
        except QueryError:  # over the time limit, which is a figure too
            return None, [time.perf_counter() - began]
        finally:
            runs.append(time.perf_counter() - began)
    return rows, runs


def _index_use(store: str, text: str, parameters: Mapping[str, Any]) -> list[str]:
    """The operators of Neo4j's plan that read an index of ours."""
    import neo4j

    from graph.stores.neo4j import read_address

    address = read_address(store, os.environ)
    auth = None if address.password is None else (address.username or "", address.password)
    with neo4j.GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF") as driver:
        plan = driver.execute_query(f"EXPLAIN {text}", dict(parameters), database_=address.database).summary.plan
    found: set[str] = set()
    waiting = [plan or {}]
    while waiting:
        step = waiting.pop()
        operator = step.get("operatorType", "").partition("@")[0]
        found |= {operator} if "Index" in operator else set()
        waiting += step.get("children", [])
    return sorted(found)


if __name__ == "__main__":
    main()
