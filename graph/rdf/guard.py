"""Makes a SPARQL text safe to run: it reads only, reaches nothing outside the store, and its parameters are values.

The engine beneath (oxigraph) sends requests for SERVICE and cannot be told not to. Looking for the word is not enough:
it may stand in a string, a comment, an IRI or a longer name, and a text can be written so that two readers cut it into
tokens differently (`?a<?b&&?c='>` is one IRI or a comparison with a string; oxigraph takes `trueSERVICE<…>` for two
tokens). So a text that holds the word anywhere is not passed on as it stands. It is cut into tokens here (SPARQL 1.1,
19.8), refused if a token can be read as the keyword, and written anew so that it can be cut in one way only: comments
gone, IRIs of the body moved into prefixes, a space behind every `<`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pyoxigraph

from graph.errors import QueryError
from graph.rdf.terms import text as plain

# oxigraph's parser calls itself for each level: 4,000 nested groups or 9,900 `!` in a row end the whole process (tried
# with 8 MiB of stack). What people and programs write stays far below.
MAX_DEPTH = 200
MAX_TOKENS = 5_000
MAX_LENGTH = 100_000
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[\w:]|{_ESCAPED})(?:[\w:-]|{_ESCAPED}|\.+(?=[\w:\\%-]))*+"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:\w(?:[\w-]|\.+(?=[\w-]))*+)
  | (?P<prefixed>(?:[^\W\d_](?:[\w-]|\.(?=[\w.-])){{0,200}}+)?:(?:{_LOCAL})?)
  | (?P<number>\d+\.\d*[eE][+-]?\d+|\d*\.?\d+(?:[eE][+-]?\d+)?)
  | (?P<word>\w+)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# An escaped ASCII character outside a string can only be there to hide something; inside one, a quote, a backslash or a
# line end written so ends the string for a reader that resolves escapes first, as SPARQL 1.1 (19.2) says it may.
_ASCII_ESCAPE = re.compile(r"\\(?:u00|U000000)[0-7][0-9A-Fa-f]")
_DELIMITER_ESCAPE = re.compile(r"\\(?:u00|U000000)(?:22|27|5[Cc]|0[AaDd])")


class Token(NamedTuple):
    """A piece of a SPARQL text; pieces joined give the text back."""

    kind: str
    text: str


def prepare(query: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The text to run, with `$name` replaced by the value of each parameter that is not None.

    Only variables written with a dollar sign are parameters; `?name` is another variable, as a column may be called
    like a parameter. Raises QueryError for updates, SERVICE, FROM, and parameters that the query lacks or that are no
    single value.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters; split it")
    found = list(_complete(tokenize(query)))
    _check_size(found)
    _check_parameters(found, parameters or {})
    tokens = [_bound(token, parameters or {}) for token in found]
    _check_form(tokens)
    joined = "".join(token.text for token in tokens)
    return _written_anew(tokens) if "SERVICE" in joined.upper() else joined


def tokenize(query: str) -> Iterator[Token]:
    """Cut a SPARQL text into tokens; whatever is no token is a sign of one character."""
    return (Token(match.lastgroup or "sign", match.group()) for match in _TOKEN.finditer(query))


def _bound(token: Token, parameters: Mapping[str, Any]) -> Token:
    value = parameters.get(token.text[1:]) if token.kind == "variable" and token.text[0] == "$" else None
    if value is None:
        return token
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Token("number", f" {value} ")  # as digits, which LIMIT and OFFSET take; the spaces keep it one token
    return Token("string", _literal(token.text, value))


def _literal(name: str, value: object) -> str:
    """A value as a typed literal with every special character escaped, so that it stays one token."""
    if isinstance(value, str):
        return str(pyoxigraph.Literal(plain(value).value))
    if isinstance(value, bool | int | float):
        return str(pyoxigraph.Literal(value))
    raise QueryError(f"parameter {name} must be text, a number, true or false, not {type(value).__name__}")


def _complete(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens; QueryError at the first quote that is none, before each later one is looked for to the text's end."""
    for token in tokens:
        if token.kind == "sign" and token.text in ("'", '"'):
            raise QueryError("not valid SPARQL: a string that does not end")
        yield token


def _check_size(tokens: Sequence[Token]) -> None:
    """Brackets in strings and comments count as none; an IRI that may be a comparison hides none, having no braces."""
    steps = ({"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0) for token in tokens)
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        raise QueryError(f"the query nests deeper than {MAX_DEPTH} brackets; write it flatter")
    if sum(token.kind not in ("space", "comment") for token in tokens) > MAX_TOKENS:
        raise QueryError(f"the query has more than {MAX_TOKENS} words and signs; split it")


def _check_parameters(tokens: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    known = {token.text[1:] for token in tokens if token.kind == "variable" and token.text[0] == "$"}
    unknown = sorted(set(parameters) - known)
    if unknown:
        has = f"it has {', '.join(f'${name}' for name in sorted(known))}" if known else "it has none"
        raise QueryError(f"the query has no parameter {', '.join(f'${name}' for name in unknown)}; {has}")


def _check_form(tokens: Sequence[Token]) -> None:
    body = _body(tokens)
    first = next((token.text.upper() for token in tokens[body:] if token.kind not in ("space", "comment")), "")
    if first in UPDATES:
        raise QueryError(f"{first} would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered")
    for token in tokens:
        if (_DELIMITER_ESCAPE if token.kind == "string" else _ASCII_ESCAPE).search(token.text):
            raise QueryError("an ASCII character written as \\u and its number; write the character itself")
        if token.kind == "word" and token.text.upper() == "FROM":
            raise QueryError("FROM is not answered: there is one graph, the default one; leave the clause out")
    if any(token == ("sign", "\\") for token in tokens):
        raise QueryError("a backslash outside strings and names; write the character itself")


def _body(tokens: Sequence[Token]) -> int:
    """Index of the first token behind the prologue of BASE and PREFIX declarations."""
    significant = [(at, token) for at, token in enumerate(tokens) if token.kind not in ("space", "comment")]
    position = 0
    while position < len(significant):
        kinds = tuple(token.kind for _, token in significant[position : position + 3])
        word = significant[position][1].text.upper()
        if word == "PREFIX" and kinds == ("word", "prefixed", "iri"):
            position += 3
        elif word == "BASE" and kinds[:2] == ("word", "iri"):
            position += 2
        else:
            return significant[position][0]
    return len(tokens)


def _written_anew(tokens: Sequence[Token]) -> str:
    body = _body(tokens)
    for token in tokens:
        hidden = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in ("word", "prefixed", "language") and "SERVICE" in hidden.upper():
            raise QueryError("SERVICE would send the query elsewhere and is not answered; ask the graph here")
    iris = dict.fromkeys(token.text for token in tokens[body:] if token.kind == "iri")
    if any("&&" in iri for iri in iris):
        raise QueryError("a '<' that may begin an IRI; write a space behind it to compare")
    names = {iri: f"iri-{number}-here:" for number, iri in enumerate(iris)}
    declared = "".join(f"PREFIX {name} {iri} " for iri, name in names.items())
    return f"{_text(tokens[:body], {})} {declared}{_text(tokens[body:], names)}"


def _text(tokens: Iterable[Token], names: Mapping[str, str]) -> str:
    return "".join(_unambiguous(token, names) for token in tokens)


def _unambiguous(token: Token, names: Mapping[str, str]) -> str:
    if token.kind == "comment":
        return " "
    if token.kind == "iri" and token.text in names:
        return f" {names[token.text]} "
    return f"{token.text} " if token.text in ("<", "<<", "<=") else token.text
