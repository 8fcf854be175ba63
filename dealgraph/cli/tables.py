"""How answers look: rich tables on a terminal, plain text in a pipe, JSON and CSV for programs."""

from __future__ import annotations

import json
from functools import partial
from itertools import dropwhile, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import click

from dealgraph.cli.common import on_terminal, print_json, without_steering
from dealgraph.results import Dossier, Fact, Table
from graph.stores.base import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.evaluate.scoring import Missed, Scores
    from queries.catalogue import SavedQuery

STYLES = {"bold": "\x1b[1m", "cyan": "\x1b[36m", "end": "\x1b[0m"}
Line = list[tuple[str, str, str]]  # pieces of what articles say, each between marks of ours

ROWS_ON_TERMINAL = 200  # a screen's scroll-back; pipe it or use --format csv for all


def print_table(table: Table, form: str) -> None:
    """One answer in a format: table, json, csv."""
    from queries.formats import format_rows

    if form == "table" and on_terminal():
        _print_rich(table.rows, table.question)
    else:
        text = format_rows(table.rows, form)
        # A pipe gets every character; on a terminal, one from an article could move the cursor or hide a row.
        shown = without_steering(text) if on_terminal() else text
        click.echo(shown, nl=not text.endswith("\n"))


def print_answer(answer: Table | bool) -> None:
    """An answer of SPARQL for people: a table, or yes or no."""
    if isinstance(answer, bool):
        click.echo("yes" if answer else "no")
    else:
        print_table(answer, "table")


def print_catalogue(language: str, *, as_json: bool) -> None:
    """The saved questions with their parameters."""
    from queries.catalogue import list_queries

    saved = list_queries(language)
    if as_json:
        print_json([{"name": q.name, "question": q.question, "example": q.example} for q in saved])
        return
    rows = Rows(("name", "question", "example"), tuple((q.name, q.question, q.example) for q in saved))
    print_table(Table(rows), "table")


def print_description(saved: SavedQuery) -> None:
    """A saved question: what it asks and with what, an example, its text."""
    from queries.catalogue import LANGUAGES

    click.echo("\n".join(part for part in (saved.question, saved.note) if part))
    for one in saved.parameters:
        default = "" if one.required else f" = {json.dumps(one.default, ensure_ascii=False)}"
        click.echo(f"  -p {one.name}: {one.type}{default}{f' - {one.meaning}' if one.meaning else ''}")
    if saved.example:
        click.echo(f"  {saved.example}")
    sign = LANGUAGES[saved.language].comment
    body = dropwhile(lambda line: line.startswith(sign), saved.text.splitlines())
    click.echo("\n" + "\n".join(body).strip())


def print_dossier(dossier: Dossier, *, colour: bool) -> None:
    """One entity: its facts by relation, each with its sentences."""
    from queries.formats import plain_text

    for line in _dossier_lines(dossier, colour=colour):
        click.echo("".join(f"{mark}{plain_text(text)}{end}" for mark, text, end in line))


def _dossier_lines(dossier: Dossier, *, colour: bool) -> Iterator[Line]:
    bold = partial(_styled, colour, "bold")
    also = f"  (also: {', '.join(dossier.aliases)})" if dossier.aliases else ""
    days = f", {dossier.first_seen} to {dossier.last_seen}" if dossier.first_seen else ""
    yield [bold(dossier.name), ("  ", f"{dossier.type}{also}", "")]
    yield [("", f"{dossier.sources} article{'s' if dossier.sources != 1 else ''}{days}", "")]
    for label, facts in groupby(dossier.facts, key=attrgetter("label")):
        yield []
        yield [_styled(colour, "cyan", label)]
        for (other, _), said in groupby(facts, key=attrgetter("other", "other_type")):
            yield [("  ", "", ""), bold(other)]
            yield from (line for fact in said for line in _said(fact))


def _said(fact: Fact) -> Iterator[Line]:
    """One statement: how it holds, its sentence, and where it stands."""
    from graph.render.wording import describe

    details = ", ".join([fact.status, *(f"{key} {value}" for key, value in describe(fact.qualifiers))])
    where = " · ".join(v for v in (fact.published, fact.publisher, fact.url or fact.article) if v)
    yield [("    [", details, "] "), ("“", fact.evidence, "”")]
    yield [("      ", where, "")]


def _styled(colour: bool, style: str, text: str) -> tuple[str, str, str]:
    """The text between the marks of a style, on a terminal."""
    return (STYLES[style], text, STYLES["end"]) if colour else ("", text, "")


def print_scores(scores: Scores, errors: int) -> None:
    """Figures by relation, the most frequent first, then the sum."""
    columns = ("relation", "precision", "recall", "F1", "right", "claimed", "gold")
    relations = sorted(scores.gold.keys() | scores.claimed.keys(), key=lambda r: (-scores.gold[r], r))
    lines = [(name, scores.of(name)) for name in relations] + [("all", scores.total)]
    print_table(
        Table(
            Rows(
                columns,
                tuple(
                    (name, f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}", f.right, f.claimed, f.gold)
                    for name, f in lines
                ),
            )
        ),
        "table",
    )
    row = scores.as_row()
    click.echo(
        f"{row['articles']} articles; of the right claims: status {row['status_accuracy']:.3f}, types "
        f"{row['type_accuracy']:.3f}; evidence verbatim {row['evidence_verbatim']:.3f}; Brier {row['brier']:.3f}"
    )
    for what, missed in (("missed", scores.missed), ("wrong", scores.wrong)):
        for item in missed[:errors]:
            click.echo(_error_line(what, item))


def _error_line(what: str, item: Missed) -> str:
    return f"{what:<7} {item.article}: {item.subject} {item.relation} {item.object}: {item.evidence}"


def _print_rich(rows: Rows, question: str) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from queries.formats import plain_text

    shown = RichTable(title=question or None, title_justify="left", header_style="bold", show_lines=len(rows) > 0)
    for column in rows.columns:
        shown.add_column(Text(plain_text(column)), overflow="fold", ratio=3 if column == "evidence" else None)
    for row in rows.rows[:ROWS_ON_TERMINAL]:
        shown.add_row(*(Text(plain_text(value)) for value in row))
    console = Console()
    console.print(shown)
    if len(rows) > ROWS_ON_TERMINAL:
        console.print(f"{len(rows) - ROWS_ON_TERMINAL} more rows; --format csv gives all")
