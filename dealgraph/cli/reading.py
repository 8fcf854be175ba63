"""Commands that read articles: ingest, extract, evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.common import EXIT_REFUSED, Settings, global_options, print_json
from dealgraph.cli.progress import progress_line
from graph.errors import SourceUnavailable
from graph.files import write_whole

if TYPE_CHECKING:
    from ingest.report import Report

sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
extractor_option = click.option("--extractor", default="rules", show_default=True, help="Which extractor reads.")
strict_option = click.option("--strict", is_flag=True, help="Exit 1 when anything was refused.")


@click.command()
@sources_argument
@extractor_option
@strict_option
@global_options
def ingest(settings: Settings, sources: tuple[str, ...], extractor: str, strict: bool) -> None:
    """Read articles into the graph.

    SOURCE is a file (.txt, .md, .html, .jsonl), a folder, or - for standard input. What was read before is left alone.
    """
    kg = settings.open()
    with progress_line(settings) as line:
        report = kg.ingest(*sources, extractor=extractor, acknowledge=line.acknowledge, progress=line.progress)
    if settings.as_json:
        print_json({**report.as_row(), "graph": kg.counts()})
    else:
        settings.say("\n".join(report_lines(report)))
        settings.say("graph      {entities} entities, {links} links".format(**kg.counts()))
    end_strictly(report, strict)


@click.command()
@sources_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File for the claims; standard output if none.")
@extractor_option
@strict_option
@global_options
def extract(settings: Settings, sources: tuple[str, ...], output: Path | None, extractor: str, strict: bool) -> None:
    """Print claims as JSON lines, without a ledger."""
    from dealgraph.api import extract_claims
    from ingest.report import Report

    report = Report()
    claims = extract_claims(sources, report=report, extractor=extractor, ontology=settings.ontology)
    lines = (json.dumps(claim.as_row(), ensure_ascii=False) + "\n" for claim in claims)
    if output is None:
        sys.stdout.writelines(lines)
    else:
        write_whole(output, (line.encode() for line in lines))
    settings.say("\n".join(report_lines(report)))
    end_strictly(report, strict)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@extractor_option
@click.option("--errors", default=0, metavar="N", help="Print up to N missed facts and N wrong claims.")
@global_options
def evaluate(settings: Settings, gold: Path, extractor: str, errors: int) -> None:
    """Score extraction against annotated articles: precision, recall and F1 by relation."""
    from dealgraph.api import extract_claims
    from dealgraph.cli.tables import print_scores
    from ingest.evaluate.scoring import score
    from ingest.report import Report

    claims = extract_claims([str(gold)], report=Report(), extractor=extractor, ontology=settings.ontology)
    rows = [claim.as_row() for claim in claims]
    scores = score(read_gold(gold), rows)
    if settings.as_json:
        print_json(scores.as_row())
    else:
        print_scores(scores, errors)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Annotated articles of a JSON-lines file; SourceUnavailable names the line that is none."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line) if line.strip() else None
            if row is not None and not {"id", "text", "entities", "facts"} <= row.keys():
                raise SourceUnavailable(f"{path}:{number}: no annotated article; it needs id, text, entities and facts")
            if row is not None:
                found.append(row)
    return found


def report_lines(report: Report) -> Iterator[str]:
    """The report for people: what was read, and what was left out by reason with an example each."""
    unchanged = f" ({report.unchanged} more known already)" if report.unchanged else ""
    yield f"read       {report.articles} articles{unchanged}"
    yield f"found      {report.claims} claims"
    for what, counter in (("refused", report.refused_articles), ("left out", report.refused_claims)):
        for reason, count in counter.most_common():
            example = report.examples.get(reason, [""])[0]
            yield f"{what:<10} {count} {'articles' if what == 'refused' else 'claims'}: {reason} ({example})"


def end_strictly(report: Report, strict: bool) -> None:
    """Exit 1 when asked to and anything was refused."""
    if strict and (report.refused_articles or report.refused_claims):
        raise SystemExit(EXIT_REFUSED)
