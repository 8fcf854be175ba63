"""What kind of thing a name is, by its own words and by the words around it: votes of a type with a weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.read.tokens import Token
from ingest.read.words import word_list

Vote = tuple[str, float]

_FIRMS = (
    "company|startup|start-up|firm|maker|developer|provider|chipmaker|retailer|publisher|lab|laboratory|bank|fund|"
    "investor|group|operator|carrier|manufacturer|supplier|subsidiary|studio|label|vendor|business|outfit|"
    "conglomerate|giant|exchange|brokerage|insurer|consultancy|carmaker|automaker|builder|unicorn|venture capital firm|"
    "spin-?off|arm|unit|division|parent|rival|competitor|utility|wholesaler|distributor|designer|contractor|foundry|"
    "hyperscaler|broadcaster|chain|airline|drugmaker|agency|seller|house|shop|boutique|incubator|accelerator|specialist"
)
_GOODS = (
    "app|apps|chatbot|chatbots|bot|model|models|assistant|tool|browser|chip|chips|processor|processors|device|service|"
    "software|robot|robots|headset|headsets|phone|phones|smartphone|smartphones|laptop|laptops|tablet|tablets|gpus?|"
    "accelerator chips?|accelerators?|game|feature|features|agent|agents|operating system|plugin|plug-in|extension|search engine|"
    "generator|console|wearable|glasses|smartwatch|camera|speakers?|system|engine|api|platform|family of models|"
    "editor|suite|supercomputer|product|products|line|series|language model|humanoid|humanoids|earbuds|pendant|"
    "subscription|users|stylus|monitor|drone|car|sedan|suv|truck|satellites?|storage engine|database|framework|library|program"
)
_ROLES = (
    "ceo|cto|cfo|coo|chief [a-z]+(?: [a-z]+)? officer|chief executive|chief [a-z]+|founder|co-?founder|cofounder|president|"
    "chair|chairman|chairwoman|director|managing director|analyst|professor|lawyer|attorney|counsel|spokesman|"
    "spokeswoman|spokesperson|head of|partner at|partner|engineer|researcher|scientist|author|vice president|judge|"
    "minister|senator|executive|executives|reporter|editor|novelist|actor|actress|singer|comedian|artist|illustrator|"
    "commissioner|secretary|governor|mayor|economist|investor and|boss|veteran|magistrate|barrister|historian|"
    "journalist|writer|developer relations|designer|programmer|photographer|musician|billionaire|entrepreneur|"
    "financier|chancellor|adviser|advisor|deputy|treasurer|general counsel|who"
)
_MODIFIED = r"(?:[\w$%'’.&-]+,? ){0,5}?"
_SPEECH = (
    "said|says|told|wrote|writes|tweeted|argued|argues|recalled|joked|added|testified|stepped down|thinks|believes|"
    "resigned|quit|posted|explained|noted|insisted|warned|asked|replied|admitted|joins?|joined|left|retired|complained|"
    "will lead|will run|leads|runs|ran|oversees|oversaw|heads|chairs|replaced|replaces|succeeds|succeeded|declined|studied|"
    "grew up|lives|died|is leaving|spoke|founded|co-founded|cofounded|started|set up"
)
_AFTER: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (re.compile(r",? (?:(?:Inc|Corp|Ltd|LLC|plc|PLC|GmbH|AG|SE|NV|BV|Oy|AB|SA|SpA|LLP|LP)\b\.?)"), "Company", 6),
    (re.compile(rf",? \(?\d\d(?:,|\))| ?, (?:the |its |a |an |then |now |former |ex-|whose )?(?:[\w’'-]+ ){{0,4}}?(?:{_ROLES})\b"), "Person", 3),
    (re.compile(r",? who\b|, whose (?:son|daughter|wife|husband|book|novels?)\b"), "Person", 3),
    (re.compile(rf" (?:{_SPEECH})\b"), "Person", 1),
    (re.compile(rf",? (?:a|an|the|one of the|another|its|which is a|which is an|part of) {_MODIFIED}(?:{_FIRMS})\b"), "Company", 3),
    (re.compile(
        r"['’]s? (?:[\w-]+ )?(?:CEO|CTO|CFO|COO|chief|founders?|co-?founders?|cofounders?|board|shares?|stock|valuation|revenue|investors|"
        r"shareholders|employees|headquarters|lawyers|parent|owner|workers|staff|management|subsidiary|spokes\w+|president|"
        r"executives?|engineers|researchers|customers|chairman|office|offices|data cent)"), "Company", 3),
    (re.compile(
        r" (?:CEO|CTO|CFO|COO|chief|co-?founders?|cofounders?|founders?|president|spokes\w+|executives?|shares|stock|employees|"
        r"investors|engineers?|researchers?|lawyers?|alum|chairman|director|vice president|boss|veteran|staff|shareholders|workers)\b"), "Company", 2.5),
    (re.compile(
        r" (?:raised|acquired|acquires|will acquire|has acquired|invests|invested|hired|hires|agreed to (?:buy|acquire|pay|sell)|employs|laid off|is (?:buying|suing|acquiring|hiring)|"
        r"sued|sues|bought|buys|sells|sold|owns|to buy|went public|filed for|makes|announced|plans|unveiled|launched|launches|released|"
        r"has raised|was founded|was valued|is valued|emerged|licenses|reported|was acquired|competes?|charges|operates)\b"), "Company", 1.5),
    (re.compile(r"-(?:backed|owned|funded|led|founded)"), "Company", 1.5),
    (re.compile(r"-based\b"), "Place", 5),
    (re.compile(rf",? (?:a|an|the|its|their|his|her|our|which is an?|another) {_MODIFIED}(?:{_GOODS})\b"), "Product", 3),
    (re.compile(rf" (?:{_GOODS})\b"), "Product", 2),
    (re.compile(r",? (?:is |was |are )(?:available|out now|priced|powered|built on|free to|rolling out|designed to|trained|able to|capable)"), "Product", 2),
    (re.compile(r" (?:costs|runs on|can now|launches on|went live|ships|starts at|answers|generates)\b"), "Product", 1),
)  # fmt: skip
_BEFORE: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (re.compile(rf"\b(?:{_FIRMS})(?:,? (?:called|named|known as)|,)? $", re.IGNORECASE), "Company", 2.5),
    (re.compile(r"-based $"), "Company", 2),
    (re.compile(
        r"\b(?:acquir(?:e|ed|es|ing|ition of)|buy|bought|buying|buys|takeover of|purchase of|invest(?:ed|s|ing|ment|ments|or|ors)? in|stakes? in|"
        r"shares (?:in|of)|founders? of|founded|CEO of|chief executive of|chief executive at|president of|employees? (?:at|of)|joined|joining|joins|works? (?:for|at)|worked (?:for|at)|"
        r"working (?:for|at)|backed by|led by|owned by|sued|suing|sues|partner(?:ed|ship|ing|s)? with|rivals?(?: such as| like)?|competitors?(?: such as| like)?|"
        r"competes? with|merger with|subsidiary of|unit of|division of|board of|customers? of|supplier to|sells to|from rival|left|quit|quitting|alongside|licen[sc]ed to|executives? at|analysts? at|partner at|engineer at|lawsuit against|suit against|complaint against|deal with|funding for|financing for|lawyers? for|head of [\w ]{3,20} at|spun out of|bid for) $"), "Company", 2),
    (re.compile(rf"\b(?:{_GOODS})(?:,? (?:called|named|dubbed|known as|like|such as)|,)? $", re.IGNORECASE), "Product", 2),
    (re.compile(
        r"\b(?:launch(?:ed|es|ing)?|unveil(?:ed|ing|s)?|releas(?:ed?|es|ing)|introduc(?:ed?|es|ing)|shipp(?:ed|ing)|ships|debuted|rolled out|rolling out|called|dubbed|named|"
        r"known as|codenamed|code-named|updates? to|version of|versions of|powered by|built on|runs on|run on|based on|access to|trained on|users of|successor to|versions? of its|developing|developed|built|makes|upgrade to|alternative to) $"), "Product", 1.2),
    (re.compile(r"\b(?:new|latest|upcoming|flagship|own|next-generation|first|rival) $"), "Product", 0.8),
    (re.compile(r"\b(?:use|uses|using|used|via|through|inside|with its|including its|of its|and its|its|their) $"), "Product", 0.8),
    (re.compile(rf"\b(?:{_ROLES.replace('|who', '').replace('head of|', '')})(?:,| and)? $", re.IGNORECASE), "Person", 2.5),
    (re.compile(r"[”\"],? (?:said|says|wrote|added) $|\b(?:said|says) $|\b(?:says|said|according to|told|and wife|wife|husband|daughter|son|brother|sister|friend),? $"), "Person", 1.5),
    (re.compile(r"\b(?:hired|hires|hiring|appointed|appoints|poached|promoted|elected|ousted|fired|replaced|succeed|replace|replacing|succeeding|represented by|led by|founded by|co-founded by|written by|penned by|testimony from|interview with) $"), "Person", 1.2),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Judge|Justice|Senator|President)\.? $"), "Person", 5),
    (re.compile(r"\b(?:headquartered in|based in|offices? in|outside|born in|city of|town of|capital of|moved to|district of|port of|campus in|factory in|plant in|centers? in|centres? in|run out of|courts? in|state of|traveled to|flew to) $", re.IGNORECASE), "Place", 3),
    (re.compile(r"\b(?:in|near|across|from) $"), "Place", 0.9),
    (re.compile(r"\b(?:under|violat\w+ (?:of )?(?:the|of)|violates?|breach of|breached) (?:the )?$"), "Law", 0.8),
)  # fmt: skip
_HEADS: dict[str, frozenset[str]] = {
    "Law": frozenset("Act Acts Regulation Directive Statute Code Bill Amendment Ordinance".split()),
    "GovernmentBody": frozenset(
        "Commission Department Ministry Agency Authority Bureau Administration Parliament Congress Senate Directorate "
        "Treasury Pentagon Cabinet Taskforce Ombudsman Army Navy Police".split()
    ),
    "Organization": frozenset(
        "University Institute Foundation Association Guild Union Society College School Council Alliance Coalition "
        "Federation Academy Museum Library Hospital Center Centre Church League Initiative Trust Times Tribune Journal "
        "Gazette Herald Chronicle Observer Post Globe Telegraph Guardian Conservancy Charity Party Orchestra Forum".split()
    ),
    "Company": frozenset(
        "Labs Lab Ventures Capital Partners Technologies Technology Group Holdings Motors Systems Robotics Pictures "
        "Studios Entertainment Records Publishing Bank Semiconductor Semiconductors Electronics Networks Industries "
        "Energy Airlines Media Software Therapeutics Pharmaceuticals Investments Securities Dynamics Analytics "
        "Communications Telecom Books Press Interactive Games Associates Inc Corp Ltd LLC GmbH Company Corporation "
        "Management Equity Advisors Logistics Foods Materials Aerospace Biosciences Health Insurance Financial "
        "Solutions Computing Optics Photonics Microsystems Superintelligence Intelligence AI Brothers Bros Bros.".split()
    ),
    "Court": frozenset("Court Tribunal Circuit".split()),
    "Venture": frozenset("Consortium".split()),
}  # fmt: skip
_HEAD_OF = {word: kind for kind, words in _HEADS.items() for word in words}
_LEGAL = re.compile(r"(?:^|[ ,])(?:Inc|Corp|Ltd|LLC|plc|PLC|GmbH|AG|SE|NV|BV|Oy|AB|SpA|LLP|LP|Co|PBC|Pty|S\.A)\.?$")
_COURT = re.compile(r"\b(?:Court|Tribunal|Circuit)\b|^[SNEWMCD]\.(?:[SNEWMD]\.)?[\w.]+$")
_VERSIONED = re.compile(r"\d")
_GOVERNING = re.compile(
    r"^(?:Department|Ministry|Office|Bureau|House|Senate|Board|Court|Commission|Committee|Secretary|Federal|European) (?:of|for|on)\b"
)


def own_votes(words: Sequence[Token], name: str) -> Iterator[Vote]:
    """Votes by the words of the name itself."""
    first, last = words[0].text, words[-1].text
    if len(words) > 1 and _LEGAL.search(name):
        yield "Company", 6
    if _COURT.search(name) and len(name) > 5:
        yield "Court", 7
    elif _GOVERNING.match(name):
        yield "GovernmentBody", 6
    elif len(words) > 1:
        for word in (last, *(w.text for w in words[:1] if w.text in ("University", "Institute", "Bank", "Project"))):
            kind = _HEAD_OF.get(word)
            if kind is not None:
                yield kind, 5
            elif word == "Project":
                yield "Venture", 3
        if last == "Committee":
            yield "GovernmentBody", 4
    if len(words) > 1 and _VERSIONED.search(name):
        yield "Product", 3
    elif _VERSIONED.search(name) and first[0].isupper() and "-" in name:
        yield "Product", 2
    if 2 <= len(words) <= 4 and first in word_list("given_names") and last not in _HEAD_OF:
        if last.lower() not in word_list("common"):
            yield "Person", 3.5
        else:
            yield "Person", 2
    if len(words) > 1 and any(len(w.text) == 2 and w.text[1] == "." for w in words[:-1]):
        yield "Person", 3


def context_votes(content: str, start: int, end: int, low: int, high: int) -> Iterator[Vote]:
    """Votes by what stands before and after `content[start:end]` within the sentence `low` to `high`."""
    before, after = content[max(low, start - 60) : start], content[end : min(high, end + 90)]
    for pattern, kind, weight in _AFTER:
        if pattern.match(after):
            yield kind, weight
    for pattern, kind, weight in _BEFORE:
        if pattern.search(before):
            yield kind, weight
