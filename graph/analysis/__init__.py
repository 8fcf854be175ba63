"""The graph for networkx, from a projection or out of any store, and what is computed on it: pure functions on it."""

from graph.analysis.attributes import as_networkx, edge_attributes, node_attributes
from graph.analysis.read import Part, read_graph

__all__ = ["Part", "as_networkx", "edge_attributes", "node_attributes", "read_graph"]
