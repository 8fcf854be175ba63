"""The saved questions: files in cypher/ and sparql/ whose comments say what they ask, with what, for instance.

    // Who owns a company, directly and through others?
    // Any further lines explain.
    // param name: string - name or alias of the company
    // param depth: int = 3 - how many steps
    // example: dealgraph query owners -p name=LinkedIn

In SPARQL the comment sign is `#`. A user's own file may have the same header, a part of it or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from graph.errors import QueryError, SourceUnavailable, UnknownName
from queries.parameters import TYPES, Parameter, bind_parameters


@dataclass(frozen=True, slots=True)
class Language:
    """A query language: its name, the sign of its comments, its files' endings (the first one is ours)."""

    name: str
    comment: str
    suffixes: tuple[str, ...]


LANGUAGES = {
    "cypher": Language("cypher", "//", (".cypher", ".cql")),
    "sparql": Language("sparql", "#", (".rq", ".sparql")),
}
_PARAMETER = re.compile(
    r"param\s+(?P<name>\w+)\s*:\s*(?P<type>\w+)\s*(?:=\s*(?P<default>\"[^\"]*\"|\S+)\s*)?(?:-\s(?P<meaning>.*))?"
)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its text. One that declares no parameters in a user's own text is `open` and takes any."""

    name: str
    language: str
    question: str
    text: str
    note: str = ""
    parameters: tuple[Parameter, ...] = ()
    example: str = ""
    open: bool = False


def list_queries(language: str = "cypher") -> tuple[SavedQuery, ...]:
    """All saved questions of the language, by name; UnknownName for a language that is none."""
    return tuple(_saved(_language(language).name).values())


def get(name: str, language: str = "cypher") -> SavedQuery:
    """The saved question of that name; UnknownName with the near ones otherwise."""
    saved = _saved(_language(language).name)
    if name not in saved:
        command = "query" if language == "cypher" else language
        raise UnknownName("saved query", name, saved, cure=f"(`dealgraph {command}` lists all)")
    return saved[name]


def find(question: str, language: str = "cypher") -> SavedQuery:
    """What the user means: a file by its ending, a text by its blanks, else a saved question by its name.

    Raises UnknownName, SourceUnavailable for a file that cannot be read, QueryError for a wrong header.
    """
    known = _language(language)
    if "\n" not in question and question.endswith(known.suffixes):
        return load_file(Path(question), language)
    if re.search(r"\s", question.strip()):
        return parse(question, language)
    return get(question.strip(), language)


def load_file(path: Path, language: str = "cypher") -> SavedQuery:
    """A user's own file; SourceUnavailable if it cannot be read, QueryError for a wrong header."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnavailable(f"{path}: cannot be read ({error}); give a text file in UTF-8") from error
    return parse(text, language, name=str(path))


def parse(text: str, language: str = "cypher", *, name: str = "the query") -> SavedQuery:
    """A user's own text with its header, if it has one; QueryError names the line that is wrong."""
    return _parse(text, _language(language), name, own=True)


def bind(query: SavedQuery, given: Mapping[str, object]) -> dict[str, Any]:
    """Typed parameters for the query; UsageError for one that is missing, unknown or of another type."""
    return dict(given) if query.open else bind_parameters(query.name, query.parameters, given)


def _language(name: str) -> Language:
    if name not in LANGUAGES:
        raise UnknownName("query language", name, LANGUAGES, cure=f"(there are {', '.join(LANGUAGES)})")
    return LANGUAGES[name]


@cache
def _saved(language: str) -> Mapping[str, SavedQuery]:
    known = LANGUAGES[language]
    folder, suffix = resources.files("queries").joinpath(language), known.suffixes[0]
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(suffix)), key=lambda entry: entry.name)
    names = [entry.name.removesuffix(suffix) for entry in files]
    texts = [entry.read_text(encoding="utf-8") for entry in files]
    return {name: _parse(text, known, name, own=False) for name, text in zip(names, texts, strict=True)}


def _parse(text: str, language: Language, name: str, *, own: bool) -> SavedQuery:
    prose: list[str] = []
    parameters: dict[str, Parameter] = {}
    example = ""
    for number, line in _header(text, language.comment):
        if line.startswith("param "):
            parameter = _parameter(line, f"{name}:{number}")
            parameters[parameter.name] = parameter
        elif line.startswith("example:"):
            example = line.removeprefix("example:").strip()
        else:
            prose.append(line)
    question, *note = prose or [""]
    return SavedQuery(
        name=name,
        language=language.name,
        question=question,
        text=text,
        note=" ".join(note),
        parameters=tuple(parameters.values()),
        example=example,
        open=own and not parameters,
    )


def _header(text: str, comment: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith(comment):
            return
        yield number, line.removeprefix(comment).strip()


def _parameter(line: str, place: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise QueryError(
            f"{place}: {line!r} should read: param NAME: TYPE = DEFAULT - MEANING (the default may be left out)"
        )
    if found["type"] not in TYPES:
        raise QueryError(f"{place}: {found['type']!r} is no type; the types are {', '.join(TYPES)}")
    parameter = Parameter(found["name"], found["type"], found["meaning"] or "")
    if found["default"] is None:
        return parameter
    value = parameter.convert(found["default"].strip('"'))
    return Parameter(parameter.name, parameter.type, parameter.meaning, value)
