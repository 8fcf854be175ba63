"""The selection as a pyvis network: nodes, edges and options for vis-network, and nothing that could be HTML."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from graph.model import Link, Status
from graph.ontology import Ontology
from graph.render.layout import positions
from graph.render.select import Selection

if TYPE_CHECKING:
    from pyvis.network import Network

# The courts' side of the graph is told from the companies' by shape as well as by colour.
SHAPES = {"Lawsuit": "diamond", "Court": "square", "Law": "triangle", "Venture": "hexagon"}
DASHES: dict[Status, list[int] | bool] = {Status.PLANNED: [9, 6], Status.RUMOURED: [2, 5]}
# Up to here the browser lets the springs settle (1,000 nodes: some 3 s); above, they stand where layout.py put them.
MOST_SPRUNG = 1500
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_GREY = "#475569"


def collect(selection: Selection, ontology: Ontology) -> Network:
    """A pyvis network whose `nodes`, `edges` and `options` the page's script reads.

    The two lists are filled directly, since add_node and add_edge search them each time: 20,000 nodes took 66 s.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    network.nodes = list(_nodes(selection))
    network.edges = list(_edges(selection.links, ontology))
    network.options = _options(len(network.nodes))
    return network


def color(ontology: Ontology, type_: str) -> str:
    """The type's colour if it is one that a style sheet can only read as a colour; grey otherwise."""
    given = ontology.types[type_].color if type_ in ontology.types else _GREY
    return given if _COLOR.fullmatch(given) else _GREY


def _nodes(selection: Selection) -> Iterator[dict[str, Any]]:
    degree = Counter(end for link in selection.links for end in {link.subject, link.object})
    ids = [entity.id for entity in selection.entities]
    places = positions(ids, ((link.subject, link.object) for link in selection.links))
    for entity in selection.entities:
        x, y = places[entity.id]
        size = round(7 + 4.5 * math.log1p(degree[entity.id]), 1)
        shape = SHAPES.get(entity.type, "dot")
        yield {"id": entity.id, "kind": entity.type, "shape": shape, "size": size, "x": x, "y": y}


def _edges(links: Iterable[Link], ontology: Ontology) -> Iterator[dict[str, Any]]:
    """Several links of one pair are fanned out, so that each can be clicked."""
    siblings: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        siblings[min(link.subject, link.object), max(link.subject, link.object)].append(link)
    for (first, _), group in siblings.items():
        for place, link in enumerate(group):
            bend = _bend(place, len(group))
            yield _edge(link, ontology, bend if link.subject == first else -bend)


def _bend(place: int, count: int) -> float:
    """-0.3 ... 0.3, evenly; 0 (straight) for the one in the middle."""
    return round(0.16 * (place - (count - 1) / 2), 3)


def _edge(link: Link, ontology: Ontology, bend: float) -> dict[str, Any]:
    known = ontology.relations.get(link.relation)
    curve = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return {
        "id": link.id,
        "from": link.subject,
        "to": link.object,
        "status": str(link.status),
        "dashes": DASHES.get(link.status, False),
        "width": round(min(1.3 + 0.5 * math.log2(max(link.sources, 1)), 4), 2),
        "arrows": "" if known is not None and known.symmetric else "to",
        "smooth": curve if bend else False,
    }


def _options(count: int) -> dict[str, Any]:
    """Options of vis-network; the script adds colours, which follow the reader's light or dark setting."""
    springs = {
        "gravitationalConstant": -85,
        "centralGravity": 0.012,
        "springLength": 95,
        "springConstant": 0.06,
        "damping": 0.5,
        "avoidOverlap": 0.6,
    }
    large = count > MOST_SPRUNG
    return {
        "autoResize": True,
        "layout": {"randomSeed": 7, "improvedLayout": False},
        "physics": {
            "enabled": not large,
            "solver": "forceAtlas2Based",
            "forceAtlas2Based": springs,
            "stabilization": {"enabled": True, "iterations": 300 if count <= 300 else 120, "fit": False},
        },
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": large,
            "hideEdgesOnZoom": large,
            "keyboard": False,
        },
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": False},
        "edges": {
            "arrows": {"to": {"scaleFactor": 0.45}},
            "arrowStrikethrough": False,
            "hoverWidth": 1,
            "selectionWidth": 1,
        },
    }
