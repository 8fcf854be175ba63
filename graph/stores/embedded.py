"""The graph in one local file, asked in Cypher through kglite; a cache of the ledger that may be dropped at any time.

File: what kglite saves, then one line of ours (format, kglite version, watermark, SHA-256 of what stands before it).
A new file is written beside the old one and renamed over it, so a reader sees the old graph or the new one, whole.
The only module that imports kglite.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from graph.errors import QueryError, StoreUnavailable
from graph.model import ArticleCard, Entity, Link, Statement
from graph.ontology import Ontology, load_ontology
from graph.stores.base import Kind, Progress, Rows, Source, too_many_rows
from graph.stores.properties import article_properties, entity_properties, link_properties, statement_properties
from graph.stores.readonly import check_read_only
from graph.stores.scores import Score, check_score, read_scores, save_scores

if TYPE_CHECKING:
    import kglite

T = TypeVar("T")

FILE = "graph.kgl"
FORMAT = 2  # raised whenever the stored form changes, so that an older file is rebuilt
MARK = b"\n#dealgraph "
BATCH = 5000  # 20k nodes and 60k links in 1.4 s; 1,000 took a fifth longer, 20,000 gained nothing
TIME_LIMIT = 30.0  # seconds for a query that names none
ROW_LIMIT = 3_000_000  # rows between two clauses; a million took 0.8 GB, and an accidental cross product takes all
ABANDONED = 3600.0  # seconds after which an unfinished file is the rest of a killed run; writing one takes seconds
CURE = "run `dealgraph sync` to build it again from the ledger"


class EmbeddedStore:
    """The graph as `graph.kgl` in a home folder. One process may write while any number read; see the module."""

    def __init__(self, home: Path, ontology: Ontology | None = None) -> None:
        self.path = home / FILE
        self._ontology = load_ontology() if ontology is None else ontology
        self._opened: tuple[tuple[int, int, int], EmbeddedView] | None = None

    def state(self) -> str | None:
        """The watermark; None if there is no file, or it is damaged, foreign or of another version."""
        found = _split(_read(self.path))
        return None if found is None else found[1]

    def view(self) -> EmbeddedView:
        """The graph as of now, kept until the file changes; StoreUnavailable if there is none that can be read."""
        stamp = _stamp(self.path)
        if self._opened is None or self._opened[0] != stamp:
            self._opened = (stamp, EmbeddedView(_load(self.path)))
        return self._opened[1]

    def writer(self, watermark: str) -> EmbeddedWriter:
        """Takes a whole graph, which replaces the file when the writer closes cleanly."""
        return EmbeddedWriter(self.path, watermark, self._ontology)

    def take(self, source: Source, *, full: bool = False, progress: Progress | None = None) -> None:  # noqa: ARG002
        """Write the whole graph into a new file, which replaces the old one; `full` or not, there is no other way."""
        report = progress or (lambda *_: None)
        with self.writer(source.watermark) as writer:
            writer.put_articles(_reported(source.articles(), "articles", source, report))
            writer.put_entities(_reported(source.entities(), "entities", source, report))
            writer.put_links(_reported(source.links(), "links", source, report))
            writer.put_statements(_reported(source.statements(), "statements", source, report))
            pairs = _reported(source.mentions(), "mentions", source, report)
            writer.put_mentions((row.article, entity) for row in pairs for entity in row.entities)
            for name, scores in read_scores(self.path.parent).items():
                writer.put_scores(name, scores)

    def write_scores(self, name: str, scores: Mapping[str, Score]) -> int:
        """Set a score, as Store says; kept beside the graph too, since each sync writes the graph anew."""
        check_score(name)
        found = _split(_read(self.path))
        if found is None:
            raise StoreUnavailable(f"{self.path}: no graph there, or a damaged one; {CURE}")
        save_scores(self.path.parent, name, scores)
        with EmbeddedWriter(self.path, found[1], self._ontology, graph=found[0]) as writer:
            return writer.put_scores(name, scores)

    def close(self) -> None:
        """Release the graph in memory."""
        self._opened = None


class EmbeddedView:
    """An unchanging graph in memory; any number of threads may ask it."""

    def __init__(self, graph: kglite.FrozenGraph) -> None:
        self._graph = graph

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Answer a read-only Cypher text within `time_limit` seconds (30 if None) and `row_limit` rows; see View."""
        import kglite

        check_read_only(cypher)
        limit = TIME_LIMIT if time_limit is None else time_limit
        try:
            answer = self._graph.cypher(
                cypher,
                params=dict(parameters or {}),
                timeout_ms=max(1, round(limit * 1000)),
                max_work_units=ROW_LIMIT,
                row_limit=None if row_limit is None else row_limit + 1,  # one more tells that there are more
            )
        except kglite.CypherTimeoutError as error:
            raise QueryError(f"the query took longer than {limit:g} s; name a starting entity or LIMIT it") from error
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise QueryError(_say(error)) from error
        if row_limit is not None and len(answer) > row_limit:
            raise too_many_rows(row_limit)
        return Rows(tuple(answer.columns), tuple(tuple(map(_plain, row.values())) for row in answer.to_list()))


