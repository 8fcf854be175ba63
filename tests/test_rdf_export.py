"""A projection as Turtle, TriG, N-Quads and JSON-LD: the same triples in each, no rumour as fact."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreUnavailable, UnknownName, UsageError
from graph.model import ArticleCard, Entity, Link, Projection, Statement, Status
from graph.ontology import load_ontology
from graph.rdf.export import FORMATS, blocks, export
from graph.rdf.terms import BASE, VOCABULARY, address, thing, when
from tests.graphs import entity_id, projection

# rdflib 7.6 warns about its own use of names that it is giving up.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]

ONTOLOGY = load_ontology()
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
Triple = tuple[str, str, str]


def exported(graph: Projection, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(graph, ONTOLOGY, out, form, **options)
    return out.getvalue()


def by_oxigraph(data: bytes, form: str) -> set[Triple]:
    quads = ox.parse(data, format=OXIGRAPH[form])
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def by_rdflib(data: bytes, form: str) -> set[Triple]:
    """The triples of all graphs, literals as they are written (rdflib would turn "1.0" into "1")."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(io.BytesIO(data), format=RDFLIB[form])
    return {(s.n3(), p.n3(), _as_oxigraph_writes(o)) for s, p, o in dataset.triples((None, None, None))}


def _as_oxigraph_writes(term: Any) -> str:
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else ox.NamedNode(str(term.datatype))
        return str(ox.Literal(str(term), datatype=datatype))
    return str(term.n3())


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def plain_triples(graph: Projection) -> set[Triple]:
    """Triples between two entities."""
    entity = f"<{BASE}entity/"
    return {t for t in by_oxigraph(exported(graph, "nquads"), "nquads") if t[0].startswith(entity) and entity in t[2]}


@pytest.mark.parametrize("form", FORMATS)
def test_two_readers_find_the_same_triples_in_each_format(form: str) -> None:
    expected = by_oxigraph(exported(projection(), "nquads"), "nquads")
    data = exported(projection(), form)
    assert by_oxigraph(data, form) == expected
    assert by_rdflib(data, form) == expected
    assert len(expected) > 1000


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_comes(form: str) -> None:
    graph = projection()
    turned = Projection(
        graph.watermark,
        graph.entities[::-1],
        graph.links[::-1],
        graph.statements[::-1],
        graph.articles[::-1],
        graph.mentions[::-1],
    )
    assert exported(graph, form) == exported(turned, form) == exported(projection(), form)


def test_only_current_and_former_links_are_plain_triples() -> None:
    graph = projection()
    found = plain_triples(graph)
    for link in graph.links:
        triple = tuple(
            f"<{iri}>"
            for iri in (f"{BASE}entity/{link.subject}", VOCABULARY + link.relation, f"{BASE}entity/{link.object}")
        )
        assert (triple in found) == (link.status in ("current", "former")), link.evidence
    assert {link.status for link in graph.links} >= {"current", "former", "planned", "rumoured"}
    assert len(found) == len([link for link in graph.links if link.status in ("current", "former")])


def test_a_rumour_is_told_with_its_status_on_link_and_claim() -> None:
    store = ox.Store()
    store.load(exported(projection(), "turtle"), format=ox.RdfFormat.TURTLE)
    question = f"""
        PREFIX dg: <{VOCABULARY}> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX schema: <https://schema.org/>
        SELECT ?status ?amount ?sentence ?headline ?published WHERE {{
          ?link a dg:Link ; rdf:subject/schema:name "OpenAI" ; rdf:predicate dg:ACQUIRED ;
                rdf:object/schema:name "Windsurf" ; dg:status ?status ; dg:amount ?amount .
          ?claim a prov:Entity ; dg:supports ?link ; dg:status ?status ; dg:evidence ?sentence ;
                 prov:wasDerivedFrom ?article .
          ?article a schema:NewsArticle ; schema:headline ?headline ; schema:datePublished ?published .
        }}"""
    (row,) = store.query(question)
    assert [term.value for term in row] == [
        "rumoured",
        "3000000000",
        "OpenAI was in talks to buy Windsurf for about $3 billion.",
        "Rivals \"and\" <partners>",
        "2025-03-04",
    ]  # fmt: skip


