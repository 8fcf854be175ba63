"""The graph for networkx, from a projection or out of any store, and what is computed on it: pure functions on it."""

from graph.analysis.attributes import as_networkx, edge_attributes, node_attributes
from graph.analysis.base import Finding
from graph.analysis.brokerage import brokers
from graph.analysis.circles import circular_money
from graph.analysis.community import communities
from graph.analysis.owners import ownership
from graph.analysis.read import Part, read_graph
from graph.analysis.suits import most_sued

__all__ = [
    "Finding",
    "Part",
    "as_networkx",
    "brokers",
    "circular_money",
    "communities",
    "edge_attributes",
    "most_sued",
    "node_attributes",
    "ownership",
    "read_graph",
]
