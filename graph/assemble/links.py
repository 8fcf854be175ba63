"""Links from statements: one for each subject, relation and object, with the status that holds.

Status. Of statements that something is so or was so, the newest holds, since a later article never erases an earlier
fact but may say that it is over; of one day, the one that says it is over, for that is news and the other may be
background. Where there are none, the newest of planned, rumoured and denied holds (of one day: denied, planned,
rumoured). A link that holds as denied is no link; its statements stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import prod

from graph.assemble.periods import period
from graph.ledger import Card
from graph.model import Link, Statement, Status, digest
from graph.ontology import Ontology

# How sure a statement is; a link counts as its support what is at least as sure as its own status
CERTAINTY = {Status.CURRENT: 3, Status.FORMER: 3, Status.PLANNED: 2, Status.RUMOURED: 1, Status.DENIED: 0}
DEFINITE = CERTAINTY[Status.CURRENT]
_ON_ONE_DAY = {status: place for place, status in enumerate(("rumoured", "planned", "denied", "current", "former"))}
MONEY = ("amount", "amount_max", "currency", "bound")
# The parts of one deal. They come from the statement whose sentence the link shows, never from several: a billion of
# 2019 beside a share of 2025 would be a deal that nobody reported
DEAL = (*MONEY, "share", "round", "date")
PERIOD = ("since", "until")  # they become fields of the link


def assemble_links(
    statements: Iterable[Statement], cards: Mapping[str, Card], ontology: Ontology
) -> tuple[tuple[Link, ...], tuple[Statement, ...]]:
    """The links, and the statements with the link that each is about; both sorted by id."""
    grouped: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    kept: list[Statement] = []
    for said in statements:
        if said.subject == said.object:
            kept.append(said)
        else:
            grouped[_triple(said, ontology)].append(said)
    links = []
    for triple, group in grouped.items():
        link = _link(triple, group, cards)
        if link is not None:
            links.append(link)
        kept += group if link is None else (replace(said, link=link.id) for said in group)
    return tuple(sorted(links, key=lambda link: link.id)), tuple(sorted(kept, key=lambda said: said.id))


def _triple(said: Statement, ontology: Ontology) -> tuple[str, str, str]:
    """Subject, relation, object; a symmetric relation runs from the lesser id."""
    relation = ontology.relations.get(said.relation)
    if relation is not None and relation.symmetric:
        return (min(said.subject, said.object), said.relation, max(said.subject, said.object))
    return (said.subject, said.relation, said.object)


def _link(triple: tuple[str, str, str], group: list[Statement], cards: Mapping[str, Card]) -> Link | None:
    status = _status(group)
    if status is Status.DENIED:
        return None
    support = [said for said in group if CERTAINTY[said.status] >= CERTAINTY[status]]
    support.sort(key=lambda said: said.id)
    support.sort(key=lambda said: _rank(said, status), reverse=True)  # stable: the id counts least
    best = support[0]
    since, until = period(status, support)
    by_source = _by_source(support, cards)
    return Link(
        digest("link", *triple),
        *triple,
        status=status,
        evidence=best.evidence,
        url=cards[best.article].card.url,
        since=since,
        until=until,
        qualifiers=_qualifiers(support),
        confidence=round(1 - prod(1 - c for c in by_source), 4),
        sources=len(by_source),
        statements=tuple(sorted(said.id for said in group)),
    )


def _status(group: list[Statement]) -> Status:
    definite = [said for said in group if CERTAINTY[said.status] == DEFINITE]
    newest = max(definite or group, key=lambda said: (said.published or "", _ON_ONE_DAY[said.status]))
    return newest.status


def _by_source(support: Iterable[Statement], cards: Mapping[str, Card]) -> list[float]:
    """The best confidence of each source; articles of the same text are one."""
    best: dict[str, float] = {}
    for said in support:
        source = cards[said.article].fingerprint
        best[source] = max(said.confidence, best.get(source, 0.0))
    return sorted(best.values())  # so that the product does not depend on the order


def _rank(said: Statement, status: Status) -> tuple[bool, bool, bool, float, str]:
    """What makes a statement the one to show: it says what holds, with money, with details, surely, lately."""
    details = said.qualifiers.keys()
    return (said.status is status, bool(details & set(MONEY)), bool(details), said.confidence, said.published or "")


def _qualifiers(support: list[Statement]) -> dict[str, str]:
    """The deal of the first statement, and each further qualifier of the first one that has it."""
    merged = {name: value for name, value in support[0].qualifiers.items() if name not in PERIOD}
    for said in support[1:]:
        merged |= {k: v for k, v in said.qualifiers.items() if k not in merged and k not in (*PERIOD, *DEAL)}
    return dict(sorted(merged.items()))
