"""RDF terms and the names that the graph uses: namespaces, IRIs of things, literals typed as precisely as known.

Every node has an IRI of its own and none is blank, so two files hold the same graph exactly when they hold the same
triples, and the same projection always gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import pyoxigraph

from graph.errors import UsageError

# `.example` is kept out of the DNS for ever (RFC 2606), so this claims no domain that belongs to somebody; a publisher
# of a graph puts it under an address of his own (`base`). The vocabulary does not move with the data: it is the
# program's, and a query written for one graph must run on the next.
BASE = "https://dealgraph.example/"
VOCABULARY = "https://dealgraph.example/vocabulary#"

PREFIXES = {
    "dg": VOCABULARY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
KINDS = ("entity", "link", "claim", "article")

_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """A resource by its full IRI, which holds no character that an IRI may not."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with the full IRI of its datatype; None is a plain string."""

    value: str
    datatype: str | None = None


Term = Iri | Literal


@dataclass(frozen=True, slots=True)
class Resource:
    """One subject with all that is said of it, in the order in which it is written."""

    subject: Iri
    properties: tuple[tuple[Iri, Term], ...]


def name(compact: str) -> Iri:
    """The IRI of a name such as "schema:name", whose prefix is one of PREFIXES."""
    prefix, _, local = compact.partition(":")
    return Iri(PREFIXES[prefix] + local)


def check_base(base: str) -> str:
    """The base IRI as given; UsageError unless it is absolute and ends so that a name can follow."""
    if valid_iri(f"{base}entity/x") and base[-1:] in ("/", "#", ":"):
        return base
    raise UsageError(f"{base!r} is no base for IRIs; give an absolute one that ends in '/', such as {BASE}")


def thing(base: str, kind: str, identifier: str) -> Iri:
    """The IRI of an entity, link, claim or article; characters outside a plain path are percent-encoded (RFC 3986)."""
    return Iri(f"{base}{kind}/{quote(identifier, safe='', errors='replace')}")


def valid_iri(text: str) -> bool:
    """Whether the text is an absolute IRI by RFC 3987, as a reader of RDF will demand."""
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return True


def address(url: str) -> Term:
    """A web address as IRI when it is one, else exactly as it stands as a string, so that no file breaks on it."""
    return Iri(url) if url.startswith(("http://", "https://")) and valid_iri(url) else text(url)


def text(value: str) -> Literal:
    """A plain string; half a surrogate pair, which no encoding can carry, becomes U+FFFD."""
    return Literal(_SURROGATE.sub("\ufffd", value))


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), PREFIXES["xsd"] + "integer")


def double(value: float) -> Literal:
    """A floating-point number, in the shortest form that reads back to the same one."""
    return Literal(repr(float(value)), PREFIXES["xsd"] + "double")


def number(value: str) -> Literal:
    """Plain digits ("6600000000", "49.5") as xsd:decimal; anything else as a plain string."""
    return Literal(value, PREFIXES["xsd"] + "decimal") if _NUMBER.fullmatch(value) else text(value)


def when(value: str) -> Literal:
    """A date typed as precisely as it is known: xsd:gYear, gYearMonth, date or dateTime; else a plain string."""
    kind = _date_kind(value)
    return text(value) if kind is None else Literal(value, PREFIXES["xsd"] + kind)


def _date_kind(value: str) -> str | None:
    if _MOMENT.fullmatch(value) and _parses(value):
        return "dateTime"
    if _DATE.fullmatch(value) and _parses(f"{value}-01-01"[:10]):
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    return None


def _parses(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
