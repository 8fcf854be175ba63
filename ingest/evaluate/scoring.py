"""Precision, recall and F1 of claims against annotated articles, with status, type, evidence and confidence apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.evaluate.matching import bearers, key_of, means

SYMMETRIC = frozenset({"PARTNERS_WITH", "COMPETES_WITH"})
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one relation or of all, and what follows from them."""

    right: int
    claimed: int
    gold: int

    @property
    def precision(self) -> float:
        """Part of the claims that are right."""
        return _ratio(self.right, self.claimed)

    @property
    def recall(self) -> float:
        """Part of the facts that were found."""
        return _ratio(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _ratio(2 * self.right, self.claimed + self.gold)


@dataclass(frozen=True, slots=True)
class Missed:
    """A fact that no claim states, or a claim that no fact bears out."""

    article: str
    subject: str
    relation: str
    object: str
    evidence: str


@dataclass(slots=True)
class Scores:
    """All that was counted; `brier` is the mean squared error of the confidences (Brier 1950)."""

    articles: int = 0
    right: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    status_right: int = 0
    types_right: int = 0
    evidence_exact: int = 0
    claims: int = 0
    squared_error: float = 0.0
    missed: list[Missed] = field(default_factory=list)
    wrong: list[Missed] = field(default_factory=list)

    def of(self, relation: str) -> Figures:
        """The figures of one relation."""
        return Figures(self.right[relation], self.claimed[relation], self.gold[relation])

    @property
    def total(self) -> Figures:
        """The figures over all relations."""
        return Figures(self.right.total(), self.claimed.total(), self.gold.total())

    def as_row(self) -> dict[str, Any]:
        """The summary and the figures by relation, for JSON."""
        relations = sorted(self.gold.keys() | self.claimed.keys())
        return {
            "articles": self.articles,
            **_figures_row(self.total),
            "status_accuracy": round(_ratio(self.status_right, self.total.right), 4),
            "type_accuracy": round(_ratio(self.types_right, self.total.right), 4),
            "evidence_verbatim": round(_ratio(self.evidence_exact, self.claims), 4),
            "brier": round(_ratio(self.squared_error, self.claims), 4),
            "by_relation": {relation: _figures_row(self.of(relation)) for relation in relations},
        }


def score(gold: Iterable[Row], claims: Iterable[Row]) -> Scores:
    """Score claims (rows of `extract`) against annotated articles; two claims of one fact count once."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        by_article[str(claim["article"])].append(claim)
    scores = Scores()
    for article in gold:
        _score_article(Annotated(article), by_article.get(str(article["id"]), []), scores)
    return scores


class Annotated:
    """One annotated article: which of its facts a claim states, and whether the claim counts at all."""

    def __init__(self, article: Row) -> None:
        entities = {entity["key"]: entity for entity in article["entities"]}
        self.article = article
        self.content = f"{article.get('title') or ''}\n\n{article['text']}"
        self.facts = tuple((entities[f["subject"]], f["relation"], entities[f["object"]], f) for f in article["facts"])
        self._who = bearers(article["entities"])

    def find(self, claim: Row) -> int | None:
        """The index of the fact that the claim states, by relation and both names; None when it states none."""
        return next((n for n, fact in enumerate(self.facts) if self._states(claim, fact)), None)

    def in_scope(self, claim: Row) -> bool:
        """An article may say which relations or pairs are annotated in it; the rest is left out of the count."""
        if "relations" in self.article and claim["relation"] not in self.article["relations"]:
            return False
        if "pairs" not in self.article:
            return True
        one, other = key_of(claim["subject"]["name"]), key_of(claim["object"]["name"])
        pairs = [tuple({key_of(name) for name in side} for side in pair) for pair in self.article["pairs"]]
        return any((one in a and other in b) or (one in b and other in a) for a, b in pairs)

    def _states(self, claim: Row, fact: tuple[Row, str, Row, Row]) -> bool:
        subject, relation, obj, _ = fact
        if claim["relation"] != relation:
            return False
        ways = [(claim["subject"], claim["object"])]
        if relation in SYMMETRIC:
            ways.append((claim["object"], claim["subject"]))
        return any(means(subject, one, self._who) and means(obj, other, self._who) for one, other in ways)


def _score_article(annotated: Annotated, claims: Sequence[Row], scores: Scores) -> None:
    scores.articles += 1
    scores.gold.update(relation for _, relation, _, _ in annotated.facts)
    seen: set[object] = set()
    for claim in filter(annotated.in_scope, claims):
        hit = annotated.find(claim)
        scores.claims += 1
        scores.evidence_exact += bool(claim.get("evidence")) and claim["evidence"] in annotated.content
        scores.squared_error += (float(claim.get("confidence", 1.0)) - (hit is not None)) ** 2
        ends = (claim["subject"]["name"], claim["object"]["name"])
        key: object = hit if hit is not None else (key_of(ends[0]), claim["relation"], key_of(ends[1]))
        if key in seen:
            continue
        seen.add(key)
        scores.claimed[claim["relation"]] += 1
        if hit is None:
            error = Missed(annotated.article["id"], ends[0], claim["relation"], ends[1], claim.get("evidence", ""))
            scores.wrong.append(error)
        else:
            _score_right(claim, annotated.facts[hit], scores)
    scores.missed += [
        Missed(annotated.article["id"], s["name"], relation, o["name"], fact.get("evidence", ""))
        for n, (s, relation, o, fact) in enumerate(annotated.facts)
        if n not in seen
    ]


def _score_right(claim: Row, fact: tuple[Row, str, Row, Row], scores: Scores) -> None:
    subject, relation, obj, told = fact
    scores.right[relation] += 1
    scores.status_right += claim.get("status", "current") == told.get("status", "current")
    types = {claim["subject"].get("type"), claim["object"].get("type")}
    scores.types_right += types <= {subject["type"], obj["type"]}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _figures_row(figures: Figures) -> dict[str, float]:
    return {
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "right": figures.right,
        "claimed": figures.claimed,
        "gold": figures.gold,
    }
