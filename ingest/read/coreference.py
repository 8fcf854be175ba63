"""Linking pronouns and nominals to the entities they point to; what is doubtful stays unlinked.

A salience walk in the spirit of Lappin and Leass (1994): each mention adds to its entity's weight by its role, weights
halve from sentence to sentence, and an anaphor takes the heaviest entity that agrees in type, gender and description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.resolve.gazetteer import load_gazetteer
from graph.resolve.names import name_key
from ingest.read.cluster import Thing
from ingest.read.document import Reference, ReferenceKind, Sentence, SentenceKind
from ingest.read.nominals import BODIES, Anaphor, find_anaphors, gender_of
from ingest.read.tokens import Token
from ingest.read.words import word_list

SUBJECT, OWNER, OTHER = 2.4, 1.5, 1.0
DECAY = 0.45
FLOOR = 0.4  # an entity three sentences away is no longer meant by "it"
PERSON_FLOOR = 0.15  # gender tells persons apart, so they may be further away
MARGIN = 1.5  # how much heavier the best must be than the next
TOPIC = 1.5  # what being what the article is about adds for "the company"
# After these a clause begins: what follows is its subject, and may be what the clause before was about.
_BOUNDARIES = frozenset(
    ", ; : — – - ( “ ” \" ' ‘ that which who whose said says because while when after before but if as where and or "
    "so though although since until whether how why what claims claimed claiming argues argued alleges alleged hopes "
    "hoped believes adds added told announced reported than".split()
)
_PREPOSITIONS = frozenset(
    "of to for with by from in at on against between into like than over about under via through including and or "
    "as behind around with among named called after before".split()
)
_NOT_VERBS = frozenset("and or of ' , for with to in at on by from".split())


@dataclass(slots=True)
class _State:
    """What the walk knows at one place."""

    things: Sequence[Thing]
    weights: dict[int, float] = field(default_factory=dict)
    here: dict[int, float] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    genders: dict[int, str] = field(default_factory=dict)
    described: dict[int, set[str]] = field(default_factory=dict)
    previous: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    topic: dict[int, float] = field(default_factory=dict)

    def note(self, thing: int, weight: float) -> None:
        """A mention of `thing`."""
        self.here[thing] = max(self.here.get(thing, 0.0), weight)
        if thing in self.order:
            self.order.remove(thing)
        self.order.append(thing)
        self.clause.append(thing)

    def next_sentence(self) -> None:
        """Fade."""
        self.weights = {t: w * DECAY for t, w in self.weights.items()}
        for thing, weight in self.here.items():
            self.weights[thing] = self.weights.get(thing, 0.0) + weight * DECAY
        self.previous = self.order
        self.here, self.order, self.clause = {}, [], []

    def weight(self, thing: int) -> float:
        """How much `thing` is in mind."""
        return self.weights.get(thing, 0.0) + self.here.get(thing, 0.0)


def resolve_references(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    things: Sequence[Thing],
    named: Sequence[Reference],
) -> list[Reference]:
    """The references by name and those by noun and pronoun that could be linked, sorted by start."""
    state = _State(things, genders=_genders(things, tokens, named), topic=_topics(named))
    state.described = {i: _own_words(thing) for i, thing in enumerate(things)}
    references = list(named)
    for number, (sentence, row) in enumerate(zip(sentences, tokens, strict=True)):
        inside = {r.start: r for r in named if sentence.start <= r.start < sentence.end}
        references += _walk(number, sentence, row, inside, state)
        state.next_sentence()
    return sorted(_apart(references), key=lambda r: r.start)


def _apart(references: Sequence[Reference]) -> Iterator[Reference]:
    """Of a noun phrase and a name inside it keep the phrase ("the ChatGPT maker"), or the name if both mean one."""
    phrases = [r for r in references if r.kind is ReferenceKind.NOMINAL]
    names = {r.start: r for r in references if r.kind is ReferenceKind.NAME}
    dropped: set[tuple[int, int]] = set()
    for phrase in phrases:
        for inner in (names[at] for at in range(phrase.start, phrase.end) if at in names):
            loser = phrase if inner.mentions == phrase.mentions else inner
            dropped.add((loser.start, loser.end))
    return (r for r in references if (r.start, r.end) not in dropped)


def _walk(
    number: int, sentence: Sentence, row: Sequence[Token], inside: Mapping[int, Reference], state: _State
) -> Iterator[Reference]:
    taken = frozenset(t.start for t in row for r in inside.values() if r.start <= t.start < r.end)
    anaphors = {a.first: a for a in find_anaphors(number, row, taken)}
    factor = 0.7 if sentence.kind is SentenceKind.HEADLINE else 1.0
    at = 0
    while at < len(row):
        if row[at].lower in _BOUNDARIES:
            state.clause = []
        reference, anaphor = inside.get(row[at].start), anaphors.get(at)
        if reference is not None:
            last = next((i for i in range(at, len(row)) if row[i].end >= reference.end), at)
            for thing in reference.mentions:
                state.note(thing, factor * _role(row, at, last))
            _describe(row, at, last, reference, state)
        elif anaphor is not None:
            linked = _link(anaphor, row, state)
            if linked:
                kind = ReferenceKind.NOMINAL if anaphor.head else ReferenceKind.PRONOUN
                yield Reference(row[at].start, row[anaphor.last - 1].end, linked, kind)
                for thing in linked:
                    state.note(thing, factor * _role(row, at, anaphor.last - 1))
                at = anaphor.last - 1
        at += 1


def _role(row: Sequence[Token], first: int, last: int) -> float:
    """Subject, owner ("Apple's ...") or other, by the words beside."""
    if row[last].possessive or row[last].lower in ("its", "his", "her"):
        return OWNER if first > 1 else OWNER + 0.5
    before = row[first - 1].lower if first > 0 else ""
    if before == "the" and first > 1:
        before = row[first - 2].lower
    after = row[last + 1].lower if last + 1 < len(row) else "."
    if before in _PREPOSITIONS and not (before == "and" and first > 4):
        return OTHER
    return SUBJECT if after not in _NOT_VERBS or after == "," or first == 0 else OTHER


def _describe(row: Sequence[Token], first: int, last: int, reference: Reference, state: _State) -> None:
    """Head nouns in apposition: "X, a Paris-based startup", "the chipmaker X"."""
    words = [t.lower for t in row]
    near: set[str] = set()
    for index in range(first - 1, max(-1, first - 4), -1):  # "chip designer Arm"
        if row[index + 1].start - row[index].end != 1 or words[index] in _FUNCTION or not row[index].is_word:
            break
        near.add(words[index])
    step = last + 1
    if step + 1 < len(row) and words[step] == "," and words[step + 1] in ("a", "an", "the", "which", "another"):
        for index in range(step + 2, min(step + 12, len(row))):
            if words[index] in (",", "that", "which", "who", "whose", "."):
                break
            near.add(words[index])
            near.add(f"{words[index - 1]} {words[index]}")
    elif step + 2 < len(row) and words[step] in ("is", "was") and words[step + 1] in ("a", "an", "the"):
        near |= set(words[step + 2 : step + 6])
    for thing in reference.mentions:
        state.described.setdefault(thing, set()).update(near - _FUNCTION)


_FUNCTION = word_list("function")


def _own_words(thing: Thing) -> set[str]:
    """The words of a body's names describe it: "the Guild" is the Authors Guild."""
    if thing.type not in BODIES | {"Law"}:
        return set()
    return {word.casefold() for form in thing.forms for word in form.split()}


