"""Makers that a product's name or the gazetteer tells: "Perplexity Max" is Perplexity's, Siri is Apple's.

The maker must be in the article: named in it, or named by the product itself ("HP Omnibook 3"). The gazetteer's
`owner` alone, of a company that the article does not mention, gives no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model import Mention
from graph.resolve.gazetteer import load_gazetteer
from graph.resolve.names import name_key
from ingest.read.document import Document, Sentence

NAMED_AFTER, KNOWN_MAKER = "named-after-maker", "known-maker"


def find_named_makers(document: Document) -> Iterator[tuple[str, Mention, Mention, Sentence]]:
    """(rule name, maker, product, sentence) for each product whose maker its name or the gazetteer tells."""
    companies = _companies(document)
    for index, product in enumerate(document.mentions):
        if product.type != "Product":
            continue
        found = _named_after(document, product, companies) or _known(product, companies)
        if found is None:
            continue
        rule, maker = found
        sentence = _evidence(document, index, maker)
        if sentence is not None and maker.name != product.name:
            yield rule, maker, product, sentence


def _companies(document: Document) -> Mapping[str, Mention]:
    """Companies of the article by the keys of all their names, those of the gazetteer's entry too."""
    found: dict[str, Mention] = {}
    for mention in document.mentions:
        if mention.type in ("Company", "Organization"):
            entry = load_gazetteer().find(mention.name)
            for name in (mention.name, *mention.aliases, *(entry.names if entry is not None else ())):
                found.setdefault(name_key(name), mention)
    return found


def _named_after(document: Document, product: Mention, companies: Mapping[str, Mention]) -> tuple[str, Mention] | None:
    words = product.name.split()
    for length in range(len(words) - 1, 0, -1):
        name = " ".join(words[:length])
        maker = companies.get(name_key(name))
        if maker is not None:
            return NAMED_AFTER, maker
        if load_gazetteer().find(name, "Company") is not None:
            return NAMED_AFTER, Mention(document.article.id, name, "Company")
    return None


def _known(product: Mention, companies: Mapping[str, Mention]) -> tuple[str, Mention] | None:
    for name in (product.name, *product.aliases):
        entry = load_gazetteer().find(name, "Product")
        if entry is not None and entry.owner is not None:
            maker = companies.get(name_key(entry.owner))
            return None if maker is None else (KNOWN_MAKER, maker)
    return None


def _evidence(document: Document, product: int, maker: Mention) -> Sentence | None:
    """The first sentence that has both, else the first that names the product."""
    makers = {index for index, mention in enumerate(document.mentions) if mention == maker}
    named = [s for s in document.sentences if product in _mentioned(document, s)]
    both = (s for s in named if makers & _mentioned(document, s))
    return next(both, next(iter(named), None))


def _mentioned(document: Document, sentence: Sentence) -> set[int]:
    inside = (r for r in document.references if sentence.start <= r.start < sentence.end)
    return {index for reference in inside for index in reference.mentions}
