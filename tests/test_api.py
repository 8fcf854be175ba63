"""The Python interface: what a notebook or a program gets."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dealgraph
from dealgraph.api import KnowledgeGraph
from dealgraph.results import Dossier, Table, as_rows
from graph.errors import StoreUnavailable, UnknownName, UsageError

OWNS = "Microsoft owns LinkedIn."
FOUNDED = "Microsoft was founded by Bill Gates and Paul Allen in 1975."
TEXT = f"{OWNS} {FOUNDED}"


@pytest.fixture
def kg(tmp_path: Path) -> KnowledgeGraph:
    (tmp_path / "a.txt").write_text(f"A network has an owner\n\n{TEXT}")
    graph = dealgraph.open(tmp_path / "home")
    graph.ingest(tmp_path / "a.txt")
    return graph


def test_ingest_tells_what_it_did_and_acknowledges_each_commit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    told: list[int] = []
    report = dealgraph.open(tmp_path / "home").ingest(tmp_path / "a.txt", acknowledge=told.append)
    assert (report.articles, sum(told)) == (1, 1)
    assert report.claims >= 1


def test_extract_needs_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    claims = list(dealgraph.extract(tmp_path / "a.txt"))
    assert ("Microsoft", "OWNS", "LinkedIn") in {(c.subject.name, c.relation, c.object.name) for c in claims}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt"]


def test_rows_are_dicts_and_go_to_pandas_and_networkx(kg: KnowledgeGraph) -> None:
    table = kg.query("owners", name="LinkedIn")
    (row,) = table
    assert (row["owner"], row["owned"], row["evidence"]) == ("Microsoft", "LinkedIn", OWNS)
    frame = table.to_pandas()
    assert list(frame.columns) == list(table.columns)
    assert frame.loc[0, "owner"] == "Microsoft"
    net = table.to_networkx("owner", "owned")
    assert list(net.edges) == [("Microsoft", "LinkedIn", 0)]
    with pytest.raises(UsageError, match="the columns are steps, owner"):
        table.to_networkx("owner", "nothing")


def test_without_pandas_the_cure_is_named(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install dealgraph\[pandas\]"):
        kg.query("owners", name="LinkedIn").to_pandas()


def test_a_notebook_shows_tables_and_entities_escaped() -> None:
    table = Table(as_rows(["<b>"], [["<script>alert(1)</script>"], [None], [["a", "b"]]]))
    shown = table._repr_html_()  # the name that notebooks call
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<td>a, b</td>" in shown
    long = Table(as_rows(["n"], [[n] for n in range(250)]))
    assert "150 more rows" in long._repr_html_()


def test_show_gives_an_entity_by_any_name_with_its_facts(kg: KnowledgeGraph) -> None:
    dossier = kg.show("microsoft corp.")
    assert isinstance(dossier, Dossier)
    assert (dossier.name, dossier.type) == ("Microsoft", "Company")
    labels = {(fact.label, fact.other) for fact in dossier}
    assert ("owns", "LinkedIn") in labels
    assert ("founded by", "Bill Gates") in labels
    assert {fact.evidence for fact in dossier} == {OWNS, FOUNDED}
    assert "LinkedIn" in dossier._repr_html_()
    with pytest.raises(UnknownName, match="did you mean 'Microsoft'"):
        kg.show("Microsft")


def test_sparql_gives_tables_and_answers(kg: KnowledgeGraph) -> None:
    table = kg.sparql("owners", name="LinkedIn")
    assert isinstance(table, Table)
    assert [row["owner"] for row in table] == ["Microsoft"]
    assert kg.sparql("ASK { ?s ?p ?o }") is True
    triples = kg.sparql("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }")
    assert isinstance(triples, Table)
    assert triples.columns == ("subject", "predicate", "object")


def test_what_is_ingested_later_is_seen_at_once(kg: KnowledgeGraph, tmp_path: Path) -> None:
    assert len(kg.query("owners", name="GitHub")) == 0
    (tmp_path / "b.txt").write_text("GitHub, a unit of Microsoft, has a new office.")
    kg.ingest(tmp_path / "b.txt")
    assert [row["owner"] for row in kg.query("owners", name="GitHub")] == ["Microsoft"]
    assert kg.show("GitHub").sources == 1


def test_another_process_sees_it_too(kg: KnowledgeGraph) -> None:
    other = dealgraph.open(kg.home)
    assert len(other.query("owners", name="LinkedIn")) == 1
    assert kg.sync() is False


def test_the_graph_for_networkx_has_all_links(kg: KnowledgeGraph) -> None:
    net = kg.to_networkx()
    counts = kg.counts()
    assert (net.number_of_nodes(), net.number_of_edges()) == (counts["entities"], counts["links"])


def test_render_gives_the_page_and_writes_it(kg: KnowledgeGraph, tmp_path: Path) -> None:
    page = kg.render(tmp_path / "g.html", around="LinkedIn", hops=1, relations=["OWNS"])
    assert (tmp_path / "g.html").read_text() == page
    assert "Microsoft" in page
    assert FOUNDED not in page


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="dealgraph ingest SOURCE"):
        dealgraph.open(tmp_path / "none").query("owners", name="LinkedIn")


def test_an_ontology_of_ones_own_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("types:\n  Fund: {definition: A fund., example: Vision Fund}\n")
    kg = dealgraph.open(tmp_path / "home", ontology=tmp_path / "mine.yaml")
    assert "Fund" in kg.ontology.types
    assert "Company" in kg.ontology.types
