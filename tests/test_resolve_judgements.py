"""What judgements do to the entities that the rules make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Judgement
from graph.resolve.judgements import entity_id, judge_keys, named_in

# three mentions of Acme, two of Bolt, one of Cog
KEYS = {"a1": "org:acme", "a2": "org:acme", "a3": "org:acme", "b1": "org:bolt", "b2": "org:bolt", "c1": "org:cog"}
ACME, BOLT, COG = (entity_id(f"org:{name}") for name in ("acme", "bolt", "cog"))


def judged(*said: tuple[str, str, str], known: tuple[str, ...] = ()) -> dict[str, str]:
    judgements = [Judgement(left, right, verdict, "person:ann", "", "2026") for left, verdict, right in said]
    return apply(KEYS, judgements, known)


def apply(keys: dict[str, str], judgements: list[Judgement], known: tuple[str, ...] = ()) -> dict[str, str]:
    found = judge_keys(set(keys.values()), keys, judgements, known)
    return {mention: found.key(mention, key) for mention, key in keys.items()}


def groups(keys: dict[str, str]) -> set[str]:
    return {" ".join(sorted(m for m in keys if keys[m] == key)) for key in keys.values()}


def test_without_judgements_the_rules_hold() -> None:
    assert judged() == KEYS


def test_same_joins_two_entities_under_the_lesser_or_the_known_key() -> None:
    assert groups(judged((BOLT, "same", ACME))) == {"a1 a2 a3 b1 b2", "c1"}
    assert judged((BOLT, "same", ACME))["b1"] == "org:acme"
    assert judged((BOLT, "same", ACME), known=("org:bolt",))["a1"] == "org:bolt"


def test_same_of_two_mentions_joins_their_entities() -> None:
    assert groups(judged(("b2", "same", "c1"))) == {"a1 a2 a3", "b1 b2 c1"}


def test_not_same_takes_a_mention_out_and_leaves_the_others_their_id() -> None:
    for left in ("a1", ACME):
        keys = judged((left, "not same", "a2"))
        assert groups(keys) == {"a1 a3", "a2", "b1 b2", "c1"}
        assert keys["a1"] == "org:acme"
        assert keys["a2"] != "org:acme"


def test_an_undone_merge_leaves_what_was_before() -> None:
    assert judged((BOLT, "same", ACME), (ACME, "not same", BOLT)) == KEYS
    assert judged((BOLT, "same", ACME), (ACME, "unsure", BOLT)) == KEYS
    assert groups(judged((BOLT, "same", ACME), (ACME, "not same", BOLT), (ACME, "same", BOLT))) == {
        "a1 a2 a3 b1 b2",
        "c1",
    }


def test_an_undone_split_leaves_what_was_before() -> None:
    assert groups(judged(("a1", "not same", "a2"), ("a2", "same", "a1"))) == groups(KEYS)
    part = entity_id(judged((ACME, "not same", "a2"))["a2"])
    assert groups(judged((ACME, "not same", "a2"), (part, "same", BOLT))) == {"a1 a3", "a2 b1 b2", "c1"}


def test_not_same_wins_over_a_chain_of_joins_and_the_last_link_of_it_stays() -> None:
    chain = [(ACME, "same", BOLT), (BOLT, "same", COG), (ACME, "not same", COG)]
    assert groups(judged(*chain)) == {"a1 a2 a3", "b1 b2 c1"}
    assert groups(judged(chain[1], chain[2], chain[0])) == {"a1 a2 a3 b1 b2", "c1"}


def test_a_mention_split_from_a_merged_entity_leaves_it_alone() -> None:
    keys = judged((ACME, "same", BOLT), (ACME, "not same", "b2"))
    assert groups(keys) == {"a1 a2 a3 b1", "b2", "c1"}


def test_ids_that_are_gone_are_passed_over() -> None:
    assert judged(("gone", "same", ACME), (ACME, "not same", "gone too")) == KEYS


IDS = st.sampled_from([*KEYS, ACME, BOLT, COG])
SAID = st.tuples(IDS, st.sampled_from(["same", "not same", "unsure"]), IDS).filter(lambda said: said[0] != said[2])


@given(st.lists(SAID, max_size=8))
def test_no_pair_judged_apart_last_is_ever_together(said: list[tuple[str, str, str]]) -> None:
    keys = judged(*said)
    assert keys.keys() == KEYS.keys()
    last = {frozenset((left, right)): (left, verdict, right) for left, verdict, right in said}
    for left, verdict, right in last.values():
        if verdict == "not same" and {left, right} <= KEYS.keys():
            assert keys[left] != keys[right]


@given(st.lists(SAID, max_size=8), st.permutations(list(KEYS)))
def test_the_order_of_mentions_never_matters(said: list[tuple[str, str, str]], order: list[str]) -> None:
    judgements = [Judgement(left, right, verdict, "person:ann", "", "2026") for left, verdict, right in said]
    assert apply({m: KEYS[m] for m in order}, judgements) == apply(KEYS, judgements)


@given(st.lists(SAID, max_size=8))
def test_what_judgements_do_not_name_does_not_matter(said: list[tuple[str, str, str]]) -> None:
    judgements = [Judgement(left, right, verdict, "person:ann", "", "2026") for left, verdict, right in said]
    ids = named_in(judgements)
    mentions = {mention: key for mention, key in KEYS.items() if mention in ids}
    keys = {key for key in KEYS.values() if entity_id(key) in ids} | set(mentions.values())
    found = judge_keys(keys, mentions, judgements)
    assert {mention: found.key(mention, key) for mention, key in KEYS.items()} == apply(KEYS, judgements)


def test_entity_ids_are_readable_and_tell_types_apart() -> None:
    assert entity_id("organization:microsoft").startswith("microsoft-")
    assert entity_id("product:apple") != entity_id("organization:apple")
    assert entity_id("lawsuit:delatorre v linkedin").startswith("delatorre-v-linkedin-")
    assert len(entity_id("organization:百度")) == 10
    assert len(entity_id("organization:" + "x" * 500)) <= 51
