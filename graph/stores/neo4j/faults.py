"""What the driver raises, said in our terms with the cure; nothing of it gets out of this package otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import DealgraphError, QueryError, StoreUnavailable
from graph.stores.neo4j.settings import Address


@contextmanager
def explained(address: Address, *, time_limit: float | None = None, reading: bool = False) -> Iterator[None]:
    """Turn what the driver raises within into StoreUnavailable, or QueryError for what is wrong with a query."""
    from neo4j.exceptions import GqlError

    try:
        yield
    except GqlError as error:
        raise explain(error, address, time_limit=time_limit, reading=reading) from error


def explain(
    error: Exception, address: Address, *, time_limit: float | None = None, reading: bool = False
) -> DealgraphError:
    """The error as ours."""
    if reading and time_limit is not None and "TimedOut" in str(error):
        return QueryError(f"the query took longer than {time_limit:g} s; name a starting entity or LIMIT it")
    return (QueryError if reading else StoreUnavailable)(f"Neo4j at {address}: {error}")
