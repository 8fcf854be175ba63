"""From suits and their details to claims: one mention a suit, one claim a statement, with the sentence as evidence.

Each claim comes with the family of the form that found it, by which its confidence was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from graph.model import Claim, Mention, Status
from ingest.extract.legal_details import Detail
from ingest.extract.legal_probes import Probe
from ingest.extract.legal_suits import Suit, SuitBook
from ingest.extract.legal_tellings import Telling
from ingest.extract.masked import Masked
from ingest.extract.tables import read_table

EXTRACTOR = "rules"
# For a form that never held in the training articles; those that did have .93 on average (benchmarks/legal.py).
UNMEASURED = 0.8


def confidence_of(family: str) -> float:
    """The share of the claims of a family of forms that are right in the training articles."""
    return _measured().get(family, UNMEASURED)


@cache
def _measured() -> Mapping[str, float]:
    return {str(name): float(figure) for name, figure in (read_table("legal_precision") or {}).items()}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim is told, by which form, and what is said besides."""

    masked: Masked
    family: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ClaimWriter:
    """Writes the claims of one document; every suit is one mention, made when it is first needed."""

    book: SuitBook
    suits: dict[int, Mention] = field(default_factory=dict)

    def suit(self, suit: Suit) -> Mention:
        """The mention of a suit: the caption's own, when the reader has found it."""
        return self.suits.setdefault(suit.number, self.book.mention_of(suit))

    def parties(self, suit: Suit) -> Iterator[tuple[str, Claim]]:
        """Who sued whom, who is plaintiff and who defendant."""
        about, status, case = _qualifiers(suit), suit.status, self.suit(suit)
        for plaintiff, role in suit.plaintiffs.items():
            for defendant, other in suit.defendants.items():
                later = other if other.masked.sentence.start > role.masked.sentence.start else role
                ends = (self._party(plaintiff), self._party(defendant))
                yield self._claim(_Place(later.masked, later.family, about), ends[0], "SUED", ends[1], status)
            place = _Place(role.masked, role.family, about)
            yield self._claim(place, self._party(plaintiff), "PLAINTIFF_IN", case, status)
        for defendant, role in suit.defendants.items():
            place = _Place(role.masked, role.family, about)
            yield self._claim(place, self._party(defendant), "DEFENDANT_IN", case, status)

    def detail(self, suit: Suit, detail: Detail, masked: Masked) -> tuple[str, Claim]:
        """A court, statute, judge or counsel of a suit."""
        case, other = self.suit(suit), self.book.mentions[detail.mention]
        if detail.relation in {"JUDGE_IN", "COUNSEL_IN"}:
            return self._claim(_Place(masked, detail.family), other, detail.relation, case, detail.status)
        about = _qualifiers(suit) if detail.relation == "FILED_IN" else detail.qualifiers
        return self._claim(_Place(masked, detail.family, about), case, detail.relation, other, Status.CURRENT)

    def intended(self, telling: Telling, at: Suit | None) -> Iterator[tuple[str, Claim]]:
        """A suit that is planned, talked of or denied: SUED with that status, and no lawsuit.

        Who is said to be no defendant is none in the suit the text is at.
        """
        place, status = _Place(telling.masked, "intended"), telling.intent or Status.CURRENT
        if status is Status.DENIED and not telling.plaintiffs and at is not None and at.defendants:
            for defendant in telling.defendants:
                if defendant not in at.defendants:
                    yield self._claim(place, self._party(defendant), "DEFENDANT_IN", self.suit(at), status)
        for plaintiff in telling.plaintiffs:
            for defendant in telling.defendants:
                yield self._claim(place, self._party(plaintiff), "SUED", self._party(defendant), status)

    def probe(self, probe: Probe) -> Iterator[tuple[str, Claim]]:
        """Each body investigates each target."""
        place = _Place(probe.masked, f"probe {probe.family}")
        for body in probe.bodies:
            for target in probe.targets:
                yield self._claim(place, self._party(body), "INVESTIGATES", self._party(target), probe.status)

    def _party(self, index: int) -> Mention:
        return self.book.mentions[index]

    def _claim(
        self, place: _Place, subject: Mention, relation: str, object_: Mention, status: Status
    ) -> tuple[str, Claim]:
        document, sentence = self.book.document, place.masked.sentence
        claim = Claim(
            document.article.id,
            subject,
            relation,
            object_,
            sentence.start,
            sentence.end,
            document.content[sentence.start : sentence.end],
            status,
            place.qualifiers,
            confidence_of(place.family),
            EXTRACTOR,
        )
        return place.family, claim


def _qualifiers(suit: Suit) -> dict[str, str]:
    """The case number and the date of filing, as far as the article tells them."""
    pairs = {"case_number": suit.docket, "date": suit.date}
    return {key: value for key, value in pairs.items() if value is not None}
