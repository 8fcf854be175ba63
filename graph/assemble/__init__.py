"""From the ledger to the graph: the same content gives the same bytes, whatever the order of ingest."""

from graph.assemble.projection import assemble, projection_watermark

__all__ = ["assemble", "projection_watermark"]
