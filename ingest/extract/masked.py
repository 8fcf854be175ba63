"""A sentence with each reference and value replaced by one private character that tells its type and kind.

"Adobe bought Semrush for $1.9 billion" becomes "① bought ① for ②" (in characters of Unicode's private use
area), in lower case and with single spaces. One character a reference makes types character classes, lists short
expressions and distances honest, and each character still knows the reference it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.ontology import load_ontology
from ingest.read.document import Docket, Document, Money, Reference, ReferenceKind, Sentence, Share, Value, When

_FIRST = 0xE000  # the private use area of the basic plane: U+E000 to U+F8FF
_KINDS = (ReferenceKind.NAME, ReferenceKind.NOMINAL, ReferenceKind.PRONOUN)
_VALUES: Mapping[type[Value], str] = {
    Money: chr(_FIRST + 0x1000),
    When: chr(_FIRST + 0x1001),
    Share: chr(_FIRST + 0x1002),
    Docket: chr(_FIRST + 0x1003),
}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_POSSESSIVES = frozenset({"its", "his", "her", "their", "whose", "our", "my"})
_BARE_POSSESSIVE = re.compile(r"[’'](?= \w)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked sentence. `offsets[i]` is where character `i` of `text` begins in the content; one more ends it.

    `references` and `values` give what stands behind a masked character, by its place in `text`.
    """

    document: Document
    sentence: Sentence
    text: str
    offsets: tuple[int, ...]
    references: Mapping[int, Reference]
    values: Mapping[int, Value]

    def source(self, start: int, end: int) -> str:
        """The words of the article behind a stretch of the masked text, without blanks around them."""
        if start >= end:
            return ""
        return self.document.content[self.offsets[start] : self.offsets[end]].strip()

    def types(self, place: int) -> frozenset[str]:
        """The types of what the masked character at that place stands for."""
        mentions = self.document.mentions
        return frozenset(mentions[index].type for index in self.references[place].mentions)

    def qualifies(self, place: int) -> bool:
        """Whether the reference only qualifies what follows ("Microsoft-backed OpenAI", "Google's Gemini")."""
        return self.text.startswith(("-", "'s"), place + 1)

    def values_in(self, start: int, end: int) -> Iterator[tuple[int, Value]]:
        """Values masked between two places, in the text's order."""
        return ((place, value) for place, value in self.values.items() if start <= place < end)


@cache
def type_numbers() -> Mapping[str, int]:
    """A number for each type of the shipped ontology."""
    return {name: number for number, name in enumerate(load_ontology().types)}


@cache
def type_class(types: str, *, kinds: tuple[ReferenceKind, ...] = _KINDS) -> str:
    """The characters that stand for references of these types ("Company|Product") and kinds."""
    numbers = type_numbers()
    return "".join(
        chr(_FIRST + numbers[name] * len(_KINDS) + _KINDS.index(kind)) for name in types.split("|") for kind in kinds
    )


def value_class(kind: type[Value]) -> str:
    """The character that stands for a value of that kind."""
    return _VALUES[kind]


def mask_document(document: Document) -> Iterator[Masked]:
    """The sentences of a document, masked, in order; those without a reference or value are left out."""
    references = iter(document.references)
    values = iter(document.values)
    reference, value = next(references, None), next(values, None)
    for sentence in document.sentences:
        inside: list[Reference] = []
        while reference is not None and reference.start < sentence.end:
            inside.append(reference)
            reference = next(references, None)
        valued: list[Value] = []
        while value is not None and value.start < sentence.end:
            valued.append(value)
            value = next(values, None)
        if inside or valued:
            yield mask_sentence(document, sentence, inside, valued)


def mask_sentence(
    document: Document, sentence: Sentence, references: Iterable[Reference], values: Iterable[Value] = ()
) -> Masked:
    """Mask one sentence. A value that overlaps a reference gives way to it."""
    builder = _Builder(document)
    taken = [r for r in references if sentence.start <= r.start and r.end <= sentence.end]
    free = [
        v for v in values if sentence.start <= v.start and not any(r.start < v.end and v.start < r.end for r in taken)
    ]
    place = sentence.start
    for item in sorted((*taken, *free), key=lambda item: item.start):
        if item.start < place:
            continue
        builder.copy(place, item.start)
        place = builder.put(item)
    builder.copy(place, sentence.end)
    return builder.finish(sentence)


class _Builder:
    """Collects the masked text and where each of its characters comes from."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.characters: list[str] = []
        self.offsets: list[int] = []
        self.references: dict[int, Reference] = {}
        self.values: dict[int, Value] = {}
        self.end = 0

    def copy(self, start: int, end: int) -> None:
        """Take over plain text, in lower case, with runs of blanks as one."""
        text = _PRIVATE.sub(" ", self.document.content[start:end].translate(_QUOTES))
        for offset, character in enumerate(text, start):
            if character.isspace():
                if self.characters and self.characters[-1] == " ":
                    continue
                self._add(" ", offset)
            else:
                lower = character.lower()
                self._add(lower if len(lower) == 1 else character, offset)
        self.end = max(self.end, end)

    def put(self, item: Reference | Value) -> int:
        """Put a masking character, and tell where the text goes on.

        A possessive pronoun reads as one with "'s", so one pattern serves both.
        """
        place = len(self.characters)
        if isinstance(item, Reference):
            self.references[place] = item
            self._add(self._character(item), item.start)
            word = self.document.content[item.start : item.end].casefold()
            if item.kind is ReferenceKind.PRONOUN and word in _POSSESSIVES and self._is_possessive(word, item.end):
                self._add("'", item.end)
                self._add("s", item.end)
            elif word.endswith("s") and _BARE_POSSESSIVE.match(self.document.content, item.end):
                self._add("'", item.end)  # "Limitless' app" reads as "Limitless's app"
                self._add("s", item.end + 1)
                return item.end + 1
        else:
            self.values[place] = item
            self._add(_VALUES[type(item)], item.start)
        self.end = item.end
        return item.end

    def _is_possessive(self, word: str, end: int) -> bool:
        """Whether "her" is the possessive: only before a word, as in "her company" and not in "hired her."."""
        return word != "her" or bool(
            re.match(r" (?!to\b|as\b|from\b|in\b|and\b|for\b)\w", self.document.content[end : end + 5])
        )

    def _character(self, reference: Reference) -> str:
        kind = _KINDS.index(reference.kind)
        number = type_numbers().get(self.document.mentions[reference.mentions[0]].type)
        # a type of a user's own ontology has no rule here: it stays a word of its own
        return "\uf8ff" if number is None else chr(_FIRST + number * len(_KINDS) + kind)

    def _add(self, character: str, offset: int) -> None:
        self.characters.append(character)
        self.offsets.append(offset)

    def finish(self, sentence: Sentence) -> Masked:
        """The masked sentence."""
        offsets = (*self.offsets, self.end)
        text = "".join(self.characters)
        return Masked(self.document, sentence, text, offsets, self.references, self.values)
