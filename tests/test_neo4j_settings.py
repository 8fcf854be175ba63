"""Where the server is: which addresses are taken, and that what is refused shows no password."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.stores.neo4j import Address, read_address

WORD = "zq-Distinct-77"


@pytest.mark.parametrize(
    ("store", "uri"),
    [
        ("neo4j://localhost", "neo4j://localhost:7687"),
        ("neo4j://localhost/", "neo4j://localhost:7687"),
        (" NEO4J://Graph.Example:7688\n", "neo4j://graph.example:7688"),
        ("bolt://127.0.0.1:7687", "bolt://127.0.0.1:7687"),
        ("bolt://[::1]", "bolt://[::1]:7687"),
        ("bolt+s://graph.example", "bolt+s://graph.example:7687"),
        ("bolt+ssc://graph.example", "bolt+ssc://graph.example:7687"),
        ("neo4j+ssc://graph.example", "neo4j+ssc://graph.example:7687"),
        ("neo4j+s://0123abcd.databases.neo4j.io", "neo4j+s://0123abcd.databases.neo4j.io:7687"),
    ],
)
def test_takes_every_scheme_of_bolt(store: str, uri: str) -> None:
    assert read_address(store, {}) == Address(uri)


def test_takes_the_rest_from_the_environment() -> None:
    environ = {
        "NEO4J_URI": "bolt+s://graph.example",
        "NEO4J_USERNAME": "ann",
        "NEO4J_PASSWORD": WORD,
        "NEO4J_DATABASE": "news",
    }
    assert read_address("neo4j", environ) == Address("bolt+s://graph.example:7687", "news", "ann", WORD)
    assert read_address("bolt://other.example", environ).uri == "bolt://other.example:7687"


@pytest.mark.parametrize(
    ("environ", "username", "password"),
    [
        ({}, None, None),
        ({"NEO4J_PASSWORD": ""}, None, None),
        ({"NEO4J_USERNAME": "ann"}, None, None),  # no password, no authentication
        ({"NEO4J_PASSWORD": WORD}, "neo4j", WORD),
        ({"NEO4J_PASSWORD": f" {WORD} ", "NEO4J_USERNAME": " "}, "neo4j", f" {WORD} "),
    ],
)
def test_tries_no_authentication_without_a_password(
    environ: dict[str, str], username: str | None, password: str | None
) -> None:
    address = read_address("bolt://localhost", environ)
    assert (address.username, address.password) == (username, password)


@pytest.mark.parametrize(
    ("store", "environ", "cure"),
    [
        ("neo4j", {}, "NEO4J_URI"),
        ("neo4j", {"NEO4J_URI": " "}, "NEO4J_URI"),
        ("http://localhost:7474", {}, "neo4j://HOST:7687"),
        ("https://graph.example:7473", {}, "neo4j+s://HOST:7687"),
        ("localhost:7687", {}, "neo4j://localhost:7687"),
        ("postgres://localhost", {}, "neo4j+ssc://"),
        ("bolt+routing://localhost", {}, "neo4j://"),
        ("neo4j://", {}, "neo4j://HOST:7687"),
        ("neo4j://:7687", {}, "neo4j://HOST:7687"),
        ("neo4j://a host", {}, "neo4j://HOST:7687"),
        ("neo4j://localhost:99999", {}, "neo4j://localhost:7687"),
        ("neo4j://localhost:port", {}, "neo4j://localhost:7687"),
        ("neo4j://[::1", {}, "neo4j://localhost:7687"),
        ("neo4j://localhost/news", {}, "NEO4J_DATABASE"),
        ("neo4j://localhost?policy=eu", {}, "neo4j://HOST:7687"),
        ("neo4j://localhost#x", {}, "neo4j://HOST:7687"),
        ("neo4j://localhost", {"NEO4J_DATABASE": "system"}, "NEO4J_DATABASE"),
    ],
)
def test_refuses_what_is_no_address_and_names_the_cure(store: str, environ: dict[str, str], cure: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_address(store, environ)
    assert cure in str(refused.value)


@pytest.mark.parametrize(
    "uri",
    [
        "neo4j://neo4j:zq-Distinct-77@localhost",
        "neo4j+s://neo4j:zq-Distinct-77@localhost:7687/news",
        "neo4j://neo4j%3Azq-Distinct-77%40localhost",
        "neo4j://neo4j:zq-Distinct-77%40localhost:7687",
        "bolt://:zq-Distinct-77@localhost",
        "http://neo4j:zq-Distinct-77@localhost:7474",
        "postgres://neo4j:zq-Distinct-77@localhost",
        "neo4j:zq-Distinct-77@localhost",
        "neo4j://localhost?password=zq-Distinct-77",
        "neo4j://localhost#zq-Distinct-77",
        "neo4j://localhost/zq-Distinct-77",
        "neo4j://neo4j:zq-Distinct-77",
        "neo4j://neo4j:zq-Distinct-77/localhost",
        "neo4j://[zq-Distinct-77",
    ],
)
@pytest.mark.parametrize("place", ["store", "environment"])
def test_shows_no_password_of_an_address_that_it_refuses(uri: str, place: str) -> None:
    store, environ = (uri, {}) if place == "store" else ("neo4j", {"NEO4J_URI": uri})
    with pytest.raises(UsageError) as refused:
        read_address(store, environ)
    shown = "".join(traceback.format_exception(refused.value))
    assert "Distinct" not in shown
    assert "NEO4J_URI" in str(refused.value) or place == "store"


@given(st.text(), st.sampled_from(["", "neo4j://", "bolt+s://", "http://", "neo4j://h:"]))
def test_any_text_is_an_address_or_a_usage_error(text: str, scheme: str) -> None:
    try:
        address = read_address(scheme + text, {})
    except UsageError:
        return
    assert read_address(address.uri, {}) == address


def test_the_password_is_in_no_form_of_an_address(caplog: pytest.LogCaptureFixture) -> None:
    address = read_address("bolt://localhost", {"NEO4J_PASSWORD": WORD, "NEO4J_DATABASE": "news"})
    logging.getLogger("test").warning("%s %r", address, address)
    assert WORD not in f"{address} {address!r} {caplog.text}"
    assert str(address) == "bolt://localhost:7687 (database news)"
    for keep in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="password"):
            keep(address)
