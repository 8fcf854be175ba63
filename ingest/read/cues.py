"""What tells the kind of thing that a name is: features of its own words and of the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.files import read_yaml
from graph.resolve.gazetteer import load_gazetteer
from graph.resolve.names import name_key
from ingest.read.tokens import Token
from ingest.read.words import word_list

BEFORE_WINDOW, AFTER_WINDOW = 60, 90  # the longest cue with its modifiers fits
_HEADS: dict[str, str] = {
    "Law": "Act Acts Regulation Directive Statute Code Bill Amendment Ordinance",
    "GovernmentBody": (
        "Commission Department Ministry Agency Authority Bureau Administration Parliament Congress Senate Directorate "
        "Treasury Committee Police Cabinet Taskforce Ombudsman Assembly Inspectorate Subcommittee"
    ),
    "Organization": (
        "University Institute Foundation Association Guild Union Society College School Council Alliance Coalition "
        "Federation Academy Museum Library Hospital Center Centre Church League Initiative Trust Tribune Journal "
        "Gazette Herald Chronicle Observer Conservancy Party Orchestra Forum United"
    ),
    "Company": (
        "Labs Lab Ventures Capital Partners Technologies Technology Group Holdings Motors Systems Robotics Pictures "
        "Studios Entertainment Records Publishing Bank Semiconductor Semiconductors Electronics Networks Industries "
        "Energy Airlines Media Software Therapeutics Pharmaceuticals Investments Securities Dynamics Analytics "
        "Communications Telecom Books Press Interactive Games Associates Company Corporation Management Equity "
        "Advisors Logistics Foods Materials Aerospace Biosciences Health Insurance Financial Solutions Computing "
        "Optics Photonics Microsystems Superintelligence Intelligence AI Brothers Bros Bros. Research Digital"
    ),
    "Venture": "Consortium",
}
_HEAD_OF = {word: kind for kind, words in _HEADS.items() for word in words.split()}
_LEGAL = re.compile(
    r"(?:^|[ ,])(?:Inc|Corp|Ltd|LLC|plc|PLC|GmbH|AG|SE|NV|BV|Oy|AB|SpA|LLP|LP|Co|PBC|Pty|S\.A|KGaA|Limited|SAS)\.?$"
)
_COURT = re.compile(r"\b(?:Court|Tribunal|Circuit)\b|^[SNEWMC]\. ?D\. ?[A-Z][\w.]+$|^Chancery$")
_DISTRICT = re.compile(r"^(?:Northern|Southern|Eastern|Western|Central|Middle) District of\b|^District of (?!Columbia)")
_GOVERNING = re.compile(
    r"^(?:Department|Ministry|Office|Bureau|House|Senate|Board|Commission|Committee|Secretary|Federal|European) "
    r"(?:of|for|on)\b|^(?:Federal|European|National|State) [A-Z]\w+(?: and [A-Z]\w+| [A-Z]\w+)* "
    r"(?:Commission|Agency|Authority|Board|Bureau|Office|Administration)$|^Attorney General\b|Commissioner.s Office$"
)
_LAWFUL = re.compile(r"\bAct(?: of \d{4})?$|^(?:GDPR|DMCA|DMA|DSA|CCPA|BIPA|RICO|HIPAA|COPPA)$|\bAct\b")
_LEADERS = frozenset("University Institute Bank Association Union Center Centre Project Operation Team The".split())
_TIERS = frozenset(
    "Plus Pro Max Ultra Mini Air Premium Go Lite SE Edition One Live Home Mode Studio Cloud Code".split()
)
_EVENTS = frozenset(
    "Conference Summit Fest Weekly CES Keynote Showcase Week Awards Award Day Festival Expo Prize Cup Championship "
    "Olympics Convention".split()
)
_INITIAL = re.compile(r"[A-Z]\.$")
_PRODUCT_SHAPE = re.compile(r"^i[A-Z][a-z]|[A-Za-z]-?\d|^\d+[A-Z]")


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    pattern: re.Pattern[str]
    alone: bool


@cache
def _cue_data() -> Mapping[str, Any]:
    text = resources.files("ingest.read.words").joinpath("cues.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = read_yaml(text)
    return data


@cache
def _cues() -> Mapping[str, tuple[_Cue, ...]]:
    data = _cue_data()
    lists = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in data["lists"].items()}
    return {
        side: tuple(_compile(row, lists, side, index) for index, row in enumerate(data[side]))
        for side in ("after", "before")
    }


def _compile(row: Mapping[str, Any], lists: Mapping[str, str], side: str, index: int) -> _Cue:
    either = "|".join(row["match"])
    for name, words in lists.items():
        either = either.replace(f"<{name}>", f"(?i:{words})")
    pattern = re.compile(f"(?:{either})$" if side == "before" else f"(?:{either})")
    return _Cue(f"{side}:{row['type']}:{index}", pattern, bool(row.get("alone", False)))


def context_features(content: str, row: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """Cues beside tokens `first` to `last` (exclusive) of a sentence, and the nearest words."""
    start, end = row[first].start, row[last - 1].end
    after = content[end : min(row[-1].end, end + AFTER_WINDOW)]
    before = content[max(row[0].start, start - BEFORE_WINDOW) : start]
    for cue in _cues()["after"]:
        if cue.pattern.match(after):
            yield cue.name
    lonely = True
    for cue in _cues()["before"]:
        if (lonely or not cue.alone) and cue.pattern.search(before):
            lonely = False
            yield cue.name
    if row[last - 1].possessive:
        yield "possessive"
    yield f"next={row[last].lower}" if last < len(row) else "next="
    yield f"prev={row[first - 1].lower}" if first > 0 else "prev="
    if first > 0 and row[first - 1].possessive:
        yield "owned"
    if first > 1 and row[first - 1].lower == "the":
        yield f"prev=the<{row[first - 2].lower}"


def own_features(words: Sequence[Token], name: str) -> Iterator[str]:
    """What the name's own words say."""
    yield f"words={min(len(words), 4)}"
    yield from _by_form(words, name)
    if len(words) > 1:
        yield from _by_head(words)
        if words[0].text in word_list("given_names"):
            yield "given"
        if _is_personal(words):
            yield "personal given" if words[0].text in word_list("given_names") else "personal"
        if any(_INITIAL.match(w.text) for w in words[:-1]):
            yield "initial"
        if any(c.isdigit() for c in name):
            yield "number"
        for entry in load_gazetteer().by_key.get(name_key(words[0].text), ())[:1]:
            yield f"begins with {entry.type}"
        if all(w.lower in word_list("common") for w in words):
            yield "all common"
        if words[-1].text in _EVENTS:
            yield "event"
        if words[0].text in _LEADERS:
            yield f"first={words[0].text}"
    else:
        yield from _by_shape(name, words[0])


