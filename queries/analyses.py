"""The saved analyses: what `dealgraph analyse` runs, with the same typed parameters as the saved questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.analysis import Finding, Part, brokers, circles, communities, owners, read_graph, suits
from graph.analysis.base import TIES
from graph.errors import UnknownName, UsageError
from graph.ontology import Ontology
from graph.stores.base import View
from queries.parameters import Parameter, bind_parameters

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Analysis:
    """A saved analysis. `relations` are those it reads where it has no parameter of that name.

    `score` is the property of entities in which its scores can be written, None where it gives none.
    """

    name: str
    question: str
    note: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., Finding]
    example: str
    relations: tuple[str, ...] = ()
    score: str | None = None


def _statuses(default: str) -> Parameter:
    return Parameter("statuses", "string", f"which statuses of links, with commas; {EVERY} for every one", default)


def _limit(what: str, default: int) -> Parameter:
    return Parameter("limit", "int", f"how many {what}", default)


_OF_TIES = (
    Parameter("relations", "string", f"which relations, with commas; {EVERY} for every one", ",".join(TIES)),
    _statuses("current,planned"),
    Parameter("around", "string", "only what is near this entity, by name or alias; empty for the whole graph", ""),
    Parameter("hops", "int", "how near, with around", 2),
)
ANALYSES = (
    Analysis(
        "brokers",
        "Who stands between the others?",
        "Betweenness: the part of all pairs of entities whose shortest ways lead through one; exact in graphs of up to "
        "some 1,700 entities, else estimated from a sample. Rivalry, seats and courts are no ties unless named.",
        (*_OF_TIES, _limit("brokers", 20)),
        brokers,
        "dealgraph analyse brokers -p limit=5",
        score="betweenness",
    ),
    Analysis(
        "circular-money",
        "Where does money come back to the one who invested it?",
        "As the saved question of that name, and for longer circles too. One row a link; `way` numbers the circles.",
        (
            Parameter("name", "string", "name or alias of one in the circle; empty for all", ""),
            Parameter("length", "int", "how many links a circle may have, 2 to 8", circles.LENGTH),
            _statuses("current,planned,rumoured"),
            _limit("circles, the shortest first", 100),
        ),
        circles.circular_money,
        "dealgraph analyse circular-money -p name=OpenAI",
        relations=circles.RELATIONS,
    ),
    Analysis(
        "communities",
        "Who has more to do with each other than with the rest?",
        "Louvain's method. Each community is named after its best connected members; `links` join two of them, "
        "`outward` lead out of it.",
        (
            *_OF_TIES,
            Parameter("resolution", "float", "above 1 for smaller communities, below for larger ones", 1.0),
            _limit("communities, the largest first", 20),
        ),
        communities,
        "dealgraph analyse communities -p limit=5",
        score="community",
    ),
    Analysis(
        "most-sued",
        "Who is taken to court most, and by whom?",
        "A suit counts once, however many articles, plaintiffs and relations tell of it; `open` are those not over.",
        (_statuses("current,former"), _limit("defendants", 20)),
        suits.most_sued,
        "dealgraph analyse most-sued -p limit=5",
        relations=suits.RELATIONS,
    ),
    Analysis(
        "ownership",
        "Who owns what through whom, and who owns each other in a circle?",
        "One row a link; `way` numbers circles and chains, which lead from the ultimate owner down. `effective` is "
        "what that one holds in percent, where every share on the way is known. What was bought is owned.",
        (
            Parameter("name", "string", "name or alias of one in the chain; empty for all", ""),
            Parameter("depth", "int", "how many links a chain may have", owners.DEPTH),
            _statuses("current"),
            _limit("chains and circles: circles first, then who has the longest chain", 100),
        ),
        owners.ownership,
        "dealgraph analyse ownership -p name=Reddit",
        relations=owners.RELATIONS,
    ),
)


def list_analyses() -> tuple[Analysis, ...]:
    """All saved analyses, by name."""
    return ANALYSES


def get_analysis(name: str) -> Analysis:
    """The analysis of that name; UnknownName with the near ones otherwise."""
    known = {analysis.name: analysis for analysis in ANALYSES}
    if name not in known:
        raise UnknownName("analysis", name, known, cure="(`dealgraph analyse` lists all)")
    return known[name]


def run_analysis(analysis: Analysis, given: Mapping[str, object], view: View, ontology: Ontology) -> Finding:
    """Read what it needs of the graph and run it; UsageError for a parameter that is missing, unknown or unfit."""
    bound = bind_parameters(analysis.name, analysis.parameters, given)
    if bound["limit"] < 1:
        raise UsageError(f"limit={bound['limit']}: give 1 or more")
    if "relations" in bound:
        bound["relations"] = _names(bound["relations"]) or tuple(ontology.relations)
    part = Part(
        relations=bound.get("relations", analysis.relations),
        statuses=_names(bound["statuses"]),
        around=bound.get("around") or None,
        hops=bound.get("hops", 0),
    )
    options = {name: value for name, value in bound.items() if name not in ("statuses", "around", "hops")}
    return analysis.run(read_graph(view, ontology, part=part), **options)


def score_of(analysis: Analysis, given: Mapping[str, object]) -> str:
    """The property to write its scores in; UsageError where it gives none, or only of a part of the graph."""
    if analysis.score is None:
        scored = ", ".join(one.name for one in ANALYSES if one.score is not None)
        raise UsageError(f"{analysis.name} gives no scores to write; these do: {scored}")
    if given.get("around"):
        raise UsageError("scores are written for the whole graph: leave out either --write or -p around=…")
    return analysis.score


def _names(listed: str) -> tuple[str, ...]:
    names = tuple(filter(None, (name.strip() for name in listed.split(","))))
    return () if names == (EVERY,) else names
