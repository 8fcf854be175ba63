"""Statements and mentions of stirred articles, with the entities that they are about now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from graph.assemble.intake import STIR_LINK
from graph.assemble.links import link_id
from graph.assemble.rows import PUT_MENTIONS, Row, as_json
from graph.assemble.work import Work

_STATEMENTS = """
    SELECT s.n, s.id, s.relation, ks.id, ko.id, s.subject, s.object, s.triple
    FROM stirred_articles AS t JOIN statements AS s ON s.article = t.n
    JOIN named AS ms ON ms.n = s.subject_mention JOIN keys AS ks ON ks.n = ms.entity
    JOIN named AS mo ON mo.n = s.object_mention JOIN keys AS ko ON ko.n = mo.entity"""
_PLACE = "UPDATE statements SET subject = ?, object = ?, triple = ?, link = NULL, edition = ? WHERE n = ?"
_MENTIONS = """
    SELECT DISTINCT a.id, k.id FROM stirred_articles AS t JOIN articles AS a ON a.n = t.n
    JOIN named AS m ON m.article = t.n JOIN keys AS k ON k.n = m.entity ORDER BY a.id, k.id"""
_FORGET = """
    DELETE FROM mentions WHERE id IN (
        SELECT a.id FROM stirred_articles AS t JOIN articles AS a ON a.n = t.n
        WHERE NOT EXISTS (SELECT 1 FROM named WHERE article = t.n))"""


def place_statements(work: Work) -> None:
    """Let each statement name its entities, and stir the links that it leaves and joins."""
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
        yield article, edition, as_json([entity for _, entity in group])
