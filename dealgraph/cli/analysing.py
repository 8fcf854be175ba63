"""The command that computes on the graph: analyse."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dealgraph.cli.asking import param_option, parse_params
from dealgraph.cli.common import Settings, global_options, print_json

if TYPE_CHECKING:
    from queries.analyses import Analysis


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@param_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), help="Default: table.")
@click.option("--describe", is_flag=True, help="Show an analysis: its parameters, an example.")
@click.option("--write", is_flag=True, help="Also write the scores into the store, as a property of entities.")
@global_options
def analyse(
    settings: Settings, name: str | None, params: tuple[str, ...], form: str | None, describe: bool, write: bool
) -> None:
    """Compute on the graph: ownership, circular money, brokers, communities, who is sued most. Bare: lists all."""
    from dealgraph.cli.tables import print_table
    from queries.analyses import get_analysis, list_analyses

    if name is None:
        _print_list(list_analyses(), as_json=settings.as_json)
    elif describe:
        _print_one(get_analysis(name), as_json=settings.as_json)
    else:
        get_analysis(name)  # a name that is none is said before the store is opened
        table = settings.open().analyse(name, write=write, **parse_params(params))
        print_table(table, "json" if settings.as_json else form or "table")
        if table.note:
            settings.say(table.note)


def _print_list(analyses: tuple[Analysis, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([_as_row(analysis) for analysis in analyses])
        return
    for analysis in analyses:
        click.echo(f"{analysis.name:<15}  {analysis.question}")
        click.echo(f"{'':<15}  {', '.join(parameter.name for parameter in analysis.parameters)}")
    click.echo("\ndealgraph analyse NAME --describe tells more of one")


def _print_one(analysis: Analysis, *, as_json: bool) -> None:
    if as_json:
        print_json(_as_row(analysis))
        return
    click.echo(f"{analysis.question}\n{analysis.note}")
    for one in analysis.parameters:
        click.echo(f"  -p {one.name}: {one.type} = {json.dumps(one.default)} - {one.meaning}")
    if analysis.score is not None:
        click.echo(f"  --write: as the property {analysis.score} of entities")
    click.echo(f"  {analysis.example}")


def _as_row(analysis: Analysis) -> dict[str, object]:
    row = {key: getattr(analysis, key) for key in ("name", "question", "note", "example", "score")}
    return {**row, "parameters": [asdict(parameter) for parameter in analysis.parameters]}
