"""Cuts a Cypher text into tokens so that no engine can cut it otherwise: what is ambiguous is refused, not guessed.

After the lexers of Cypher 5 and Cypher 25 (Neo4j 2026.08), and what kglite does where it differs from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from graph.errors import QueryError

MAX_LENGTH = 100_000  # characters; the longest saved question has about 2,000
_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\r\n]*|/\*.*?\*/)
      | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<name>`(?:``|[^`])+`)
      | (?P<number>(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)(?!\w))
      | (?P<parameter>\$(?:\w+|`(?:``|[^`])+`))
      | (?P<word>[^\W\d]\w*)
      | (?P<mark>\.\.|::|/(?!\*)|[-+*%^=<>!|&,;:.()\[\]{}$~])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+00([0-7][0-9a-fA-F])")
# What both kinds of lexers take for blank; a blank for one of them only could join or part two words.
_BLANKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\u1680\u2028\u2029\u202f\u205f\u3000\xa0 ").union(
    map(chr, range(0x2000, 0x200B))
)


class Token(NamedTuple):
    """A piece of the text: its kind (text, name, number, parameter, word, mark), itself, and where it stands."""

    kind: str
    text: str
    at: int

    @property
    def upper(self) -> str:
        """As keywords are compared; a string or a quoted name is never one."""
        return self.text.upper() if self.kind == "word" else self.text if self.kind == "mark" else ""


def tokenize(cypher: str) -> list[Token]:
    """The tokens without blanks and comments; QueryError for what is none or may be read in two ways."""
    if len(cypher) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH:,} characters; split it")
    if _ESCAPE.search(cypher):  # Neo4j resolves these before it reads the text: a quote or a keyword may hide in one
        raise QueryError("an ASCII character written as \\u and its number is not allowed; write the character itself")
    return list(_significant(cypher))


def _significant(cypher: str) -> Iterator[Token]:
    at = 0
    while at < len(cypher):
        match = _TOKEN.match(cypher, at)
        if match is None:
            raise QueryError(_say_unknown(cypher, at))
        token = Token(match.lastgroup or "", match[0], at)
        _check(token, cypher[match.end() : match.end() + 1])
        if token.kind != "blank":
            yield token
        at = match.end()


def _check(token: Token, following: str) -> None:
    if token.kind == "blank" and token.text.isspace() and not _BLANKS.issuperset(token.text):
        raise QueryError(f"{_name(token.text)} is no blank in Cypher; write a space")
    if token.kind == "word" and token.text in ("s", "S") and following in tuple("'\""):
        raise QueryError("a string with expressions in it (s'…') is not allowed; join the parts with +")
    if token.kind in ("word", "parameter") and not token.text.isascii():
        _check_letters(token.text)
    if token.kind == "text" and "\x00" in token.text:
        raise QueryError("a NUL character is not allowed in a query; give the value as a parameter")


def _check_letters(word: str) -> None:
    """Other alphabets are welcome in names, but nothing that some reader takes for a plain letter or for two words."""
    forms = (word.upper(), word.lower(), word.casefold(), unicodedata.normalize("NFKC", word))
    strange = [c for c in word if not (c.isascii() or c.isalpha() or c.isdecimal())]
    if word[0] != "`" and word[:2] != "$`" and (strange or any(form.isascii() for form in forms)):
        raise QueryError(f"{word!r} has signs that may be read as others; write it between backticks")


def _say_unknown(cypher: str, at: int) -> str:
    sign = cypher[at]
    if sign in "'\"`":
        return "a quoted text or name that does not end (or is empty): close it"
    if cypher.startswith("/*", at):
        return "a comment that does not end: close it with */"
    if sign.isdecimal():
        return f"{cypher[at : at + 12]!r} is no number; put a space behind the number"
    if sign == "\\":
        return "a backslash outside a quoted text is not allowed; write the character itself"
    return f"{_name(sign)} is not Cypher outside a quoted text or name"


def _name(signs: str) -> str:
    return " ".join(f"U+{ord(sign):04X}" if not sign.isprintable() or sign.isspace() else repr(sign) for sign in signs)
