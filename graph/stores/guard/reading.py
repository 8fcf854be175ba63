"""Reads a Cypher text word by word: which may begin a clause, call a procedure or function, or stand between operands.

Cypher reserves no word, so a list of forbidden ones does not tell a clause from a name. But two operands never stand
side by side: a word behind an operand is an operator or begins a clause. So each word is known by where it stands, and
one that is not on the lists of words.py is refused there, whatever it may come to mean in a later version.
"""

from __future__ import annotations

from typing import Final

from graph.errors import QueryError
from graph.stores.guard import words
from graph.stores.guard.frames import Frame, State, check_hops, unbounded
from graph.stores.guard.tokens import Token

MAX_TOKENS = 5_000
MAX_DEPTH = 100  # the embedded engine itself stops at some 500
MAX_UNIONS = 50  # 400 end the whole process: the embedded engine calls itself for each
CLOSING = {")": "(", "]": "[", "}": "{"}
NOTHING = Token("", "", -1)


class Reader:
    """Goes through the tokens once; QueryError at the first that is not known to only read."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens: Final = tokens
        self._at = 0
        self._frames = [Frame("query")]
        self._state = State.CLAUSE
        self._unions = 0
        self._naming = self._labels = self._calling = self._nesting = False

    def read(self) -> None:
        """Go to the end."""
        if not self._tokens:
            raise QueryError("the query is empty")
        if len(self._tokens) > MAX_TOKENS:
            raise QueryError(f"the query has more than {MAX_TOKENS:,} words and signs; split it")
        self._skip_prefixes()
        while self._at < len(self._tokens):
            self._step(self._tokens[self._at])
            self._at += 1
        if len(self._frames) > 1:
            raise QueryError(f"a {self._frames[-1].opening!r} is not closed")

    # -- looking about

    def _peek(self, by: int) -> Token:
        found = self._at + by
        return self._tokens[found] if 0 <= found < len(self._tokens) else NOTHING

    def _consume(self, word: str, *, needed: bool = False) -> bool:
        if self._peek(1).upper == word:
            self._at += 1
            return True
        if needed:
            raise QueryError(f"{word} is missing behind {self._tokens[self._at].text}")
        return False

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    def _skip_prefixes(self) -> None:
        while (word := self._peek(0).upper) in ("CYPHER", "EXPLAIN", "PROFILE"):
            self._at += 1
            if word == "CYPHER":
                self._skip_options()

    def _skip_options(self) -> None:
        if self._peek(0).text in words.LANGUAGES:
            self._at += 1
        while self._peek(1).text == "=":
            if self._peek(0).upper not in words.OPTIONS or self._peek(2).kind != "word":
                allowed = ", ".join(sorted(option.lower() for option in words.OPTIONS))
                raise QueryError(f"CYPHER {self._peek(0).text}= is not allowed; only {allowed} may be chosen")
            self._at += 3

    # -- steps

    def _step(self, token: Token) -> None:
        labels, self._labels = self._labels, False
        if token.kind == "mark":
            self._mark(token.text, labels)
        elif token.kind == "word" and not self._is_name(labels):
            self._word(token)
        else:
            self._operand(token)

    def _is_name(self, labels: bool) -> bool:
        """Whether the word stands where only a name can: a property, a label, a key of a map, a new variable."""
        before, inside = self._peek(-1).text if self._peek(-1).kind == "mark" else "", self._frame.kind
        if self._naming or before in (".", "::"):
            return True
        if before == ":" and inside != "map":
            self._labels = True
            return True
        if labels and inside != "list":
            self._labels = before in ("|", "&", "!", "(")
            return self._labels
        return inside == "map" and before in ("{", ",") and self._peek(1).text == ":"

    def _operand(self, token: Token) -> None:
        if self._state is State.AFTER or (self._state is State.CLAUSE and not self._begins_path()):
            raise QueryError(f"{token.text:.40} is not expected there; queries are clauses that read: MATCH, RETURN …")
        self._naming = False
        self._check_call(token)
        joined = self._peek(-1).text == "::" and token.upper in ("ZONED", "LOCAL", "SIGNED", "PROPERTY")
        self._state = State.OPERAND if joined else State.AFTER

    def _begins_path(self) -> bool:
        """A subquery may be a pattern alone, whose path may have a name."""
        begins = self._frame.kind == "subquery" and self._peek(-1).text == "{" and self._peek(1).text == "="
        self._frame.pattern |= begins
        return begins

    def _check_call(self, token: Token) -> None:
        if self._peek(1).text != "(":
            return
        if token.kind == "parameter" and self._peek(-1).text in (":", "|", "&", "!"):
            self._calling = token.text.lower() in ("$any", "$all")
        elif token.kind in ("name", "parameter") or not self._is_function(token):
            raise QueryError(f"function {self._dotted_before()!r} is not allowed; only functions of Cypher itself are")
        else:
            self._calling = True

    def _is_function(self, token: Token) -> bool:
        if token.kind != "word":
            return True  # a group of a pattern behind a number
        return self._dotted_before().lower() in words.FUNCTIONS

    def _dotted_before(self) -> str:
        name, by = self._tokens[self._at].text, -1
        while self._peek(by).text == "." and self._peek(by - 1).kind in ("word", "name"):
            name = f"{self._peek(by - 1).text}.{name}"
            by -= 2
        return name

    # -- words

    def _word(self, token: Token) -> None:
        word, state = token.upper, self._state
        if word in words.CHANGES:
            raise QueryError(
                f"{word} is not allowed: queries only read; the graph changes through `dealgraph ingest` "
                f"(a name spelled like that goes between backticks)"
            )
        if word == "LOAD" and self._peek(1).upper == "CSV":
            raise QueryError("LOAD CSV is not allowed: queries do not read files; use `dealgraph ingest`")
        if state is State.CLAUSE:
            self._at_clause(token, word)
        elif state is State.AFTER:
            self._after_operand(word)
        else:
            self._at_operand(token, word)

    def _at_clause(self, token: Token, word: str) -> None:
        if word in words.CLAUSES:
            self._clause(word)
        elif word == "WHEN":
            self._state = State.OPERAND
        elif word == "ELSE":
            self._state = State.CLAUSE
        elif self._frame.kind == "subquery" and self._peek(-1).text == "{" and word in words.SELECTORS:
            self._frame.pattern, self._state = True, State.OPERAND
        elif self._begins_path():
            self._operand(token)
        else:
            raise QueryError(_say_clause(word))

    def _after_operand(self, word: str) -> None:
        frame = self._frame
        if frame.cases and word in ("WHEN", "THEN", "ELSE", "END"):
            frame.cases -= word == "END"
            self._state = State.AFTER if word == "END" else State.OPERAND
        elif word in words.OPERATORS:
            self._operator(word)
        elif word == "NOT" and self._peek(1).upper == "NULL":
            self._state = State.OPERAND
        elif word in words.ENDINGS:
            self._state = State.AFTER
        elif frame.pattern and word in words.SELECTORS:
            self._state = State.OPERAND
        elif word in ("THEN", "ELSE") and frame.holds_clauses:
            self._state = State.CLAUSE
        elif word in words.CLAUSES and (frame.holds_clauses or word == "WHERE"):
            self._clause(word)
        else:
            raise QueryError(_say_clause(word))

    def _at_operand(self, token: Token, word: str) -> None:
        before = self._peek(-1).upper
        if word == "CASE":
            self._frame.cases += 1
        elif before == "WHEN" and word in words.OPERATORS:
            self._operator(word)
        elif word in words.PREFIXES or (word, before) in words.PAIRS or self._selects(word):
            return
        elif word == "CALL":
            raise QueryError("CALL is not expected there; a name spelled like that goes between backticks")
        elif word in words.SUBQUERIES and self._peek(1).text == "{":
            self._nesting = True
        else:
            self._operand(token)

    def _selects(self, word: str) -> bool:
        """Whether the word says which paths a pattern means: ANY SHORTEST (a)--(b)."""
        inside = self._frame.pattern and self._frame.holds_clauses
        return inside and word in words.SELECTORS and self._peek(1).text != "="

    def _operator(self, word: str) -> None:
        self._state = State.OPERAND
        self._naming = word == "AS"
        if word in ("STARTS", "ENDS"):
            self._consume("WITH", needed=True)

    def _clause(self, word: str) -> None:
        self._frame.pattern = word == "MATCH"
        self._state = State.CLAUSE if word in ("OPTIONAL", "UNION", "NEXT", "FINISH") else State.OPERAND
        if word == "CALL":
            self._call()
        elif word == "ORDER":
            self._consume("BY", needed=True)
        elif word == "FILTER":
            self._consume("WHERE")
        elif word == "UNION":
            self._unions += 1
            if self._unions > MAX_UNIONS:
                raise QueryError(f"the query has more than {MAX_UNIONS} UNION; split it")
            self._consume("ALL" if self._peek(1).upper == "ALL" else "DISTINCT")

    def _call(self) -> None:
        """A subquery, with or without the variables it takes; or a procedure that is known."""
        if self._consume("("):
            while not self._consume(")"):
                self._at += 1
                if self._peek(0).kind not in ("word", "name") and self._peek(0).text not in (",", "*"):
                    raise QueryError("CALL ( … ) takes only names of variables, and a subquery in braces behind it")
            self._consume("{", needed=True)
            self._open(Frame("called", "{"), State.CLAUSE)
        elif self._consume("{"):
            self._open(Frame("called", "{"), State.CLAUSE)
        else:
            self._check_procedure()

    def _check_procedure(self) -> None:
        name = ""
        while (part := self._peek(1)).text == "." or (part.kind == "word" and (not name or name[-1] == ".")):
            name += part.text
            self._at += 1
        if name.lower() not in words.PROCEDURES:
            allowed = ", ".join(sorted(words.PROCEDURES.values()))
            raise QueryError(f"procedure {name or '?'!r} is not allowed; these are: {allowed}")
        self._calling, self._state = self._peek(1).text == "(", State.AFTER

    # -- marks

    def _mark(self, mark: str, labels: bool) -> None:
        calling, self._calling = self._calling, False
        nesting, self._nesting = self._nesting, False
        self._naming = False
        if mark in CLOSING:
            self._close(mark)
        elif mark == ";":
            self._end()
        elif mark in ("(", "["):
            self._labels = labels and mark == "("
            self._open_group(mark, calling)
        elif mark == "{":
            self._open_brace(nesting)
        elif self._state is State.CLAUSE:
            raise QueryError(f"a clause is expected where {mark!r} stands")
        elif mark == "*":
            self._star()
        else:
            self._sign(mark, labels)

    def _sign(self, mark: str, labels: bool) -> None:
        if mark == "+" and self._behind_path():
            raise unbounded()
        if mark == "." and self._peek(-1).kind == "number":
            raise QueryError(f"a point behind the number {self._peek(-1).text}; write {self._peek(-1).text}.0")
        if mark == "$":
            if self._peek(1).text != "(":
                raise QueryError("a parameter is written $name, without a blank")
            self._calling = True
        self._labels = (mark == ":" and self._frame.kind != "map") or (labels and mark in ("|", "&", "!"))
        self._state = State.OPERAND

    def _open(self, frame: Frame, state: State) -> None:
        if len(self._frames) > MAX_DEPTH:
            raise QueryError(f"the query nests deeper than {MAX_DEPTH} brackets; write it flatter")
        self._frames.append(frame)
        self._state = state

    def _open_group(self, mark: str, calling: bool) -> None:
        if self._state is State.CLAUSE:
            if self._frame.kind != "subquery" or self._peek(-1).text != "{":
                raise QueryError(f"a clause is expected where {mark!r} stands")
            self._frame.pattern = True
        if mark == "[":
            joins = self._peek(-1).text == "-"
            frame = Frame("relationship" if joins else "list", mark, pattern=joins)
        else:
            paths = self._peek(-1).upper in words.PATHS
            frame = Frame("group", mark, pattern=paths or (self._frame.pattern and not calling))
        self._open(frame, State.OPERAND)

    def _open_brace(self, nesting: bool) -> None:
        if nesting and self._peek(1).text != ".":  # else the map of a variable that is called count
            self._open(Frame("subquery", "{"), State.CLAUSE)
        elif self._state is State.CLAUSE:
            self._open(Frame("called", "{"), State.CLAUSE)
        elif self._behind_path():
            self._quantifier()
        else:
            self._open(Frame("map", "{"), State.OPERAND)

    def _close(self, mark: str) -> None:
        if self._frame.opening != CLOSING[mark]:
            raise QueryError(f"{mark!r} closes nothing")
        closed = self._frames.pop()
        self._state = State.CLAUSE if closed.kind == "called" else State.AFTER

    def _end(self) -> None:
        if self._at + 1 < len(self._tokens) or len(self._frames) > 1:
            raise QueryError("one statement at a time: nothing may follow the ';'")

    # -- how far a path may go

    def _behind_path(self) -> bool:
        return self._frame.pattern and self._peek(-1).text in (")", ">", "-")

    def _star(self) -> None:
        if self._frame.kind == "relationship" and self._frame.pattern:
            self._length()
        elif self._behind_path():
            raise unbounded()
        else:
            self._state = State.AFTER if self._state is State.OPERAND else State.OPERAND

    def _length(self) -> None:
        """`*3`, `*1..3`, `*..3`."""
        least = self._number()
        most = self._number() if self._consume("..") else least
        check_hops(most)
        self._state = State.AFTER

    def _quantifier(self) -> None:
        """`{3}`, `{1,3}`, `{,3}` behind a relationship or a group."""
        least = self._number()
        most = self._number() if self._consume(",") else least
        self._consume("}", needed=True)
        check_hops(most)
        self._state = State.AFTER

    def _number(self) -> str:
        if self._peek(1).kind != "number":
            return ""
        self._at += 1
        return self._peek(0).text


def _say_clause(word: str) -> str:
    if word == "FORMAT":
        return "FORMAT is not Cypher that runs everywhere; use `--format csv`"
    if word in words.COMMANDS:
        return f"{word} is not allowed: queries only read the graph; administer a server with its own tools"
    return f"{word} is not allowed there: it begins no clause that is known to only read, and joins nothing"
