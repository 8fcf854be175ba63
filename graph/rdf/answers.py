"""What SPARQL answers, as plain values and in the W3C's formats, within bounds."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from graph.errors import QueryError
from graph.rdf.terms import PREFIXES
from graph.stores.base import Rows

ROW_LIMIT = 100_000  # rows held at once; more is an export, not an answer
BYTE_LIMIT = 256 << 20  # of a serialised answer, for the same reason

RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}

_NOT_XML = re.compile(b"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")  # no XML 1.0 document may hold them, escaped or not
_XSD = PREFIXES["xsd"]
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.?[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|INF)|NaN")
_INT64_MAX = 2**63 - 1  # above it the stores keep an amount as a float, and so does this

Found = TypeVar("Found")
Answered = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Triples:
    """What CONSTRUCT or DESCRIBE answers: triples as N-Triples write them, sorted."""

    triples: tuple[tuple[str, str, str], ...]

    def __len__(self) -> int:
        return len(self.triples)

    def as_rows(self) -> Rows:
        """A table of three columns."""
        return Rows(("subject", "predicate", "object"), self.triples)


class BoundedBytes(io.BytesIO):
    """Takes an answer's bytes until they are too many or nobody waits for them."""

    def __init__(self, given_up: threading.Event) -> None:
        super().__init__()
        self.given_up = given_up

    def write(self, data: Any) -> int:
        """Take bytes; QueryError when they are too many, or once the event says that nobody waits."""
        _check_wanted(self.given_up)
        if self.tell() + len(data) > BYTE_LIMIT:
            raise QueryError(f"the answer is larger than {BYTE_LIMIT >> 20} MiB; add LIMIT, or use `dealgraph export`")
        return super().write(data)


def _check_wanted(given_up: threading.Event) -> None:
    if given_up.is_set():
        raise QueryError("given up")


def read(answer: Answered, row_limit: int, given_up: threading.Event) -> Rows | bool | Triples:
    """The answer as values; QueryError above the row limit, or once the event says that nobody waits."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        found = _bounded(answer, row_limit, given_up)
        return Triples(tuple(sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in found})))
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(_value(term) for term in solution) for solution in _bounded(answer, row_limit, given_up))
    return Rows(columns, rows)


def _bounded(found: Iterable[Found], row_limit: int, given_up: threading.Event) -> Iterator[Found]:
    for count, item in enumerate(found):
        _check_wanted(given_up)
        if count >= row_limit:
            raise QueryError(f"more than {row_limit} rows; add LIMIT, or use `dealgraph export`")
        yield item


def write(answer: Answered, wanted: str, spaces: Mapping[str, str], out: BoundedBytes) -> None:
    """Write the answer in one of RESULT_FORMATS or GRAPH_FORMATS; QueryError for the kind that does not fit."""
    if isinstance(answer, ox.QueryTriples):
        if wanted not in GRAPH_FORMATS:
            raise QueryError(f"CONSTRUCT and DESCRIBE answer with a graph; choose {', '.join(GRAPH_FORMATS)}")
        found = sorted(set(_bounded(answer, ROW_LIMIT, out.given_up)), key=str)
        ox.serialize(found, out, format=GRAPH_FORMATS[wanted], prefixes=dict(spaces))
    elif wanted == "xml":
        inner = BoundedBytes(out.given_up)
        answer.serialize(inner, format=RESULT_FORMATS[wanted])
        out.write(_NOT_XML.sub("\ufffd".encode(), inner.getvalue()))
    elif wanted in RESULT_FORMATS:
        answer.serialize(out, format=RESULT_FORMATS[wanted])
    else:
        raise QueryError(f"SELECT and ASK answer with a table; choose {', '.join(RESULT_FORMATS)}")


def _value(term: object) -> str | int | float | bool | None:
    """A term as the plain value that Cypher's twin gives."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    return _literal(term.value, term.datatype.value) if isinstance(term, ox.Literal) else str(term)


def _literal(value: str, datatype: str) -> str | int | float | bool:
    if datatype == f"{_XSD}integer" and _WHOLE.fullmatch(value):
        return int(value)
    if datatype == f"{_XSD}decimal" and _DECIMAL.fullmatch(value):
        number = float(value)
        return int(value.partition(".")[0]) if number.is_integer() and abs(number) <= _INT64_MAX else number
    if datatype in (f"{_XSD}double", f"{_XSD}float") and _FLOAT.fullmatch(value):
        return float(value)
    return value == "true" if datatype == f"{_XSD}boolean" and value in ("true", "false") else value