def _topics(named: Sequence[Reference]) -> dict[int, float]:
    """How much of the article's naming each thing has, the most named one 1."""
    counts = Counter(thing for reference in named for thing in reference.mentions)
    most = max(counts.values(), default=1)
    return {thing: count / most for thing, count in counts.items()}


def _genders(things: Sequence[Thing], tokens: Sequence[Sequence[Token]], named: Sequence[Reference]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, thing in enumerate(things):
        if thing.type == "Person":
            gender = gender_of(thing.name.split()[0])
            if gender is not None and len(thing.name.split()) > 1:
                found[index] = gender
    titles = {
        "mr": "male",
        "mr.": "male",
        "sir": "male",
        "ms": "female",
        "ms.": "female",
        "mrs": "female",
        "mrs.": "female",
    }
    starts = {r.start: r.mentions[0] for r in named}
    for row in tokens:
        for before, token in pairwise(row):
            if before.lower in titles and token.start in starts:
                found[starts[token.start]] = titles[before.lower]
    return found


def _link(anaphor: Anaphor, row: Sequence[Token], state: _State) -> tuple[int, ...]:
    if anaphor.count > 1:
        return _link_group(anaphor, state)
    barred = frozenset() if _opens_clause(row, anaphor.first) else frozenset(state.clause)
    if anaphor.head:
        return _one(_for_nominal(anaphor, state, barred))
    if anaphor.gender is not None:
        return _one(_for_person(anaphor, state))
    return _one(_for_thing(anaphor, row, state, barred if row[anaphor.first].lower == "it" else frozenset()))


def _opens_clause(row: Sequence[Token], at: int) -> bool:
    return at == 0 or row[at - 1].lower in _BOUNDARIES


def _one(thing: int | None) -> tuple[int, ...]:
    return () if thing is None else (thing,)


def _ranked(state: _State, types: frozenset[str]) -> list[tuple[float, int]]:
    known = set(state.weights) | set(state.here)
    ranked = [(state.weight(t), t) for t in known if state.things[t].type in types]
    recent = {t: i for i, t in enumerate([*state.previous, *state.order])}
    return sorted(ranked, key=lambda pair: (-pair[0], -recent.get(pair[1], -1)))


def _best(ranked: Sequence[tuple[float, int]], margin: float, floor: float = FLOOR) -> int | None:
    if not ranked or ranked[0][0] < floor:
        return None
    if len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]:
        return None
    return ranked[0][1]


