"""`python -m benchmarks.scale make DIR [--entities N] [--links N]` fills a home with a generated ledger."""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from benchmarks.scale.make import ENTITIES, LINKS, make


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    make_it = parser.add_subparsers(required=True).add_parser("make")
    make_it.add_argument("home", type=Path)
    make_it.add_argument("--entities", type=int, default=ENTITIES)
    make_it.add_argument("--links", type=int, default=LINKS)
    given = parser.parse_args()
    began = time.perf_counter()
    counts = make(given.home, entities=given.entities, links=given.links)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{counts}, {time.perf_counter() - began:.0f} s, {peak} MiB at most")


if __name__ == "__main__":
    main()
