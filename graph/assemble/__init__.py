"""From the ledger to the graph: the same content gives the same bytes, whatever the order of ingest."""

from graph.assemble.assembled import Assembled
from graph.assemble.basis import projection_watermark
from graph.assemble.projection import assemble

__all__ = ["Assembled", "assemble", "projection_watermark"]
