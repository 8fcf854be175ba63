"""From an article to its sentences: exact offsets, newspaper furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.read.document import Sentence, SentenceKind
from ingest.read.furniture import is_furniture

# After these a full stop never ends a sentence: a name or a number follows.
NEVER_LAST = frozenset(
    "v vs no nos mr mrs ms mx dr prof st sen rep gov gen col lt sgt capt hon messrs ft mt fig vol art sec pp p e.g i.e "
    "cf approx".split()
)
# After these it may: it does where the next word is one that starts sentences.
MAYBE_LAST = frozenset(
    "corp inc ltd co llc plc l.p bros u.s u.k u.n e.u d.c u.s.a u.a.e a.m p.m a.i jr sr ph.d m.d etc al est dept assn "
    "univ jan feb mar apr jun jul aug sep sept oct nov dec cal calif mass tex fla ill n.d s.d e.d w.d n.y n.d.cal "
    "s.d.n.y e.d.n.y d.del".split()
)
STARTERS = frozenset(
    "the a an it its he she they we i you his her their our in on at but and so yet as after before when while if "
    "since for from to by with this that these those there then meanwhile however also both last one two some many "
    "most all no not what who how why according under during though although neither either each every here "
    "now earlier later instead until once because between".split()
)
# The second form is a space that was lost between two sentences ("was seen.The company").
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*(?=\s)|(?<=[a-z\d)]{2})[.!?][”\"]?(?=[A-Z][a-z]*\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘]+$")
_OPENERS = "\"“‘'([«—–-"
_BULLET = re.compile(r"\s*(?:[-*•‣▪◦–—·]|#{1,6}|\d{1,2}[.)])\s+")
_CLOSED = re.compile(r"[.!?…:;,][\"”’'»)\]]*$")
_VISIBLE = re.compile(r"\S")
LONGEST = 1500  # the longest sentence of the training and bulk articles has half of that
ITEM_LENGTH = 140  # headlines and list lines of the bulk articles stay below; longer lines are prose
WRAPPED_LENGTH = 50  # a hard-wrapped line is at least this long before its break


def split_sentences(title: str, content: str) -> tuple[Sentence, ...]:
    """Sentences of `content` (headline, blank line, text), sorted; furniture lines are in none of them.

    A sentence starts and ends with a visible character. Paragraph 0 is the headline.
    """
    return tuple(_sentences(len(title), content))


def _sentences(headline_end: int, content: str) -> Iterator[Sentence]:
    paragraph = 0
    previous_end = -1
    for start, end in _lines(content):
        if start >= headline_end:
            paragraph += 1 if paragraph == 0 or content[previous_end:start].count("\n") > 1 else 0
            if is_furniture(content[start:end]):
                continue
        previous_end = end
        kind = SentenceKind.HEADLINE if start < headline_end else _line_kind(content[start:end])
        bullet = _BULLET.match(content, start, end) if start >= headline_end else None
        if bullet is not None:
            kind = SentenceKind.ITEM
            start = bullet.end()  # noqa: PLW2901  the bullet is no text
        for begin, stop in _split_line(content, start, end):
            yield Sentence(begin, stop, paragraph, kind)


def _line_kind(line: str) -> SentenceKind:
    short = len(line) <= ITEM_LENGTH and _CLOSED.search(line) is None
    return SentenceKind.ITEM if short else SentenceKind.TEXT


def _lines(content: str) -> Iterator[tuple[int, int]]:
    """Visible lines; a line that was hard-wrapped in mid-sentence is joined to the next."""
    pending: tuple[int, int] | None = None
    for found in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", content):
        line = found.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        end = start + len(stripped)
        if pending is not None and _is_wrapped(content, pending, start):
            pending = (pending[0], end)
            continue
        if pending is not None:
            yield pending
        pending = (start, end)
    if pending is not None:
        yield pending


def _is_wrapped(content: str, line: tuple[int, int], following: int) -> bool:
    gap = content[line[1] : following]
    if gap.count("\n") != 1 or line[1] - line[0] < WRAPPED_LENGTH or content[line[1] - 1] in ".!?:;…":
        return False
    word = content[following : following + 2]
    return word.islower()


def _split_line(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _END.finditer(content, start, end):
        if _is_end(content, begin, found, end):
            yield from _bounded(content, begin, found.end())
            rest = _VISIBLE.search(content, found.end(), end)
            begin = end if rest is None else rest.start()
    yield from _bounded(content, begin, end)


def _bounded(content: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut where it is longer than any that was written to be read."""
    while end - begin > LONGEST:
        space = content.rfind(" ", begin + 1, begin + LONGEST)
        stop = space if space > begin else begin + LONGEST
        visible = len(content[begin:stop].rstrip())
        if visible:
            yield begin, begin + visible
        rest = _VISIBLE.search(content, stop, end)
        begin = end if rest is None else rest.start()
    if begin < end:
        yield begin, end


def _is_end(content: str, begin: int, found: re.Match[str], end: int) -> bool:
    following = content[found.end() : min(end, found.end() + 200)].split(maxsplit=2)
    if not following:
        return True
    if not _can_start(following[0], following[1] if len(following) > 1 else ""):
        return False
    if found.group() != ".":
        return True
    before = _WORD_BEFORE.search(content, max(begin, found.start() - 20), found.start())
    word = before.group().casefold() if before is not None else ""
    if word in NEVER_LAST:
        return False
    if word in MAYBE_LAST or (len(word) == 1 and word.isalpha()):
        return following[0].strip(_OPENERS).casefold() in STARTERS
    return True


def _can_start(word: str, following: str) -> bool:
    bare = word.lstrip(_OPENERS)
    if not bare:  # a dash or a quote stands alone
        return following[:1].isupper() and word[0] not in "—–-"
    first = bare[0]
    if first.isupper() or first.isdigit() or not (first.isalpha() or first.isspace()):
        return True
    if first.islower():
        return any(c.isupper() for c in bare[1:3])  # iPhone, xAI
    return True  # scripts without case
