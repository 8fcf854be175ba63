from __future__ import annotations

import pytest

from ingest.extract.examples import read_example
from ingest.extract.masked import mask_document
from ingest.extract.patterns import Rule
from ingest.extract.rules import claims_of, find_matches
from ingest.extract.tables import all_rules


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    document, expected = read_example(rule.example)
    assert expected, "an example marks what is to be read"
    claims = [
        claim for masked in mask_document(document) for m in find_matches(masked, [rule]) for claim in claims_of(m)
    ]
    assert {(claim.subject.name, claim.object.name) for claim in claims} == expected
    assert {claim.relation for claim in claims} == {rule.relation}


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))
