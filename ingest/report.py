"""What a run did, and what it left out by reason: nothing is dropped silently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from graph.errors import ItemRefused

EXAMPLES_PER_REASON = 5  # enough to see the cause; a run over a million lines must not keep them all


@dataclass(slots=True)
class Report:
    """Counts of one run. `refused_*` count by reason; `examples` has the first items of each reason."""

    articles: int = 0
    unchanged: int = 0
    claims: int = 0
    refused_articles: Counter[str] = field(default_factory=Counter)
    refused_claims: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def refuse_article(self, refusal: ItemRefused, where: str) -> None:
        """Count an article left out; `where` names it for the reader."""
        self._count(self.refused_articles, refusal, where)

    def refuse_claim(self, refusal: ItemRefused, where: str) -> None:
        """Count a claim left out; `where` names its article."""
        self._count(self.refused_claims, refusal, where)

    def _count(self, counter: Counter[str], refusal: ItemRefused, where: str) -> None:
        counter[refusal.reason] += 1
        examples = self.examples.setdefault(refusal.reason, [])
        if len(examples) < EXAMPLES_PER_REASON:
            examples.append(f"{where}: {refusal.detail}" if refusal.detail else where)

    def as_row(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "articles": self.articles,
            "unchanged": self.unchanged,
            "claims": self.claims,
            "refused_articles": dict(sorted(self.refused_articles.items())),
            "refused_claims": dict(sorted(self.refused_claims.items())),
            "examples": {reason: list(items) for reason, items in sorted(self.examples.items())},
        }
