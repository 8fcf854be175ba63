"""Nothing of the driver gets out: each of its errors is said as one of ours, and no password with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j import exceptions
from neo4j_faults import WORD, shown

from graph.errors import DealgraphError, QueryError, StoreUnavailable
from graph.stores.neo4j import Address
from graph.stores.neo4j.faults import explain, explained


def classes() -> list[type[exceptions.GqlError]]:
    found = [getattr(exceptions, name) for name in exceptions.__all__]
    return [kind for kind in found if issubclass(kind, exceptions.GqlError)]


@pytest.mark.parametrize("reading", [True, False])
@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__name__)
def test_every_error_of_the_driver_is_one_of_ours(kind: type[exceptions.GqlError], reading: bool) -> None:
    of_parts = (exceptions.SessionError, exceptions.TransactionError, exceptions.ResultError)
    error = kind(None, "words") if issubclass(kind, of_parts) else kind("words")
    with pytest.raises(DealgraphError) as said, explained(Address("bolt://h:1", None, "ann", WORD), reading=reading):
        raise error
    assert reading or "Neo4j at bolt://h:1" in str(said.value)
    assert WORD not in shown(said.value)


@pytest.mark.parametrize(
    ("code", "kind", "cure"),
    [
        ("Neo.ClientError.Security.Forbidden", StoreUnavailable, "NEO4J_USERNAME"),
        ("Neo.ClientError.Security.TokenExpired", StoreUnavailable, "NEO4J_PASSWORD"),
        ("Neo.ClientError.Cluster.NotALeader", StoreUnavailable, "neo4j://"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreUnavailable, "make it writable"),
        ("Neo.TransientError.General.DatabaseUnavailable", StoreUnavailable, "START DATABASE"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", QueryError, "LIMIT"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", QueryError, "db.transaction.timeout"),
        ("Neo.ClientError.Transaction.Terminated", QueryError, "run it again"),
        ("Neo.ClientError.Procedure.ProcedureCallFailed", QueryError, "words"),
        ("Neo.DatabaseError.General.UnknownError", StoreUnavailable, "log"),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreUnavailable, "run again"),
        ("odd", StoreUnavailable, "log"),
    ],
)
def test_codes_of_the_server_that_are_hard_to_bring_about(code: str, kind: type[DealgraphError], cure: str) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="words")
    said = explain(error, Address("bolt://h:1", None, "ann", WORD), reading=True)
    assert type(said) is kind
    assert cure in str(said)


@pytest.mark.parametrize("code", ["MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError"])
def test_a_sync_that_needs_too_much_memory_says_what_to_raise(code: str) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=f"Neo.TransientError.General.{code}", message="words")
    said = explain(error, Address("bolt://h:1"))
    assert isinstance(said, StoreUnavailable)
    assert "dbms.memory.transaction.total.max" in str(said)


@pytest.mark.parametrize("store", ["bolt://127.0.0.1:1", f"bolt://neo4j:{WORD}@127.0.0.1:1", "neo4j"])
def test_the_command_line_shows_no_password(store: str, tmp_path: Path) -> None:
    environ = {**os.environ, "NEO4J_PASSWORD": WORD, "NEO4J_URI": f"neo4j://neo4j:{WORD}@127.0.0.1:1"}
    command = [Path(sys.executable).with_name("dealgraph"), "query", "hubs", "--store", store, "--home", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ, timeout=120)
    assert done.returncode in (2, 3)
    assert WORD not in done.stdout + done.stderr
