"""Writes docs/ontology.md and docs/queries.md from the data they describe: `python docs/build.py`.

In docs/neo4j.md it writes the answers alone, those of the sample articles. A test holds that the files are what this
writes.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dealgraph
from dealgraph.cli.demonstrating import sample_articles
from graph.ontology import Ontology, load_ontology
from graph.stores.base import View
from queries.catalogue import SavedQuery, list_queries
from queries.formats import to_text

HERE = Path(__file__).parent
WIDTH = 72  # of a cell: the page is read side by side with the Browser
NOTE = "<!-- written by docs/build.py; change the data, not this file -->"


ANSWERED = "neo4j.md"
_QUESTION = re.compile(r"```cypher\n(?P<cypher>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


def main() -> None:
    """Write all of them."""
    for name, lines in pages().items():
        (HERE / name).write_text(lines, encoding="utf-8")
    with tempfile.TemporaryDirectory() as home, dealgraph.open(home) as kg:
        kg.ingest(sample_articles())
        answered = with_answers((HERE / ANSWERED).read_text(encoding="utf-8"), kg.view())
    (HERE / ANSWERED).write_text(answered, encoding="utf-8")


def with_answers(text: str, view: View) -> str:
    """The page with the answer under each question as the view gives it now."""

    def ask(found: re.Match[str]) -> str:
        rows = to_text(view.query(found["cypher"]), cell=WIDTH)
        return f"```cypher\n{found['cypher']}```\n\n```text\n{rows}\n```"

    return _QUESTION.sub(ask, text)


def pages() -> dict[str, str]:
    """The text of each file by its name."""
    made = {"ontology.md": ontology_page(load_ontology()), "queries.md": queries_page()}
    return {name: "\n".join([NOTE, *lines]) + "\n" for name, lines in made.items()}


def ontology_page(ontology: Ontology) -> Iterator[str]:
    """Types, relations, statuses and qualifiers as tables."""
    yield "# What the graph says"
    yield ""
    yield "The one source is graph/ontology.yaml; a file of your own adds types and relations (`--ontology FILE`)."
    yield ""
    yield "| type | what it is | example |"
    yield "|---|---|---|"
    for kind in ontology.types.values():
        yield f"| {kind.name} | {kind.definition} | {kind.example} |"
    yield ""
    yield "| relation | subject | object | when | example |"
    yield "|---|---|---|---|---|"
    for relation in ontology.relations.values():
        ends = " | ".join(", ".join(sorted(end)) for end in (relation.subject, relation.object))
        name = f"{relation.name} (symmetric)" if relation.symmetric else relation.name
        yield f"| {name} | {ends} | {relation.definition} | {relation.example} |"
    for title, meanings in (("status", ontology.statuses), ("qualifier", ontology.qualifiers)):
        yield ""
        yield f"| {title} | meaning |"
        yield "|---|---|"
        yield from (f"| {name} | {meaning} |" for name, meaning in meanings.items())


def queries_page() -> Iterator[str]:
    """Every saved question with its parameters and an example."""
    twins = {query.name for query in list_queries("sparql")}
    yield "# The saved questions"
    yield ""
    yield "`dealgraph query NAME` asks in Cypher; those with * also run as `dealgraph sparql NAME`, alike."
    for query in list_queries("cypher"):
        yield ""
        yield f"## {query.name}{'*' if query.name in twins else ''}"
        yield ""
        yield from _question(query)


def _question(query: SavedQuery) -> Iterator[str]:
    yield query.question + (f" {query.note}" if query.note else "")
    yield ""
    if query.parameters:
        yield "| parameter | type | default | meaning |"
        yield "|---|---|---|---|"
        for p in query.parameters:
            default = "required" if p.default is None else f"`{p.default}`"
            yield f"| {p.name} | {p.type} | {default} | {p.meaning} |"
        yield ""
    yield f"    {query.example}"


if __name__ == "__main__":
    main()
