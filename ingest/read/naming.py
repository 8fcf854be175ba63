"""From candidates to typed names: the votes of all places where a name stands decide if it is one, and its type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.resolve.gazetteer import Entry
from graph.resolve.names import name_key
from ingest.read.cues import context_votes, own_votes
from ingest.read.document import Sentence
from ingest.read.known import Known
from ingest.read.shapes import Candidate
from ingest.read.tokens import Token
from ingest.read.words import word_list

Votes = defaultdict[str, float]

KNOWN_WEIGHT = 8.0  # above any two cues, below three that agree
TITLED_WEIGHT = 4.0
CONTEXT_CUE = 1.5  # what a spelling that is also a common word needs beside it
INITIAL_CUE = 3.0  # what a common word that only ever starts sentences needs
_STEM = re.compile(r"(?:'s|s|es|ed|ing|ly|er|ers)$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a name stands, in code points, with its sentence's number."""

    start: int
    end: int
    sentence: int
    text: str


@dataclass(slots=True)
class Naming:
    """All places of an article where one spelling (by key) stands, and what they say of its type."""

    key: str
    spots: list[Spot] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    entry: Entry | None = None
    listed: bool = False
    doubtful: bool = True
    words: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The type with most votes; a company when nothing tells."""
        if not self.votes:
            return "Product" if any(c.isdigit() for c in self.key) else "Company"
        return max(self.votes.items(), key=lambda vote: (vote[1], vote[0]))[0]

    @property
    def weight(self) -> float:
        """How sure the type is."""
        return self.votes.get(self.type, 0.0)


def gather_names(
    content: str, sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]], candidates: Iterable[Candidate]
) -> dict[str, Naming]:
    """Names of an article by key, those that are none left out."""
    names: dict[str, Naming] = {}
    held: list[tuple[Candidate, Known]] = []
    for candidate in candidates:
        known = _listed(candidate)
        if known is not None and known.context:
            held.append((candidate, known))
        else:
            _note(names, content, sentences, tokens, candidate, known)
    seen = {naming.entry.name for naming in names.values() if naming.entry is not None}
    for candidate, known in held:
        cued = known.entry is not None and (
            known.entry.name in seen or _cued(content, sentences, tokens, candidate, known)
        )
        _note(names, content, sentences, tokens, candidate, known if cued else None)
    return {key: naming for key, naming in names.items() if key and _is_name(naming)}


def _listed(candidate: Candidate) -> Known | None:
    named = [known for known in candidate.known if known.type]
    return named[0] if named else None


def _cued(
    content: str, sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]], candidate: Candidate, known: Known
) -> bool:
    sentence = sentences[candidate.sentence]
    words = tokens[candidate.sentence][candidate.first : candidate.last]
    votes = context_votes(content, words[0].start, words[-1].end, sentence.start, sentence.end)
    return sum(weight for kind, weight in votes if kind == known.type) >= CONTEXT_CUE


def _note(
    names: dict[str, Naming],
    content: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    candidate: Candidate,
    known: Known | None,
) -> None:
    sentence = sentences[candidate.sentence]
    row = tokens[candidate.sentence]
    words = row[candidate.first : candidate.last]
    start, end = words[0].start, words[-1].end
    text = content[start:end]
    if known is None and (text in word_list("not_names") or text in word_list("nationalities")):
        return
    naming = names.setdefault(name_key(text), Naming(name_key(text)))
    naming.spots.append(Spot(start, end, candidate.sentence, text))
    if len(words) > len(naming.words):
        naming.words = tuple(t.text for t in words)
    if known is not None:
        naming.votes[known.type] += 0 if naming.listed else KNOWN_WEIGHT
        naming.entry, naming.listed, naming.doubtful = naming.entry or known.entry, True, False
    elif not naming.votes or len(naming.spots) == 1:
        _add(naming, own_votes(words, text))
    _add(naming, context_votes(content, start, end, sentence.start, sentence.end))
    if candidate.titled:
        naming.votes["Person"] += TITLED_WEIGHT
    owned = candidate.first > 0 and row[candidate.first - 1].possessive
    if owned and not naming.listed and row[candidate.first - 1].text[0].isupper():
        naming.votes["Product"] += 1.2
    naming.doubtful &= _is_doubtful(words, initial=candidate.initial)


def _add(naming: Naming, votes: Iterable[tuple[str, float]]) -> None:
    for kind, weight in votes:
        naming.votes[kind] += weight


def _is_doubtful(words: Sequence[Token], *, initial: bool) -> bool:
    """A lone word that may be an ordinary one, capitalised for where it stands."""
    if len(words) > 1:
        return all(w.lower in word_list("common") or w.lower in word_list("function") for w in words) and initial
    text = words[0].text
    if any(c.isupper() or c.isdigit() for c in text[1:]):
        return False
    return initial or is_common(words[0].lower)


def is_common(word: str) -> bool:
    """Whether a word in lower case, or its stem, is one of ordinary prose."""
    common = word_list("common")
    stem = _STEM.sub("", word)
    return word in common or stem in common or stem + "e" in common


def _is_name(naming: Naming) -> bool:
    if naming.listed or not naming.doubtful:
        return True
    if len(naming.words) == 1 and not is_common(naming.words[0].casefold()):
        return naming.weight >= CONTEXT_CUE
    return naming.weight >= INITIAL_CUE and naming.type != "Person"
