"""Where names stand in a sentence, by the shape of its words and by what is known: spans of tokens, not yet typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.read.known import Known, NameTree
from ingest.read.tokens import Token
from ingest.read.words import word_list

PARTICLES = frozenset("de la del della der den van von bin ibn al el da di du dos das le ter ten st".split())
# After these heads "of", "for", "and" go on with the name.
OF_HEADS = frozenset(
    "university department ministry court courts bank institute office bureau board academy association federation "
    "council society library museum school college house chamber district secretary state guild league union "
    "directorate republic kingdom confederation national international court's division centre center agency "
    "commission committee attorneys".split()
)
FOR_HEADS = frozenset(
    "department center centre institute foundation agency court council association alliance coalition commission "
    "commissioner office campaign partnership committee school appeals network".split()
)
AND_TAILS = frozenset(
    "commission authority administration agency act bureau department association committee institute board council "
    "foundation technology service services union office directive privacy regulation industry affairs customs "
    "exchange trade radio telecommunications".split()
)
JOINERS = frozenset({"of", "for", "and", "the", "&", "on", "in"})
UNITS = frozenset(
    "percent per million billion trillion people years year months month days day hours hour minutes weeks employees "
    "users times dollars euros pounds yen gigawatts megawatts gw mw gb tb inches pages points lawsuits companies "
    "states countries % k".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)


# In mid-sentence other capitalised function words belong to names ("New Street Research", "First Solar").
_SMALL_WORDS = frozenset("a an the and or but in on at of to for by with from as i it he she we they you".split())
_DESCRIBED = frozenset({"Court", "GovernmentBody", "Organization"})  # the types of ingest/read/bodies.py
_SURNAMES = frozenset("Sheikh Singer Coach Judge Justice Prince Chancellor Baron Pope Lord Coach Head Partner".split())
_CONTRACTED = re.compile(r"[DRI]-[A-Z][A-Za-z]+$|[A-Z][a-z]*['’](?:re|ve|ll|d|m|t|s)$|[A-Z][a-z]+n['’]t$")
_AFTER_TITLE = {
    "Attorney": "General",
    "Attorneys": "General",
    "Solicitor": "General",
    "Prime": "Minister",
    "Surgeon": "General",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that stands in tokens `first` to `last` (exclusive) of sentence `sentence`; `known` if a list has it."""

    sentence: int
    first: int
    last: int
    known: tuple[Known, ...] = ()
    initial: bool = False
    titled: bool = False
    suing: bool = False


def is_capital(token: Token) -> bool:
    """Whether a word is written like part of a name: Capital, ACRONYM, iPhone, xAI, 23andMe, H100."""
    text = token.text
    if text[0].isupper():
        return _CONTRACTED.match(text) is None and not text.startswith(("Co-", "www.")) and text[-1] != "-"
    if text[0].isdigit():
        return any(c.isupper() for c in text) and not text.isupper()
    return text[0].isalpha() and "/" not in text and not text.startswith("co-") and any(c.isupper() for c in text[1:])


def find_candidates(
    number: int, tokens: Sequence[Token], tree: NameTree, described: Iterable[tuple[int, int, Known]] = ()
) -> Iterator[Candidate]:
    """Names of one sentence from left to right, none overlapping; `described` are spans found by other means."""
    at = 0
    known = {first: (last, found) for first, last, found in tree.matches(tokens)}
    _overlay(tokens, known, described)
    while at < len(tokens):
        if at not in known and not is_capital(tokens[at]):
            at += 1
            continue
        if _is_described(known, at):
            yield Candidate(number, at, known[at][0], tuple(known[at][1]))
            at = known[at][0]
            continue
        last = _sequence_end(tokens, at, known)
        yield from _cut(number, tokens, at, last, known)
        at = last


def _overlay(
    tokens: Sequence[Token], known: dict[int, tuple[int, list[Known]]], described: Iterable[tuple[int, int, Known]]
) -> None:
    """Put described spans over the known names that they hold."""
    for start, end, thing in described:
        inside = [i for i, t in enumerate(tokens) if t.start >= start and t.end <= end]
        if not inside or tokens[inside[0]].start != start:
            continue
        first, last = inside[0], inside[-1] + 1
        if first in known and known[first][0] == last and known[first][1][0].entry is not None:
            continue  # the gazetteer knows it better
        for at in [i for i, (stop, _) in known.items() if i < last and stop > first]:
            del known[at]
        known[first] = (last, [thing])


