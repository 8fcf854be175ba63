"""Statements and mentions of stirred articles, with the entities that they are about now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from graph.assemble.intake import STIR_LINK
from graph.assemble.links import link_id
from graph.assemble.rows import PUT_MENTIONS, Row, as_json
from graph.assemble.work import Work

# CROSS JOIN: as in entities.py
_STATEMENTS = """
    SELECT s.n, s.id, s.relation, ks.id, ko.id, s.subject, s.object, s.triple
    FROM stirred_articles AS t CROSS JOIN statements AS s ON s.article = t.n
    CROSS JOIN named AS ms ON ms.n = s.subject_mention CROSS JOIN keys AS ks ON ks.n = ms.entity
    CROSS JOIN named AS mo ON mo.n = s.object_mention CROSS JOIN keys AS ko ON ko.n = mo.entity"""
_PLACE = "UPDATE statements SET subject = ?1, object = ?2, triple = ?3, link = ?3, edition = ?4 WHERE n = ?5"
_MENTIONS = """
    SELECT a.id, k.id FROM stirred_articles AS t CROSS JOIN articles AS a ON a.n = t.n
    CROSS JOIN named AS m ON m.article = t.n CROSS JOIN keys AS k ON k.n = m.entity ORDER BY t.n"""
_FORGET = """
    DELETE FROM mentions WHERE id IN (
        SELECT a.id FROM stirred_articles AS t JOIN articles AS a ON a.n = t.n
        WHERE NOT EXISTS (SELECT 1 FROM named WHERE article = t.n))"""


def place_statements(work: Work) -> None:
    """Let each statement name its entities and the link that it may support, and stir the links it leaves and joins."""
    for n, id_, relation, subject, object_, *before in work.run(_STATEMENTS):
        triple = link_id(subject, relation, object_, work.ontology)
        if before != [subject, object_, triple]:
            work.run(STIR_LINK, id_)
            work.run(_PLACE, subject, object_, triple, work.edition, n)
            work.run(STIR_LINK, id_)


def place_mentions(work: Work) -> None:
    """Let each article have the entities that it mentions."""
    work.connection.executemany(PUT_MENTIONS, _mention_rows(work.run(_MENTIONS), work.edition))
    work.run(_FORGET)


def _mention_rows(pairs: Iterable[tuple[str, str]], edition: int) -> Iterator[Row]:
    for article, group in groupby(pairs, key=itemgetter(0)):
        yield article, edition, as_json(sorted({entity for _, entity in group}))
