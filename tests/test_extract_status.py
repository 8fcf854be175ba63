from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Article, Claim
from ingest.extract.examples import read_example
from ingest.extract.rules import RuleExtractor
from ingest.read.document import Document, SentenceKind


def only_claim(marked: str) -> Claim:
    document, expected = read_example(marked)
    claims = [c for c in RuleExtractor().extract(document) if (c.subject.name, c.object.name) in expected]
    assert len(claims) == 1, [claim.as_row() for claim in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[s:Company Adobe] has bought [o:Company Semrush].", "current"),
        ("[s:Company Adobe] agreed to buy [o:Company Semrush].", "planned"),
        ("[s:Company Adobe] will acquire [o:Company Semrush] next year.", "planned"),
        ("[s:Company Adobe] is buying [o:Company Semrush].", "planned"),
        ("[s:Company Adobe] is in talks to buy [o:Company Semrush].", "rumoured"),
        ("[s:Company Adobe] is considering buying [o:Company Semrush].", "rumoured"),
        ("[s:Company Adobe] is buying [o:Company Semrush], according to people familiar with the matter.", "rumoured"),
        ("[s:Company Adobe] denied that it would buy [o:Company Semrush].", "denied"),
        ("[s:Company Adobe] did not acquire [o:Company Semrush].", "denied"),
        ("[s:Company Adobe] looked at [o:Company Semrush] last winter and passed.", "denied"),
        ("[s:Company Microsoft] invested in [o:Company OpenAI].", "current"),
        ("[s:Company Nvidia] plans to invest in [o:Company OpenAI].", "planned"),
        ("[s:Company Nvidia]-backed [o:Company Wayve] plans to raise money, sources say.", "current"),
        ("[o:Company Oracle] CEO [s:Person Safra Catz] left early.", "current"),
        ("Former [o:Company Oracle] CEO [s:Person Safra Catz] spoke.", "former"),
        ("[s:Person Safra Catz] stepped down as CEO of [o:Company Oracle].", "former"),
        ("[s:Person Jo Lee] is leaving [o:Company Meta] in May.", "current"),
        ("[s:Person Jo Lee] left [o:Company Meta] in May.", "former"),
        ("[s:Person Jo Lee] joins [o:Company Meta] as a vice president.", "planned"),
        ("[s:Person Jo Lee] joined [o:Company Meta] in 2021.", "current"),
        ("[s:Person Jo Lee], a former lawyer, co-founded [o:Company Acme].", "current"),
        ("[s:Person Shantanu Narayen] has led [o:Company Adobe] since [when 2007].", "current"),
        ("[s:Person Shantanu Narayen] led [o:Company Adobe] for years.", "former"),
        ("[s:Company SoftBank] had agreed a few days before to invest [money $2bn] in [o:Company Intel].", "planned"),
        ("[s:Company Google] takes no stake in [o:Company Windsurf].", "denied"),
        ("[s:Company Microsoft] had been the exclusive cloud provider of [o:Company OpenAI].", "former"),
        ("[s:Company Snap] no longer uses [o:Product GPT-4].", "former"),
        ("[s:Company Snap] is expected to launch its new [o:Product Specs].", "planned"),
    ],
)
def test_the_words_around_a_statement_tell_how_it_holds(marked: str, status: str) -> None:
    assert only_claim(marked).status == status


def test_a_headline_says_to_for_what_is_planned() -> None:
    document, _ = read_example("[s:Company Adobe] to acquire [o:Company Semrush] for $2bn")
    claims = list(RuleExtractor().extract(as_headline(document)))
    assert [(claim.relation, claim.status) for claim in claims] == [("ACQUIRED", "planned")]


def as_headline(document: Document) -> Document:

    sentences = tuple(replace(s, kind=SentenceKind.HEADLINE) for s in document.sentences)
    return replace(document, sentences=sentences, article=Article("example", document.article.text))
