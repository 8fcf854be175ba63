"""The ontology as an object: loaded once from graph/ontology.yaml, validated, extended by a user's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from graph.errors import OntologyError, UnknownName

SECTIONS = ("statuses", "qualifiers", "types", "relations")
TYPE_KEYS = {"definition", "example", "group", "color", "mappings"}
RELATION_KEYS = {
    "subject", "object", "definition", "example", "inverse", "symmetric", "functional", "mappings",
}  # fmt: skip
# Both stand in Cypher as they are; a name of what the stores add themselves would mix with it.
TYPE_NAME = re.compile(r"(?!(?:Entity|Article|Claim|(?:Dealgraph|Staged|Replaced)\w*)\Z)[A-Z][A-Za-z0-9]*")
RELATION_NAME = re.compile(r"(?!(?:SUBJECT|OBJECT|STATED_IN|MENTIONS)\Z)[A-Z][A-Z0-9_]*")
COLOR = re.compile(r"#[0-9a-fA-F]{6}")  # it goes into the page's styles, so nothing else may
MAPPING_KEYS = {"wikidata", "wikidata_inverse", "schema", "schema_inverse", "org", "org_inverse", "prov"}


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class of things. `group` is a second, wider class (Organization for companies, government bodies, courts)."""

    name: str
    definition: str
    example: str
    group: str | None
    color: str
    mappings: Mapping[str, str]

    @property
    def labels(self) -> tuple[str, ...]:
        """Cypher labels, the class first (the embedded store's key is the first label with the id)."""
        extra = (self.group,) if self.group and self.group != self.name else ()
        return (self.name, "Entity", *extra)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with the types it may join. `functional` names the end that has one partner at a time."""

    name: str
    subject: frozenset[str]
    object: frozenset[str]
    definition: str
    example: str
    inverse: str
    symmetric: bool
    functional: str | None
    mappings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, relations, statuses and qualifiers, by name."""

    types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    statuses: Mapping[str, str]
    qualifiers: Mapping[str, str]

    def type(self, name: str) -> EntityType:
        """The type of that name; UnknownName with the near ones otherwise."""
        if name not in self.types:
            raise UnknownName("entity type", name, self.types)
        return self.types[name]

    def relation(self, name: str) -> Relation:
        """The relation of that name; UnknownName with the near ones otherwise."""
        if name not in self.relations:
            raise UnknownName("relation", name, self.relations)
        return self.relations[name]

    def allows(self, subject: str, relation: str, object: str) -> bool:  # noqa: A002  the field's word
        """Whether the relation may join these types in this direction."""
        known = self.relations.get(relation)
        return known is not None and subject in known.subject and object in known.object


def load_ontology(extension: Path | None = None) -> Ontology:
    """The shipped ontology, with a user's file laid over it; OntologyError names file, line and key if one is wrong."""
    return _shipped() if extension is None else _extended(extension.resolve())


@cache
def _shipped() -> Ontology:
    text = resources.files("graph").joinpath("ontology.yaml").read_text(encoding="utf-8")
    return _build(_Source("graph/ontology.yaml", text))


@cache
def _extended(path: Path) -> Ontology:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read ({error}); give --ontology a YAML file") from error
    return _build(_Source(str(path), text), onto=_shipped())


