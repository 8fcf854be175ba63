"""All figures of RESULTS.md, measured on this tree: `python -m benchmarks` (or `make bench`), about five minutes."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator

from benchmarks import bulk, quality, speed
from benchmarks.quality import BENCH, FOUNDING

SECTIONS: dict[str, Callable[[], list[str]]] = {
    "Founding article": lambda: quality.table({FOUNDING: quality.measure(BENCH / "news-dev.jsonl", article=FOUNDING)}),
    "Quality, rules only": lambda: quality.table(quality.measure_all()),
    "Quality by relation, news-dev": lambda: quality.relations_table(quality.measure(BENCH / "news-dev.jsonl")),
    "Speed": lambda: speed.measure(BENCH / "news-dev.jsonl"),
    "Bulk": lambda: bulk.measure([BENCH.parent / "bulk" / name for name in ("articles.jsonl", "headlines.jsonl")]),
}


def main() -> None:
    """Print every section as it is measured."""
    if not BENCH.is_dir():
        raise SystemExit(f"no evaluation data at {BENCH}; the figures need it")
    for line in report():
        print(line, flush=True)


def report() -> Iterator[str]:
    """The report in Markdown."""
    yield f"Python {sys.version.split()[0]}, {platform.system()} {platform.machine()}"
    for title, measure in SECTIONS.items():
        yield f"\n## {title}\n"
        yield from measure()


if __name__ == "__main__":
    main()
