"""A line that moves while a command works: on a terminal only, on standard error, gone when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.cli.common import Settings

if TYPE_CHECKING:
    from graph.stores.base import Progress


@dataclass(frozen=True, slots=True)
class Line:
    """What tells the line how far the work is; None where nobody looks."""

    acknowledge: Callable[[int], None] | None = None
    progress: Progress | None = None


@contextmanager
def progress_line(settings: Settings) -> Iterator[Line]:
    """Counts the articles read, then the rows that the store has taken."""
    if settings.quiet or not sys.stderr.isatty():
        yield Line()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        read = 0

        def acknowledge(more: int) -> None:
            nonlocal read
            read += more
            bar.update(task, description=f"reading: {read:,} articles")

        def progress(what: str, done: int, total: int) -> None:
            bar.update(task, description=f"storing: {what}, {done:,} of {total:,}")

        yield Line(acknowledge, progress)
