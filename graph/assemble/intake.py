"""From the ledger into the assembled graph's file: one article's card, mentions, suits and claims replace the old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.assemble.rows import Row, as_json
from graph.assemble.work import Work
from graph.ledger import Card
from graph.model import Mention, Statement
from graph.resolve.keys import key_of
from graph.resolve.resolver import LAWSUIT, SIDES, suits_of

_PUT_CARD = """
    INSERT INTO articles (id, edition, url, headline, published, publisher, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET url = excluded.url, headline = excluded.headline, published = excluded.published,
        publisher = excluded.publisher, fingerprint = excluded.fingerprint, edition = iif(
            (articles.url, articles.headline, articles.published, articles.publisher)
            IS (excluded.url, excluded.headline, excluded.published, excluded.publisher), edition, excluded.edition)"""
_CARD = "SELECT n, url, headline, published, publisher, fingerprint FROM articles WHERE id = ?"
_NAMED = "SELECT id, n, form, own, entry FROM named WHERE article = ?"
_ADD_NAMED = "INSERT INTO named VALUES (?, ?, ?, ?, ?, ?, ?, NULL)"
_SET_NAMED = "UPDATE named SET key = iif(own IS ?2, key, ?2), form = ?1, own = ?2, entry = ?3 WHERE n = ?4"
_SUITS = "SELECT mention, caption, named, docket, court, date FROM suits WHERE article = ? ORDER BY mention"
_STATEMENTS = """
    SELECT id, subject_mention, object_mention, relation, status, evidence, start, end, confidence, extractor,
        published, qualifiers FROM statements WHERE article = ?"""
_ADD_STATEMENT = """
    INSERT INTO statements (id, subject_mention, object_mention, relation, status, evidence, start, end, confidence,
        extractor, published, qualifiers, article, edition) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SET_STATEMENT = """
    UPDATE statements SET subject_mention = ?2, object_mention = ?3, relation = ?4, status = ?5, evidence = ?6,
        start = ?7, end = ?8, confidence = ?9, extractor = ?10, published = ?11, qualifiers = ?12, article = ?13,
        edition = ?14 WHERE id = ?1"""

STIR_ARTICLE = "INSERT OR IGNORE INTO stirred_articles VALUES (?)"
STIR_NAMED = "INSERT OR IGNORE INTO stirred_named VALUES (?)"
STIR_LINK = "INSERT OR IGNORE INTO stirred_links SELECT triple FROM statements WHERE id = ? AND triple IS NOT NULL"
_STIR_ENTITIES = """
    INSERT OR IGNORE INTO stirred_entities
    SELECT entity FROM named WHERE n = ?1 AND entity IS NOT NULL UNION SELECT own FROM named
    WHERE n = ?1 AND own IS NOT NULL"""
_STIR_ENTITIES_OF = """
    INSERT OR IGNORE INTO stirred_entities SELECT entity FROM named WHERE article = ? AND entity IS NOT NULL"""
_STIR_LINKS_OF = """
    INSERT OR IGNORE INTO stirred_links SELECT triple FROM statements WHERE article = ? AND triple IS NOT NULL"""


def take_article(work: Work, id_: str) -> bool:
    """Make the file say what the ledger says of one article; returns whether suits or their parties may be others."""
    card = next(work.ledger.cards(id_), None)
    if card is None:
        return _drop_article(work, id_)
    article, shown = _take_card(work, card)
    mentions = [m for m in work.ledger.mentions(id_, spans=False) if m.type in work.ontology.types]
    told = {s.id: s for s in work.ledger.statements(id_) if s.relation in work.ontology.relations}
    if shown:  # its date stands with its entities, its address and fingerprint tell on its links
        work.run(_STIR_ENTITIES_OF, article)
        work.run(_STIR_LINKS_OF, article)
    return _take_contents(work, article, mentions, [*told.values()])


def _take_contents(work: Work, article: int, mentions: Sequence[Mention], statements: Sequence[Statement]) -> bool:
    before = work.run(_SUITS, article).fetchall()
    numbers = _take_mentions(work, article, mentions)
    _take_suits(work, article, numbers, mentions, statements)
    sided = _take_statements(work, article, numbers, statements)
    return sided or before != work.run(_SUITS, article).fetchall()


def _drop_article(work: Work, id_: str) -> bool:
    legal = False
    for article, *_ in work.run(_CARD, id_).fetchall():
        legal = _take_contents(work, article, (), ())
        work.run("DELETE FROM mentions WHERE id = ?", id_)
        work.run("DELETE FROM articles WHERE n = ?", article)
    return legal


def _take_card(work: Work, card: Card) -> tuple[int, bool]:
    """The article's number, and whether it was there with another date, address or text."""
    told = (card.card.url, card.card.headline, card.card.published, card.card.publisher, card.fingerprint)
    was = work.run(_CARD, card.card.id).fetchone()
    if was is None or was[1:] != told:
        work.run(_PUT_CARD, card.card.id, work.edition, *told)
    (article, *_) = was or work.run(_CARD, card.card.id).fetchone()
    return article, was is not None and was[1:] != told


def _take_mentions(work: Work, article: int, mentions: Iterable[Mention]) -> dict[str, int]:
    """The mentions' numbers."""
    before = {id_: row for id_, *row in work.run(_NAMED, article)}
    numbers: dict[str, int] = {}
    added: list[Row] = []
    for mention in mentions:
        id_, form = mention.id, work.names.form(mention)
        was = before.pop(id_, None)
        if was is None:
            was = [next(work.numbers)]
            added.append((*was, id_, article, form.n, form.own, form.entry, form.own))
        elif was[1:] != [form.n, form.own, form.entry]:
            work.run(_STIR_ENTITIES, was[0])
            work.run(_SET_NAMED, form.n, form.own, form.entry, was[0])
            work.run(STIR_NAMED, was[0])
        numbers[id_] = was[0]
    work.connection.executemany(_ADD_NAMED, added)
    for n, *_ in before.values():
        work.run(_STIR_ENTITIES, n)
        work.run("DELETE FROM named WHERE n = ?", n)
    if before:
        work.run(STIR_ARTICLE, article)
    return numbers


def _take_suits(
    work: Work,
    article: int,
    numbers: Mapping[str, int],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> None:
    work.run("DELETE FROM suits WHERE article = ?", article)
    if any(mention.type == LAWSUIT for mention in mentions):
        keys = {mention.id: key_of(mention, work.gazetteer) for mention in mentions if mention.type != LAWSUIT}
        for suit in suits_of(mentions, keys, statements, work.gazetteer):
            told = (suit.caption, suit.named, suit.docket, suit.court, suit.date)
            work.run("INSERT INTO suits VALUES (?, ?, ?, ?, ?, ?, ?)", numbers[suit.mention], article, *told)


def _take_statements(work: Work, article: int, numbers: Mapping[str, int], statements: Iterable[Statement]) -> bool:
    """Whether any of them, old or new, is of a party to a suit."""
    before = {row[0]: row for row in work.run(_STATEMENTS, article)}
    sided = any(row[3] in SIDES for row in before.values())
    work.run("DELETE FROM unplaced WHERE article = ?", article)
    added, stirred = [], False
    for said in statements:
        sided = sided or said.relation in SIDES
        if said.subject not in numbers or said.object not in numbers:
            work.run("INSERT OR IGNORE INTO unplaced VALUES (?, ?)", said.id, article)
            continue
        row = _statement_row(said, numbers)
        was = before.pop(said.id, None)
        if was is None:
            added.append((*row, article, work.edition))
        elif was != row:
            stirred = True
            work.run(STIR_LINK, said.id)
            work.run(_SET_STATEMENT, *row, article, work.edition)
    work.connection.executemany(_ADD_STATEMENT, added)
    for id_ in before:
        work.run(STIR_LINK, id_)
        work.run("DELETE FROM statements WHERE id = ?", id_)
    if stirred or added:
        work.run(STIR_ARTICLE, article)
    return sided


def _statement_row(said: Statement, numbers: Mapping[str, int]) -> Row:
    """As _STATEMENTS gives it."""
    place = (said.evidence, said.start, said.end, said.confidence, said.extractor, said.published)
    qualifiers = as_json(dict(said.qualifiers))
    return (said.id, numbers[said.subject], numbers[said.object], said.relation, str(said.status), *place, qualifiers)
