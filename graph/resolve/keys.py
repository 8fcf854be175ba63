"""The key of a mention: mentions of one key are one entity, before judgements.

A known name goes by its gazetteer entry; any other by its family of types and its name key. A name that tells nothing
apart outside its article (a bare surname, "the complaint") is keyed within it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Mention
from graph.resolve.courts import court_form
from graph.resolve.gazetteer import Entry, Gazetteer
from graph.resolve.names import HONORIFICS, full_key, name_key, name_words, shortens

# A reader cannot always tell a company from an institute; their names live in one space
FAMILIES = {"Company": "organization", "Organization": "organization"}
# ... and a name that the gazetteer knows settles which of these it is. A product never takes its maker's place
ORGANISED = frozenset({"Company", "Organization", "GovernmentBody", "Court", "Venture"})

SHORTEST_STEM = 5  # of the shipped names only Arm, Snap and the like are shorter, and those plus "s" are words

_SECTION = re.compile(r"^(?:section|title|article|chapter|part)s?\s+[\w().,§ -]*?\bof\s+(?=\S)", re.IGNORECASE)
_UNNAMED_VENTURE = re.compile(r"^(.+?)\s+(?:joint venture|venture|jv|partnership|consortium)$", re.IGNORECASE)
_BARE_VENTURES = frozenset("venture jointventure newventure partnership consortium project newcompany".split())
_BETWEEN_PARTNERS = re.compile(r"\s*[-–—/,&]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Key:
    """What a mention is joined by; `entry` where the gazetteer knows it."""

    text: str
    entry: Entry | None = None


def family(type_: str) -> str:
    """The space of names that a type shares."""
    return FAMILIES.get(type_, type_.lower())


def key_of(mention: Mention, gazetteer: Gazetteer) -> Key:
    """The key of any mention but a lawsuit's, which depends on its docket and parties (graph/resolve/suits.py)."""
    entry = find_entry(mention, gazetteer)
    if entry is not None:
        return entry_key(entry)
    space = family(mention.type)
    name = _plain_key(mention, gazetteer)
    if is_local(mention):
        return Key(f"{space}:{mention.article}/{name}")
    if any(_compatible(e, mention.type) and _bears(e, mention.name) for e in gazetteer.by_key.get(name, ())):
        return Key(f"{space}:{name}~{'.'.join(name_words(mention.name))}")  # a namesake, which must not join
    return Key(f"{space}:{name}")


def entry_key(entry: Entry) -> Key:
    """The key that all mentions of a gazetteer entry share."""
    return Key(f"{family(entry.type)}:{_key(entry.name, entry.type)}", entry)


def _key(name: str, type_: str) -> str:
    return name_key(name) if type_ in ORGANISED else full_key(name)


def find_entry(mention: Mention, gazetteer: Gazetteer) -> Entry | None:
    """The entry that the mention's name means, else the one that those of its aliases mean that stand for it."""
    for name in dict.fromkeys((mention.name, _plain_form(mention))):
        if (entry := _one(mention, name, gazetteer)) is not None:
            return entry
    if (entry := _without_s(mention, gazetteer)) is not None:
        return entry
    if (entry := _by_context(mention, gazetteer)) is not None:
        return entry
    by_alias = {alias: _one(mention, alias, gazetteer) for alias in mention.aliases}
    found = {e for alias, e in by_alias.items() if e is not None and _stands_for(alias, mention, e)}
    return found.pop() if len(found) == 1 else None


def _one(mention: Mention, name: str, gazetteer: Gazetteer) -> Entry | None:
    fitting = [e for e in gazetteer.by_key.get(name_key(name), ()) if _compatible(e, mention.type)]
    fitting = [e for e in fitting if not _is_namesake(mention.name, e) and _bears(e, name)]
    exact = [e for e in fitting if e.type == mention.type] or fitting
    return exact[0] if len(exact) == 1 else None


