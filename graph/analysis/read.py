"""The graph, or a part of it, out of any store: by Cypher that all of them understand, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.analysis.attributes import stored_edge, stored_node
from graph.errors import UnknownName, UsageError
from graph.model import Status
from graph.ontology import Ontology, load_ontology
from graph.stores.base import View
from graph.stores.properties import lookup_of

if TYPE_CHECKING:
    import networkx as nx

# nodes or claims at once, or nodes whose links are asked for. 100k entities of an embedded store with 29k links took
# 7 s of CPU, with 2,000 at once 16; with 300k links 20 and 23
PAGE = 10_000

_NODES = """MATCH (e:Entity) WHERE e.id > $after
    RETURN e.id AS id, labels(e) AS labels, properties(e) AS properties ORDER BY id LIMIT $page"""
_NODES_OF = """MATCH (e:Entity) WHERE e.id IN $ids
    RETURN e.id AS id, labels(e) AS labels, properties(e) AS properties ORDER BY id"""
_NAMED = "MATCH (e:Entity) WHERE e.lookup CONTAINS $lookup RETURN e.id AS id"
_NAMES = "MATCH (e:Entity) WHERE e.id > $after RETURN e.id AS id, e.name AS name ORDER BY id LIMIT $page"
# Every link of ours has an id and a status; what a user drew between our nodes has not.
_WANTED = """WHERE a.id IN $ids AND link.id IS NOT NULL AND link.status IS NOT NULL
    AND (size($relations) = 0 OR type(link) IN $relations) AND (size($statuses) = 0 OR link.status IN $statuses)"""
_LINKS = f"""MATCH (a:Entity)-[link]->(b:Entity) {_WANTED}
    RETURN a.id AS subject, type(link) AS relation, b.id AS object, properties(link) AS properties ORDER BY link.id"""
_NEAR = f"MATCH (a:Entity)-[link]-(b:Entity) {_WANTED} RETURN DISTINCT b.id AS id ORDER BY id"
_SAID = """MATCH (claim:Claim) WHERE claim.id > $after WITH claim ORDER BY claim.id LIMIT $page
    MATCH (claim)-[:STATED_IN]->(article:Article)
    MATCH (claim)-[:SUBJECT]->(a:Entity) MATCH (claim)-[:OBJECT]->(b:Entity)
    RETURN claim.id AS id, a.id AS subject, claim.relation AS relation, b.id AS object, claim.status AS status,
           article.published AS published ORDER BY id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of the graph; empty or None means no restriction.

    `around` is a name or alias and `hops` how far from it, over links that pass. `since` and `until` go by the dates
    of the articles that state a link; one without a dated statement is left out when either is given.
    """

    relations: Collection[str] = ()
    statuses: Collection[str] = ()
    around: str | None = None
    hops: int = 2
    since: str | None = None
    until: str | None = None


ALL = Part()


def read_graph(view: View, ontology: Ontology | None = None, *, part: Part = ALL) -> nx.MultiDiGraph[str]:
    """The same graph as `as_networkx` of the projection that the store holds, or the part of it.

    Entities without links are in, unless `around` is given. Raises UnknownName for a relation, status or entity that
    there is not, UsageError for a number of hops below 0, and what the view raises.
    """
    terms = load_ontology() if ontology is None else ontology
    _check(part, terms)
    centre = None if part.around is None else _named(view, part.around)
    if part.since is None and part.until is None:
        return _graph(view, terms, part, None if centre is None else _near(view, centre, part))
    graph, said = _graph(view, terms, part, None), set(_said(view, part, terms))
    graph.remove_edges_from([(a, b, key) for a, b, key in graph.edges(keys=True) if (a, key, b) not in said])
    return graph if centre is None else _around(graph, centre, part.hops)


def _check(part: Part, terms: Ontology) -> None:
    for kind, names, among in (
        ("relation", part.relations, terms.relations),
        ("status", part.statuses, terms.statuses),
    ):
        for name in sorted(names):
            if name not in among:
                raise UnknownName(kind, name, among, cure=f"(there are {', '.join(among)})")
    if part.hops < 0:
        raise UsageError(f"hops={part.hops}: give 0 or more")


def _graph(view: View, terms: Ontology, part: Part, ids: Collection[str] | None) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _nodes(view, ids):
        graph.add_node(row["id"], **stored_node(_class(row["labels"], terms), row["properties"]))
    for row in _links(view, list(graph), part):
        if row["object"] in graph:  # not so for what is outside the part, or was added since the nodes were read
            attributes = stored_edge(row["relation"], row["properties"], terms.qualifiers)
            graph.add_edge(row["subject"], row["object"], key=row["relation"], **attributes)
    return graph


def _nodes(view: View, ids: Collection[str] | None) -> Iterator[dict[str, Any]]:
    if ids is None:
        yield from _pages(view, _NODES)
    else:
        for page in _batches(sorted(ids)):
            yield from view.query(_NODES_OF, {"ids": page})


def _links(view: View, ids: Collection[str], part: Part) -> Iterator[dict[str, Any]]:
    for page in _batches(ids):
        yield from view.query(_LINKS, {"ids": page, **_filters(part)})


def _class(labels: Iterable[str], terms: Ontology) -> str:
    """The type among a node's labels: not the wider class of another one, and not a label of the user's."""
    types = [terms.types[label] for label in labels if label in terms.types]
    groups = {kind.group for kind in types if kind.group != kind.name}
    return next((kind.name for kind in types if kind.name not in groups), "Entity")


def _filters(part: Part) -> dict[str, Any]:
    return {"relations": sorted(part.relations), "statuses": sorted(part.statuses)}


def _named(view: View, name: str) -> set[str]:
    found = {row["id"] for row in view.query(_NAMED, {"lookup": lookup_of(name)})}
    if not found:
        names = [row["name"] for row in _pages(view, _NAMES)]
        raise UnknownName("entity", name, names, cure="(`dealgraph query entities` lists them)")
    return found


def _near(view: View, centre: set[str], part: Part) -> set[str]:
    """The ids of all within `hops` links that pass, asked for a ring at a time."""
    found = ring = centre
    for _ in range(part.hops):
        pages = (view.query(_NEAR, {"ids": page, **_filters(part)}) for page in _batches(sorted(ring)))
        ring = {row["id"] for page in pages for row in page} - found
        found = found | ring
    return found


def _around(graph: nx.MultiDiGraph[str], centre: set[str], hops: int) -> nx.MultiDiGraph[str]:
    found = ring = centre
    for _ in range(hops):
        ring = {other for node in ring for other in (*graph.successors(node), *graph.predecessors(node))} - found
        found = found | ring
    return graph.subgraph(found).copy()


def _said(view: View, part: Part, terms: Ontology) -> Iterator[tuple[str, str, str]]:
    """Subject, relation and object of what an article said in the window of time."""
    for row in _pages(view, _SAID):
        if row["status"] == Status.DENIED or not _in_time(row["published"], part):
            continue
        ends = row["subject"], row["object"]
        relation = terms.relations.get(row["relation"])
        symmetric = relation is not None and relation.symmetric  # its link runs from the lesser id
        subject, other = sorted(ends) if symmetric else ends
        yield subject, row["relation"], other


def _in_time(date: str | None, part: Part) -> bool:
    """Whether a date, perhaps only a year, can lie in the window: dates are compared as far as both are known."""
    if date is None:
        return False
    late_enough = part.since is None or date[: len(part.since)] >= part.since[: len(date)]
    return late_enough and (part.until is None or date[: len(part.until)] <= part.until[: len(date)])


def _pages(view: View, cypher: str) -> Iterator[dict[str, Any]]:
    after = ""
    while rows := list(view.query(cypher, {"after": after, "page": PAGE})):
        yield from rows
        after = rows[-1]["id"]


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, PAGE)):
        yield batch
