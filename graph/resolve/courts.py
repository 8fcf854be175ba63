"""Courts under one form: what newspapers, dockets and citations call one court agrees here.

Abbreviations are those of the Bluebook's tables T1 and T10 ("N.D. Cal.", "S.D.N.Y.", "9th Cir.").
"""

from __future__ import annotations

import re

_STATES = {
    "Ala": "Alabama", "Alaska": "Alaska", "Ariz": "Arizona", "Ark": "Arkansas", "Cal": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "DC": "Columbia", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia",
    "Haw": "Hawaii", "Idaho": "Idaho", "Ill": "Illinois", "Ind": "Indiana", "Iowa": "Iowa", "Kan": "Kansas",
    "Ky": "Kentucky", "La": "Louisiana", "Mass": "Massachusetts", "Md": "Maryland", "Me": "Maine", "Mich": "Michigan",
    "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "NC": "North Carolina",
    "ND": "North Dakota", "Neb": "Nebraska", "Nev": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "Ohio": "Ohio", "Okla": "Oklahoma", "Or": "Oregon", "Pa": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas",
    "Utah": "Utah", "Va": "Virginia", "Vt": "Vermont", "Wash": "Washington", "Wis": "Wisconsin",
    "WVa": "West Virginia", "Wyo": "Wyoming",
}  # fmt: skip
_PARTS = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "C": "Central", "M": "Middle", "": ""}
_ORDINALS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh".split()
_NUMBERED = {f"{n}": word for n, word in enumerate(_ORDINALS, 1)} | {word.lower(): word for word in _ORDINALS}

_DISTRICT = re.compile(
    r"\b(?:(northern|southern|eastern|western|central|middle)\s+)?district\s+of\s+(?:the\s+)?([a-z]+(?:\s+[a-z]+)?)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"^([NSEWCM]?)D([A-Z]\w*)$")
_CIRCUIT = re.compile(r"\b(\d{1,2}|[a-z]+?)(?:st|nd|rd|th|d)?\s+cir(?:cuit|\.)", re.IGNORECASE)

_SEATED = re.compile(r"^(?:the\s+|an?\s+)?([A-Z]\w*(?:\s[A-Z]\w*)*)\s+federal\s+(?:district\s+)?court(?:house)?$")


def court_form(name: str) -> str:
    """The short full form of a federal court of the United States, else the name as it is.

    >>> court_form("the US District Court for the Northern District of California"), court_form("N.D. Cal.")
    ('Northern District of California', 'Northern District of California')
    """
    if found := _DISTRICT.search(name):
        words = found[2].title().split()
        state = " ".join(words) if " ".join(words) in _STATES.values() else words[0]
        return f"{(found[1] or '').title()} District of {state}".strip()
    if (found := _SHORT.match(re.sub(r"[.\s]", "", name))) and found[2] in _STATES:
        return f"{_PARTS[found[1]]} District of {_STATES[found[2]]}".strip()
    if found := _CIRCUIT.search(name):
        word = _NUMBERED.get(found[1].lower()) or _NUMBERED.get(found[0].split()[0].lower(), "")
        return f"{word} Circuit" if word else name
    if found := _SEATED.match(name):
        return f"federal court in {found[1]}"
    return name
