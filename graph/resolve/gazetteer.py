"""The seed list of the industry's names: loaded once from gazetteer.yaml, validated, looked up by name key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.errors import OntologyError
from graph.files import read_yaml
from graph.model import digest
from graph.ontology import load_ontology
from graph.resolve.names import name_key

KEYS = {"name", "type", "aliases", "wikidata", "never", "context", "owner"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing. `context` are aliases that need a cue or the full name before them; see gazetteer.yaml."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    wikidata: str | None = None
    owner: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases that are safe in any text of the industry; a name that is also a `context` alias is not."""
        return tuple(name for name in (self.name, *self.aliases) if name not in self.context)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries, and indices from the key of each name and safe alias, and of each `context` alias, to them."""

    entries: tuple[Entry, ...]
    by_key: Mapping[str, tuple[Entry, ...]]
    by_context: Mapping[str, tuple[Entry, ...]]
    version: str = ""  # other whenever the entries are

    def find(self, name: str, type: str | None = None) -> Entry | None:  # noqa: A002  the field's word
        """The one entry that bears the name (of that type, if given); None when none or several do."""
        found = [e for e in self.by_key.get(name_key(name), ()) if type is None or e.type == type]
        return found[0] if len(found) == 1 else None


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer; OntologyError names the entry that is wrong."""
    entries = tuple(_entry(raw) for raw in read_yaml(_shipped_text()))
    return build_gazetteer(entries, version=shipped_version())


@cache
def shipped_version() -> str:
    """The version of the shipped gazetteer, without the time that parsing it takes."""
    return digest("gazetteer", _shipped_text())


def _shipped_text() -> str:
    return resources.files("graph").joinpath("resolve/gazetteer.yaml").read_text(encoding="utf-8")


def build_gazetteer(entries: Iterable[Entry], *, version: str | None = None) -> Gazetteer:
    """Index entries by the keys of their names and safe aliases; the version is made from them if not given."""
    kept = tuple(entries)
    known = digest("gazetteer", *map(repr, kept)) if version is None else version
    by_name = _index((entry, (entry.name, *entry.names)) for entry in kept)
    return Gazetteer(kept, by_name, _index((entry, entry.context) for entry in kept), known)


def _index(named: Iterable[tuple[Entry, Iterable[str]]]) -> Mapping[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for entry, names in named:
        for key in dict.fromkeys(map(name_key, names)):
            index.setdefault(key, []).append(entry)
    return {key: tuple(found) for key, found in index.items()}


def _entry(raw: dict[str, Any]) -> Entry:
    unknown = set(raw) - KEYS
    if unknown or "name" not in raw or raw.get("type") not in load_ontology().types:
        raise OntologyError(f"gazetteer.yaml: entry {raw.get('name', raw)!r}: wrong type or keys {sorted(unknown)}")
    lists = {key: tuple(str(v) for v in raw.get(key, ())) for key in ("aliases", "context", "never")}
    return Entry(str(raw["name"]), raw["type"], **lists, wikidata=raw.get("wikidata"), owner=raw.get("owner"))
