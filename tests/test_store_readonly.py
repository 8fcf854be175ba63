"""What a query may say: everything that only reads; and that nothing gets past by its spelling or by chance."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from cypher_texts import BOTH, NEO4J, NEWEST, unescaped
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.stores.embedded import EmbeddedStore
from graph.stores.guard.tokens import tokenize
from graph.stores.guard.words import CHANGES, CLAUSES, COMMANDS, FUNCTIONS
from graph.stores.readonly import check_read_only
from queries.catalogue import SavedQuery, list_queries

REFUSED = [
    ("CREATE (n:X)", "CREATE"),
    ("create (n)", "CREATE"),
    ("MATCH (n)\nDETACH\nDELETE n", "DETACH"),
    ("MATCH (n) /* harmless */SET n.x = 1", "SET"),
    ("MATCH (n) //x\nSET n.x = 1", "SET"),
    ("MATCH (n) WHERE n.x = 'a' SET n.y = 'b'", "SET"),
    ("MATCH (n) WHERE n.x = 1.SET n.y = 1", "point behind the number"),
    ("MATCH (n) WHERE n.x = '\\\\' SET n.y = ''", "SET"),
    ("MATCH (n) WHERE n.x = 1SET n.y = 1", "is no number"),
    ("load\tcsv with headers from $u as line return line", "LOAD CSV"),
    ("MATCH (n) // x\rLOAD CSV FROM $u AS line RETURN line", "LOAD CSV"),
    ("LOAD\u180eCSV FROM $u AS line RETURN line", "is not Cypher"),
    ("LOAD\x85CSV FROM $u AS line RETURN line", "is no blank"),
    ("LOAD /* x */ CSV FROM $u AS line RETURN line", "LOAD CSV"),
    ("MATCH (n) RETURN n.name FORMAT CSV", "--format csv"),
    ("CALL db.labels.evil()", "db.labels.evil"),
    ("CALL `db.labels`()", r"'\?'"),
    ("\\u0043REATE (n)", "ASCII character"),
    ("MATCH (n) RETURN '\\u0027 SET n.x = \\u0027'", "ASCII character"),
    ("RETURN s'{1 + 1}' AS x", r"expressions in it"),
    ("RETURN 'unclosed", "does not end"),
    ("RETURN 1 /* unclosed", "does not end"),
    ("RETURN `", "does not end"),
    ("RETURN 1; RETURN 2", "one statement"),
    ("", "empty"),
    ("  // nothing\n", "empty"),
    ("RETURN (1", "not closed"),
    ("RETURN 1)", "closes nothing"),
    ("RETURN (1]", "closes nothing"),
    ("MATCH (n) PURGE n", "PURGE"),
    ("MATCH (n) PURGE (n)", "PURGE"),
    ("RETURN match PURGE n", "PURGE"),
    ("MATCH (n) RETURN n.name a", "A is not allowed there"),
    ("MATCH (a)-[*]->(b) RETURN a", "upper bound"),
    ("MATCH (a)-[:OWNS*2..]->(b) RETURN a", "upper bound"),
    ("MATCH (a)-[*1..16]->(b) RETURN a", "at most 15"),
    ("MATCH (a)-->+(b) RETURN a", "upper bound"),
    ("MATCH (a)-->*(b) RETURN a", "upper bound"),
    ("MATCH (a)-->{2,}(b) RETURN a", "upper bound"),
    ("MATCH (a) ((x)-->(y))+ (b) RETURN a", "upper bound"),
    ("MATCH (a) ((x)-->(y)){1,99} (b) RETURN a", "at most 15"),
    ("MATCH p = shortestPath((a)-[*]-(b)) RETURN p", "upper bound"),
    ("MATCH (a) WHERE (a)-[*]->() RETURN a", "upper bound"),
    ("MATCH (a) WHERE EXISTS { (a)-->+() } RETURN a", "upper bound"),
    ("MATCH (a) RETURN [(a)-[*]->(b) | b] AS x", "upper bound"),
    ("RETURN " + "(" * 101 + "1" + ")" * 101, "nests deeper"),
    ("RETURN 1 AS x" + " UNION RETURN 1 AS x" * 51, "UNION"),
    ("RETURN 1" + " + 1" * 2500, "words and signs"),
    ("RETURN '" + "x" * 100_000 + "'", "characters"),
]


@pytest.mark.parametrize("text", unescaped(BOTH + NEO4J + NEWEST))
def test_what_only_reads_passes(text: str) -> None:
    check_read_only(text)


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[text[:40] for text, _ in REFUSED])
def test_what_does_more_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        check_read_only(text)


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.name)
def test_the_saved_questions_only_read(query: SavedQuery) -> None:
    check_read_only(query.text)


@given(
    before=st.sampled_from(
        ["MATCH (n) ", "RETURN 'a' ;", "// x\n", 'MATCH (n) WHERE n.x = "\'" ', "UNWIND [1] AS x\n"]
    ),
    word=st.sampled_from(sorted(CHANGES)),
    gap=st.sampled_from([" ", "\n", "\t", "/**/", "//\n"]),
)
def test_no_way_of_spacing_hides_a_write(before: str, word: str, gap: str) -> None:
    for spelling in (word, word.lower(), word.title()):
        with pytest.raises(QueryError):
            check_read_only(f"{before}{gap}{spelling}{gap}x")


@given(
    text=st.sampled_from(unescaped(BOTH + NEO4J)),
    place=st.integers(min_value=0),
    added=st.sampled_from(
        ["SET n.x = 1", "DETACH DELETE n", "CREATE (:X)", "CALL apoc.x()", "LOAD CSV FROM 'x' AS y", "PURGE n"]
    ),
)
def test_a_write_put_between_any_two_words_is_refused(text: str, place: int, added: str) -> None:
    tokens = [token.text for token in tokenize(text)]
    at = place % len(tokens) + 1
    with pytest.raises(QueryError):
        check_read_only(" ".join([*tokens[:at], added, *tokens[at:]]))


@given(st.text())
def test_any_text_is_judged_without_another_error(text: str) -> None:
    with contextlib.suppress(QueryError):
        check_read_only(text)


WORDS = [
    *sorted(CHANGES | CLAUSES | COMMANDS),
    *sorted(FUNCTIONS)[:20],
    *"n (n) n.x 'text' 1 $p CASE END AS IN CSV".split(),
]
MARKS = [*"()[]{}<>-+*=.,:;|&!$%'\"`\\/", *".. :: // /* */ \\u0027".split()]
SOUP = st.lists(st.sampled_from(WORDS + MARKS), max_size=30)


@given(SOUP)
def test_any_soup_of_words_is_judged_without_another_error(soup: list[str]) -> None:
    with contextlib.suppress(QueryError):
        check_read_only(" ".join(soup))


@settings(max_examples=300)
@given(soup=SOUP, text=st.sampled_from(unescaped(BOTH)), place=st.integers(min_value=0))
def test_what_passes_leaves_the_embedded_store_as_it_was(
    soup: list[str], text: str, place: int, embedded: tuple[EmbeddedStore, Path]
) -> None:
    store, path = embedded
    view, before = store.view(), path.read_bytes()
    counts = "MATCH (n) RETURN count(n) AS nodes, sum(size(keys(n))) AS properties"
    rows = view.query(counts).rows
    words = [token.text for token in tokenize(text)]
    at = place % (len(words) + 1)
    with contextlib.suppress(QueryError):
        view.query(" ".join([*words[:at], *soup[:4], *words[at:]]), {"name": "x", "names": []}, time_limit=2)
    assert view.query(counts).rows == rows
    assert path.read_bytes() == before


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> tuple[EmbeddedStore, Path]:
    from graphs import projection

    from graph.stores.whole import write_projection

    store = EmbeddedStore(tmp_path_factory.mktemp("embedded"))
    write_projection(store, projection())
    return store, store.path
