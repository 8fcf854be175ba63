"""Where the reader of a query stands: the brackets that are open, and how far a path may go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from graph.errors import QueryError

MAX_HOPS = 15  # everything in a graph of companies is nearer; each hop multiplies the paths


class State(Enum):
    """What may come next."""

    CLAUSE = auto()
    OPERAND = auto()
    AFTER = auto()  # an operand is complete


@dataclass(slots=True)
class Frame:
    """An open bracket: what it holds, whether a pattern is being written in it, how many CASE are open."""

    kind: str  # query, subquery, called, map, group, list, relationship
    opening: str = ""
    pattern: bool = False
    cases: int = 0

    @property
    def holds_clauses(self) -> bool:
        """Whether clauses may stand here."""
        return self.kind in ("query", "subquery", "called")


def check_hops(most: str) -> None:
    """Nothing for an upper bound that is small enough, as it is written; QueryError otherwise."""
    if not most:
        raise unbounded()
    if not (most.isascii() and most.isdigit() and len(most) < 9 and int(most) <= MAX_HOPS):
        raise QueryError(f"a path may have at most {MAX_HOPS} steps, not {most}; give a lower bound, as *1..5")


def unbounded() -> QueryError:
    """What is said of a path that may go on and on."""
    return QueryError(f"a path without an upper bound is not allowed; give one (at most {MAX_HOPS}), as *1..5")
