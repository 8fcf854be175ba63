"""The demo: the main job on the shipped sample articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.common import Settings, global_options, print_json
from dealgraph.cli.progress import progress_line
from dealgraph.cli.reading import report_lines
from graph.errors import SourceUnavailable

if TYPE_CHECKING:
    from dealgraph.api import KnowledgeGraph

HOME = Path(".dealgraph/demo")  # apart, so that samples never mix with a user's own articles
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("owners", {"name": "LinkedIn"}),
    ("lawsuits", {"name": "LinkedIn"}),
    ("ventures", {}),
)


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(), help="Folder for page and export.")
@global_options
def demo(settings: Settings, output: Path) -> None:
    """Build a graph from sample articles, ask it three questions, write graph.html and graph.ttl."""
    if not settings.home_given:
        settings = replace(settings, home=HOME)
    kg = settings.open()
    with progress_line(settings) as line:
        report = kg.ingest(sample_articles(), acknowledge=line.acknowledge, progress=line.progress)
    if not settings.as_json:
        settings.say("\n".join(report_lines(report)))
        settings.say("graph      {entities} entities, {links} links".format(**kg.counts()))
    answers = list(_ask(kg, settings))
    page, turtle = output / "graph.html", output / "graph.ttl"
    kg.render(page)
    kg.export(turtle)
    if settings.as_json:
        print_json(
            {**report.as_row(), "graph": kg.counts(), "answers": answers, "page": str(page), "turtle": str(turtle)}
        )
    else:
        settings.say(_next_steps(settings.home, page, turtle))


def sample_articles() -> Path:
    """The folder of the shipped articles: inside the installed package, or beside it in a checkout."""
    packaged = Path(str(resources.files("dealgraph"))) / "examples" / "articles"
    checkout = Path(str(resources.files("dealgraph"))).parent / "examples" / "articles"
    for folder in (packaged, checkout):
        if folder.is_dir():
            return folder
    raise SourceUnavailable(f"{packaged}: the sample articles are missing; install dealgraph anew")


def _ask(kg: KnowledgeGraph, settings: Settings) -> Iterator[dict[str, Any]]:
    from dealgraph.cli.tables import print_table

    for name, parameters in QUESTIONS:
        table = kg.query(name, **parameters)
        if not settings.as_json:
            options = "".join(f" -p {key}={value}" for key, value in parameters.items())
            click.echo(f"\n$ dealgraph query {name}{options}\n# {table.question}")
            print_table(table, "table")
        yield {"query": name, "parameters": parameters, "rows": list(table)}


def _next_steps(home: Path, page: Path, turtle: Path) -> str:
    return f"""
page       {page}   (open it in a browser: click on a node or an edge for its sentences)
RDF        {turtle}

next       dealgraph --home {home} show LinkedIn
           dealgraph --home {home} query
           dealgraph ingest YOUR-ARTICLES/"""