def _sequence_end(tokens: Sequence[Token], at: int, known: dict[int, tuple[int, list[Known]]]) -> int:
    """The end of the longest run of name words that starts at `at`."""
    last = known[at][0] if at in known else at + 1
    while last < len(tokens) and not _is_described(known, last) and not tokens[last - 1].possessive:
        following = _next_part(tokens, at, last)
        if following is None:
            break
        last = max(following, *(known[i][0] for i in range(last, following) if i in known), following)
    return last


def _is_described(known: dict[int, tuple[int, list[Known]]], at: int) -> bool:
    return at in known and known[at][1][0].entry is None and known[at][1][0].type in _DESCRIBED


def _next_part(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the run goes on to when it may go on behind token `last - 1`."""
    token, previous = tokens[last], tokens[last - 1]
    if token.start - previous.end != 1:
        return None
    if is_capital(token):
        return last + 1
    if token.text[0].isdigit():
        return last + 1 if _is_version(tokens, last) else None
    if token.lower in PARTICLES:  # one or two: "de Gaulle", "van der Leyen"
        double = last + 1 < len(tokens) and tokens[last + 1].lower in PARTICLES and not is_capital(tokens[last + 1])
        name = last + (2 if double else 1)
        return name + 1 if _capital_at(tokens, name) else None
    return _joined(tokens, first, last) if token.lower in JOINERS else None


def _capital_at(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and is_capital(tokens[index]) and tokens[index].start - tokens[index - 1].end == 1


def _is_version(tokens: Sequence[Token], index: int) -> bool:
    text = tokens[index].text
    if len(text) > 5 or "," in text or tokens[index - 1].lower.rstrip(".") in MONTHS:
        return False
    if len(text) == 4 and text.isdigit() and text[:2] in ("19", "20"):
        return False
    return index + 1 >= len(tokens) or tokens[index + 1].lower not in UNITS


def _joined(tokens: Sequence[Token], first: int, last: int) -> int | None:
    word, heads = tokens[last].lower, {t.lower for t in tokens[first:last]}
    step = last + 1
    if step < len(tokens) and tokens[step].lower == "the":
        step += 1
    if not _capital_at(tokens, step) or tokens[step].text in word_list("not_names"):  # "the Committee on Wednesday"
        return None
    if word == "&":
        return step + 1
    if word == "of" and (heads & OF_HEADS or tokens[last - 1].lower in ("act", "district")):
        return step + 1
    if word in ("for", "on") and heads & FOR_HEADS:
        return step + 1
    if word == "and" and step == last + 1 and _is_theme(tokens, first, last):
        for index in range(step, min(step + 5, len(tokens))):
            if not is_capital(tokens[index]):
                break
            if tokens[index].lower in AND_TAILS:
                return index + 1
    return None


def _is_theme(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what stands before "and" is the first half of an agency's name ("Competition and Markets Authority")."""
    inside = {t.lower for t in tokens[first:last]} & (FOR_HEADS | {"of", "for"})
    return bool(inside) or tokens[last - 1].lower in word_list("common")


def _cut(
    number: int, tokens: Sequence[Token], first: int, last: int, known: dict[int, tuple[int, list[Known]]]
) -> Iterator[Candidate]:
    """Split a run at job titles, known names and words that are no part of a name."""
    titled = False
    at = first
    while at < last:
        if at not in known and _is_title(tokens, at, first, last):
            titled, at = True, at + 1
            continue
        end = at
        while end < last and (end in known or end == at or not _is_title(tokens, end, first, last)):
            end = known[end][0] if end in known else end + 1
        for candidate in _pieces(number, tokens, at, end, known):
            yield Candidate(
                number, candidate.first, candidate.last, candidate.known, candidate.initial,
                titled=titled and candidate.first == at,
            )  # fmt: skip
        titled, at = False, end


def _is_title(tokens: Sequence[Token], at: int, first: int, last: int) -> bool:
    """A job title, unless it belongs to the name of a body ("Office of the Attorney General")."""
    if at > first and tokens[at - 1].lower in ("of", "the", "for", "and") and last - first > 2:
        return False
    text = tokens[at].text
    if at == first + 1 and at + 1 == last and tokens[first].text in word_list("given_names") and text in _SURNAMES:
        return False
    if at + 1 < len(tokens) and _AFTER_TITLE.get(text) == tokens[at + 1].text:
        return True
    if at > 0 and _AFTER_TITLE.get(tokens[at - 1].text) == text:
        return True
    return text in word_list("titles")


def _pieces(
    number: int, tokens: Sequence[Token], first: int, last: int, known: dict[int, tuple[int, list[Known]]]
) -> Iterator[Candidate]:
    while first < last and first not in known and _is_edge(tokens, first):
        first += 1
    if first in known and tokens[first].lower == "the" and known[first][0] <= last and known[first][0] > first + 1:
        known = {**known, first + 1: known[first]}  # "The New York Times" without its article
        first += 1
    while last > first and not _ends_known(known, first, last) and _is_tail(tokens, last - 1):
        last -= 1
    if first >= last:
        return
    inside = [(i, *known[i]) for i in range(first, last) if i in known and known[i][0] <= last]
    if not inside:
        yield Candidate(number, first, last, initial=_is_initial(tokens, first))
        return
    begin, end, found = inside[0]
    if {k.type for k in found} == {"Person"} and end - begin > 1 and tokens[begin].text in word_list("titles"):
        begin = first = begin + 1  # "President Trump" without the office
    if begin == first and end == last:
        yield Candidate(number, first, last, tuple(found), initial=_is_initial(tokens, first))
    elif _splits(tokens, first, last, inside):
        if begin > first:
            yield from _pieces(number, tokens, first, begin, {})
        yield Candidate(number, begin, end, tuple(found), initial=_is_initial(tokens, begin))
        yield from _pieces(number, tokens, end, last, known)
    else:
        yield Candidate(number, first, last, initial=_is_initial(tokens, first))


def _ends_known(known: dict[int, tuple[int, list[Known]]], first: int, last: int) -> bool:
    return any(i in known and known[i][0] == last for i in range(first, last))


def _splits(tokens: Sequence[Token], first: int, last: int, inside: list[tuple[int, int, list[Known]]]) -> bool:
    """Whether a run that holds a known name is that name beside others, and not one longer name."""
    begin, end, found = inside[0]
    kinds = {k.type for k in found}
    if not kinds - {""}:
        return False
    if begin > first:  # "Former Apple", "Massachusetts-based OpenAI" keep apart; "New Relic Apple" cannot be told
        named = begin - first == 1 and tokens[first].text in word_list("given_names") and end - begin == 1
        return end == last and kinds.isdisjoint({"Place", "Person"}) and not named
    rest = tokens[end].text
    if len(inside) > 1 and inside[1][0] == end and inside[1][1] == last:
        return not {k.type for k in inside[1][2]} & {"Product", "Place"} or kinds.isdisjoint({"Company", "Product"})
    if "Person" in kinds:
        return False
    if kinds & {"Company", "Organization", "GovernmentBody", "Place"} and last - end == 2:
        return rest in word_list("given_names") and tokens[end + 1].lower not in word_list("common")
    return False


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or not any(t.is_word for t in tokens[:at]) or tokens[at - 1].text in ("“", '"', ":", "—", "•")


def _is_edge(tokens: Sequence[Token], at: int) -> bool:
    """A capitalised word that cannot start a name: function words, nationalities, "The"."""
    token = tokens[at]
    if token.text in word_list("nationalities") and not _is_org_tail(tokens, at):
        return True
    if token.lower in MONTHS and token.lower != "may":
        return True
    if not _is_initial(tokens, at):
        return token.lower in _SMALL_WORDS
    return token.lower in word_list("function") and not (token.text.isupper() and len(token.text) > 1)


def _is_org_tail(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adjective of place opens the name of a body ("American Airlines")."""
    tails = word_list("body_words")
    return any(t.text in tails for t in tokens[at + 1 : at + 6] if is_capital(t))


def _is_tail(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    return (text in word_list("not_names") and text in _LOOSE_TAILS) or tokens[at].lower in JOINERS


_LOOSE_TAILS = frozenset("PC PCs TV TVs API APIs GPU GPUs CPU CPUs SDK IPO EV EVs LLM LLMs AG AGs VR AR UI".split())