def test_a_denied_claim_supports_no_link() -> None:
    triples = by_oxigraph(exported(projection(), "nquads"), "nquads")
    denied = {s for s, p, o in triples if p == f"<{VOCABULARY}status>" and o == '"denied"'}
    assert len(denied) == 1
    assert not [t for t in triples if t[0] in denied and t[1] == f"<{VOCABULARY}supports>"]


def test_an_entity_has_its_types_names_and_wikidata_item() -> None:
    triples = by_oxigraph(exported(projection(), "nquads"), "nquads")
    said = {(p.rsplit("/", 1)[-1].rsplit("#", 1)[-1].strip("<>"), o) for s, p, o in triples
            if s == f"<{BASE}entity/{entity_id('Microsoft')}>"}  # fmt: skip
    assert said >= {
        ("type", f"<{VOCABULARY}Company>"),
        ("type", f"<{VOCABULARY}Organization>"),
        ("label", '"Microsoft"'),
        ("name", '"Microsoft"'),
        ("altLabel", '"MSFT"'),
        ("altLabel", '"Microsoft Corp."'),
        ("sameAs", "<http://www.wikidata.org/entity/Q2283>"),
        ("sameAs", "<http://www.wikidata.org/wiki/Q2283>"),
    }


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2025", "gYear"),
        ("2025-01", "gYearMonth"),
        ("2025-01-31", "date"),
        ("2025-01-31T10:20:30Z", "dateTime"),
        ("2025-01-31T10:20:30+02:00", "dateTime"),
        ("2025-13", None),
        ("2025-02-30", None),
        ("0000", None),
        ("late 2025", None),
        ("２０２５", None),
        ("", None),
    ],
)
def test_a_date_is_typed_as_precisely_as_it_is_known(date: str, kind: str | None) -> None:
    literal = when(date)
    assert literal.value == date
    assert literal.datatype == (None if kind is None else f"http://www.w3.org/2001/XMLSchema#{kind}")


@pytest.mark.parametrize(
    ("url", "is_iri"),
    [
        ("https://news.example/a?b=c&d=é#e", True),
        ("http://news.example/世界", True),
        ("https://news.example/a b", False),
        ("https://news.example/<script>", False),
        ('https://news.example/"> <x', False),
        ("https://news.example/%zz", False),
        ("https://news.example:port/", False),
        ("https://[news", False),
        ("news.example/a", False),
        ("javascript:alert(1)", False),
        ("https://news.example/\ud800", False),
        ("", False),
    ],
)
def test_an_address_that_is_no_iri_stays_as_it_stands(url: str, is_iri: bool) -> None:
    found = address(url)
    assert found.value == url.replace("\ud800", "\ufffd")
    assert type(found).__name__ == ("Iri" if is_iri else "Literal")


def small(
    name: str = "X", *, identifier: str = "e1", url: str | None = None, qualifiers: dict[str, str] | None = None
) -> Projection:
    """A graph of one link whose every free text is the given one."""
    told = qualifiers or {}
    ends = (identifier, "OWNS", "e2")
    return Projection(
        "w",
        (Entity(identifier, name, name, "Company", (name, name + "!")), Entity("e2", "y", "Y", "Company")),
        (Link("l1", *ends, Status.CURRENT, name, url, qualifiers=told, statements=("c1",)),),
        (Statement("c1", identifier, *ends, Status.CURRENT, name, 0, 1, 0.5, name, qualifiers=told, link="l1"),),
        (ArticleCard(identifier, url, name, None, name),),
        ((identifier, identifier),),
    )


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates and controls included


