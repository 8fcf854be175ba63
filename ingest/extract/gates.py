"""Claims that the gazetteer or the words beside a name speak against, whatever rule made them.

Makers are checked against the gazetteer's `owner`: in 603 full stories that no rule was tuned on, lists ("NVIDIA's
G-Sync, AMD's FreeSync and Google Gemini") and makers that "use" their own product were the commonest wrong claims.
"""

from __future__ import annotations

import re

from graph.model import Claim, Mention
from graph.resolve.gazetteer import load_gazetteer
from graph.resolve.names import name_key, name_words
from ingest.extract.patterns import Match
from ingest.read.document import Document, ReferenceKind

# What follows a name that is no product's: "Prime Day", "DX Division", "Windows Insiders", "Connect conference"
_NO_PRODUCT = re.compile(
    r" (?:team|division|unit|department|fund|bug|flaw|vulnerability|conference|summit|event|keynote|day|days|week|"
    r"hq|headquarters|office|campus|inbox|page|holdings?|deal|partner|insiders|newsroom|store|board|movie|film|"
    r"book|song|album|report|study|article|post|award|award-winning)\b",
    re.IGNORECASE,
)
_NO_PRODUCT_NAME = re.compile(
    r"(?:team|division|conference|summit|newsroom|insiders|board|hq|headquarters|office|foundation|day|fund|report|"
    r"university|institute|council|holdings|exit|comeback)$",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"[\d.,]+ ?(?:[KMGT]?Hz|[KMGT]?b|[KMGT]B|m?Ah|k?Wh?|nm|mm|fps|MP)\b")  # "6GHz", "24Gb G7"
_MANY = re.compile(r"\b(?:founders|[a-z-]+(?:ers|ors|ives|ents|ists|nts|eads|iefs|osses|yees|ceos|men|women))\b")
_FOUNDER = re.compile(r"founders?\b")


def contradicted(document: Document, claim: Claim) -> bool:
    """Whether the gazetteer names another maker, the user made the thing itself, or a name is no product's."""
    if claim.relation == "DEVELOPS":
        return _wrong_maker(claim.subject, claim.object) or not _is_product(document, claim)
    if claim.relation == "USES" and any(_MEASURE.match(mention.name) for mention in (claim.subject, claim.object)):
        return True
    if claim.relation == "USES":
        return _makes(claim.subject, claim.object)
    if claim.relation == "PARTNERS_WITH":
        return _first_word(claim.subject) == _first_word(claim.object)
    return False


def _wrong_maker(maker: Mention, product: Mention) -> bool:
    owner = known_owner(product)
    if owner is None:
        return False
    return maker.type == "Person" or not _same_house(maker, owner)


def _makes(user: Mention, used: Mention) -> bool:
    """Whether user and used are of one house: who makes a thing does not "use" it for news' sake."""
    owner = known_owner(used)
    if user.type == "Product":
        return owner is not None and owner == known_owner(user)
    return owner is not None and _same_house(user, owner)


def known_owner(product: Mention) -> str | None:
    """The maker that the gazetteer tells of a product, by its name or by the company that its name begins with."""
    if product.type != "Product":
        return None
    for name in (product.name, *product.aliases):
        words = name.split()
        for length in range(len(words), 0, -1):
            begins = " ".join(words[:length])
            entry = load_gazetteer().find(begins, "Product")
            if entry is not None and entry.owner is not None:
                return entry.owner
            firm = load_gazetteer().find(begins, "Company")
            if firm is not None and length < len(words):
                return firm.name
    return None


def _same_house(maker: Mention, owner: str) -> bool:
    """Whether maker and owner are one, or one the other's division: Google DeepMind, Meta AI, Alphabet for Google."""
    entry = load_gazetteer().find(maker.name)
    names = {maker.name, *maker.aliases, *((*entry.names, entry.owner or "") if entry is not None else ())}
    house = load_gazetteer().find(owner)
    theirs = {owner, *((*house.names, house.owner or "") if house is not None else ())} - {""}
    names.discard("")
    return any(
        name_key(one) == name_key(two) or name_words(one)[:1] == name_words(two)[:1] for one in names for two in theirs
    )


def _first_word(mention: Mention) -> tuple[str, ...]:
    return tuple(name_words(mention.name)[:1])


def _is_product(document: Document, claim: Claim) -> bool:
    """Whether the object's name and what follows it in the claim's sentence let it be a product."""
    if _NO_PRODUCT_NAME.search(claim.object.name) or _MEASURE.match(claim.object.name):
        return False
    places = [
        reference.end
        for reference in document.references
        if claim.start <= reference.start < claim.end
        and reference.kind is ReferenceKind.NAME
        and any(document.mentions[index] == claim.object for index in reference.mentions)
    ]
    return not places or any(_NO_PRODUCT.match(document.content, place) is None for place in places)


def titled_only(match: Match) -> tuple[int, ...]:
    """The subjects that a title in the singular may hold: of "A, B and C, the boss of X" the one next to it."""
    subjects, text = match.subjects, match.masked.text
    if len(subjects) < 2 or not match.objects or match.rule.relation not in ("WORKS_FOR", "FOUNDED", "BOARD_MEMBER_OF"):
        return subjects
    before, behind = text[match.start : subjects[0]], text[subjects[-1] + 1 : match.end]
    founder = _FOUNDER.search(f"{before} {behind}")
    told = match.title.lower() if match.title else founder and founder[0]
    if told is None or _MANY.search(told):
        return subjects
    title_first = match.objects[0] < subjects[0] and told in before
    apposed = behind.startswith((",", " -", " who"))
    return subjects[:1] if title_first else subjects[-1:] if apposed else subjects
