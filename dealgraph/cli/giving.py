"""Commands that give the graph out: render, export, sync."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dealgraph.cli.common import Settings, global_options, print_json
from dealgraph.cli.progress import progress_line
from dealgraph.exporting import FORMATS, format_of


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True)
@click.option("--around", metavar="NAME", help="Only what is near this entity.")
@click.option("--hops", default=2, show_default=True, help="How near: with --around.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only entities of this type; repeatable.")
@click.option("--relation", "relations", multiple=True, metavar="RELATION", help="Only this relation; repeatable.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only this status; repeatable.")
@click.option("--since", metavar="DATE", help="Only what was said on or after it.")
@click.option("--until", metavar="DATE", help="Only what was said on or before it.")
@click.option("--limit", type=int, help="At most so many entities, the best connected.")
@global_options
def render(settings: Settings, output: Path, around: str | None, hops: int, **filters: object) -> None:
    """Write the interactive page: one file that works offline."""
    kg = settings.open()
    given = {name: value for name, value in filters.items() if value not in (None, ())}
    kg.render(output, around=around, hops=hops, **given)
    settings.say(f"page       {output}")
    if settings.as_json:
        print_json({"page": str(output), "graph": kg.counts()})


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; standard output if none.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the file's ending, else turtle.")
@global_options
def export(settings: Settings, output: Path | None, form: str | None) -> None:
    """Write the graph for other tools."""
    form = form or format_of(output)
    settings.open().export(sys.stdout.buffer if output is None else output, form)
    if output is not None:
        settings.say(f"{form:<10} {output}")


@click.command()
@click.option("--full", is_flag=True, help="Write all of it anew, whatever is there.")
@global_options
def sync(settings: Settings, full: bool) -> None:
    """Bring the store up to the ledger, as ingest does.

    What the ledger no longer supports is taken away; what others wrote into a Neo4j database stays. A sync that was
    broken off is completed by the next one.
    """
    kg = settings.open()
    with progress_line(settings) as line:
        done = kg.sync(full=full, progress=line.progress)
    if settings.as_json:
        print_json({"changed": done, "graph": kg.counts()})
    else:
        settings.say("store      brought up to the ledger" if done else "store      up to date")