class EmbeddedWriter:
    """Builds a graph in memory, or changes the one that is given; nothing is on disk until it closes cleanly."""

    def __init__(self, path: Path, watermark: str, ontology: Ontology, *, graph: bytes | None = None) -> None:
        import kglite

        self._path, self._watermark, self._ontology = path, watermark, ontology
        self._graph = kglite.KnowledgeGraph() if graph is None else _open(path, graph)
        self._types = {} if graph is None else _types_in(self._graph)
        self._articles: set[str] = set()

    def __enter__(self) -> Self:
        _sweep(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._graph.create_index("Claim", "fact")  # kept in the file; a look-up takes 5 µs
            graph = self._graph.to_bytes()
            _replace(self._path, graph, _seal(graph, self._watermark))

    def put_articles(self, articles: Iterable[ArticleCard]) -> None:
        """Article nodes."""
        cards = list(articles)
        self._articles.update(card.id for card in cards)
        rows = ({"id": card.id, "properties": article_properties(card)} for card in cards)
        self._run("MERGE (n:Article {id: row.id}) SET n += row.properties", rows)

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """Entity nodes, class label first: kglite's key is the first label with the id."""
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entity in entities:
            self._types[entity.id] = entity.type
            by_type[entity.type].append({"id": entity.id, "properties": entity_properties(entity)})
        for name, rows in by_type.items():
            first, *others = self._ontology.type(name).labels
            self._run(f"MERGE (n:{first} {{id: row.id}}) SET n:{':'.join(others)} SET n += row.properties", rows)

    def put_links(self, links: Iterable[Link]) -> None:
        """Relationships, a statement for each pair of classes that a relation joins."""
        by_kind: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for link in links:
            kind = (self._type(link.subject), self._ontology.relation(link.relation).name, self._type(link.object))
            row = {"id": link.id, "subject": link.subject, "object": link.object, "properties": link_properties(link)}
            by_kind[kind].append(row)
        for (subject, relation, object_), rows in by_kind.items():
            ends = f"MATCH (s:{subject} {{id: row.subject}}) MATCH (o:{object_} {{id: row.object}})"
            self._run(f"{ends} MERGE (s)-[r:{relation} {{id: row.id}}]->(o) SET r += row.properties", rows)

    def put_statements(self, statements: Iterable[Statement]) -> None:
        """Claim nodes with STATED_IN, SUBJECT and OBJECT."""
        for batch in _batches(statements, BATCH):
            rows = [
                {"id": s.id, "article": self._article(s.article), "properties": statement_properties(s)} for s in batch
            ]
            self._run("MERGE (n:Claim {id: row.id}) SET n += row.properties", rows)
            stated = "MATCH (c:Claim {id: row.id}) MATCH (a:Article {id: row.article}) MERGE (c)-[:STATED_IN]->(a)"
            self._run(stated, rows)
            self._join_entities("Claim", "SUBJECT", ((s.id, s.subject) for s in batch))
            self._join_entities("Claim", "OBJECT", ((s.id, s.object) for s in batch))

    def put_mentions(self, mentions: Iterable[tuple[str, str]]) -> None:
        """MENTIONS from article id to entity id."""
        self._join_entities("Article", "MENTIONS", ((self._article(a), entity) for a, entity in mentions))

    def _join_entities(self, label: str, relation: str, pairs: Iterable[tuple[str, str]]) -> None:
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for source, entity in pairs:
            by_type[self._type(entity)].append({"source": source, "entity": entity})
        for name, rows in by_type.items():
            ends = f"MATCH (s:{label} {{id: row.source}}) MATCH (e:{name} {{id: row.entity}})"
            self._run(f"{ends} MERGE (s)-[:{relation}]->(e)", rows)

    # A MATCH that finds nothing drops its row without a word, so what a row names is looked up first.

    def put_scores(self, name: str, scores: Mapping[str, Score]) -> int:
        """A property of the entities that are there, and of no others; how many they are."""
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entity, score in scores.items():
            if entity in self._types:
                by_type[self._types[entity]].append({"id": entity, "properties": {name: score}})
        self._run(f"MATCH (n:Entity) WHERE n.{name} IS NOT NULL SET n += row", [{name: None}])
        for first, rows in by_type.items():
            self._run(f"MATCH (n:{first} {{id: row.id}}) SET n += row.properties", rows)
        return sum(map(len, by_type.values()))

    def _type(self, entity: str) -> str:
        if entity not in self._types:
            raise StoreUnavailable(f"entity {entity} is named by a link or claim but was not written; {CURE}")
        return self._types[entity]

    def _article(self, article: str) -> str:
        if article not in self._articles:
            raise StoreUnavailable(f"article {article} is named by a claim or mention but was not written; {CURE}")
        return article

    def _run(self, clause: str, rows: Iterable[dict[str, Any]]) -> None:
        import kglite

        for batch in _batches(rows, BATCH):
            try:
                self._graph.cypher(f"UNWIND $rows AS row {clause}", params={"rows": batch}, timeout_ms=0)
            except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
                raise StoreUnavailable(f"{self._path}: cannot be written: {error}; {CURE}") from error


def _reported(rows: Iterator[T], kind: Kind, source: Source, report: Progress) -> Iterator[T]:
    total = source.count(kind)
    for number, row in enumerate(rows, 1):
        yield row
        if number % BATCH == 0 or number == total:
            report(kind, number, total)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _say(error: Exception) -> str:
    # kglite has no class of its own for a spent budget
    if "max_work_units" in str(error):
        return f"the query makes more than {ROW_LIMIT:,} rows on its way; name a starting entity or narrow a MATCH"
    return str(error)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        hidden = ("title", "type") if _is_of_a_node(value) else ()
        return {key: _plain(item) for key, item in value.items() if key not in hidden}
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None  # has no form in JSON
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _is_of_a_node(value: dict[str, Any]) -> bool:
    # kglite adds a title (the name, else label and id) and a type (the label) to the properties of each node
    if not {"id", "title", "type"} <= value.keys():
        return False
    return value["title"] in (value.get("name"), f"{value['type']}_{value['id']}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreUnavailable(f"{path}: cannot be read ({error.strerror}); {CURE}") from error


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise StoreUnavailable(f"{path}: no graph there yet ({error.strerror}); {CURE}") from error
    return found.st_ino, found.st_size, found.st_mtime_ns


def _seal(graph: bytes, watermark: str) -> bytes:
    about = {
        "format": FORMAT,
        "kglite": version("kglite"),
        "sha256": hashlib.sha256(graph).hexdigest(),
        "watermark": watermark,
    }
    return MARK + json.dumps(about, sort_keys=True).encode() + b"\n"


def _split(content: bytes) -> tuple[bytes, str] | None:
    # None for what this version did not write, or not wholly; a kglite of another version might read it differently
    graph, mark, _ = content.rpartition(MARK)
    if not mark:
        return None
    seal = content[len(graph) :]
    watermark = _watermark(seal)
    return (graph, watermark) if watermark is not None and seal == _seal(graph, watermark) else None


def _watermark(line: bytes) -> str | None:
    try:
        about = json.loads(line[len(MARK) :])
    except ValueError:
        return None
    found = about.get("watermark") if isinstance(about, dict) else None
    return found if isinstance(found, str) else None


def _load(path: Path) -> kglite.FrozenGraph:
    import kglite

    found = _split(_read(path))
    if found is None:
        raise StoreUnavailable(f"{path}: damaged or of another version; {CURE}")
    kglite.set_query_warning_policy("silent")  # a relation that no article has stated yet is no news to the user
    return _open(path, found[0]).freeze()


def _types_in(graph: kglite.KnowledgeGraph) -> dict[str, str]:
    found = graph.cypher("MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels", timeout_ms=0)
    return {row["id"]: row["labels"][0] for row in cast("kglite.ResultView", found).to_list()}


def _open(path: Path, graph: bytes) -> kglite.KnowledgeGraph:
    import kglite

    try:
        return kglite.from_bytes(graph)
    except kglite.KgError as error:
        raise StoreUnavailable(f"{path}: cannot be read: {error}; {CURE}") from error


def _replace(path: Path, *parts: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreUnavailable(f"{path}: cannot be written ({error.strerror}); free space or choose --home") from error


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is durable without
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(path: Path) -> None:
    for rest in path.parent.glob(f"{path.name}.*.tmp"):
        if time.time() - rest.stat().st_mtime > ABANDONED:
            rest.unlink(missing_ok=True)
