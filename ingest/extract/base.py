"""What an extractor is, and the guard that admits its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from graph.errors import ClaimRefused
from graph.model import Article, Claim
from graph.ontology import Ontology
from ingest.read.document import Document
from ingest.report import Report


class Extractor(Protocol):
    """Finds claims in a read article. `version` changes whenever its claims may: it tells what to read anew."""

    @property
    def name(self) -> str:
        """As it stands in each claim's `extractor`."""
        ...

    @property
    def version(self) -> str:
        """Changes with rules, data and ontology."""
        ...

    def extract(self, document: Document) -> Iterator[Claim]:
        """The claims of one document, in the order of their evidence."""
        ...


def check_claim(claim: Claim, article: Article, ontology: Ontology) -> None:
    """Raise ClaimRefused unless evidence is an exact span and the relation allows its types."""
    if claim.relation not in ontology.relations:
        raise ClaimRefused("unknown relation", claim.relation)
    within = 0 <= claim.start < claim.end <= len(article.content)
    if not (within and article.content[claim.start : claim.end] == claim.evidence):
        raise ClaimRefused("evidence is not an exact span", claim.evidence[:80])
    if not ontology.allows(claim.subject.type, claim.relation, claim.object.type):
        raise ClaimRefused("types break domain or range", f"{claim.subject.type} {claim.relation} {claim.object.type}")
    if claim.subject.name == claim.object.name:
        raise ClaimRefused("subject is object", claim.subject.name)
    unknown = set(claim.qualifiers) - set(ontology.qualifiers)
    if unknown:
        raise ClaimRefused("unknown qualifier", ", ".join(sorted(unknown)))


def admit(claims: Iterable[Claim], article: Article, ontology: Ontology, report: Report) -> Iterator[Claim]:
    """Pass on each claim that keeps the promises, once; count the others in `report` by reason."""
    seen: set[str] = set()
    for claim in claims:
        try:
            check_claim(claim, article, ontology)
        except ClaimRefused as refusal:
            report.refuse_claim(refusal, article.id)
            continue
        if claim.id not in seen:
            seen.add(claim.id)
            report.claims += 1
            yield claim
