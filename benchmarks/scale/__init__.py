"""A generated ledger of any size, the same for the same numbers: what the store benchmarks and the latencies run on.

Invented names that the resolver keeps apart, all types and relations, hubs by a Zipf law, chains and circles of owners
and of money, suits, several statements of one fact, dates over ten years. `python -m benchmarks.scale make DIR`.
"""

from benchmarks.scale.make import make

__all__ = ["make"]
