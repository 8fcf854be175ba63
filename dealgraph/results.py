"""What a question gives back: rows as dicts that also go to pandas, networkx and a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

NOTEBOOK_ROWS = 100  # more slow a notebook down and nobody reads them


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. Iterating gives a dict a row; `columns` has their order; `note` says what the rows leave out."""

    rows: Rows
    question: str = ""
    note: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in order."""
        return self.rows.columns

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """The answer as a data frame; UsageError naming the cure where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("pandas is not installed; `pip install dealgraph[pandas]`") from error
        return pd.DataFrame(list(self.rows.rows), columns=list(self.columns))

    def to_networkx(self, source: str | None = None, target: str | None = None) -> nx.MultiDiGraph[str]:
        """An edge a row from column `source` to column `target` (the first two unless said), the rest as attributes."""
        import networkx as nx

        ends = [source or self.columns[0], target or self.columns[min(1, len(self.columns) - 1)]]
        for column in ends:
            if column not in self.columns:
                raise UsageError(f"no column {column!r}; the columns are {', '.join(self.columns)}")
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self:
            one, other = (row.pop(column, None) for column in ends)
            if one is not None and other is not None:
                graph.add_edge(one, other, **row)
        return graph

    def _repr_html_(self) -> str:
        shown = self.rows.rows[:NOTEBOOK_ROWS]
        rest = len(self) - len(shown)
        note = f"<p>{rest} more rows</p>" if rest else ""
        head = "".join(f"<th>{_cell(c)}</th>" for c in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in row)}</tr>" for row in shown)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return html.escape(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about an entity, read from its side. `outgoing` is False where the entity is the object."""

    relation: str
    label: str
    outgoing: bool
    other: str
    other_type: str
    status: str
    qualifiers: dict[str, str]
    evidence: str
    published: str | None
    publisher: str | None
    url: str | None
    article: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity with all that is said of it, ordered by relation and date."""

    name: str
    type: str
    aliases: tuple[str, ...]
    wikidata: str | None
    sources: int
    first_seen: str | None
    last_seen: str | None
    facts: tuple[Fact, ...]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def _repr_html_(self) -> str:
        items = "".join(_fact_html(fact) for fact in self.facts)
        return f"<h3>{_cell(self.name)} <small>{_cell(self.type)}</small></h3><ul>{items}</ul>"


def _fact_html(fact: Fact) -> str:
    where = " · ".join(_cell(v) for v in (fact.published, fact.publisher) if v)
    if fact.url is not None:
        where = f'<a href="{html.escape(fact.url)}">{where or _cell(fact.url)}</a>'
    said = f"{_cell(fact.label)} <b>{_cell(fact.other)}</b> ({_cell(fact.status)})"
    return f"<li>{said}<br><q>{_cell(fact.evidence)}</q> {where}</li>"


def as_rows(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Rows:
    """Rows from plain sequences."""
    return Rows(tuple(columns), tuple(tuple(row) for row in rows))
