"""Commands that ask the graph: query, sparql, show."""

from __future__ import annotations

import sys

import click

from dealgraph.cli.common import Settings, global_options, on_terminal, print_json
from graph.errors import UsageError

param_option = click.option("-p", "--param", "params", multiple=True, metavar="K=V", help="A parameter; repeatable.")


@click.command()
@click.argument("question", required=False, metavar="[NAME|FILE]")
@click.option("-e", "--expression", metavar="CYPHER", help="A Cypher text instead of a saved question.")
@param_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), help="Default: table.")
@global_options
def query(
    settings: Settings, question: str | None, expression: str | None, params: tuple[str, ...], form: str | None
) -> None:
    """Ask in Cypher: a saved question, a .cypher file, or -e TEXT. Bare: lists the saved questions."""
    from dealgraph.cli.tables import print_catalogue, print_table

    if question is None and expression is None:
        print_catalogue("cypher", as_json=settings.as_json)
        return
    table = settings.open().query(_text(question, expression), **parse_params(params))
    print_table(table, "json" if settings.as_json else form or "table")


@click.command()
@click.argument("question", required=False, metavar="[NAME|FILE]")
@click.option("-e", "--expression", metavar="SPARQL", help="A SPARQL text instead of a saved question.")
@param_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "xml", "ttl"]), help="Default: table.")
@global_options
def sparql(
    settings: Settings, question: str | None, expression: str | None, params: tuple[str, ...], form: str | None
) -> None:
    """Ask in SPARQL: a saved question, a .rq file, or -e TEXT. Bare: lists the saved questions."""
    from dealgraph.cli.tables import print_answer, print_catalogue

    if question is None and expression is None:
        print_catalogue("sparql", as_json=settings.as_json)
        return
    kg, text, parameters = settings.open(), _text(question, expression), parse_params(params)
    form = "json" if settings.as_json else form or "table"
    if form == "table":
        print_answer(kg.sparql(text, **parameters))
    else:
        click.echo(kg.sparql_document(text, format=form, **parameters).decode().rstrip("\n"))


@click.command()
@click.argument("name")
@global_options
def show(settings: Settings, name: str) -> None:
    """Print all facts of one entity, with dates, sources and sentences."""
    from dataclasses import asdict

    from dealgraph.cli.tables import print_dossier

    dossier = settings.open().show(name)
    if settings.as_json:
        print_json(asdict(dossier))
    else:
        print_dossier(dossier, colour=on_terminal())


def parse_params(pairs: tuple[str, ...]) -> dict[str, str]:
    """The -p options as a dict; UsageError for one without "="."""
    found = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"-p {pair}: a parameter is KEY=VALUE, such as -p name=Microsoft")
        found[key] = value
    return found


def _text(question: str | None, expression: str | None) -> str:
    """What to ask: a text given with -e (- reads it from standard input), else a file or a saved question's name."""
    if (question is None) == (expression is None):
        raise UsageError("give either a saved question or -e TEXT, not both")
    if expression is None:
        return question or ""
    text = sys.stdin.read() if expression == "-" else expression
    return text + "\n"  # a line break tells a text of one word from a name
