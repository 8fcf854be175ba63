"""What the driver raises, said in our terms with the cure; nothing of it gets out of this package otherwise.

The codes are those of https://neo4j.com/docs/status-codes/; which of them 5.26 and 2026.08 send for a full disk, a
read-only database, a locked user and the rest was tried on real servers. GQLSTATUS codes are not used: 5.26 sends few.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from graph.errors import DealgraphError, QueryError, StoreUnavailable
from graph.stores.neo4j.settings import Address

NARROW = "name a starting entity or LIMIT it"
_ELSEWHERE = re.compile(r"(?:Couldn't connect to|DNS resolve address) (\S+?:\d+)")

TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration")
BROKEN_OFF = ("Terminated", "LockClientStopped", "TransactionMarkedAsFailed")
ASKED_WRONGLY = ("Statement", "Procedure", "Schema", "Fabric", "Request", "LegacyIndex")
OUT_OF_MEMORY = (
    "MemoryPoolOutOfMemoryError",
    "TransactionOutOfMemoryError",
    "OutOfMemoryError",
    "StackOverFlowError",
)
PORTS = "correct host and port (Bolt is 7687 as a rule)"
TRY_TLS = f"write {{plain}}+s:// (or +ssc) if it wants TLS, else {PORTS}"
SILENT = "no answer in time; see that it runs, and check host, port and firewall"
# Also for an answer that is too large for the server's buffers: it hangs up then (lists of a million items were seen).
BROKEN = "the connection broke off: the server was stopped or restarted, or an answer was too large for it; run again"
# By the title of a code; {user} and {database} are those asked with, {told} is what the server said.
SERVER = {
    "AuthenticationRateLimit": "user {user} is locked for some seconds after wrong passwords; correct NEO4J_PASSWORD, "
    "wait and run again",
    "CredentialsExpired": "the password of user {user} must be changed before its first use; do that once in the "
    "Browser or cypher-shell (ALTER CURRENT USER SET PASSWORD FROM ... TO ...), then set NEO4J_PASSWORD",
    "TokenExpired": "the credentials have expired; set NEO4J_PASSWORD anew",
    "Forbidden": "user {user} may not do that ({told}); grant the right, or set NEO4J_USERNAME and NEO4J_PASSWORD to "
    "a user who has it",
    "NotALeader": "this member of the cluster only reads; write neo4j:// instead of bolt://, which finds the one that "
    "writes",
    "WriteOnReadOnlyAccessDatabase": "database {database} is read-only; make it writable on the server "
    "(server.databases.read_only, server.databases.default_to_read_only), or set NEO4J_DATABASE to another",
    "ForbiddenOnReadOnlyDatabase": "database {database} is read-only; make it writable on the server, or set "
    "NEO4J_DATABASE to another",
    "DatabaseUnavailable": "database {database} is not available now; SHOW DATABASES tells its state, and START "
    "DATABASE starts it; then run again",
    "TransactionLogError": "the server cannot write its transaction log, most often because its disk is full; free "
    "space there, restart the server and run again",
    "TransactionStartFailed": "database {database} has stopped after an error, as it does when its disk is full; see "
    "the server's log, free space there, restart the server and run again",
    "TransactionCommitFailed": "the server cannot store what it was given ({told}); see its log and its disk, and run "
    "again",
    "ConstraintValidationFailed": "a node of your own is in the way ({told}); change its id or its label, or set "
    "NEO4J_DATABASE to a database for the graph alone",
    "ConstraintCreationFailed": "nodes of your own stand against a constraint that the graph needs ({told}); change "
    "their ids or their label, or set NEO4J_DATABASE to a database for the graph alone",
    "IndexAlreadyExists": "an index of your own stands against a constraint that the graph needs ({told}); DROP INDEX "
    "it, the constraint brings one like it",
    **dict.fromkeys(
        OUT_OF_MEMORY,
        "it has not enough memory for this ({told}); raise dbms.memory.transaction.total.max "
        "or server.memory.heap.max_size, or let other queries end, and run again",
    ),
    **dict.fromkeys(
        TIMED_OUT, "it broke off a transaction at its time limit; raise db.transaction.timeout there and run again"
    ),
}
UNNAMED = "it asks for a user name and password; set NEO4J_PASSWORD (and NEO4J_USERNAME unless it is neo4j)"
REFUSED = "it refuses user {user} with this password; correct NEO4J_USERNAME and NEO4J_PASSWORD"
# By the class of an error and a word in its text.
NETWORK: tuple[tuple[type[BaseException], str, str], ...] = (
    (socket.gaierror, "", "no such host; correct the address"),
    (ssl.SSLError, "", "it speaks no TLS at this port; write {plain}://{place}, or set up TLS on the server"),
    (ConnectionRefusedError, "", "nothing listens there; start Neo4j, or correct host and port"),
    (Exception, "looks like HTTP", "this is a port for HTTP; write the one for Bolt, 7687 as a rule"),
    (TimeoutError, "", SILENT),
    (Exception, "imed out", SILENT),
    (Exception, "handshake response", f"it hangs up before the first word; {TRY_TLS}"),
)
# By a word in the errors and their classes, in this order.
DRIVER = (
    ("unsupportedserverproduct", f"it is no Neo4j 5.26 or later; {PORTS}"),
    ("handshake", f"it is no Neo4j 5.26 or later, or this no port for Bolt; {PORTS}"),
    ("incompletecommit", "the connection broke off in a commit, which may have been done or not; run again"),
    ("acquisitiontimeout", "all connections are in use; let other work end and run again"),
    ("defunct", BROKEN),
    ("sessionexpired", BROKEN),
    ("routing", "its cluster has no member now that would answer; SHOW SERVERS tells why, or run again in a while"),
    ("service", "its cluster has no member now that would do this; SHOW SERVERS tells why, or run again in a while"),
    ("configuration", "it cannot be asked with these settings; see NEO4J_URI, NEO4J_USERNAME and NEO4J_DATABASE"),
)


@contextmanager
def explained(
    address: Address,
    *,
    time_limit: float | None = None,
    reading: bool = False,
    databases: Callable[[], list[str]] = list,
) -> Iterator[None]:
    """Turn what the driver raises within into StoreUnavailable, or QueryError for what is wrong with a query.

    `reading` says that a query of a user runs, `time_limit` its seconds; `databases` is asked which there are.
    """
    from neo4j.exceptions import GqlError

    try:
        yield
    except GqlError as error:
        raise explain(error, address, time_limit=time_limit, reading=reading, databases=databases) from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        # What the driver cannot send (an integer over 64 bits, half a surrogate pair, an object), or a name that the
        # resolver cannot read.
        if reading:
            raise QueryError(f"a parameter is no value that Neo4j knows: {_first(str(error))}") from error
        raise StoreUnavailable(f"Neo4j at {address}: cannot be sent: {_first(str(error))}") from error


def explain(
    error: Exception,
    address: Address,
    *,
    time_limit: float | None = None,
    reading: bool = False,
    databases: Callable[[], list[str]] = list,
) -> DealgraphError:
    """One error of the driver as ours; see `explained`."""
    from neo4j.exceptions import Neo4jError

    if not isinstance(error, Neo4jError):
        return StoreUnavailable(f"Neo4j at {address}: {_of_driver(error, address)}")
    code, told = str(error.code).removeprefix("Neo."), _first(error.message or "")
    wrong = _of_query(code, told, time_limit) if reading else None
    if wrong is not None:
        return QueryError(wrong)
    return StoreUnavailable(f"Neo4j at {address}: {_of_server(code, told, address, databases)}")


def is_lasting(error: Exception) -> bool:
    """Whether the driver is wrong to call it transient: a query that takes all memory will do so again."""
    return str(getattr(error, "code", "")).rpartition(".")[2] in OUT_OF_MEMORY


def _of_query(code: str, told: str, time_limit: float | None) -> str | None:
    # What the user can change in the query; None for what only the server's keeper can.
    _, category, title = (*code.split("."), "", "")[:3]
    if title in TIMED_OUT:
        most = "the server allows (db.transaction.timeout)" if time_limit is None else f"{time_limit:g} s"
        return f"the query took longer than {most}; {NARROW}"
    if title in OUT_OF_MEMORY:
        return f"the query takes more memory than the server has for it; {NARROW}"
    if title in BROKEN_OFF:
        return "the query was broken off by the server's keeper; run it again"
    if title == "AccessMode":
        return "the query writes, and queries only read; the graph changes through `dealgraph ingest`"
    if title == "ParameterMissing":
        return f"missing parameter: {', '.join(f'${name.strip()}' for name in told.partition(': ')[2].split(','))}"
    return told if category in ASKED_WRONGLY else None


def _of_server(code: str, told: str, address: Address, databases: Callable[[], list[str]]) -> str:
    title, user = code.rpartition(".")[2], address.username or "(none)"
    if title == "Unauthorized":
        return UNNAMED if address.password is None else REFUSED.format(user=user)
    if title == "DatabaseNotFound":
        there = ", ".join(databases())
        return f"no database {address.database!r}{f' (there: {there})' if there else ''}; correct NEO4J_DATABASE"
    if title in SERVER:
        return SERVER[title].format(user=user, database=address.database or "(home)", told=told)
    if code.startswith("TransientError."):
        return f"was too busy for too long ({told}); let other work end and run again"
    return f"{told} ({code}); the server's log says more"


def _of_driver(error: Exception, address: Address) -> str:
    causes = list(_causes(error))
    for cause in reversed(causes):  # the innermost knows best
        told = _of_routing(cause, address) or _of_network(cause, address)
        if told is not None:
            return told
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in causes).lower()
    cure = next((cure for word, cure in DRIVER if word in words), None)
    return cure or f"{_first(str(error)) or type(error).__name__}; run again, and see the server's log"


def _of_routing(error: BaseException, address: Address) -> str | None:
    scheme, _, place = address.uri.partition("://")
    away = _ELSEWHERE.search(str(error))
    if away is None or urlsplit(f"//{away[1]}").hostname == urlsplit(f"//{place}").hostname:
        return None
    cure = f"write {scheme.replace('neo4j', 'bolt')}:// or set server.bolt.advertised_address on the server"
    return f"it sends us on to {away[1]}, which cannot be reached from here; {cure}"


def _of_network(error: BaseException, address: Address) -> str | None:
    scheme, _, place = address.uri.partition("://")
    plain = scheme.partition("+")[0]
    if isinstance(error, ssl.SSLCertVerificationError):
        cure = f"use the name it was made for and a known authority, or {plain}+ssc:// to trust any certificate"
        return f"its certificate is not trusted ({error.verify_message}); {cure}"
    for kind, word, told in NETWORK:
        if isinstance(error, kind) and word in str(error):
            return told.format(plain=plain, place=place)
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ConnectionError):
        return f"cannot be reached ({error.strerror}); check the address and the network"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    # The error and what led to it, outermost first; a routing driver collects the errors of all routers in a group.
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        found = waiting.pop(0)
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [found.__cause__, *(found.exceptions if isinstance(found, BaseExceptionGroup) else ())]


def _first(text: str) -> str:
    # The first line of what the server says, without the offset and without the forty words that it expected.
    line = next(iter(text.strip().splitlines()), "")
    line = re.sub(r" \(offset: \d+\)", "", line)
    return re.sub(r": expected (?:'[^']*'(?:, | or )?(?:a |an )?){6,}(?:[^()]*?)(?= \(line|$)", "", line)
