"""Where the server is and who asks: from `--store` and the NEO4J_ variables of the environment.

A password is taken only from NEO4J_PASSWORD: what stands in an address is shown by shells, process lists and logs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

from graph.errors import UsageError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PORT = 7687  # of Bolt; 7474 and 7473 are the Browser's
BARE = "neo4j"
EXAMPLE = f"neo4j://localhost:{PORT}"
USERNAME = "neo4j"  # the one user that every new server has
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+(%25\w+)?\]|[\w.-]+")


@dataclass(frozen=True, slots=True)
class Address:
    """One database of one server, and the credentials for it; `database` None is the user's home database.

    `username` and `password` are both None where no authentication is tried. The password is in no repr, and an
    address is not pickled, so that no cache or queue keeps it.
    """

    uri: str
    database: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.uri if self.database is None else f"{self.uri} (database {self.database})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an Address holds a password and cannot be pickled; read it from the environment where needed")


def read_address(store: str, environ: Mapping[str, str]) -> Address:
    """The address that `store` names (`neo4j://host[:port]` and its like; `neo4j` alone takes NEO4J_URI).

    NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE are read from `environ`. UsageError with the cure for what is no
    address; its text shows nothing that may be a password.
    """
    source, text = "--store", store.strip()
    if text.lower() == BARE:
        source, text = "NEO4J_URI", environ.get("NEO4J_URI", "").strip()
        if not text:
            raise UsageError(f"store 'neo4j' needs NEO4J_URI to be set, or write it out: --store {EXAMPLE}")
    database, password = _given(environ, "NEO4J_DATABASE"), environ.get("NEO4J_PASSWORD") or None
    if database is not None and database.lower() == "system":
        raise UsageError("NEO4J_DATABASE: 'system' holds no graphs; name another, or unset it for the home database")
    username = None if password is None else _given(environ, "NEO4J_USERNAME") or USERNAME
    return Address(_read_uri(source, text), database, username, password)


def _given(environ: Mapping[str, str], name: str) -> str | None:
    return environ.get(name, "").strip() or None


def _read_uri(source: str, text: str) -> str:
    # Whatever is refused is not shown: a piece of it may be a password.
    if "@" in text or "%40" in text:
        cure = "give the address alone and set NEO4J_USERNAME and NEO4J_PASSWORD"
        raise UsageError(f"{source}: no user name and password in an address, where others can read them; {cure}")
    scheme, host, port, rest = _split(source, text)
    if scheme in ("http", "https"):
        cure = f"{'neo4j+s' if scheme == 'https' else 'neo4j'}://HOST:{PORT}"
        raise UsageError(f"{source}: {scheme}:// is the Browser's address; queries go to Bolt, write {cure}")
    if scheme not in SCHEMES:
        raise UsageError(f"{source}: an address begins with {', '.join(f'{s}://' for s in SCHEMES)}; write {EXAMPLE}")
    if not _HOST.fullmatch(host):
        raise UsageError(f"{source}: no host in the address; write {scheme}://HOST:{PORT}")
    if rest.path.strip("/"):
        raise UsageError(f"{source}: an address has no path; write {scheme}://HOST:{PORT} and set NEO4J_DATABASE")
    if rest.query or rest.fragment:
        raise UsageError(f"{source}: an address ends with the port; write {scheme}://HOST:{PORT}")
    return f"{scheme}://{host}:{PORT if port is None else port}"


def _split(source: str, text: str) -> tuple[str, str, int | None, SplitResult]:
    try:
        found = urlsplit(text)
        port = found.port
    except ValueError:  # its text shows a piece of the address
        raise UsageError(f"{source}: host or port cannot be read; write {EXAMPLE}") from None
    host = found.hostname or ""
    return found.scheme, f"[{host}]" if ":" in host else host, port, found