@settings(max_examples=150, deadline=None)
@given(
    name=ANY_TEXT,
    identifier=ANY_TEXT.filter(lambda text: text != "e2"),
    url=st.none() | ANY_TEXT.map("http://x/".__add__),
)
def test_no_text_breaks_a_file(name: str, identifier: str, url: str | None) -> None:
    graph = small(name, identifier=identifier, url=url, qualifiers={"title": name, "amount": name, "date": name})
    found = [by_oxigraph(exported(graph, form, with_vocabulary=False), form) for form in FORMATS]
    assert found[0] == found[1] == found[2] == found[3]
    kept = re.sub("[\ud800-\udfff]", "\ufffd", name)  # half a surrogate pair is no character
    assert str(ox.Literal(kept)) in {o for _, p, o in found[0] if p == "<https://schema.org/name>"}


@pytest.mark.parametrize(
    "name", ['"""', "\\", "a\\\"b'\n\r\t", "</script>", "{x}", "\u202eabc", "😀", "\x00\x1f\x7f", "é@en", "'''"]
)
def test_both_readers_read_hostile_names_alike(name: str) -> None:
    graph = small(name)
    expected = by_oxigraph(exported(graph, "nquads"), "nquads")
    assert str(ox.Literal(name)) in {o for _, _, o in expected}
    for form in FORMATS:
        assert by_rdflib(exported(graph, form), form) == expected


def test_another_base_moves_the_things_but_not_the_vocabulary() -> None:
    triples = by_oxigraph(exported(projection(), "turtle", base="https://kg.example.org/ai/"), "turtle")
    assert not [t for t in triples if f"{BASE}entity/" in t[0] + t[2]]
    microsoft = f"<https://kg.example.org/ai/entity/{entity_id('Microsoft')}>"
    linkedin = f"<https://kg.example.org/ai/entity/{entity_id('LinkedIn')}>"
    assert (microsoft, f"<{VOCABULARY}OWNS>", linkedin) in triples


@pytest.mark.parametrize("base", ["", "kg/", "https://kg.example.org", "https://kg example.org/", "https://<x>/"])
def test_a_base_that_names_nothing_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="no base for IRIs"):
        exported(projection(), "turtle", base=base)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"no RDF format 'turtel'; did you mean 'turtle'\?.*nquads"):
        exported(projection(), "turtel")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    export(projection(), ONTOLOGY, path)
    assert path.read_bytes() == exported(projection(), "turtle")
    broken = replace(projection(), entities=(Entity("e", "e", "E", "NoSuchType"),))
    with pytest.raises(UnknownName):
        export(broken, ONTOLOGY, path)
    assert path.read_bytes() == exported(projection(), "turtle")
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"missing/graph\.ttl: cannot be written"):
        export(projection(), ONTOLOGY, tmp_path / "missing" / "graph.ttl")


def test_it_comes_in_blocks_without_being_gathered_first() -> None:
    def many() -> Iterable[Entity]:
        return (Entity(f"e{n:06}", str(n), f"Name {n}", "Company") for n in range(20_000))

    parts = list(blocks(replace(projection(()), entities=tuple(many())), ONTOLOGY, "turtle"))
    assert len(parts) > 10


def test_json_ld_is_json_with_a_context_that_shortens_its_names() -> None:
    document = json.loads(exported(small("Ä"), "jsonld", with_vocabulary=False))
    assert document["@context"]["schema"] == "https://schema.org/"
    node = next(node for node in document["@graph"] if node["@id"] == "entity:e1")
    assert node["@type"] == ["dg:Company", "dg:Entity", "dg:Organization"]
    assert (node["schema:name"], node["dg:OWNS"]) == ("Ä", {"@id": "entity:e2"})


def test_identifiers_are_percent_encoded() -> None:
    assert thing(BASE, "article", "https://a b/é").value == f"{BASE}article/https%3A%2F%2Fa%20b%2F%C3%A9"
