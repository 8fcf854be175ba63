"""The saved questions are Cypher that Neo4j of both lines and kglite understand, about what the ontology knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import ROOT
from graphs import projection
from stores import ONTOLOGY

from graph.model import ArticleCard, Entity
from graph.stores.properties import (
    article_properties,
    entity_properties,
    link_properties,
    qualifier_properties,
    statement_properties,
)

FILES = sorted((ROOT / "queries" / "cypher").glob("*.cypher"))
# What only some engines know: how it is spelled in a text without comments and strings, and an example of it.
AVOIDED = {
    "COLLECT { }": (r"\bCOLLECT\s*\{", "RETURN COLLECT { MATCH (n) RETURN n.id } AS ids"),
    "WHERE in a pattern": (
        r"[(\[]\s*\w*\s*(?::[\w|&!:]+)?\s*(?:\{[^}]*\}\s*)?\bWHERE\b",
        "MATCH (n:Company WHERE n.id = 1) RETURN n.id",
    ),
    "a quantified relationship": (
        r"-\s*>?\s*(?:\{\s*\d*\s*,?\s*\d*\s*\}|[+*])",
        "MATCH (a)-[:OWNS]->{1,5}(b) RETURN 1",
    ),
    "a quantified path": (r"\)\s*\)\s*\{\s*\d|\]-?>?\s*\([^()]*\)\s*\)\s*[+*]", "MATCH ((a)-[:OWNS]->(b))+ RETURN 1"),
    "a map for a pattern": (r"\(\s*\w+(?::\w+)*\s+\$\w+\s*\)", "MATCH (n:Company $map) RETURN n.id"),
    "percentiles": (r"\bpercentile(?:Cont|Disc)\b", "RETURN percentileCont(1.0, 0.5)"),
    "a procedure": (r"\bCALL\s+[\w.]+\s*[(.\n]|\bapoc\.", "CALL db.labels() YIELD label RETURN label"),
    "dynamic labels": (r":\s*\$\(", "MATCH (n:$($label)) RETURN n.id"),
    "id() and elementId()": (r"(?<!\.)\b(?:id|elementId)\s*\(", "MATCH (n) RETURN id(n)"),
    "clauses of 2026": (r"\b(?:LET|FILTER|NEXT|FINISH|WHEN\s+.*THEN\s*\{)\b", "MATCH (n) FILTER n.id = 1 RETURN n.id"),
    "properties title and type": (r"\.\s*`?(?:title|type)\b|[{,]\s*(?:title|type)\s*:", "MATCH (n) RETURN n.title"),
}
JOINS = {"SUBJECT", "OBJECT", "STATED_IN", "MENTIONS"}
LABELS = {"Entity", "Article", "Claim"} | {label for kind in ONTOLOGY.types.values() for label in kind.labels}
WHOLE = projection()
STORED = {
    key
    for rows in (
        map(article_properties, WHOLE.articles),
        map(entity_properties, WHOLE.entities),
        map(link_properties, WHOLE.links),
        map(statement_properties, WHOLE.statements),
        [qualifier_properties(dict.fromkeys(ONTOLOGY.qualifiers, "1"))],
    )
    for row in rows
    for key in row
}


def code(text: str, *, strings: bool = False) -> str:
    """The text without comments, and with every string empty unless they are wanted."""
    skipped = re.compile(r"//[^\n]*|/\*.*?\*/|('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")", re.DOTALL)
    return skipped.sub(lambda m: (m[1] if strings else "''") if m[1] else " ", text)


def avoided(text: str) -> set[str]:
    bare = code(text)
    found = {what for what, (pattern, _) in AVOIDED.items() if re.search(pattern, bare, re.IGNORECASE)}
    return found | {"a whole node, relationship or path"} if whole_values(bare) else found


def whole_values(bare: str) -> set[str]:
    """Variables of nodes, relationships and paths that the answer holds as such."""
    bound = set(re.findall(r"(?<!\w)[(\[]\s*(\w+)\s*(?=[:)\]{*])", bare))
    bound |= set(re.findall(r"(\w+)\s*=\s*(?:\(|\w*[pP]ath)", bare))
    answer = re.split(r"\bORDER BY\b|\bLIMIT\b|\bSKIP\b", re.split(r"\bRETURN\b", bare)[-1])[0]
    return bound & {re.split(r"\s+AS\s+", item)[0].strip() for item in columns(answer)}


def columns(answer: str) -> Iterator[str]:
    depth, item = 0, ""
    for sign in answer.removeprefix(" DISTINCT"):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield item.strip()
            item = ""
        else:
            item += sign
    yield item.strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_uses_what_all_engines_understand(path: Path) -> None:
    assert avoided(path.read_text()) == set()


@pytest.mark.parametrize("what", AVOIDED)
def test_what_is_avoided_is_seen(what: str) -> None:
    assert what in avoided(AVOIDED[what][1])


@pytest.mark.parametrize("answer", ["n", "n AS company", "1 AS one, r", "p", "DISTINCT n"])
def test_a_whole_node_relationship_or_path_is_seen(answer: str) -> None:
    assert avoided(f"MATCH p = (n:Company)-[r:OWNS]->(:Company) RETURN {answer} LIMIT 1")


def test_what_all_understand_passes() -> None:
    assert not avoided(
        """// CALL db.labels(), percentileCont and {title: 1}
        MATCH (n:Entity {id: 'a WHERE b.title'})-[r:OWNS|ACQUIRED*1..5]->(m)
        WHERE any(x IN n.aliases WHERE x = $x) AND EXISTS { MATCH (n)--(o) WHERE o.id = 1 }
        CALL (n) { MATCH (n)-[s]->() RETURN count(s) AS links }
        RETURN size([x IN r WHERE x.amount > 1]) * (2 + 1) AS a, type(r[0]) AS relation, min(size(r)) + 1 AS n, links"""
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_names_only_what_the_graph_has(path: Path) -> None:
    text = path.read_text()
    bare, full = code(text), code(text, strings=True)
    labels = {name for names in re.findall(r"\(\s*\w*\s*:\s*([\w|&!:]+)", bare) for name in re.findall(r"\w+", names)}
    labels |= set(re.findall(r"\b[a-z]\w*:([A-Z]\w*)", bare)) - ONTOLOGY.relations.keys() - JOINS
    relations = {name for names in re.findall(r"\[\s*\w*\s*:\s*([\w|]+)", bare) for name in re.findall(r"\w+", names)}
    relations |= set(re.findall(r"'([A-Z]+_[A-Z_]+|OWNS|[A-Z]{5,})'", full))
    assert labels <= LABELS
    assert relations <= ONTOLOGY.relations.keys() | JOINS
    assert set(re.findall(r"\b[a-zA-Z]\w*\.(\w+)", bare)) <= STORED


def test_no_store_is_given_a_property_that_an_engine_claims() -> None:
    assert STORED.isdisjoint({"title", "type", "labels"})
    assert {f.name for kind in (ArticleCard, Entity) for f in fields(kind)} - STORED == {"key", "type"}
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in STORED)
