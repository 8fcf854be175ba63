"""What the steps of one update share: the connection, what is being assembled with, and names by number."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.assemble.rows import as_json
from graph.ledger import Ledger
from graph.model import Mention
from graph.ontology import Ontology
from graph.resolve.gazetteer import Entry, Gazetteer
from graph.resolve.judgements import entity_id
from graph.resolve.keys import is_local, key_of
from graph.resolve.resolver import LAWSUIT

REMEMBERED = 50_000  # keys and forms by number, the last used, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling of a name with its aliases: `own` is its key's number, None for what is keyed in its article."""

    n: int
    own: int | None
    entry: int | None


class Names:
    """Keys and forms and their numbers, those that are new made on the way."""

    def __init__(self, connection: sqlite3.Connection, gazetteer: Gazetteer) -> None:
        self._connection = connection
        self._gazetteer = gazetteer
        self._places: dict[Entry, int] = {entry: n for n, entry in enumerate(gazetteer.entries)}
        self.key: Callable[[str], int] = lru_cache(REMEMBERED)(self._key)
        self._form: Callable[[str, str, tuple[str, ...]], Form] = lru_cache(REMEMBERED)(self._find_form)

    def form(self, mention: Mention) -> Form:
        """The form of a mention, with its own key."""
        form = self._form(mention.name, mention.type, mention.aliases)
        if form.own is not None or mention.type == LAWSUIT:
            return form
        return Form(form.n, self.key(key_of(mention, self._gazetteer).text), None)

    def _key(self, text: str) -> int:
        for (n,) in self._connection.execute("SELECT n FROM keys WHERE text = ?", (text,)):
            return int(n)
        return _number(self._connection.execute("INSERT INTO keys VALUES (NULL, ?, ?)", (text, entity_id(text))))

    def _find_form(self, name: str, type_: str, aliases: tuple[str, ...]) -> Form:
        told = (name, type_, as_json(aliases))
        found = self._connection.execute(
            "SELECT n, own, entry FROM forms WHERE name = ? AND type = ? AND aliases = ?", told
        )
        for row in found:
            return Form(*row)
        own, entry = (None, None) if type_ == LAWSUIT else self._own(Mention("", name, type_, aliases))
        inserted = self._connection.execute("INSERT INTO forms VALUES (NULL, ?, ?, ?, ?, ?)", (*told, own, entry))
        return Form(_number(inserted), own, entry)

    def _own(self, mention: Mention) -> tuple[int | None, int | None]:
        key = key_of(mention, self._gazetteer)
        if key.entry is not None:
            return self.key(key.text), self._places[key.entry]
        return None if is_local(mention) else self.key(key.text), None


def _number(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None  # noqa: S101  an INSERT that succeeds sets it
    return cursor.lastrowid


@dataclass(frozen=True, slots=True)
class Work:
    """One update under way. `edition` is the one that changed rows get, `numbers` those for new mentions."""

    connection: sqlite3.Connection
    ledger: Ledger
    ontology: Ontology
    gazetteer: Gazetteer
    names: Names
    edition: int
    numbers: Iterator[int]

    def run(self, statement: str, *parameters: str | float | None) -> sqlite3.Cursor:
        """Execute one statement."""
        return self.connection.execute(statement, parameters)