class _Source:
    """A YAML file that knows the line of each key."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            self.data: Any = yaml.safe_load(text) or {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise OntologyError(f"{name}:{line}: not valid YAML: {getattr(error, 'problem', error)}") from error
        self._lines = dict(_lines_of(node, ()))

    def fail(self, path: tuple[str, ...], what: str) -> OntologyError:
        """An error that names file, line and key."""
        line = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), 1)
        return OntologyError(f"{self.name}:{line}: {'.'.join(path) or 'file'}: {what}")


def _lines_of(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield here, key.start_mark.line + 1
            yield from _lines_of(value, here)


def _build(source: _Source, onto: Ontology | None = None) -> Ontology:
    if not isinstance(source.data, dict):
        raise source.fail((), f"must be a mapping with the sections {', '.join(SECTIONS)}")
    for section in source.data:
        if section not in SECTIONS:
            raise source.fail((str(section),), f"unknown section; the sections are {', '.join(SECTIONS)}")
    types = {**(onto.types if onto else {}), **dict(_types(source, onto))}
    relations = {**(onto.relations if onto else {}), **dict(_relations(source, types))}
    statuses = {**(onto.statuses if onto else {}), **_section(source, "statuses")}
    qualifiers = {**(onto.qualifiers if onto else {}), **_section(source, "qualifiers")}
    return Ontology(types, relations, statuses, qualifiers)


def _section(source: _Source, name: str) -> dict[str, Any]:
    section = source.data.get(name) or {}
    if not isinstance(section, dict):
        raise source.fail((name,), "must be a mapping")
    return {str(key): value for key, value in section.items()}


def _types(source: _Source, onto: Ontology | None) -> Iterator[tuple[str, EntityType]]:
    known = {*(onto.types if onto else ()), *_section(source, "types")}
    for name, entry in _section(source, "types").items():
        path = ("types", name)
        _check_entry(source, path, entry, known=TYPE_KEYS, needed=("definition", "example"))
        if not TYPE_NAME.fullmatch(name):
            told = "a type's name is one word in CamelCase, since it becomes a Cypher label; Entity, Article,"
            raise source.fail(path, f"{told} Claim and what begins with Dealgraph, Staged or Replaced are taken")
        if entry.get("group") not in (None, *known):
            raise source.fail(
                (*path, "group"), f"{entry['group']!r} is no type; the types are {', '.join(sorted(known))}"
            )
        color = str(entry.get("color", "#475569"))
        if not COLOR.fullmatch(color):
            raise source.fail((*path, "color"), f"{color!r} is no colour; give six hex digits, as in '#475569'")
        mappings = _mappings(source, path, entry)
        yield name, EntityType(name, entry["definition"], entry["example"], entry.get("group"), color, mappings)


def _relations(source: _Source, types: Mapping[str, EntityType]) -> Iterator[tuple[str, Relation]]:
    for name, entry in _section(source, "relations").items():
        path = ("relations", name)
        _check_entry(source, path, entry, known=RELATION_KEYS, needed=("subject", "object", "definition", "example"))
        if not RELATION_NAME.fullmatch(name):
            told = "a relation's name is in UPPER_CASE, since it becomes a Cypher relationship type; SUBJECT, OBJECT,"
            raise source.fail(path, f"{told} STATED_IN and MENTIONS are taken")
        functional = entry.get("functional")
        if functional not in (None, "subject", "object"):
            raise source.fail((*path, "functional"), "must be subject or object: the end that has one at a time")
        yield (
            name,
            Relation(
                name=name,
                subject=_ends(source, (*path, "subject"), entry["subject"], types),
                object=_ends(source, (*path, "object"), entry["object"], types),
                definition=entry["definition"],
                example=entry["example"],
                inverse=str(entry.get("inverse", name.lower().replace("_", " "))),
                symmetric=bool(entry.get("symmetric", False)),
                functional=functional,
                mappings=_mappings(source, path, entry),
            ),
        )


def _check_entry(
    source: _Source, path: tuple[str, ...], entry: object, *, known: set[str], needed: tuple[str, ...]
) -> None:
    if not isinstance(entry, dict):
        raise source.fail(path, f"must be a mapping with the keys {', '.join(sorted(known))}")
    for key in entry:
        if key not in known:
            raise source.fail((*path, str(key)), f"unknown key; the keys are {', '.join(sorted(known))}")
    for key in needed:
        if not entry.get(key):
            raise source.fail(path, f"lacks {key!r}")


def _ends(source: _Source, path: tuple[str, ...], names: object, types: Mapping[str, EntityType]) -> frozenset[str]:
    if not isinstance(names, list):
        raise source.fail(path, "must be a list of types")
    for name in names:
        if name not in types:
            raise source.fail(path, f"{name!r} is no type; the types are {', '.join(types)}")
    return frozenset(names)


def _mappings(source: _Source, path: tuple[str, ...], entry: dict[str, Any]) -> dict[str, str]:
    mappings = entry.get("mappings") or {}
    if not isinstance(mappings, dict):
        raise source.fail((*path, "mappings"), "must be a mapping of vocabulary to term")
    for vocabulary in mappings:
        if vocabulary not in MAPPING_KEYS:
            known = ", ".join(sorted(MAPPING_KEYS))
            raise source.fail((*path, "mappings", str(vocabulary)), f"unknown vocabulary; known are {known}")
    return {str(vocabulary): str(term) for vocabulary, term in mappings.items()}
