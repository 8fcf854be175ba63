"""What all commands share: the global options, where output goes, and how an error ends the process."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import dealgraph

if TYPE_CHECKING:
    from dealgraph.api import KnowledgeGraph

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_REFUSED, EXIT_USAGE, EXIT_STOPPED = 1, 2, 3
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options, wherever on the command line they stood."""

    home: Path = Path(".dealgraph")
    store: str = "embedded"
    ontology: Path | None = None
    quiet: bool = False
    as_json: bool = False
    home_given: bool = False

    def open(self) -> KnowledgeGraph:
        """The knowledge graph of the home folder."""
        kg = dealgraph.open(self.home, store=self.store, ontology=self.ontology)
        click.get_current_context().call_on_close(kg.close)
        return kg

    def say(self, text: str = "") -> None:
        """Print for people: on standard error, so that standard output is only the answer; nothing with --quiet."""
        if not self.quiet:
            click.echo(text, err=True)


def global_options(command: Command) -> Command:
    """Give a command the global options and, as its first argument, their Settings."""

    @click.option("--home", type=click.Path(path_type=Path), envvar="DEALGRAPH_HOME", help="Folder of the graph.")
    @click.option("--store", envvar="DEALGRAPH_STORE", help="Where the graph is kept: embedded, or neo4j://HOST.")
    @click.option("--ontology", type=click.Path(path_type=Path), help="YAML file laid over the shipped ontology.")
    @click.option("--quiet", is_flag=True, help="No progress and no remarks.")
    @click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
    @click.pass_context
    @functools.wraps(command)
    def wrapper(
        context: click.Context,
        /,
        *args: Any,
        home: Path | None,
        store: str | None,
        ontology: Path | None,
        quiet: bool,
        as_json: bool,
        **rest: Any,
    ) -> Any:
        before = context.obj if isinstance(context.obj, Settings) else Settings()
        settings = replace(
            before,
            home=before.home if home is None else home,
            home_given=before.home_given or home is not None,
            store=before.store if store is None else store,
            ontology=before.ontology if ontology is None else ontology,
            quiet=before.quiet or quiet,
            as_json=before.as_json or as_json,
        )
        context.obj = settings
        return command(settings, *args, **rest)

    return wrapper  # type: ignore[return-value]  # click's decorators keep the call's form, not its type


def without_steering(text: str) -> str:
    """The text with each sign that would steer a terminal or turn a line about made visible as one that does not."""
    return _STEERING.sub("\ufffd", text)


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def on_terminal() -> bool:
    """Whether standard output is looked at by a person."""
    return sys.stdout.isatty()
