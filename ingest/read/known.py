"""Finding names that are already known (gazetteer, or accepted in the article) in running tokens, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.resolve.gazetteer import Entry, load_gazetteer
from ingest.read.tokens import Token, tokenize
from ingest.read.words import word_list


@dataclass(frozen=True, slots=True)
class Known:
    """One spelling of a known thing. `context` marks a spelling that counts only beside a cue."""

    name: str
    type: str
    entry: Entry | None = None
    context: bool = False


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    found: list[Known] = field(default_factory=list)


class NameTree:
    """A tree of token sequences; a look-up costs a step a token whatever the number of names."""

    def __init__(self, names: Iterable[Known]) -> None:
        self._root = _Node()
        for known in names:
            node = self._root
            for token in tokenize(known.name, 0, len(known.name)):
                node = node.next.setdefault(token.lower, _Node())
            if node is not self._root:
                node.found.append(known)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, list[Known]] | None:
        """The longest known name that starts at token `at`: the index behind it, and what bears the name."""
        node, best = self._root, None
        for index in range(at, len(tokens)):
            following = node.next.get(tokens[index].lower)
            if following is None:
                break
            node = following
            if node.found:
                fitting = [k for k in node.found if _fits(k.name, tokens, at, index)]
                if fitting:
                    best = (index + 1, fitting)
            if tokens[index].possessive:
                break
        return best

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, list[Known]]]:
        """All known names from left to right, none overlapping."""
        at = 0
        while at < len(tokens):
            found = self.match(tokens, at)
            if found is None:
                at += 1
            else:
                yield at, found[0], found[1]
                at = found[0]


def _fits(name: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Case agrees well enough: a capitalised name is capitalised, an acronym or a short name exact."""
    written = tokens[first].text
    if len(name) <= 4 and " " not in name and name != written:
        return name.islower() is False and name[:1].isupper() and written == name.upper() and len(name) > 2
    if name[0].isupper():
        return written[0].isupper() or written[1:2].isupper()
    return any(c.isupper() or c.isdigit() for t in tokens[first : last + 1] for c in t.text)


@cache
def gazetteer_tree() -> NameTree:
    """The tree of the gazetteer's names and the places of words/places.txt."""
    listed = load_gazetteer().entries
    names = [Known(n, e.type, e) for e in listed for n in e.names]
    names += [Known(n, e.type, e, context=True) for e in listed for n in e.context]
    taken = {known.name for known in names}
    names += [Known(place, "Place") for place in sorted(word_list("places") - taken)]
    return NameTree(names)
