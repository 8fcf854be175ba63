from __future__ import annotations

import re

import pytest

from ingest.extract.examples import read_example
from ingest.extract.masked import mask_document, type_class
from ingest.extract.patterns import compile_pattern

COMPANY, PERSON = (f"[{type_class(name)}]" for name in ("Company", "Person"))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Company Adobe] bought  [Company Semrush] today.", f"{COMPANY} bought {COMPANY} today\\."),
        ("[Person Jo Lee] sold [Company ~her=Acme] stake.", f"{PERSON} sold {COMPANY}'s stake\\."),
        ("They hired [Person ~her=Jo Lee].", f"they hired {PERSON}\\."),
        ("“İstanbul” met [Company Acme]’s chief.", f'"İstanbul" met {COMPANY}\'s chief\\.'),
    ],
)
def test_references_become_one_character_each(marked: str, expected: str) -> None:

    document, _ = read_example(marked)
    (masked,) = mask_document(document)
    assert re.fullmatch(expected, masked.text)


def test_every_masked_stretch_leads_back_to_its_words() -> None:
    document, _ = read_example("The  boss of [Company Acme], [Person Jo Lee], has left [Company Beta Corp.] for good.")
    (masked,) = mask_document(document)
    assert masked.source(0, len(masked.text)) == document.content[2:].strip()
    for place, reference in masked.references.items():
        assert masked.source(place, place + 1) == document.content[reference.start : reference.end]


def test_a_macro_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="no macro 'nowhere'"):
        compile_pattern("{Company:subject} {nowhere} {Company:object}")
