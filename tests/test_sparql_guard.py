"""What a SPARQL text may not do, however it is written; and what it may, though it looks alike."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.ontology import load_ontology
from graph.rdf.guard import prepare, tokenize
from graph.rdf.sparql import SparqlEngine
from graph.stores.base import Rows
from tests.graphs import projection

# HERE stands for an endpoint that listens and counts.
SERVICE_ATTACKS = [
    "SELECT * { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { service silent <HERE> { ?s ?p ?o } }",
    "SELECT * { sErViCe<HERE>{ ?s ?p ?o } }",
    "SELECT * { BIND(<HERE> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "PREFIX x: <HERE> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX S: <HERE> SELECT * { SERVICES: { ?s ?p ?o } }",  # oxigraph: SERVICE S:
    "PREFIX x: <HERE> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "PREFIX x: <HERE> SELECT * { SERVICE SILENTx: { ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<HERE>{ ?s ?p ?o } }",
    "PREFIX x: <HERE> SELECT * { ?a ?b trueSERVICEx: { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1 SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x'@enSERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { # a comment \n SERVICE # another \n <HERE> { ?s ?p ?o } }",
    "SELECT * { ?a ?b '#' SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?a ?b '''it's \"\"\" ''' . SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'it\\'s' . SERVICE <HERE> { ?s ?p ?o } #'\n }",
    "SELECT * { ?a <http://x.example/#y> ?b . SERVICE <HERE> { ?s ?p ?o } }",
    # `<…>` that one reader takes for an IRI and the other for a comparison
    "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b&&?b='>')SERVICE<HERE>{} #'\n }",
    "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b)SERVICE#>\n<HERE>{} }",
    "PREFIX b: <x:> SELECT * { ?s ?p ?a FILTER(?a<b:c#>'''\n)SERVICE<HERE>{}#'''\n }",
    'PREFIX b: <x:> SELECT * { ?s ?p ?a FILTER(?a<b:c#>"\n)SERVICE<HERE>{}#"\n }',
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <HERE> { ?s ?p ?o } } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { FILTER NOT EXISTS { { SERVICE <HERE> { ?s ?p ?o } } UNION {} } }",
    "SELECT * { GRAPH ?g { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { MINUS { SERVICE <HERE> { ?s ?p ?o } } }",
    "ASK { SERVICE <HERE> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <HERE> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x\\u0027 . SERVICE <HERE> { ?s ?p ?o } #' }",
    "SELECT * { \u017fERVICE <HERE> { ?s ?p ?o } }",  # a long s, which becomes S in upper case
    "BASE <HERE> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX p: <x:> BASE <HERE> PREFIX q: <y:> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <HERE> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o } VALUES ?x { 1 } SERVICE <HERE> {}",
]

OTHER_ATTACKS = [
    ("SELECT * FROM <http://x.example/> { ?s ?p ?o }", "FROM"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
    ("SELECT * from named <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
    ("ASK FROM<http://x.example/>{ ?s ?p ?o }", "FROM"),
    ("CONSTRUCT { ?s ?p ?o } FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "FROM"),
    ("DESCRIBE <x:y> FROM <file:///etc/passwd>", "FROM"),
    ("INSERT DATA { <x:a> <x:b> 1 }", "INSERT would change"),
    ("# SELECT\nPREFIX x: <x:> delete where { ?s ?p ?o }", "DELETE would change"),
    ("LOAD <http://x.example/>", "LOAD would change"),
    ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <x:g>", "LOAD would change"),
    ("CLEAR ALL", "CLEAR would change"),
    ("DROP DEFAULT", "DROP would change"),
    ("WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH would change"),
    ("SELECT * { ?s ?p ?o } ; INSERT DATA { <x:a> <x:b> 1 }", "not valid SPARQL"),
    ("", "not valid SPARQL"),
    ("SELECT", "not valid SPARQL"),
    ("\\", "backslash"),
    ("SELECT * " + "{" * 20_000 + "}" * 20_000, "nests deeper than 200"),  # would end the process
    ("SELECT * { FILTER(" + "!" * 20_000 + "1) }", "more than 5000 words and signs"),
    ("SELECT * { ?s ?p " + "[ ?p " * 300 + "1" + "]" * 300 + " }", "nests deeper than 200"),
    ("SELECT * { } #" + "x" * 100_000, "longer than 100000"),
    ("SELECT * { ?s ?p 'x }", "a string that does not end"),
    ('"\\' * 40_000, "a string that does not end"),
    ("SELECT * { ?s ?p ?a, ?b FILTER(?a<?b&&?b>1) } # service", "write a space behind it"),
]

HARMLESS = [
    ('SELECT ?n { ?s schema:name ?n FILTER(CONTAINS(?n, "Service")) }', 0),
    ("SELECT ?n { ?s schema:name ?n FILTER(?n != 'SERVICE <http://x.example/>') FILTER(?n = \"Nvidia\") }", 1),
    ('# SERVICE <http://x.example/> { }\nSELECT ?n { ?s schema:name ?n FILTER(?n = "Nvidia") }', 1),
    ("SELECT ?service { ?service schema:name 'Nvidia' }", 1),
    ("SELECT * { ?s schema:Service ?from }", 0),
    ("SELECT * { ?s <http://service.example/service#from> ?o }", 0),
    ("PREFIX x: <http://service.example/> SELECT * { ?s x:service\\(from\\) ?o }", 0),
    ('SELECT ?n { ?s schema:name ?n ; dg:sources ?c FILTER(?c< 3&&?c>1||?c<=0) FILTER(?n != "service") }', None),
    ('BASE <https://schema.org/> SELECT ?n { ?s <name> ?n FILTER(?n = "Nvidia" && ?n != "service") }', 1),
    ("SELECT (COUNT(*) AS ?insert) { ?s a dg:Company }", 1),
    ("SELECT ?n { ?s schema:name ?n FILTER(?n = \"N\\u0076idia\" || ?n = '\\u4E16') }", None),
    ('SELECT ?n { ?s schema:name ?n FILTER(?n = "Nvidia") } LIMIT 5 # the end: it\'s "over', 1),
    ("SELECT ?n { ?s schema:name ?n FILTER REGEX(?n, '^Nvi.ia$') FILTER(?n = \"Nvidia\"@en || true) }", 1),
    ("SELECT ?n { _:b1service schema:name ?n FILTER(?n = 'Nvidia'^^xsd:string) }", 1),
]

PIECES = [
    *("SERVICE", "service", "PREFIX", "FILTER", "a", "true", "1", "?a", "$b", "_:b", "x:", "x:y", ":", "<x:y>", "@en"),
    *("'", '"', "'''", '"""', "<", ">", "#", "\n", " ", "{", "}", "(", ")", ".", "&&", "=", "^^"),
    *("\\", "\\'", "\\u0053"),
]