def _by_shape(name: str, word: Token) -> Iterator[str]:
    if _PRODUCT_SHAPE.search(name):
        yield "model number"
    elif name.isupper():
        yield "capitals" if len(name) > 2 else "short capitals"
    elif any(c.isupper() for c in name[1:]):
        yield "camel"
    elif word.lower in word_list("common"):
        yield "common"
    else:
        yield "plain"
    if word.text in word_list("given_names"):
        yield "lone given"
    if name.endswith(("ly", "ing", "ed", "ans", "ers")) or name.endswith("s"):
        yield "ending"
    if "." in name:
        yield "dotted"


def _by_form(words: Sequence[Token], name: str) -> Iterator[str]:
    if _LAWFUL.search(name):
        yield "law form"
    elif (_COURT.search(name) and len(name) > 5) or _DISTRICT.match(name):
        yield "court form"
    elif _GOVERNING.search(name):
        yield "body form"
    elif len(words) > 1 and _LEGAL.search(name):
        yield "legal form"


def _by_head(words: Sequence[Token]) -> Iterator[str]:
    kind = _HEAD_OF.get(words[-1].text)
    if kind is None and words[0].text in _LEADERS:
        kind = _HEAD_OF.get(words[0].text)
    if kind is not None:
        yield f"head={kind}"
    last = words[-1].lower
    if last in _goods():
        yield "head=Product"
    elif words[-1].text in _TIERS:
        yield "tier"


@cache
def _goods() -> frozenset[str]:
    return frozenset(_cue_data()["lists"]["goods"])


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """words/type_weights.tsv: feature, then TYPE=WEIGHT fields."""
    text = resources.files("ingest.read.words").joinpath("type_weights.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            feature, *fields = line.split("\t")
            table[feature] = {kind: float(weight) for kind, weight in (field.split("=") for field in fields)}
    return table


def score_types(features: Mapping[str, float]) -> dict[str, float]:
    """How well each type (and "None", no name at all) fits: the sum of the weights of the features."""
    weights = _weights()
    scores = dict(weights.get("bias", {}))
    for feature, count in features.items():
        for kind, weight in weights.get(feature, {}).items():
            scores[kind] = scores.get(kind, 0.0) + weight * count
    return scores


def _is_personal(words: Sequence[Token]) -> bool:
    """Two to four words like given name and surname: none of them ordinary, in capitals, or part of a body's name."""
    if len(words) > 4 or words[-1].text in _HEAD_OF or not all(_is_plain(w.text) for w in words):
        return False
    bodies, common = word_list("body_words"), word_list("common")
    if any(w.text in bodies for w in words):
        return False
    if words[0].text in word_list("given_names"):
        return True
    return not any(
        w.lower in common or w.text in word_list("not_names") or w.text in word_list("places") for w in words
    )


def _is_plain(word: str) -> bool:
    bare = word.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return (
        bare.isalpha()
        and (len(bare) == 1 or not bare.isupper())
        and not any(c.isupper() for c in bare[2:-1] if "-" not in word)
    )
