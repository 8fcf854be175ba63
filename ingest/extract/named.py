"""Makers that a product's name or the gazetteer tells: "Perplexity Max" is Perplexity's, Siri is Apple's.

The maker must be in the article: named in it, or named by the product itself ("HP Omnibook 3"). The gazetteer's
`owner` alone, of a company that the article does not mention, gives no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.model import Claim, Mention
from graph.resolve.gazetteer import load_gazetteer
from graph.resolve.names import name_key, name_words
from ingest.extract.context import main_company
from ingest.read.document import Document, Reference, Sentence

# Rules of their own, since their precision differs. A maker known from the gazetteer must be in the product's
# sentence (.90 of such claims are right in the training articles, .24 of the others); one whose name the product bears
# may also be the company that the article is about (.62 to .70; .03 where the article does not mention it).
NAMED_AFTER, NAMED_AFTER_MAIN, KNOWN_MAKER = "named-after-maker", "named-after-main", "known-maker"
# A product that only qualifies a word ("LinkedIn Premium users", "an Android-focused show") is not told of.
_QUALIFYING = re.compile(
    r"-\w| (?:users?|subscribers?|subscriptions?|customers?|members?|owners?|head|chief|boss|laptops?|phones?|devices?|"
    r"apps?|accounts?|developers?|conference|event|fans?|competitors?|rivals?|chat(?:s|bot)?|clone|alternatives?)\b"
)


def other_maker(document: Document, claim: Claim) -> bool:
    """Whether the article has another company as the product's maker than the claim says ("Telegram's Grok").

    Where that was so, 17 claims of the rules were wrong and 6 right in the training articles; a maker's division
    ("Microsoft AI") and a person who built it for the maker are no others.
    """
    if claim.relation != "DEVELOPS" or claim.subject.type == "Person":
        return False
    companies = _companies(document)
    found = _named_after(claim.object, companies) or _known(claim.object, companies)
    return found is not None and name_words(found[1].name)[:1] != name_words(claim.subject.name)[:1]


def find_named_makers(document: Document) -> Iterator[tuple[str, Mention, Mention, Sentence]]:
    """(rule name, maker, product, sentence) for each product whose maker its name or the gazetteer tells."""
    companies = _companies(document)
    for index, product in enumerate(document.mentions):
        if product.type != "Product":
            continue
        found = _named_after(product, companies) or _known(product, companies)
        places = [
            r for r in document.references if index in r.mentions and not _QUALIFYING.match(document.content, r.end)
        ]
        if found is None or not places or found[1].name == product.name:
            continue
        rule, maker = found
        sentence, apart = _evidence(document, places, maker)
        if not apart:
            yield rule, maker, product, sentence
        elif rule == NAMED_AFTER and document.mentions.index(maker) == main_company(document):
            yield NAMED_AFTER_MAIN, maker, product, sentence


def _companies(document: Document) -> Mapping[str, Mention]:
    """Companies of the article by the keys of all their names, those of the gazetteer's entry too."""
    found: dict[str, Mention] = {}
    for mention in document.mentions:
        if mention.type in ("Company", "Organization"):
            entry = load_gazetteer().find(mention.name)
            for name in (mention.name, *mention.aliases, *(entry.names if entry is not None else ())):
                found.setdefault(name_key(name), mention)
    return found


def _named_after(product: Mention, companies: Mapping[str, Mention]) -> tuple[str, Mention] | None:
    words = product.name.split()
    for length in range(len(words) - 1, 0, -1):
        name = " ".join(words[:length])
        maker = companies.get(name_key(name))
        if maker is not None:
            return NAMED_AFTER, maker
    return None


def _known(product: Mention, companies: Mapping[str, Mention]) -> tuple[str, Mention] | None:
    for name in _shorter(product):
        entry = load_gazetteer().find(name, "Product")
        if entry is not None and entry.owner is not None:
            maker = companies.get(name_key(entry.owner))
            return None if maker is None else (KNOWN_MAKER, maker)
    return None


def _shorter(product: Mention) -> Iterator[str]:
    """The product's names, then what they begin with: "Claude 3.5 Sonnet" is a Claude, "iPads" are the iPad."""
    for name in (product.name, *product.aliases):
        yield name
        yield name.removesuffix("s")
        words = name.split()
        yield from (" ".join(words[:length]) for length in range(len(words) - 1, 0, -1))


def _evidence(document: Document, places: Sequence[Reference], maker: Mention) -> tuple[Sentence, bool]:
    """The first sentence that has product and maker, else the first that names the product; True for the latter."""
    makers = {index for index, mention in enumerate(document.mentions) if mention == maker}
    named = [s for s in document.sentences if any(s.start <= place.start < s.end for place in places)]
    both = (
        s for s in named if any(makers & set(r.mentions) for r in document.references if s.start <= r.start < s.end)
    )
    found = next(both, None)
    return (named[0], True) if found is None else (found, False)
