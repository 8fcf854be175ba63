"""Everything about one entity, from the assembled graph."""

from __future__ import annotations

from collections.abc import Iterator

from dealgraph.results import Dossier, Fact
from graph.errors import UnknownName
from graph.model import ArticleCard, Entity, Projection, Statement
from graph.ontology import Ontology
from graph.resolve.names import name_key


def find_entity(projection: Projection, name: str) -> Entity:
    """The entity of that id, name or alias; the best sourced one where several bear it. UnknownName with near ones."""
    key = name_key(name)
    found = [e for e in projection.entities if e.id == name or key in map(name_key, (e.name, *e.aliases))]
    if not found:
        names = [n for e in projection.entities for n in (e.name, *e.aliases)]
        raise UnknownName("entity", name, names, cure="`dealgraph query entities` lists them")
    return max(found, key=lambda e: (e.id == name, name_key(e.name) == key, e.sources, e.id))


def make_dossier(projection: Projection, entity: Entity, ontology: Ontology) -> Dossier:
    """The entity with its facts by relation, the newest first."""
    entities = {e.id: e for e in projection.entities}
    cards = {card.id: card for card in projection.articles}
    facts = [
        _fact(said, outgoing, entities, cards[said.article], ontology) for said, outgoing in _about(projection, entity)
    ]
    facts.sort(key=lambda f: (f.published or "", f.confidence), reverse=True)
    facts.sort(key=lambda f: (not f.outgoing, f.relation, f.other))
    return Dossier(
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        wikidata=entity.wikidata,
        sources=entity.sources,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
        facts=tuple(facts),
    )


def _about(projection: Projection, entity: Entity) -> Iterator[tuple[Statement, bool]]:
    for said in projection.statements:
        if entity.id == said.subject:
            yield said, True
        elif entity.id == said.object:
            yield said, False


def _fact(said: Statement, outgoing: bool, entities: dict[str, Entity], card: ArticleCard, ontology: Ontology) -> Fact:
    other = entities[said.object if outgoing else said.subject]
    relation = ontology.relation(said.relation)
    return Fact(
        relation=said.relation,
        label=said.relation.lower().replace("_", " ") if outgoing or relation.symmetric else relation.inverse,
        outgoing=outgoing or relation.symmetric,
        other=other.name,
        other_type=other.type,
        status=str(said.status),
        qualifiers=dict(said.qualifiers),
        evidence=said.evidence,
        published=card.published,
        publisher=card.publisher,
        url=card.url,
        article=card.headline or card.id,
        confidence=said.confidence,
    )
