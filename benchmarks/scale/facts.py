"""What is so between them: links in the shares and shapes that news has, each once, with status and details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from benchmarks.scale.cast import Cast, Who
from graph.ontology import Ontology

# Share of all links, and how either end is drawn: by fame ("f"), in turn ("t") or both ("e"). One giant owns, funds and
# supplies many, while a company has few owners and a person few employers
SHAPES = {
    "WORKS_FOR": (0.16, "tf"),
    "DEVELOPS": (0.11, "ft"),
    "USES": (0.10, "tf"),
    "PARTNERS_WITH": (0.10, "ff"),
    "SUPPLIES": (0.09, "ft"),
    "INVESTED_IN": (0.09, "ft"),
    "COMPETES_WITH": (0.07, "ff"),
    "ACQUIRED": (0.05, "ft"),
    "HEADQUARTERED_IN": (0.05, "te"),
    "FOUNDED": (0.04, "tt"),
    "BOARD_MEMBER_OF": (0.03, "tf"),
    "PARTICIPATES_IN": (0.03, "ft"),
    "OWNS": (0.025, "ft"),
    "INVESTIGATES": (0.02, "tf"),
    "ANNOUNCED": (0.01, "ft"),
    "SUED": (0.01, "tf"),
}
STATUSES = {"current": 0.82, "former": 0.07, "planned": 0.05, "rumoured": 0.04, "denied": 0.02}
OFTEN_DEALS = frozenset({"INVESTED_IN", "ACQUIRED", "SUPPLIES", "PARTNERS_WITH"})
ROLES = ("chief executive", "chief scientist", "head of research", "engineer", "general counsel", "spokesperson")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as one article tells it."""

    subject: Who
    relation: str
    object: Who
    status: str = "current"
    qualifiers: dict[str, str] = field(default_factory=dict)


class Facts:
    """Draws facts; `stream` gives `links` different ones."""

    def __init__(self, cast: Cast, ontology: Ontology, chance: Random) -> None:
        self._cast, self._chance, self._ontology = cast, chance, ontology
        self._ends = {
            name: tuple(tuple(sorted(end)) for end in (relation.subject, relation.object))
            for name, relation in ontology.relations.items()
        }
        self._numbers = {relation: number for number, relation in enumerate(ontology.relations)}
        self._seen: set[int] = set()
        self._stand = 0

    def stream(self, links: int) -> Iterator[Told]:
        """Suits, chains and circles, then single facts by their shares; a fact given is not given again."""
        for told in self._drawn(links):
            if self._is_new(told):
                self._stand += told.status != "denied"  # what is only denied is no link
                yield told
            if self._stand >= links:
                return

    def _drawn(self, links: int) -> Iterator[Told]:
        for number in range(self._cast.counts["Lawsuit"]):
            yield from self._suit(Who("Lawsuit", number))
        for _ in range(links // 300):
            yield from self._owners()
            yield from self._money()
        relations = list(SHAPES)
        weights = [SHAPES[relation][0] for relation in relations]
        while True:
            yield self._single(self._chance.choices(relations, weights=weights)[0])

    def _is_new(self, told: Told) -> bool:
        ends = [told.subject, told.object]
        if self._ontology.relation(told.relation).symmetric:
            ends.sort()
        size = sum(self._cast.counts.values())
        key = (self._numbers[told.relation] * size + self._cast.index(ends[0])) * size + self._cast.index(ends[1])
        if key in self._seen or told.subject == told.object:
            return False
        self._seen.add(key)
        return True

    def _single(self, relation: str) -> Told:
        subject, object_ = map(self._end, self._ends[relation], SHAPES[relation][1])
        return self._told(subject, relation, object_)

    def _end(self, types: tuple[str, ...], how: str) -> Who:
        by_fame = how == "f" or (how == "e" and self._chance.random() < 0.5)
        return self._cast.famous(*types) if by_fame else self._cast.next(*types)

    def _told(self, subject: Who, relation: str, object_: Who) -> Told:
        (status,) = self._chance.choices(list(STATUSES), weights=list(STATUSES.values()))
        return Told(subject, relation, object_, status, self._details(relation, status))

    def _details(self, relation: str, status: str) -> dict[str, str]:
        chance, details = self._chance, {}
        if relation in OFTEN_DEALS and chance.random() < 0.6:
            details["amount"] = str(round(10 ** chance.uniform(5.5, 11), -5)).removesuffix(".0")
            details["currency"] = chance.choices(("USD", "EUR", "GBP", "CNY"), weights=(80, 10, 6, 4))[0]
            if chance.random() < 0.2:
                details["bound"] = chance.choice(("at most", "at least", "about"))
        if relation in ("INVESTED_IN", "OWNS") and chance.random() < 0.3:
            details["share"] = str(chance.randint(1, 100))
        if relation == "INVESTED_IN" and chance.random() < 0.3:
            details["round"] = f"Series {chance.choice('ABCDE')}"
        if relation in ("WORKS_FOR", "BOARD_MEMBER_OF"):
            details["title"] = chance.choice(ROLES)
        if status in ("current", "former") and chance.random() < 0.4:
            details["until" if status == "former" else "since"] = f"{chance.randint(2005, 2026)}"
        elif chance.random() < 0.2:
            details["date"] = f"{chance.randint(2016, 2026)}-{chance.randint(1, 12):02}"
        return details

    def _owners(self) -> Iterator[Told]:
        """A chain of owners three to eight long; one in ten bites its tail."""
        chain = [self._cast.next("Company") for _ in range(self._chance.randint(3, 8))]
        if self._chance.random() < 0.1:
            chain.append(chain[0])
        yield from (Told(owner, "OWNS", owned) for owner, owned in pairwise(chain))

    def _money(self) -> Iterator[Told]:
        """An investor whose money comes back by what it sells to its own supplier's customer."""
        investor, backed, supplier = (self._cast.famous("Company") for _ in range(3))
        yield self._told(investor, "INVESTED_IN", backed)
        yield self._told(supplier, "SUPPLIES", backed)
        yield self._told(investor, "SUPPLIES", supplier)

    def _suit(self, suit: Who) -> Iterator[Told]:
        """A suit with parties, court, law, judge, counsel and docket number."""
        cast, chance = self._cast, self._chance
        plaintiff, defendant = cast.parties(suit)
        defendants = {defendant, *(cast.famous("Company") for _ in range(chance.choice((0, 0, 0, 1, 2))))} - {plaintiff}
        docket = {"case_number": f"{suit.number % 30 + 16:02}-cv-{suit.number + 10001}"}
        yield Told(plaintiff, "PLAINTIFF_IN", suit, qualifiers=docket)
        for defendant in sorted(defendants):
            yield Told(defendant, "DEFENDANT_IN", suit)
            yield Told(plaintiff, "SUED", defendant)
        yield Told(suit, "FILED_IN", cast.next("Court"), qualifiers=docket)
        for _ in range(chance.randint(0, 2)):
            yield Told(suit, "ALLEGES_VIOLATION_OF", cast.next("Law"))
        yield Told(cast.famous("Person"), "JUDGE_IN", suit)
        for _ in range(chance.randint(0, 3)):
            yield Told(cast.famous("Person"), "COUNSEL_IN", suit)
