"""The knowledge graph as an object: one home folder with its ledger and what is built from it."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from dealgraph.results import Dossier, Table
from graph.errors import StoreUnavailable, UnknownName
from graph.ontology import load_ontology
from graph.stores import EMBEDDED, open_store
from graph.stores.base import Kind

if TYPE_CHECKING:
    import networkx as nx

    from graph.assemble import Assembled
    from graph.ledger import Ledger
    from graph.model import Claim, Projection
    from graph.rdf.sparql import SparqlEngine
    from graph.stores.base import Progress, View
    from ingest.extract.base import Extractor
    from ingest.report import Report

LEDGER = "ledger.sqlite"
ASSEMBLED = "assembled.sqlite"
HEADING = "The AI industry, from news"
EXTRACTORS = ("rules",)
COUNTED: tuple[Kind, ...] = ("articles", "entities", "links", "statements")
Acknowledge = Callable[[int], None]


def make_extractor(name: str) -> Extractor:
    """The extractor of that name; UnknownName with the known ones."""
    if name not in EXTRACTORS:
        raise UnknownName("extractor", name, EXTRACTORS, cure=f"(there are: {', '.join(EXTRACTORS)})")
    from ingest.extract.rules import RuleExtractor

    return RuleExtractor()


def extract_claims(
    sources: Sequence[str], *, report: Report, extractor: str = "rules", ontology: Path | None = None
) -> Iterator[Claim]:
    """The claims of all sources, lazily and without a ledger."""
    from ingest.clean import clean
    from ingest.pipeline import read_articles
    from ingest.sources.files import read_sources

    known = load_ontology(ontology)
    articles = clean(read_sources(sources), report)
    for reading in read_articles(articles, make_extractor(extractor), known, report):
        yield from reading.claims


class KnowledgeGraph:
    """One home: `ledger.sqlite` is the store of record, the rest is rebuilt from it whenever it is stale.

    A context manager that closes its store; one that is not closed is when it is no longer used.
    """

    def __init__(self, home: Path, *, store: str = EMBEDDED, ontology: Path | None = None) -> None:
        self.home = home
        self.ontology = load_ontology(ontology)
        self._on_server = store != EMBEDDED
        self._store = open_store(store, home, self.ontology)
        self._projection: Projection | None = None
        self.close = weakref.finalize(self, self._store.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- in

    def ingest(
        self,
        *sources: str | Path,
        extractor: str = "rules",
        acknowledge: Acknowledge | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Read files, folders or `-` into the ledger and bring the store up to it.

        An article that was read before is left as it is. The report counts what was left out, by reason;
        `acknowledge` is told the number of articles after each commit, `progress` how far the store is. Raises
        SourceUnavailable before anything is read when a source does not exist.
        """
        from ingest.clean import clean
        from ingest.pipeline import ingest_articles
        from ingest.report import Report
        from ingest.sources.files import read_sources

        report = Report()
        articles = clean(read_sources([str(s) for s in sources]), report)
        reader = make_extractor(extractor)
        with self._write() as ledger:
            ingest_articles(articles, ledger, reader, self.ontology, report=report, acknowledge=acknowledge)
        self.sync(progress=progress)
        return report

    def sync(self, *, full: bool = False, progress: Progress | None = None) -> bool:
        """Bring the store up to the ledger; False when it was already. `full` writes all of it anew.

        Done by ingest, and before each question to the embedded store. A server is asked as it is: its readers may
        have neither the ledger nor the right to write.
        """
        from graph.sync import sync

        with self._read() as ledger, self._assembled() as assembled:
            return sync(ledger, self._store, assembled, self.ontology, full=full, progress=progress)

    def is_behind(self) -> bool:
        """Whether the ledger here has what a server lacks; False where there is no ledger, or no server."""
        from graph.assemble import projection_watermark

        if not self._on_server or not (self.home / LEDGER).exists():
            return False
        with self._read() as ledger:
            return self._store.state() != projection_watermark(ledger, self.ontology)

    # -- asked

    def query(self, question: str, /, **parameters: Any) -> Table:
        """Answer a saved question (`kg.query("owners", name="LinkedIn")`) or a Cypher text with parameters.

        Raises UnknownName for a question that is not saved, QueryError for a text that does not run.
        """
        from queries.catalogue import bind, find

        saved = find(question, "cypher")
        return Table(self.view().query(saved.text, bind(saved, parameters)), saved.question)

    def view(self) -> View:
        """The store, open for reading: as of the ledger if it is embedded, as it is if it is a server."""
        if not self._on_server:
            self.sync()
        return self._store.view()

    def sparql(self, question: str, /, **parameters: Any) -> Table | bool:
        """Answer a saved question or a SPARQL text: a table for SELECT and CONSTRUCT, a bool for ASK."""
        from graph.rdf.sparql import Triples
        from queries.catalogue import bind, find

        saved = find(question, "sparql")
        answer = self._sparql_engine().query(saved.text, bind(saved, parameters))
        if isinstance(answer, bool):
            return answer
        return Table(answer.as_rows() if isinstance(answer, Triples) else answer, saved.question)

    def sparql_document(self, question: str, /, *, format: str, **parameters: Any) -> bytes:  # noqa: A002  as in export
        """The same as a W3C document: json, csv, tsv or xml for SELECT and ASK, ttl, nt or jsonld for CONSTRUCT."""
        from queries.catalogue import bind, find

        saved = find(question, "sparql")
        return self._sparql_engine().serialize(saved.text, bind(saved, parameters), format=format)

    def analyse(self, name: str, /, *, write: bool = False, **parameters: Any) -> Table:
        """Run a saved analysis of the graph in the store, as `kg.analyse("brokers", limit=5)`.

        `write` also sets its scores as a property of the entities in the store. Raises UnknownName for an analysis,
        UsageError for a parameter or for scores that there are not.
        """
        from queries.analyses import get_analysis, run_analysis, score_of

        analysis = get_analysis(name)
        score = score_of(analysis, parameters) if write else None
        finding = run_analysis(analysis, parameters, self.view(), self.ontology)
        if score is None:
            return Table(finding.rows, analysis.question, finding.note)
        written = f"{score} of {self._store.write_scores(score, finding.scores):,} entities written"
        return Table(finding.rows, analysis.question, "; ".join(filter(None, (finding.note, written))))

    def show(self, name: str) -> Dossier:
        """One entity with its facts, dates, sources and sentences; UnknownName with the near ones."""
        from dealgraph.dossier import find_entity, make_dossier

        projection = self.projection()
        return make_dossier(projection, find_entity(projection, name), self.ontology)

    def projection(self) -> Projection:
        """The assembled graph: entities, links, statements, articles."""
        from graph.assemble import projection_watermark

        with self._read() as ledger:
            state = projection_watermark(ledger, self.ontology)
            if self._projection is None or self._projection.watermark != state:
                with self._assembled() as assembled:
                    assembled.update(ledger, self.ontology)
                    self._projection = assembled.projection()
        return self._projection

    def counts(self) -> dict[str, int]:
        """How much there is: articles, entities, links, statements."""
        with self._read() as ledger, self._assembled() as assembled:
            assembled.update(ledger, self.ontology)
            return {kind: assembled.count(kind) for kind in COUNTED}

    # -- out

    def render(
        self, path: str | Path | None = None, *, around: str | None = None, hops: int = 2, **filters: Any
    ) -> str:
        """The interactive page as HTML, also written to `path` if given.

        `around` names an entity and `hops` how far from it. Further filters: `types`, `relations` and `statuses`
        (names), `since` and `until` (ISO dates), `limit` (how many entities, the best connected first).
        """
        from dealgraph.dossier import find_entity
        from graph.files import write_whole
        from graph.render.page import render
        from graph.render.select import Filters

        projection = self.projection()
        centre = None if around is None else find_entity(projection, around).id
        for names in ("types", "relations", "statuses"):
            if names in filters:
                filters[names] = frozenset(filters[names])
        page = render(projection, self.ontology, heading=HEADING, filters=Filters(around=centre, hops=hops, **filters))
        if path is not None:
            write_whole(Path(path), [page.encode()])
        return page

    def export(self, out: str | Path | BinaryIO, format: str = "turtle") -> None:  # noqa: A002  the field's word
        """Write the graph as turtle, trig, nquads, jsonld, graphml, gexf, csv or cypher; same graph, same bytes."""
        from dealgraph.exporting import export

        export(self.projection(), self.ontology, Path(out) if isinstance(out, str) else out, format)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph for networkx: nodes by entity id, an edge a link, all properties as attributes."""
        from graph.analysis import as_networkx

        return as_networkx(self.projection())

    # -- parts

    def _write(self) -> Ledger:
        from graph.ledger import Ledger

        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"{self.home}: cannot be made ({error.strerror}); choose another --home") from error
        return Ledger.open(self.home / LEDGER)

    def _read(self) -> Ledger:
        from graph.ledger import Ledger

        path = self.home / LEDGER
        if not path.exists():
            raise StoreUnavailable(
                f"{self.home}: nothing here yet; `dealgraph ingest SOURCE` or `dealgraph demo` first"
            )
        return Ledger.open(path, read_only=True)

    @contextmanager
    def _assembled(self) -> Iterator[Assembled]:
        """The assembled graph: kept in the home, or for this once where nothing may be written there."""
        from graph.assemble import Assembled

        with Assembled.open(self.home / ASSEMBLED if os.access(self.home, os.W_OK) else None) as assembled:
            yield assembled

    def _sparql_engine(self) -> SparqlEngine:
        from graph.rdf.sparql import SparqlEngine

        return SparqlEngine(self.projection(), self.ontology)
