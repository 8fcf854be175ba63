"""The demo is what a newcomer sees first: it must answer, draw and repeat itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from browser import browser, console_errors, requests, visit  # noqa: F401  browser is a fixture
from conftest import clean_environment
from selenium.webdriver import Chrome

import dealgraph
from dealgraph.api import KnowledgeGraph
from dealgraph.cli.demonstrating import QUESTIONS
from dealgraph.results import Table
from graph.model import Status
from graph.ontology import load_ontology
from queries.catalogue import list_queries


@pytest.fixture(scope="module")
def kg(demo: Path) -> KnowledgeGraph:
    return dealgraph.open(demo / ".dealgraph" / "demo")


def test_it_prints_three_answered_questions_and_what_comes_next(demo: Path) -> None:
    told = (demo / "stdout.txt").read_text()
    assert told.count("$ dealgraph query") == 3
    assert "(no rows)" not in told
    remarks = (demo / "stderr.txt").read_text()
    assert "graph.html" in remarks
    assert "dealgraph --home .dealgraph/demo show LinkedIn" in remarks


@pytest.mark.parametrize(("name", "parameters"), QUESTIONS)
def test_each_demo_question_has_rows_with_evidence(kg: KnowledgeGraph, name: str, parameters: dict[str, str]) -> None:
    table = kg.query(name, **parameters)
    assert len(table) > 0
    assert all(row["evidence"] for row in table)


def test_microsoft_owns_linkedin_and_de_la_torre_sued_it(kg: KnowledgeGraph) -> None:
    owners = kg.query("owners", name="LinkedIn")
    assert "Microsoft" in {row["owner"] for row in owners}
    suits = list(kg.query("lawsuits", name="LinkedIn"))
    assert any("De La Torre" in row["lawsuit"] and "LinkedIn" in row["lawsuit"] for row in suits)
    members = {row["member"] for row in kg.query("ventures", name="Stargate")}
    assert {"Oracle", "SoftBank", "OpenAI"} <= members


def test_every_edge_leads_to_its_sentence_and_every_relation_keeps_its_types(kg: KnowledgeGraph) -> None:
    projection = kg.projection()
    ontology = load_ontology()
    types = {e.id: e.type for e in projection.entities}
    statements = {s.id: s for s in projection.statements}
    with kg._read() as ledger:
        contents = {article.id: article.content for article in ledger.articles()}
    assert len(projection.links) > 100
    for link in projection.links:
        assert ontology.allows(types[link.subject], link.relation, types[link.object]), link
        assert link.status is not Status.DENIED
        assert link.statements
        for said in (statements[s] for s in link.statements):
            assert contents[said.article][said.start : said.end] == said.evidence != ""


@pytest.mark.parametrize("name", [q.name for q in list_queries("sparql")])
def test_twin_questions_answer_alike_in_cypher_and_sparql(kg: KnowledgeGraph, name: str) -> None:
    for parameters in twin_parameters(kg, name):
        cypher = kg.query(name, **parameters)
        sparql = kg.sparql(name, **parameters)
        assert isinstance(sparql, Table)
        assert cypher.columns == sparql.columns
        assert list(cypher) == list(sparql), parameters


def twin_parameters(kg: KnowledgeGraph, name: str) -> list[dict[str, str]]:
    """A question about each of the best connected entities; sources ask about whole facts."""
    if name == "ventures":
        return [{}]
    if name == "sources":
        ends = {e.id: e.name for e in kg.projection().entities}
        links = kg.projection().links[:25]
        return [{"subject": ends[k.subject], "relation": k.relation, "object": ends[k.object]} for k in links]
    return [{"name": row["name"]} for row in kg.query("hubs", limit=12)]


def test_a_second_run_reads_nothing_and_writes_the_same_bytes(demo: Path) -> None:
    before = {name: (demo / name).read_bytes() for name in ("graph.html", "graph.ttl")}
    command = [Path(sys.executable).with_name("dealgraph"), "demo"]
    done = subprocess.run(command, cwd=demo, capture_output=True, text=True, check=True, env=clean_environment())
    assert "read       0 articles" in done.stderr
    assert {name: (demo / name).read_bytes() for name in before} == before


@pytest.mark.browser
def test_the_page_shows_the_graph_and_asks_nothing_of_the_network(demo: Path, browser: Chrome) -> None:  # noqa: F811
    page = demo / "graph.html"
    visit(browser, page)
    shown = browser.execute_script("return dealgraph.shown()")
    assert len(shown["nodes"]) > 50
    assert len(shown["edges"]) > 50
    assert requests(browser) == [page.as_uri()]
    assert console_errors(browser) == []
