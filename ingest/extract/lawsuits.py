"""Lawsuits as a model: the suits of an article are found as things of their own, over several sentences, then named.

Two passes: the first reads who sued whom and joins it into suits (legal_tellings.py, legal_suits.py), the second hangs
courts, statutes, judges and counsel on them (legal_details.py). Investigations are read beside (legal_probes.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import Claim, Status
from ingest.extract.legal_claims import ClaimWriter
from ingest.extract.legal_details import Detail, find_details
from ingest.extract.legal_grammar import SUIT, compiled
from ingest.extract.legal_probes import PROBE_WORD, find_probes
from ingest.extract.legal_status import ends_suit
from ingest.extract.legal_suits import Suit, SuitBook
from ingest.extract.legal_tellings import Telling, find_tellings
from ingest.extract.masked import Masked, mask_document
from ingest.read.document import Docket, Document, ReferenceKind, When

# Without one of these words a sentence tells of no suit.
SUIT_WORD = re.compile(
    r"\b(?:law)?suits?\b|\bcounter-?su|\bsu(?:ed?|es|ing)\b|\bcourt|\bplaintiff|\bdefendant|complaint|\bcases?\b|"
    rf"\bcharges\b|\bactions?\b|\bclaims?\b|petition|proceedings?|litigat|\bjudge|dismiss|\btrial\b|"
    rf"\bvs?\.? |\brepresent|\blegal\b|accus|settl|[{SUIT}]"
)
_CAPTION = r"(?P<p>[{party}]) vs?\.? (?P<d>[{party}])"
_LEGAL_TALK = re.compile(
    r"\b(?:law)?suits?\b|\bcase\b|\bcourt|\bsu(?:ed|es|ing)\b|complaint|\btrial\b|\bjudge\b|docket|\bjury\b"
)
_FILED_WHEN = r"\b{noun}(?:,| was| were)? (?:filed|brought|lodged|submitted|issued)[^;,]{0,60}?(?P<when>[{when}])"
# Tellings whose dates are not those of the filing.
_LATER = frozenset({"settles", "dismiss by", "dismiss owner's", "faces", "faces from", "settlement"})
_DATE_REACH = 60
# Behind these words a date is that of something else: "sued the firm that X has owned since 2016".
_ELSEWHEN = re.compile(
    r"\b(?:since|which|that|who|whose|after|when|because|but|before|until|founded|owned|bought|launched)\b"
)
_OTHER_SUIT = re.compile(r"\b(?:another|earlier|previous|first|similar|separate|different|older)\b")


@dataclass(slots=True)
class Page:
    """What the first pass leaves at a sentence: which suits it tells of where, and which suit the text is at.

    `intended` are tellings of suits that are planned, talked of or denied.
    """

    masked: Masked
    intended: list[Telling] = field(default_factory=list)
    anchors: list[tuple[int, Suit]] = field(default_factory=list)
    at: Suit | None = None


def find_lawsuit_claims(document: Document) -> Iterator[Claim]:
    """The claims of the eight legal relations that a document makes, suit by suit. Raises nothing."""
    return (claim for _, claim in find_by_form(document))


def find_by_form(document: Document) -> Iterator[tuple[str, Claim]]:
    """The claims of the eight legal relations, each with the family of the form that found it."""
    lower = document.content.lower()
    if SUIT_WORD.search(lower) is None and PROBE_WORD.search(lower) is None:
        return
    book = SuitBook(document)
    writer = ClaimWriter(book)
    pages = [_read(book, masked) for masked in mask_document(_without_nouns(document))]
    _end(book, document)
    for suit in book.told():
        yield from writer.parties(suit)
    for suit, detail, page in _details(book, pages):
        yield writer.detail(suit, detail, page.masked)
    for page in pages:
        for telling in page.intended:
            yield from writer.intended(telling, page.at)
        for probe in find_probes(page.masked):
            yield from writer.probe(probe)


def _end(book: SuitBook, document: Document) -> None:
    """A sentence that ends "his case" ends the article's suit, when that has only one."""
    told = list(book.told())
    if len(told) == 1 and any(ends_suit(masked.text) for masked in mask_document(_without_nouns(document))):
        told[0].status = Status.FORMER


def _without_nouns(document: Document) -> Document:
    """The document without references that call a suit by a noun: the forms read "the complaint" as words."""
    suits = {index for index, mention in enumerate(document.mentions) if mention.type == "Lawsuit"}
    references = tuple(r for r in document.references if r.kind is ReferenceKind.NAME or not suits & set(r.mentions))
    return document if len(references) == len(document.references) else replace(document, references=references)


