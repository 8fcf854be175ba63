"""The shipped ontology says what it must, and a wrong file is told by file, line and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import OntologyError, UnknownName
from graph.model import Status
from graph.ontology import load_ontology

SHIPPED = load_ontology()
# design: the types and relations that the project promises
TYPES = set("Company Organization GovernmentBody Court Person Product Venture Lawsuit Law Place".split())
RELATIONS = set(
    "OWNS ACQUIRED INVESTED_IN FOUNDED WORKS_FOR BOARD_MEMBER_OF PARTNERS_WITH PARTICIPATES_IN ANNOUNCED DEVELOPS USES "
    "SUPPLIES COMPETES_WITH SUED PLAINTIFF_IN DEFENDANT_IN FILED_IN ALLEGES_VIOLATION_OF JUDGE_IN COUNSEL_IN "
    "INVESTIGATES HEADQUARTERED_IN".split()
)
TERM = {
    "wikidata": r"[PQ]\d+", "wikidata_inverse": r"P\d+", "schema": r"[A-Za-z]+", "schema_inverse": r"[a-z][A-Za-z]+",
    "org": r"[A-Za-z]+",
}  # fmt: skip


def test_all_types_relations_and_statuses_are_there() -> None:
    assert set(SHIPPED.types) == TYPES
    assert set(SHIPPED.relations) == RELATIONS
    assert set(SHIPPED.statuses) == {str(status) for status in Status}
    assert {name for name, relation in SHIPPED.relations.items() if relation.symmetric} == {
        "PARTNERS_WITH",
        "COMPETES_WITH",
    }


@pytest.mark.parametrize("name", sorted(TYPES))
def test_each_type_has_an_example_a_colour_and_checked_terms(name: str) -> None:
    kind = SHIPPED.type(name)
    assert kind.definition.endswith(".")
    assert kind.example
    assert re.fullmatch(r"#[0-9a-f]{6}", kind.color)
    assert "wikidata" in kind.mappings
    for vocabulary, term in kind.mappings.items():
        assert re.fullmatch(TERM[vocabulary], term)
    assert kind.labels[:2] == (name, "Entity")


@pytest.mark.parametrize("name", sorted(RELATIONS))
def test_each_relation_has_an_example_of_itself_and_checked_terms(name: str) -> None:
    relation = SHIPPED.relation(name)
    subject, _, object_ = relation.example.partition(f" {name} ")
    assert subject
    assert object_
    assert relation.definition.endswith(".")
    assert relation.inverse
    for vocabulary, term in relation.mappings.items():
        assert re.fullmatch(TERM[vocabulary], term)
    if relation.symmetric:
        assert relation.subject == relation.object


def test_domain_and_range() -> None:
    assert SHIPPED.allows("Company", "OWNS", "Company")
    assert not SHIPPED.allows("Product", "OWNS", "Company")
    assert not SHIPPED.allows("Company", "OWNS", "Lawsuit")
    assert not SHIPPED.allows("Company", "LIKES", "Company")


def test_unknown_names_tell_the_near_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean 'Company'"):
        SHIPPED.type("Compny")
    with pytest.raises(UnknownName, match="did you mean 'OWNS'"):
        SHIPPED.relation("OWN")


EXTENSION = """\
types:
  Dataset: {definition: A collection of data., example: LAION-5B, group: Product, color: "#123456"}
relations:
  TRAINED_ON:
    subject: [Product]
    object: [Dataset, Product]
    definition: Was trained on it.
    example: Stable Diffusion TRAINED_ON LAION-5B
    inverse: training data of
qualifiers:
  licence: The licence it is given under.
"""


def test_a_users_file_extends_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(EXTENSION)
    ontology = load_ontology(own)
    assert ontology.allows("Product", "TRAINED_ON", "Dataset")
    assert ontology.allows("Company", "OWNS", "Company")
    assert ontology.type("Dataset").labels == ("Dataset", "Entity", "Product")
    assert "licence" in ontology.qualifiers
    assert "TRAINED_ON" not in load_ontology().relations


OK_RELATION = "subject: [Person], object: [Person], definition: x, example: y"
WRONG = [
    ("not YAML", "types:\n  A: {definition: x\n", 3, "not valid YAML"),
    ("a list", "- types\n", 1, "must be a mapping with the sections"),
    ("an unknown section", "types: {}\nrelation: {}\n", 2, "relation: unknown section; the sections are"),
    ("a section that is a list", "types:\n  - Dataset\n", 1, "types: must be a mapping"),
    ("a type that is text", "types:\n\n  Dataset: some data\n", 3, "types.Dataset: must be a mapping"),
    ("a missing key", "types:\n  Dataset:\n    definition: x\n", 2, "types.Dataset: lacks 'example'"),
    ("an unknown key", "types:\n  Data:\n    definition: x\n    exmple: y\n", 4, "types.Data.exmple: unknown key"),
    ("a type in lower case", "types:\n  data: {definition: x, example: y}\n", 2, "types.data: a type's name"),
    ("a type that is no label", "types:\n  'A`) DELETE': {definition: x, example: y}\n", 2, "a type's name"),
    ("a group that is no type", "types:\n  A:\n    group: Thing\n    definition: x\n    example: y\n", 3,
     "types.A.group: 'Thing' is no type"),
    ("a colour that is none", "types:\n  A:\n    color: red\n    definition: x\n    example: y\n", 3, "types.A.color"),
    ("a relation in lower case", f"relations:\n  likes: {{{OK_RELATION}}}\n", 2, "relations.likes: a relation's name"),
    ("an unknown end", "relations:\n  A:\n    subject: [Per]\n    object: [Law]\n    definition: x\n    example: y", 3,
     "relations.A.subject: 'Per' is no type"),
    ("types that are no list", "relations:\n  LIKES: {subject: Law, object: [Law], definition: x, example: y}\n", 2,
     "relations.LIKES.subject: must be a list"),
    ("a wrong end", f"relations:\n  LIKES:\n    {{{OK_RELATION}, functional: both}}\n", 3, "must be subject or object"),
    ("an unknown vocabulary", f"relations:\n  LIKES: {{{OK_RELATION}, mappings: {{dbpedia: likes}}}}\n", 2,
     "relations.LIKES.mappings.dbpedia: unknown vocabulary"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "told"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_file_is_told_by_file_line_and_key(tmp_path: Path, text: str, line: int, told: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)
    with pytest.raises(OntologyError, match=re.escape(f"own.yaml:{line}: ")) as caught:
        load_ontology(own)
    assert told in str(caught.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00broken", b""])
def test_a_file_that_cannot_be_read_or_says_nothing(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "own.yaml"
    if content is not None:
        own.write_bytes(content)
    if content == b"":
        assert load_ontology(own).relations == SHIPPED.relations
        return
    with pytest.raises(OntologyError, match=r"own\.yaml.*--ontology"):
        load_ontology(own)