def _by_context(mention: Mention, gazetteer: Gazetteer) -> Entry | None:
    """The one entry of the mention's own type that goes by the name where it is told apart ("Altman", "Copilot").

    The reader gave the name its type by cues, and an article that means another Altman gives the full name once.
    """
    key = name_key(mention.name)
    known = (*gazetteer.by_context.get(key, ()), *gazetteer.by_key.get(key, ()))
    fitting = {e.name: e for e in known if e.type == mention.type and not _is_namesake(mention.name, e)}
    (only,) = fitting.values() if len(fitting) == 1 else (None,)
    own = _key(mention.name, mention.type)
    return only if only is not None and own in {_key(name, only.type) for name in only.context} else None


def _without_s(mention: Mention, gazetteer: Gazetteer) -> Entry | None:
    """The entry of a name whose apostrophe got lost ("OpenAIs") or that stands for several ("iPhones").

    Only with the same capitals and no short name, since "Arms" is not Arm's.
    """
    stem = mention.name.removesuffix("s")
    entry = None if stem == mention.name or len(stem) < SHORTEST_STEM else _one(mention, stem, gazetteer)
    return entry if entry is not None and stem in (entry.name, *entry.names) else None


def _bears(entry: Entry, name: str) -> bool:
    return _key(name, entry.type) in {_key(known, entry.type) for known in (entry.name, *entry.names)}


def _compatible(entry: Entry, type_: str) -> bool:
    return entry.type == type_ or {entry.type, type_} <= ORGANISED


def _is_namesake(name: str, entry: Entry) -> bool:
    if name.casefold() in {never.casefold() for never in entry.never}:
        return name not in entry.names
    safe = {name_key(known) for known in (entry.name, *entry.names)}
    return name_key(name) in {name_key(never) for never in entry.never} - safe


def _stands_for(alias: str, mention: Mention, entry: Entry) -> bool:
    if name_key(mention.name) in map(name_key, entry.context):  # "Moonshot", where the article also says "Moonshot AI"
        return True
    if mention.type == "Person":  # brothers share a surname, so it alone says nothing
        words = name_words(alias)
        return len(words) > 1 and words[-1:] == name_words(mention.name)[-1:]
    return mention.type in ORGANISED and (shortens(alias, mention.name) or shortens(mention.name, alias))


def is_local(mention: Mention) -> bool:
    """Whether the name tells nothing apart outside its article, unless the gazetteer knows it."""
    lower = mention.name == mention.name.lower() != mention.name.upper()
    if lower and len(name_words(mention.name)) > 1:  # "a joint venture", "the regulator"; but "o3" is a name
        return True
    if mention.type == "Venture":
        return name_key(mention.name) in _BARE_VENTURES
    return mention.type == "Person" and len(person_words(mention.name)) < 2


def person_words(name: str) -> tuple[str, ...]:
    """A person's given names and surname, without middle initials ("Edward J. Davila" is "Edward Davila")."""
    words = name_words(name)
    kept = (words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]) if len(words) > 2 else words
    return tuple(word for word in kept if word not in HONORIFICS)


def _plain_form(mention: Mention) -> str:
    """The name without what some articles add: middle initials, the section of a law, a court's full style."""
    if mention.type == "Person":
        return " ".join(person_words(mention.name)) or mention.name
    if mention.type == "Court":
        return court_form(mention.name)
    return _SECTION.sub("", mention.name) if mention.type == "Law" else mention.name


def _plain_key(mention: Mention, gazetteer: Gazetteer) -> str:
    if mention.type == "Venture" and (found := _UNNAMED_VENTURE.match(mention.name)):
        partners = _BETWEEN_PARTNERS.split(found[1])
        if len(partners) > 1:
            return "+".join(sorted(organisation_key(partner, gazetteer) for partner in partners))
    return _key(_plain_form(mention), mention.type)


def organisation_key(name: str, gazetteer: Gazetteer) -> str:
    """The name key of the organisation that the name means, through the gazetteer where that knows it."""
    fitting = [e for e in gazetteer.by_key.get(name_key(name), ()) if e.type in ORGANISED]
    return name_key(fitting[0].name if len(fitting) == 1 else name)
