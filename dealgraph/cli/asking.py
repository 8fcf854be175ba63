"""Commands that ask the graph: query, sparql, show."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.common import Settings, global_options, on_terminal, print_json
from graph.errors import UsageError

if TYPE_CHECKING:
    from queries.catalogue import SavedQuery

MAX_ROWS = 100_000  # of an answer; a reader's eyes and a spreadsheet end before, and memory long after

param_option = click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="K=V",
    help="A parameter; repeatable. K:=JSON for a number, list or map.",
)
describe_option = click.option("--describe", is_flag=True, help="Show a saved question: parameters, example, text.")


@click.command()
@click.argument("question", required=False, metavar="[NAME|FILE]")
@click.option("-e", "--expression", metavar="CYPHER", help="A Cypher text instead of a saved question.")
@param_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), help="Default: table.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Default: 30.")
@click.option("--max-rows", type=click.IntRange(min=1), default=MAX_ROWS, show_default=True, help="More is an error.")
@describe_option
@click.option("--write", is_flag=True, help="Let -e change a server's database; asks first.")
@global_options
def query(
    settings: Settings,
    question: str | None,
    expression: str | None,
    params: tuple[str, ...],
    form: str | None,
    **how: Any,
) -> None:
    """Ask in Cypher: a saved question, a .cypher file, or -e TEXT. Bare: lists the saved questions.

    A text only reads unless --write lets it change a server's database, which asks first.
    """
    from dealgraph.cli.tables import print_catalogue, print_table
    from dealgraph.results import Table
    from queries.catalogue import bind, find

    form = "json" if settings.as_json else form or "table"
    if how["write"] and expression is None:
        raise UsageError("--write goes with -e TEXT; saved questions only read")
    if question is None and expression is None:
        print_catalogue("cypher", as_json=settings.as_json)
        return
    saved = find(_text(question, expression), "cypher")
    if how["describe"]:
        _describe(settings, saved)
        return
    parameters = bind(saved, parse_params(params))
    if how["write"]:
        _change(settings, saved.text, parameters, form, how["timeout"])
        return
    kg = settings.open()
    rows = kg.view().query(saved.text, parameters, time_limit=how["timeout"], row_limit=how["max_rows"])
    print_table(Table(rows, saved.question), form)
    if kg.is_behind():
        settings.say("note       the ledger here has what the server lacks; `dealgraph sync` brings it there")


@click.command()
@click.argument("question", required=False, metavar="[NAME|FILE]")
@click.option("-e", "--expression", metavar="SPARQL", help="A SPARQL text instead of a saved question.")
@param_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "xml", "ttl"]), help="Default: table.")
@describe_option
@global_options
def sparql(
    settings: Settings,
    question: str | None,
    expression: str | None,
    params: tuple[str, ...],
    form: str | None,
    describe: bool,
) -> None:
    """Ask in SPARQL: a saved question, a .rq file, or -e TEXT. Bare: lists the saved questions."""
    from dealgraph.cli.tables import print_answer, print_catalogue
    from queries.catalogue import find

    if question is None and expression is None:
        print_catalogue("sparql", as_json=settings.as_json)
        return
    text = _text(question, expression)
    if describe:
        _describe(settings, find(text, "sparql"))
        return
    kg, parameters = settings.open(), parse_params(params)
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


def parse_params(pairs: tuple[str, ...]) -> dict[str, Any]:
    """The -p options as a dict: `k=v` is text, `k:=v` is JSON. UsageError for one that is neither."""
    found: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        name = key.removesuffix(":")
        if not equals or not name:
            raise UsageError(f"-p {pair}: a parameter is KEY=VALUE, such as -p name=Microsoft, or KEY:=JSON")
        found[name] = value if name == key else _parse_json(pair, value)
    return found


def _parse_json(pair: str, value: str) -> Any:
    def refuse(constant: str) -> None:
        raise UsageError(f"-p {pair}: {constant} is not JSON")

    try:
        return json.loads(value, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"-p {pair}: {value!r:.40} is not JSON ({error}); text is given as KEY=VALUE") from error


def _describe(settings: Settings, saved: SavedQuery) -> None:
    from dataclasses import asdict

    from dealgraph.cli.tables import print_description

    if settings.as_json:
        print_json(asdict(saved))
    else:
        print_description(saved)


def _change(settings: Settings, text: str, parameters: dict[str, Any], form: str, timeout: float | None) -> None:
    from dealgraph.cli.changing import change_store, describe_changes
    from dealgraph.cli.tables import print_table
    from dealgraph.results import Table

    changed = change_store(settings, text, parameters, timeout=timeout)
    if changed.rows.columns:
        print_table(Table(changed.rows), form)
    settings.say(describe_changes(changed))


def _text(question: str | None, expression: str | None) -> str:
    """What to ask: a text given with -e (- reads it from standard input), else a file or a saved question's name."""
    if (question is None) == (expression is None):
        raise UsageError("give either a saved question or -e TEXT, not both")
    if expression is None:
        return question or ""
    text = sys.stdin.read() if expression == "-" else expression
    return text + "\n"  # a line break tells a text of one word from a name
