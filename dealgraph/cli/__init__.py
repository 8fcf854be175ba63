"""The command line: a thin skin over `dealgraph.open(...)`."""

from __future__ import annotations

import sys

import click

from dealgraph import __version__
from dealgraph.cli import analysing, asking, demonstrating, giving, reading
from dealgraph.cli.common import EXIT_STOPPED, EXIT_USAGE, Settings, global_options, without_steering
from graph.errors import RunStopped, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dealgraph")
@global_options
def cli(settings: Settings) -> None:
    """A knowledge graph of the AI industry, made from news.

    Articles go in; out come companies, owners, ventures, lawsuits, people and products, joined by facts that each
    carry the sentence that says so. Start with: dealgraph demo
    """


for command in (
    demonstrating.demo, reading.ingest, reading.extract, asking.query, asking.sparql, asking.show,
    analysing.analyse,
    giving.render, giving.export, giving.sync, reading.evaluate,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """The console script. Exit codes: 0 done, 1 something was refused (--strict), 2 usage, 3 source or store."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except UsageError as error:
        sys.exit(_complain(error, EXIT_USAGE))
    except RunStopped as error:
        sys.exit(_complain(error, EXIT_STOPPED))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output (head, less) has gone: nothing is wrong
        sys.exit(0)


def _complain(error: Exception, code: int) -> int:
    click.echo(f"dealgraph: {without_steering(str(error))}", err=True)  # it may quote an article
    return code