class Endpoint:
    """Listens on the loopback and counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    listening = Endpoint()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def engine() -> SparqlEngine:
    return SparqlEngine(projection(), load_ontology())


@pytest.mark.parametrize("attack", SERVICE_ATTACKS)
def test_no_query_gets_out(engine: SparqlEngine, endpoint: Endpoint, attack: str) -> None:
    with pytest.raises(QueryError):
        engine.query(attack.replace("HERE", endpoint.address), time_limit=5)
    assert endpoint.calls == 0


def test_the_endpoint_would_have_been_called(endpoint: Endpoint) -> None:
    """Else the test above shows nothing: without the guard the same text gets out."""
    import pyoxigraph

    with pytest.raises(OSError, match=r"."):
        list(pyoxigraph.Store().query(SERVICE_ATTACKS[0].replace("HERE", endpoint.address)))
    assert endpoint.calls > 0
    endpoint.calls = 0


@pytest.mark.parametrize(("attack", "why"), OTHER_ATTACKS)
def test_updates_and_other_graphs_are_refused_with_the_reason(engine: SparqlEngine, attack: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        engine.query(attack)


@pytest.mark.parametrize(("query", "count"), HARMLESS)
def test_what_only_looks_alike_is_answered(engine: SparqlEngine, query: str, count: int | None) -> None:
    rows = engine.query(query)
    assert isinstance(rows, Rows)
    assert count is None or len(rows) == count


@pytest.mark.parametrize(
    "value", ['x" } SERVICE <HERE> { ?s ?p ?o } #', "x' SERVICE", '"""', "\\", "\n", "\r\n#", "\x00", "😀", "$name"]
)
def test_a_parameter_is_a_value_whatever_it_holds(engine: SparqlEngine, endpoint: Endpoint, value: str) -> None:
    value = value.replace("HERE", endpoint.address)
    rows = engine.query("SELECT ($name AS ?given) (STRLEN($name) AS ?length) { }", {"name": value})
    assert isinstance(rows, Rows)
    assert rows.rows == ((value, len(value)),)
    assert endpoint.calls == 0


@settings(max_examples=200, deadline=None)
@given(value=st.text(st.characters(exclude_categories=()), max_size=30))
def test_every_text_comes_back_as_it_was_given(value: str) -> None:
    engine = SparqlEngine(projection(()), load_ontology())
    rows = engine.query("SELECT ($name AS ?given) { FILTER($name = $name) }", {"name": value})
    assert isinstance(rows, Rows)
    assert rows.rows == (("".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value),),)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
def test_tokens_give_the_text_back_and_no_bare_service_passes(pieces: list[str]) -> None:
    query = "".join(pieces)
    assert "".join(token.text for token in tokenize(query)) == query
    try:
        prepared = prepare(query)
    except QueryError:
        return
    # What passes holds the word only inside strings, names of variables, local names and IRIs of the prologue.
    bare = [t for t in tokenize(prepared) if t.kind in ("word", "sign", "number") and "SERVICE" in t.text.upper()]
    assert bare == []
    if "SERVICE" in prepared.upper():
        assert not [t for t in tokenize(prepared) if t.kind == "comment"]


def test_only_dollar_names_are_parameters(engine: SparqlEngine) -> None:
    query = "SELECT ?name { ?s schema:name ?name FILTER(?name = $name) }"
    rows = engine.query(query, {"name": "Nvidia"})
    assert isinstance(rows, Rows)
    assert rows.rows == (("Nvidia",),)


def test_numbers_and_truth_values_keep_their_type(engine: SparqlEngine) -> None:
    rows = engine.query(
        "SELECT ($a + 1 AS ?x) ($b * 2 AS ?y) (!$c AS ?z) ($d AS ?w) { }", {"a": 2, "b": 0.25, "c": True, "d": None}
    )
    assert isinstance(rows, Rows)
    assert rows.rows == ((3, 0.5, False, None),)


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"nmae": "x"}, r"no parameter \$nmae; it has \$name"),
        ({"name": ["x"]}, r"parameter \$name must be text, a number, true or false, not list"),
    ],
)
def test_a_parameter_that_does_not_fit_is_named(engine: SparqlEngine, parameters: dict[str, object], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        engine.query("SELECT ?s { ?s schema:name $name }", parameters)


def test_a_parameter_inside_a_string_or_comment_is_no_parameter(engine: SparqlEngine) -> None:
    with pytest.raises(QueryError, match="no parameter"):
        engine.query("SELECT ?s { ?s schema:name '$name' } # $name", {"name": "x"})
