"""Random facts about who is in graphs.py: cycles, all statuses, odd amounts and dates, hostile words."""

from __future__ import annotations

from collections.abc import Container

from hypothesis import strategies as st

from graph.model import Status
from graph.ontology import load_ontology
from tests.graphs import ARTICLES, ENTITIES, Fact

NASTY = st.sampled_from(['"', "'", "\\", "{}", "</script>", "é", "İ", "ß", "世界", "😀", "$name", "\n", "service <x>"])
AMOUNTS = st.sampled_from(["0", "7", "49.5", "49.50", "26200000000", "9223372036854775808", "about 7", "0.1"])
DATES = st.sampled_from(["2024", "2024-02", "2024-02-29", "2024-02-30", "next year"])
QUALIFIERS = st.fixed_dictionaries(
    {},
    optional={
        "amount": AMOUNTS,
        "amount_max": AMOUNTS,
        "share": AMOUNTS,
        "currency": st.just("USD"),
        "bound": st.just("about"),
        "title": NASTY,
        "round": NASTY,
        "date": DATES,
        "since": DATES,
        "until": DATES,
        "case_number": st.just("25-00709"),
    },
)


def facts_of(relations: Container[str]) -> st.SearchStrategy[Fact]:
    """Facts of these relations (OWNS among them) between entities that they allow; one in two is of ownership."""
    ontology = load_ontology()
    allowed = [
        (subject, relation, object_)
        for relation in ontology.relations
        if relation in relations
        for subject in sorted(ENTITIES)
        for object_ in sorted(ENTITIES)
        if subject != object_ and ontology.allows(ENTITIES[subject][0], relation, ENTITIES[object_][0])
    ]
    ownership = [way for way in allowed if way[1] == "OWNS"]
    return st.builds(
        lambda way, *rest: Fact(*way, *rest),
        st.sampled_from(allowed) | st.sampled_from(ownership),
        st.sampled_from([card.id for card in ARTICLES]),
        NASTY,
        st.sampled_from([Status.CURRENT, Status.CURRENT, *Status]),
        QUALIFIERS,
        st.sampled_from([0.5, 0.9, 1.0, 1 / 3]),
    )


def graphs_of(relations: Container[str], size: int = 40) -> st.SearchStrategy[list[Fact]]:
    """Lists of such facts, each pair and relation once."""
    return st.lists(
        facts_of(relations), max_size=size, unique_by=lambda fact: (fact.subject, fact.relation, fact.object)
    )
