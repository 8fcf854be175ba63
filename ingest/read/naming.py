"""From candidates to typed names: the votes of all places where a name stands decide if it is one, and its type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.resolve.gazetteer import Entry
from graph.resolve.names import name_key
from ingest.read.cues import context_features, own_features, score_types
from ingest.read.known import Known
from ingest.read.shapes import PARTICLES, Candidate
from ingest.read.tokens import Token
from ingest.read.words import word_list

Votes = defaultdict[str, float]

KNOWN_WEIGHT = 8.0  # a name of the gazetteer outweighs the words around it
FEATURE_CAP = 2  # a cue that stands twice is sure; ten times tell no more
PARTICLE_WEIGHT = 3.0  # the training articles have too few such names to fit it
NO_NAME = "None"
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
    features: Counter[str] = field(default_factory=Counter)
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    entry: Entry | None = None
    listed: bool = False
    doubtful: bool = True
    words: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The type with most votes; a company when nothing tells."""
        return max(self.votes.items(), key=lambda vote: (vote[1], vote[0]), default=("Company", 0.0))[0]

    @property
    def weight(self) -> float:
        """How sure the type is: its lead over the next."""
        best = sorted(self.votes.values(), reverse=True)
        return best[0] - best[1] if len(best) > 1 else sum(best)


def gather_names(content: str, tokens: Sequence[Sequence[Token]], candidates: Iterable[Candidate]) -> dict[str, Naming]:
    """Names of an article by key, those that are none left out."""
    names = collect_names(content, tokens, candidates)
    for naming in names.values():
        _vote(naming)
    return {key: naming for key, naming in names.items() if naming.listed or naming.type != NO_NAME}


def collect_names(
    content: str, tokens: Sequence[Sequence[Token]], candidates: Iterable[Candidate]
) -> dict[str, Naming]:
    """What stands where, with its features, before anything is decided."""
    names: dict[str, Naming] = {}
    held: list[tuple[Candidate, Known]] = []
    for candidate in candidates:
        known = _listed(candidate)
        if known is not None and known.context:
            held.append((candidate, known))
        else:
            _note(names, content, tokens[candidate.sentence], candidate, known)
    seen = {naming.entry.name for naming in names.values() if naming.entry is not None}
    owners = {name_key(name) for name in seen}
    for candidate, known in held:
        entry = known.entry
        word = tokens[candidate.sentence][candidate.first].lower
        surname = known.type == "Person" and not is_common(word)  # "Musk" alone
        sure = entry is not None and (
            surname or entry.name in seen or (entry.owner is not None and name_key(entry.owner) in owners)
        )
        _note(names, content, tokens[candidate.sentence], candidate, known if sure else None, hint=known.type)
    named = {key: naming for key, naming in names.items() if key}
    _compare(named)
    return named


def _compare(names: Mapping[str, Naming]) -> None:
    """Features by the other names of the article: a surname beside the full name, a shortened name beside the long."""
    tails: dict[str, Naming] = {}
    heads: dict[str, Naming] = {}
    for naming in names.values():
        if len(naming.words) > 1:
            tails[naming.words[-1]] = naming
            heads[naming.words[0]] = naming
    for naming in names.values():
        if len(naming.words) != 1:
            continue
        longer = tails.get(naming.words[0])
        if longer is not None:
            personal = bool({"personal", "personal given", "titled", "given"} & longer.features.keys())
            naming.features["tail of personal" if personal else "tail of longer"] += 1
        longer = heads.get(naming.words[0])
        if longer is not None:
            personal = bool({"personal", "personal given"} & longer.features.keys())
            naming.features["head of personal" if personal else "head of longer"] += 1


def _listed(candidate: Candidate) -> Known | None:
    named = [known for known in candidate.known if known.type]
    return named[0] if named else None


def _note(
    names: dict[str, Naming],
    content: str,
    row: Sequence[Token],
    candidate: Candidate,
    known: Known | None,
    hint: str | None = None,
) -> None:
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
        naming.entry, naming.listed = naming.entry or known.entry, True
        naming.votes[known.type] = KNOWN_WEIGHT
    naming.doubtful &= _is_doubtful(words, initial=candidate.initial)
    if len(naming.spots) == 1:
        naming.features.update(own_features(words, text))
        if hint is not None:
            naming.features[f"hint={hint}"] += 1
    naming.features.update(context_features(content, row, candidate.first, candidate.last))
    if candidate.titled:
        naming.features["titled"] += 1
    if candidate.suing:
        naming.features["suing"] += 1


def features_of(naming: Naming) -> dict[str, float]:
    """Features with their counts, capped; more places make each of them weigh less."""
    capped = {feature: float(min(count, FEATURE_CAP)) for feature, count in naming.features.items()}
    if naming.doubtful:
        capped["doubtful"] = 1.0
        if not is_common(naming.words[0].casefold()):
            capped["doubtful rare"] = 1.0
    if len(naming.spots) > 1:
        capped["repeated"] = 1.0
    return capped


def _vote(naming: Naming) -> None:
    for kind, weight in score_types(features_of(naming)).items():
        if kind not in RARE or _is_evident(kind, naming.features):
            naming.votes[kind] += weight
    if (
        "suing" in naming.features or SURE_FORMS & naming.features.keys()
    ):  # a party of a case is a name whatever its words
        naming.votes.pop(NO_NAME, None)
    if "event" in naming.features:  # "Acme Developers Conference" is no party to anything
        naming.votes[NO_NAME] += KNOWN_WEIGHT
    if len(naming.words) > 1 and naming.words[0].casefold() in PARTICLES:  # "De La Torre"
        naming.votes["Person"] += PARTICLE_WEIGHT


# Types that no name gets by default: their own word or a cue must say so.
RARE = frozenset({"Organization", "GovernmentBody", "Court", "Law", "Venture", "Place"})
SURE_FORMS = frozenset(
    {"head=GovernmentBody", "head=Organization", "body form", "law form", "court form", "legal form"}
)
_FORMS = {"Court": "court form", "Law": "law form", "GovernmentBody": "body form"}


def _is_evident(kind: str, features: Mapping[str, int]) -> bool:
    if _FORMS.get(kind) in features or (kind == "Organization" and "capitals" in features):
        return True
    return any(kind in feature and not feature.startswith("begins") for feature in features)


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
