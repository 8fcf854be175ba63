"""Which entity each mention is of: what changed among suits, parties and judgements, over all that these touch."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph.assemble.intake import STIR_NAMED
from graph.assemble.tables import OF_SIDES
from graph.assemble.work import Work
from graph.resolve.judgements import Judged, judge_keys, named_in
from graph.resolve.resolver import Party, full_names
from graph.resolve.suits import Suit, suit_keys

_SUITS = """
    SELECT s.mention, s.caption, s.named, s.docket, s.court, s.date, k.text
    FROM suits AS s CROSS JOIN named AS m ON m.n = s.mention LEFT JOIN keys AS k ON k.n = m.key"""
_PARTIES = f"""
    SELECT DISTINCT s.subject_mention, p.text, coalesce(o.own, o.key) AS suit, s.relation
    FROM statements AS s INDEXED BY statements_side JOIN named AS m ON m.n = s.subject_mention
    JOIN keys AS p ON p.n = m.own JOIN named AS o ON o.n = s.object_mention
    WHERE s.{OF_SIDES} AND substr(p.text, 1, 7) = 'person:' ORDER BY suit, s.relation"""  # noqa: S608  of our own words
_RENAMED = "SELECT n, key FROM named WHERE key != own"
_SET_KEY = "UPDATE named SET key = ? WHERE n = ?"

_JUDGED_MENTIONS = """
    SELECT m.id, m.n, k.text FROM named AS m JOIN keys AS k ON k.n = m.key
    WHERE m.id IN (SELECT value FROM json_each(?))"""
_JUDGED_KEYS = """
    SELECT k.text, EXISTS (SELECT 1 FROM named WHERE own = k.n AND entry IS NOT NULL) FROM keys AS k
    WHERE (k.id IN (SELECT value FROM json_each(?1)) OR k.text IN (SELECT value FROM json_each(?2)))
        AND EXISTS (SELECT 1 FROM named WHERE key = k.n)"""
_STIR_MOVED = "INSERT OR IGNORE INTO stirred_named SELECT n FROM named WHERE key = ?1 AND (?2 = 0 OR n = ?2)"

_NOW = """coalesce(
    (SELECT entity FROM moved WHERE moved.key = named.key AND mention = named.n),
    (SELECT entity FROM moved WHERE moved.key = named.key AND mention = 0), named.key)"""
_STIRRED = "SELECT n FROM stirred_named"
_ENTITIES = f"""
    INSERT OR IGNORE INTO stirred_entities
    SELECT entity FROM named WHERE n IN ({_STIRRED}) AND entity IS NOT NULL
    UNION SELECT own FROM named WHERE n IN ({_STIRRED}) AND entry IS NOT NULL"""  # noqa: S608  of our own words
_ARTICLES = f"""
    INSERT OR IGNORE INTO stirred_articles
    SELECT article FROM named WHERE n IN ({_STIRRED}) AND entity IS NOT {_NOW}"""  # noqa: S608  of our own words
_ASSIGN = f"UPDATE named SET entity = {_NOW} WHERE n IN ({_STIRRED})"  # noqa: S608  of our own words


def key_suits(work: Work) -> None:
    """Give all suits their keys, and parties by surname the key of who is named in full."""
    suits: list[Suit] = []
    before: dict[str, str | None] = {}
    for mention, caption, named, docket, court, date, key in work.run(_SUITS):
        suits.append(Suit(str(mention), caption, bool(named), docket, court, date))
        before[str(mention)] = key
    for mention, key in suit_keys(suits).items():
        if before[mention] != key:
            _set_key(work, int(mention), work.names.key(key))
    _key_parties(work)


def _key_parties(work: Work) -> None:
    fuller = full_names(Party(*row) for row in work.run(_PARTIES))
    now = {mention: work.names.key(key) for mention, key in fuller.items()}
    before = dict(work.run(_RENAMED).fetchall())
    for mention in before.keys() - now.keys():
        ((own,),) = work.run("SELECT own FROM named WHERE n = ?", mention)
        _set_key(work, mention, own)
    for mention, key in now.items():
        if before.get(mention) != key:
            _set_key(work, mention, key)


def _set_key(work: Work, mention: int, key: int) -> None:
    work.run(_SET_KEY, key, mention)
    work.run(STIR_NAMED, mention)


def judge(work: Work) -> None:
    """Let all judgements bear on the keys that they name, and stir the mentions that move."""
    now = dict(_moves(work))
    before = {(key, mention): entity for key, mention, entity in work.run("SELECT * FROM moved")}
    for place in before.keys() | now.keys():
        if before.get(place) != now.get(place):
            work.run(_STIR_MOVED, *place)
    work.run("DELETE FROM moved")
    work.connection.executemany("INSERT INTO moved VALUES (?, ?, ?)", ((*place, to) for place, to in now.items()))


def _moves(work: Work) -> Iterable[tuple[tuple[int, int], int]]:
    """Where the judgements take the mentions of a key, or one mention, if it is not where the rules had them."""
    judgements = list(work.ledger.judgements())
    ids = json.dumps(sorted(named_in(judgements)))
    mentions = {id_: (n, key) for id_, n, key in work.run(_JUDGED_MENTIONS, ids)}
    theirs = json.dumps(sorted({key for _, key in mentions.values()}))
    keys = {text: bool(known) for text, known in work.run(_JUDGED_KEYS, ids, theirs)}
    named = {id_: key for id_, (_, key) in mentions.items()}
    judged = judge_keys(keys, named, judgements, {key for key, known in keys.items() if known})
    for key in keys:
        if (to := judged.names.get(key, key)) != key:
            yield (work.names.key(key), 0), work.names.key(to)
    yield from _single_moves(work, judged, mentions)


def _single_moves(
    work: Work, judged: Judged, mentions: dict[str, tuple[int, str]]
) -> Iterable[tuple[tuple[int, int], int]]:
    for id_, (n, key) in mentions.items():
        if (to := judged.key(id_, key)) != judged.names.get(key, key):
            yield (work.names.key(key), n), work.names.key(to)


def assign_entities(work: Work) -> None:
    """Give the stirred mentions their entities; stir the entities they leave and join, and the articles they are in."""
    for statement in (_ENTITIES, _ARTICLES, _ASSIGN, _ENTITIES):
        work.run(statement)
