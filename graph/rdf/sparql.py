"""SPARQL over a projection, in memory, read-only, shut off from network and files.

oxigraph (through pyoxigraph) answers; rdflib would fetch SERVICE and FROM, and joins 25 times more slowly. It knows no
time limit: a query that runs over is given up, not stopped. Its thread ends at the next row it finds; one that finds
none goes on in the background until it is through or the program ends, without holding the others up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import pyoxigraph as ox

from graph.errors import QueryError, UnknownName
from graph.model import Projection
from graph.ontology import Ontology
from graph.rdf.answers import GRAPH_FORMATS, RESULT_FORMATS, ROW_LIMIT, Answered, BoundedBytes, Triples, read, write
from graph.rdf.export import blocks
from graph.rdf.guard import prepare
from graph.rdf.serialize import prefixes
from graph.rdf.terms import BASE
from graph.stores.base import Rows

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "ROW_LIMIT", "TIME_LIMIT", "SparqlEngine", "Triples"]

TIME_LIMIT = 30.0  # seconds; the saved questions take milliseconds, so what takes longer is a join without a condition

Answer = TypeVar("Answer")


class SparqlEngine:
    """One projection with its vocabulary, loaded once; may be asked from several threads."""

    def __init__(self, projection: Projection, ontology: Ontology, *, base: str = BASE) -> None:
        self.prefixes = dict(prefixes(base))
        self._store = ox.Store()
        data = b"".join(blocks(projection, ontology, "nquads", base=base))
        self._store.bulk_load(data, format=ox.RdfFormat.N_QUADS)

    def __len__(self) -> int:
        return len(self._store)

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = TIME_LIMIT,
        row_limit: int = ROW_LIMIT,
    ) -> Rows | bool | Triples:
        """Answer a SPARQL 1.1 query: Rows for SELECT, bool for ASK, Triples for CONSTRUCT and DESCRIBE.

        `$name` in the text stands for the parameter of that name (see guard.prepare); the prefixes of the export are
        known without being declared. Values come as str, int, float, bool or None, IRIs as str. Raises QueryError for
        a text that does not parse, is not allowed, fails, takes longer than `time_limit` seconds (None: no limit) or
        gives more rows than `row_limit`.
        """
        query = prepare(text, parameters)
        return self._run(lambda given_up: read(self._solve(query), row_limit, given_up), time_limit)

    def serialize(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        format: str = "json",  # noqa: A002  the command line's word
        time_limit: float | None = TIME_LIMIT,
    ) -> bytes:
        """Answer in a W3C format: json, csv, tsv, xml for SELECT and ASK; ttl, nt, jsonld for CONSTRUCT and DESCRIBE.

        Raises UnknownName for the format, QueryError as `query` does, and for a format of the other kind of answer.
        """
        if format not in RESULT_FORMATS | GRAPH_FORMATS:
            raise UnknownName("result format", format, RESULT_FORMATS | GRAPH_FORMATS)
        query = prepare(text, parameters)

        def work(given_up: threading.Event) -> bytes:
            out = BoundedBytes(given_up)
            write(self._solve(query), format, self.prefixes, out)
            return out.getvalue()

        return self._run(work, time_limit)

    def _solve(self, query: str) -> Answered:
        return self._store.query(query, prefixes=self.prefixes)

    def _run(self, work: Callable[[threading.Event], Answer], time_limit: float | None) -> Answer:
        """The work's result; its thread is left to itself when the time is over."""
        job = _Job(work)
        if time_limit is None:
            job.run()
        else:
            thread = threading.Thread(target=job.run, daemon=True, name="sparql")
            thread.start()
            thread.join(time_limit)
            if thread.is_alive():
                job.given_up.set()
                raise QueryError(f"no answer within {time_limit:g} s; join on fewer variables, or add FILTER and LIMIT")
        return job.result()


class _Job(Generic[Answer]):
    """Work that one thread does and another waits for."""

    def __init__(self, work: Callable[[threading.Event], Answer]) -> None:
        self.given_up = threading.Event()
        self._work = work
        self._results: list[Answer] = []
        self._error: QueryError | None = None

    def run(self) -> None:
        """Do the work; whatever it raises waits for `result`.

        The error that waits is a new one: the traceback of the first holds oxigraph's iterators, which may not be
        dropped in another thread than their own.
        """
        try:
            self._results.append(self._work(self.given_up))
        except QueryError as error:
            self._error = QueryError(str(error))
        except SyntaxError as error:
            self._error = QueryError(f"not valid SPARQL: {error}")
        except (RuntimeError, ValueError, OSError) as error:
            self._error = QueryError(f"the query failed: {error}")

    def result(self) -> Answer:
        """What the work gave."""
        if self._error is not None:
            raise self._error
        return self._results[0]
