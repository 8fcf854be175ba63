"""Resources as Turtle, N-Quads and JSON-LD: one line after the other, nothing kept, the same bytes each time.

Own writers of the three W3C syntaxes (RDF 1.1 Turtle, RDF 1.1 N-Quads, JSON-LD 1.1): rdflib holds the whole graph in
memory and takes some fifteen times as long. Everything is in the default graph, for where a triple comes from is said
in triples (prov:wasDerivedFrom), which all formats can carry; so the Turtle file is a TriG file too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from graph.rdf.terms import KINDS, PREFIXES, Iri, Literal, Resource, Term

Writer = Callable[[Iterable[Resource], str], Iterator[str]]

_TYPE = PREFIXES["rdf"] + "type"
_INTEGER = PREFIXES["xsd"] + "integer"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # of Turtle's names, those that need no escape
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def nquads(resources: Iterable[Resource], base: str) -> Iterator[str]:  # noqa: ARG001  one signature for all writers
    """N-Quads, a line a triple, in the default graph."""
    for resource in resources:
        subject = f"<{resource.subject.value}>"
        for predicate, value in resource.properties:
            yield f"{subject} <{predicate.value}> {_in_full(value)} .\n"


def turtle(resources: Iterable[Resource], base: str) -> Iterator[str]:
    """Turtle with prefixes, a paragraph a resource; also valid TriG."""
    names = _Names(prefixes(base))
    yield from (f"@prefix {prefix}: <{space}> .\n" for prefix, space in names.prefixes.items())
    for resource in resources:
        lines = " ;\n    ".join(_predicate_line(group, names) for group in groupby(resource.properties, key=_first))
        yield f"\n{names.of(resource.subject.value)} {lines} .\n"


def jsonld(resources: Iterable[Resource], base: str) -> Iterator[str]:
    """JSON-LD, a line a resource, with a context that shortens the names."""
    spaces = prefixes(base)
    names = _Names(spaces)
    yield f'{{"@context": {_json(dict(spaces))}, "@graph": [\n'
    separator = ""
    for resource in resources:
        yield f"{separator}{_json(_node(resource, names))}"
        separator = ",\n"
    yield "\n]}\n"


WRITERS: Mapping[str, Writer] = {"turtle": turtle, "trig": turtle, "nquads": nquads, "jsonld": jsonld}


def prefixes(base: str) -> Mapping[str, str]:
    """All prefixes with their namespaces, those of the data among them."""
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}}


class _Names:
    """Shortens IRIs by prefix; remembers those of predicates and classes, which come again and again."""

    def __init__(self, spaces: Mapping[str, str]) -> None:
        self.prefixes = spaces
        longest = sorted(spaces.items(), key=lambda item: -len(item[1]))
        self._space = re.compile("|".join(f"({re.escape(space)})" for _, space in longest))
        self._prefix = [prefix for prefix, _ in longest]

    def short(self, iri: str) -> str | None:
        """The prefixed name, None where the IRI has no prefix or its rest needs escapes."""
        match = self._space.match(iri)
        if match is None or _LOCAL.fullmatch(iri, match.end()) is None:
            return None
        return f"{self._prefix[(match.lastindex or 1) - 1]}:{iri[match.end() :]}"

    def of(self, iri: str) -> str:
        """As Turtle writes it."""
        short = self.short(iri)
        return f"<{iri}>" if short is None else short

    def value(self, term: Term) -> str:
        """An object as Turtle writes it."""
        if isinstance(term, Iri):
            return self.of(term.value)
        if term.datatype == _INTEGER:
            return term.value
        quoted = _quoted(term.value)
        return quoted if term.datatype is None else f"{quoted}^^{self.of(term.datatype)}"


def _first(entry: tuple[Iri, Term]) -> Iri:
    return entry[0]


def _predicate_line(group: tuple[Iri, Iterator[tuple[Iri, Term]]], names: _Names) -> str:
    predicate, entries = group
    verb = "a" if predicate.value == _TYPE else names.of(predicate.value)
    return f"{verb} {', '.join(names.value(value) for _, value in entries)}"


def _in_full(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term.value}>"
    quoted = _quoted(term.value)
    return quoted if term.datatype is None else f"{quoted}^^<{term.datatype}>"


def _quoted(value: str) -> str:
    return f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _node(resource: Resource, names: _Names) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _compact(resource.subject, names)}
    for predicate, entries in groupby(resource.properties, key=_first):
        if predicate.value == _TYPE:
            node["@type"] = [_compact(value, names) for _, value in entries]
        else:
            values = [_value(value, names) for _, value in entries]
            node[_compact(predicate, names)] = values[0] if len(values) == 1 else values
    return node


def _compact(term: Term, names: _Names) -> str:
    return names.short(term.value) or term.value


def _value(term: Term, names: _Names) -> str | dict[str, str]:
    if isinstance(term, Iri):
        return {"@id": _compact(term, names)}
    if term.datatype is None:
        return term.value
    return {"@type": _compact(Literal(term.datatype), names), "@value": term.value}


_json = partial(json.dumps, ensure_ascii=False)
