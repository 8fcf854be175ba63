"""One HTML file: the graph, its evidence, script and style inside, and a policy that lets no request leave."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from graph.model import Projection
from graph.ontology import Ontology
from graph.render.cards import cards
from graph.render.network import collect
from graph.render.select import Filters, Selection, select
from graph.render.wording import day

# Read in this order into one script: what a file uses stands in an earlier one.
SCRIPTS = ("dom.js", "theme.js", "labels.js", "panel.js", "filters.js", "search.js", "main.js")
# What could end the data block, open a comment in it, or end a line in an old script engine.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(projection: Projection, ontology: Ontology, *, heading: str, filters: Filters | None = None) -> str:
    """The page as HTML; the same projection, heading and filters give the same text.

    Raises what `select` raises: UnknownName or UsageError for filters that cannot be meant.
    """
    from jinja2 import Environment, StrictUndefined

    filters = Filters() if filters is None else filters
    selection = select(projection, ontology, filters)
    data = {**_drawn(selection, ontology), **cards(selection, ontology), "focus": filters.around}
    data["factless"] = selection.factless
    library, script, style = _file("vendor/vis-network.min.js"), _script(), _file("page.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_file("page.html")).render(
        heading=heading.encode(errors="replace").decode(),  # a stray surrogate could not be written as UTF-8
        counts=list(_counts(selection)),
        notices=list(_notices(selection, filters)),
        policy=_policy(scripts=(library, script), style=style),
        data=_json(data),
        library=library,
        script=script,
        style=style,
    )


def _drawn(selection: Selection, ontology: Ontology) -> dict[str, Any]:
    network = collect(selection, ontology)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def _json(data: object) -> str:
    """JSON that is safe inside a script element: no character of markup is left in it."""
    return json.dumps(data, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def _policy(*, scripts: tuple[str, ...], style: str) -> str:
    """Content Security Policy (W3C, level 3): the inlined texts by their hash, images only from data, nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _counts(selection: Selection) -> Iterator[str]:
    yield _plural(len(selection.entities), "entity", "entities")
    yield _plural(len(selection.links), "fact", "facts")
    yield _plural(len(selection.articles), "article", "articles")
    dates = sorted(card.published for card in selection.articles.values() if card.published is not None)
    if dates:
        yield " – ".join(dict.fromkeys(map(day, (dates[0], dates[-1]))))


def _notices(selection: Selection, filters: Filters) -> Iterator[str]:
    shown = len(selection.entities)
    if selection.found > filters.limit:
        yield (
            f"Showing {shown:,} of {selection.found:,} entities, the best connected. "
            "Use --around NAME to draw what is near one of them, or --limit to draw more."
        )
    if not shown:
        yield "No fact passes the filters: there is nothing to draw."


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _script() -> str:
    parts = "\n".join(_file(f"js/{name}") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


@cache
def _file(name: str) -> str:
    """A file of this package; none of those put into a script element holds what would end it (a test holds that)."""
    return resources.files("graph.render").joinpath(name).read_text(encoding="utf-8")
