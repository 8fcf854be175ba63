"""Links from statements: one for each subject, relation and object, with the status that holds.

Status. Of statements that something is so or was so, the newest holds, since a later article never erases an earlier
fact but may say that it is over; of one day, the one that says it is over, for that is news and the other may be
background. Where there are none, the newest of planned, rumoured and denied holds (of one day: denied, planned,
rumoured). A link that holds as denied is no link; its statements stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import prod
from operator import itemgetter

from graph.assemble.periods import period
from graph.assemble.rows import PUT_LINK, Row, link_row, to_statement
from graph.assemble.work import Work
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


# CROSS JOIN: as in entities.py
_STATEMENTS = """
    SELECT t.id, a.fingerprint, a.url, s.n, s.link, s.id, a.id, s.subject, s.relation, s.object, s.status, s.evidence,
        s.start, s.end, s.confidence, s.extractor, s.published, s.qualifiers
    FROM stirred_links AS t CROSS JOIN statements AS s ON s.triple = t.id CROSS JOIN articles AS a ON a.n = s.article
    ORDER BY t.id"""
_SET_LINK = "UPDATE statements SET link = ?, edition = ? WHERE n = ?"
_FORGET = """
    DELETE FROM links WHERE id IN (SELECT id FROM stirred_links) AND NOT EXISTS (
        SELECT 1 FROM statements WHERE triple = links.id AND link IS NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Source:
    """What a link needs of an article: the same fingerprint is the same source."""

    fingerprint: str
    url: str | None


def link_id(subject: str, relation: str, object_: str, ontology: Ontology) -> str | None:
    """The id of the link that a statement may support; None for one about a single entity."""
    return None if subject == object_ else digest("link", *_triple(subject, relation, object_, ontology))


def _triple(subject: str, relation: str, object_: str, ontology: Ontology) -> tuple[str, str, str]:
    """Subject, relation, object; a symmetric relation runs from the lesser id."""
    if object_ < subject and relation in ontology.relations and ontology.relations[relation].symmetric:
        return (object_, relation, subject)
    return (subject, relation, object_)


def assemble_links(work: Work) -> None:
    """Work out the stirred links anew, and tell their statements; those that nothing supports go."""
    for _, group in groupby(work.run(_STATEMENTS), key=itemgetter(0)):
        rows = list(group)
        statements = [to_statement((*row[5:], None)) for row in rows]
        link = make_link(statements, {row[6]: Source(row[1], row[2]) for row in rows}, work.ontology)
        if link is not None:
            work.run(PUT_LINK, *link_row(link, work.edition))
        _tell(work, rows, None if link is None else link.id)
    work.run(_FORGET)


def _tell(work: Work, rows: Iterable[Row], link: str | None) -> None:
    for row in rows:
        if row[4] != link:
            work.run(_SET_LINK, link, work.edition, row[3])


def make_link(group: list[Statement], sources: Mapping[str, Source], ontology: Ontology) -> Link | None:
    """The link of statements about one triple; `sources` by article. None where it holds as denied."""
    status = _status(group)
    if status is Status.DENIED:
        return None
    triple = _triple(group[0].subject, group[0].relation, group[0].object, ontology)
    support = [said for said in group if CERTAINTY[said.status] >= CERTAINTY[status]]
    support.sort(key=lambda said: said.id)
    support.sort(key=lambda said: _rank(said, status), reverse=True)  # stable: the id counts least
    best = support[0]
    since, until = period(status, support)
    by_source = _by_source(support, sources)
    return Link(
        digest("link", *triple),
        *triple,
        status=status,
        evidence=best.evidence,
        url=sources[best.article].url,
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


def _by_source(support: Iterable[Statement], sources: Mapping[str, Source]) -> list[float]:
    """The best confidence of each source; articles of the same text are one."""
    best: dict[str, float] = {}
    for said in support:
        source = sources[said.article].fingerprint
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