def _for_person(anaphor: Anaphor, state: _State) -> int | None:
    ranked = [
        (weight, thing)
        for weight, thing in _ranked(state, anaphor.types)
        if state.genders.get(thing, anaphor.gender) == anaphor.gender
    ]
    best = _best(ranked, 1.05, PERSON_FLOOR)
    if best is not None and anaphor.gender is not None:
        state.genders.setdefault(best, anaphor.gender)
    return best


_BODY_VERBS = frozenset(
    "said says announced plans planned will hopes expects bought acquired sued raised agreed told declined wants hired "
    "employs sells makes intends paid filed launched wrote called denied has had".split()
)
_BODY_NOUNS = frozenset(
    "ceo chief board shares stock employees founder founders investors headquarters lawyers parent workers staff "
    "customers revenue valuation chairman executives engineers own workforce first biggest largest president "
    "spokesperson statement partnership stake shareholders owner backers".split()
)


# Verbs and prepositions whose "it" is the thing talked about; elsewhere an object "it" was right in four of ten places.
_TAKES_BODY = frozenset(
    "sue sued sues suing acquire acquired acquiring acquires buy bought buying buys own owns owned join joined joins "
    "founded found leave leads lead run runs backed backs against in at".split()
)


def _for_thing(anaphor: Anaphor, row: Sequence[Token], state: _State, barred: frozenset[int]) -> int | None:
    word = row[anaphor.first].lower
    if word == "it" and not _opens_clause(row, anaphor.first) and row[anaphor.first - 1].lower not in _TAKES_BODY:
        return None
    following = row[anaphor.last].lower if anaphor.last < len(row) else ""
    bodily = following in (_BODY_NOUNS if word == "its" else _BODY_VERBS)
    types = BODIES if bodily else anaphor.types - {"Lawsuit", "Court"}
    return _best([pair for pair in _ranked(state, types) if pair[1] not in barred], MARGIN)


def _for_nominal(anaphor: Anaphor, state: _State, barred: frozenset[int]) -> int | None:
    """By owner ("the ChatGPT maker"), by description ("the chipmaker"), else the heaviest ("the company")."""
    owner = _by_owner(anaphor, state)
    if owner is not None:
        return owner
    if any(m[0].isupper() and m not in word_list("nationalities") and m not in _LOOSE for m in anaphor.modifiers):
        return None
    if anaphor.head in _LEGAL_HEADS:
        suits = [i for i, thing in enumerate(state.things) if thing.type == "Lawsuit"]
        return suits[0] if len(suits) == 1 and len(anaphor.modifiers) < 2 else None
    ranked = [(w + TOPIC * state.topic.get(t, 0.0), t) for w, t in _ranked(state, anaphor.types) if t not in barred]
    described = _by_description(anaphor, state, {t for _, t in ranked})
    if described is not None:
        return described
    if not anaphor.general or anaphor.modifiers or anaphor.types <= {"Person"}:
        return None
    return _best(sorted(ranked, key=lambda pair: -pair[0]), MARGIN)


def _by_description(anaphor: Anaphor, state: _State, open_to: set[int]) -> int | None:
    """The one thing that the article has described in these words."""
    words = {anaphor.head, *(m.casefold() for m in anaphor.modifiers)} - _PLAIN_WORDS
    if not words:
        return None
    hits = [(len(words & said), thing) for thing, said in state.described.items() if thing in open_to]
    best = max((count for count, _ in hits), default=0)
    chosen = [thing for count, thing in hits if count == best]
    return chosen[0] if best > 0 and len(chosen) == 1 else None


_PLAIN_WORDS = frozenset(
    "company firm group business startup start-up outfit corporation giant new big own same tech technology ai other "
    "first former public private small large young".split()
)
_LEGAL_HEADS = frozenset(
    "lawsuit suit case complaint action litigation proceedings filing claim petition matter dispute".split()
)
_LOOSE = frozenset({"AI", "ChatGPT", "EV"})


def _by_owner(anaphor: Anaphor, state: _State) -> int | None:
    """Who owns the thing named in "the ChatGPT maker", "the Facebook parent"."""
    if anaphor.head not in ("maker", "developer", "owner", "parent", "creator", "company", "giant", "startup"):
        return None
    name = " ".join(m for m in anaphor.modifiers if m[0].isupper() or any(c.isupper() for c in m))
    entries = load_gazetteer().by_key.get(name_key(name), ()) if name else ()
    owners = {name_key(e.owner) for e in entries if e.owner is not None}
    found = [i for i, thing in enumerate(state.things) if owners & {name_key(f) for f in thing.forms}]
    return found[0] if len(found) == 1 else None


def _link_group(anaphor: Anaphor, state: _State) -> tuple[int, ...]:
    """The entities of the sentence so far or of the one before, when there are just as many as are meant."""
    for recent in (state.order, state.previous):
        fitting = [t for t in recent if state.things[t].type in anaphor.types]
        for kinds in (frozenset({"Company"}), BODIES, frozenset({"Person"})):
            chosen = [t for t in fitting if state.things[t].type in kinds]
            if len(chosen) == anaphor.count:
                return tuple(sorted(chosen))
    return ()