def _read(book: SuitBook, masked: Masked) -> Page:
    """Put what a sentence tells into the book, but for suits that are not there: they are kept apart."""
    page = Page(masked)
    for place, caption in _captions(masked):
        suit = book.add_caption(caption, masked)
        if suit is not None:
            page.anchors.append((place, suit))
    for telling in find_tellings(masked) if SUIT_WORD.search(masked.text) else ():
        if telling.intent is not None:
            page.intended.append(telling)
            continue
        suit = book.add(telling)
        if suit is not None:
            page.anchors.append((telling.start, suit))
            _date(suit, telling)
    page.at = book.at(masked)
    _date_of_filing(page)
    _docket(page)
    return page


def _captions(masked: Masked) -> Iterator[tuple[int, str]]:
    """Case captions: those the reader marked as lawsuits, and "X v. Y" of two parties."""
    for place, reference in masked.references.items():
        if masked.text[place] in SUIT and reference.kind is ReferenceKind.NAME:
            yield place, masked.document.content[reference.start : reference.end]
    for found in compiled(_CAPTION).finditer(masked.text):
        if " vs" in found.group() and _LEGAL_TALK.search(masked.text) is None:
            continue  # "Microsoft vs. Oracle: which is the better buy?"
        yield found.start(), masked.source(*found.span())


def _date(suit: Suit, telling: Telling) -> None:
    """The first date at or behind a telling of the filing is the suit's."""
    if suit.date is not None or telling.family in _LATER or telling.status is Status.FORMER:
        return
    text = telling.masked.text
    if " with a similar " in text[telling.start :]:
        return  # "sued it back in 2007 with a similar argument" is an older suit between the same two
    stop = text.find(";", telling.end)
    end = min(telling.end + _DATE_REACH, len(text) if stop < 0 else stop)
    turn = _ELSEWHEN.search(text, telling.end, end)
    end = end if turn is None else turn.start()
    dates = (value.date for _, value in telling.masked.values_in(telling.verb, end) if isinstance(value, When))
    suit.date = next(dates, None)


def _date_of_filing(page: Page) -> None:
    """A date beside "the suit was filed" is that of the suit the text is at."""
    if page.at is None or page.at.date is not None:
        return
    for found in compiled(_FILED_WHEN).finditer(page.masked.text):
        value = page.masked.values[found.start("when")]
        if _OTHER_SUIT.search(page.masked.text, 0, found.start("when")):
            continue
        if isinstance(value, When):
            page.at.date = value.date


def _docket(page: Page) -> None:
    suit = page.anchors[-1][1] if page.anchors else page.at
    for value in page.masked.values.values():
        if isinstance(value, Docket) and suit is not None and suit.docket is None:
            suit.docket = value.number


def _details(book: SuitBook, pages: list[Page]) -> Iterator[tuple[Suit, Detail, Page]]:
    """The details of each suit, each once; of several courts the one of the docket line, else the first."""
    parties = {index for suit in book.told() for index in (*suit.plaintiffs, *suit.defendants)}
    found: dict[tuple[int, str, int], tuple[Suit, Detail, Page]] = {}
    for page in pages:
        for detail in find_details(page.masked, parties):
            suit = _suit_of(book, page, detail)
            if suit is None or not suit.defendants:
                continue
            key = (suit.number, detail.relation, -1 if detail.relation == "FILED_IN" else detail.mention)
            if key not in found or _better(detail, page):
                found[key] = (suit, detail, page)
    yield from found.values()


def _better(detail: Detail, page: Page) -> bool:
    """A court beside the docket number is the full one; a statute with its damages says more than one without."""
    docket = any(isinstance(value, Docket) for value in page.masked.values.values())
    return bool(detail.qualifiers) or (detail.relation == "FILED_IN" and docket)


def _suit_of(book: SuitBook, page: Page, detail: Detail) -> Suit | None:
    """The suit of a detail: its party's, the last told before it in the sentence, else the one the text is at."""
    if detail.party:
        own = [suit for suit in book.suits if set(detail.party) & {*suit.plaintiffs, *suit.defendants}]
        if own:
            return page.at if page.at in own else own[0]
    before = [suit for place, suit in page.anchors if place <= detail.place]
    if before:
        return before[-1]
    if page.anchors:
        return page.anchors[0][1]
    return page.at or book.main
