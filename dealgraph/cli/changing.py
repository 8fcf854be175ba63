"""`dealgraph query -e TEXT --write`: a statement that changes a server's database, after a person said yes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.common import Settings
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.stores.neo4j.free import Changed

WARNING = (
    "The text is run as it stands, in {address}, with the rights of the user there.\n"
    "A sync may write anew what dealgraph wrote (it bears `digest`); what is your own stays."
)


def change_store(settings: Settings, text: str, parameters: dict[str, Any], *, timeout: float | None) -> Changed:
    """Run the text once a person at the terminal agreed.

    UsageError where there is nobody to ask, or where a change would not last; click.Abort when the answer is no.
    """
    from graph.stores import EMBEDDED
    from graph.stores.neo4j.free import run_free
    from graph.stores.neo4j.settings import read_address

    if settings.store == EMBEDDED:
        raise UsageError(
            "--write: the embedded store is a cache of the ledger, which the next sync builds anew; change the "
            "ledger with `dealgraph ingest`, or keep the graph on a server: --store neo4j://HOST"
        )
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "--write asks before it changes anything, and there is no terminal to ask on; run it in one, or use "
            "Neo4j's own cypher-shell in scripts"
        )
    address = read_address(settings.store, os.environ)
    click.echo(WARNING.format(address=address), err=True)
    click.confirm("Change it?", abort=True, err=True)
    return run_free(address, text, parameters, time_limit=timeout)


def describe_changes(changed: Changed) -> str:
    """`2 nodes created, 1 property set`, or that nothing was."""
    return ", ".join(f"{many} {_worded(name, many)}" for name, many in changed.counters.items()) or "nothing changed"


def _worded(counter: str, many: int) -> str:
    noun, _, verb = counter.rpartition("_")
    if verb == "updates":
        return f"{noun} {'update' if many == 1 else 'updates'}"
    one = {"properties": "property", "indexes": "index"}.get(noun, noun.removesuffix("s"))
    return f"{one if many == 1 else noun} {verb}"
