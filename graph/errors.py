"""What can go wrong, as one tree.

DealgraphError
├── ItemRefused               one item is left out, counted by reason, and the run goes on
│   ├── ArticleRejected       an input is no readable English article
│   └── ClaimRefused          a claim breaks a promise (evidence, types, relation)
├── RunStopped                the run cannot go on; exit code 3
│   ├── SourceUnavailable     an input does not exist or cannot be read
│   └── StoreUnavailable      the ledger or a store cannot be opened, read or written
│       └── LedgerIncompatible  the file is of a newer version or is not a ledger
└── UsageError                a call that cannot be meant; exit code 2
    ├── OntologyError         an ontology file is wrong (names file, line and key)
    ├── UnknownName           no entity, query, format ... of that name (names the near ones)
    └── QueryError            a Cypher or SPARQL text that does not parse or run

Nothing of a dependency escapes unmapped: each module that calls one turns its errors into these.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class DealgraphError(Exception):
    """The root; its text says what is wrong and names the cure."""


class ItemRefused(DealgraphError):
    """One item is left out and counted under `reason`, a short fixed phrase; `detail` is for the reader."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class ArticleRejected(ItemRefused):
    """An input that is no readable English article."""


class ClaimRefused(ItemRefused):
    """A claim without exact evidence, or whose types its relation does not allow."""


class RunStopped(DealgraphError):
    """The run cannot go on."""


class SourceUnavailable(RunStopped):
    """An input does not exist or cannot be read."""


class StoreUnavailable(RunStopped):
    """The ledger or a store cannot be opened, read or written."""


class LedgerIncompatible(StoreUnavailable):
    """The file is a ledger of a newer version, or no ledger at all."""


class UsageError(DealgraphError):
    """A call that cannot be meant."""


class OntologyError(UsageError):
    """An ontology file is wrong; the text names file, line and key."""


class QueryError(UsageError):
    """A query text that does not parse or run, or is not allowed."""


class UnknownName(UsageError):
    """No thing of that kind bears the name."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, cure: str = "") -> None:
        spelled = {k.casefold(): k for k in sorted(known)}
        near = [spelled[k] for k in difflib.get_close_matches(name.casefold(), sorted(spelled), n=3, cutoff=0.6)]
        hint = f"; did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
        super().__init__(f"no {kind} {name!r}{hint}{' ' + cure if cure else ''}")
