"""The page: a selection of the graph as one HTML file that asks nobody for anything."""

from graph.render.page import render
from graph.render.select import Filters, Selection, select

__all__ = ["Filters", "Selection", "render", "select"]
