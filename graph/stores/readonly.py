"""Refuses Cypher that could change the store, read files or reach out: the check before any user's query runs.

The engines refuse writes on their own; this also stops LOAD CSV (which reads local files and URLs even on a read-only
handle) and procedures that are not known to be harmless. It looks at tokens, so words in strings, comments and quoted
names do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.errors import QueryError

PROCEDURES = frozenset(
    """db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties
    db.schema.reltypeproperties db.index.fulltext.querynodes db.index.fulltext.queryrelationships
    dbms.components""".split()
)
CHANGES = frozenset(
    "CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE FOREACH DROP ALTER GRANT DENY REVOKE".split()
)
# Words of administration only where a statement begins: elsewhere they are good names for a variable.
COMMANDS = frozenset("USE START STOP ENABLE TERMINATE RENAME DEALLOCATE REALLOCATE DRYRUN".split())
_TOKEN = re.compile(
    r"""(?P<skip>[^\w\x21-\x7e]+|//[^\r\n]*|/\*.*?(?:\*/|\Z))
      | (?P<text>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z)|`(?:``|[^`])*(?:`|\Z))
      | (?P<number>\d+(?:\.\d*)?)
      | (?P<word>\$?\w+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


def check_read_only(cypher: str) -> None:
    """Nothing if the text only reads; QueryError naming the clause or procedure otherwise."""
    # Neo4j resolves \uXXXX before it reads the text, so a quote or keyword may hide in one: both readings must pass.
    for reading in (cypher, _ESCAPE.sub(lambda m: chr(int(m[1], 16)), cypher)):
        tokens = tuple(_tokens(reading))
        for number, token in enumerate(tokens):
            _check(tokens, number, token.upper())


def _tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "text":
            yield "''"
        elif match.lastgroup != "skip":
            yield match[0]


def _check(tokens: Sequence[str], number: int, word: str) -> None:
    before = tokens[number - 1] if number else ""
    after = tokens[number + 1] if number + 1 < len(tokens) else ""
    if before in (".", ":", "|") or (after == ":" and before in ("{", ",")):
        return  # a property, a label or a key of a map that is spelled like a clause
    if word in CHANGES or (word in COMMANDS and before in ("", ";")):
        raise QueryError(f"{word} is not allowed: queries only read; the graph changes through `dealgraph ingest`")
    if word == "LOAD" and after.upper() == "CSV":
        raise QueryError("LOAD CSV is not allowed: queries do not read files; use `dealgraph ingest`")
    if word == "FORMAT" and after.upper() == "CSV":
        raise QueryError("FORMAT CSV is not Cypher that runs everywhere; use `--format csv`")
    if word == "CALL" and after not in ("{", "("):
        _check_procedure(tokens[number + 1 :])


def _check_procedure(tokens: Sequence[str]) -> None:
    name = ""
    for part in tokens:
        follows = not name or name.endswith(".")
        if part != "." and not (follows and part.isidentifier()):
            break  # the arguments, or the next clause
        name += part
    if name.lower() not in PROCEDURES:
        raise QueryError(f"procedure {name or '?'!r} is not allowed; these are: {', '.join(sorted(PROCEDURES))}")
