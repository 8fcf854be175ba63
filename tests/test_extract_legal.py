"""Lawsuits read from our own sentences: each way to tell of a suit, with all claims that must come out."""

from __future__ import annotations

import pytest
from legal_text import read_marked

from ingest.extract.lawsuits import find_lawsuit_claims

V, L, N = "{Vantor|Company}", "{Lumen|Company}", "{Nordwell|Company}"
POST, HERALD = "{The Daily Post|Organization}", "{The Herald|Organization}"
ITS = "{its=Vantor|Company}"
ADA, BEN, CY = "{Ada Brook|Person}", "{Ben Cole|Person}", "{Cy Dunn|Person}"
COURT = "{federal court in San Jose|Court}"
UTAH = "{U.S. District Court for the District of Utah|Court}"


def suit(plaintiffs: str, defendants: str, name: str | None = None, status: str = "current") -> set[str]:
    """The claims of one suit: everyone sued everyone, and all are parties."""
    left, right = [side.split(", ") if side else [] for side in (plaintiffs, defendants)]
    case = name or f"{' and '.join(left) or 'Unnamed'} v. {' and '.join(right)}"
    sued = {f"{p} SUED {d} {status}" for p in left for d in right}
    return (
        sued
        | {f"{p} PLAINTIFF_IN {case} {status}" for p in left}
        | {f"{d} DEFENDANT_IN {case} {status}" for d in right}
    )


def read(text: str) -> set[str]:
    """All claims of a text as lines."""
    claims = find_lawsuit_claims(read_marked(text))
    return {f"{c.subject.name} {c.relation} {c.object.name} {c.status}" for c in claims}


TOLD = [
    # one sentence, both named
    (f"{V} sued {L}.", suit("Vantor", "Lumen")),
    (f"{V} sues {L} over its chips", suit("Vantor", "Lumen")),
    (f"{V} is suing {L} and {N} for theft.", suit("Vantor", "Lumen, Nordwell")),
    (f"{V}, the maker of {{Beam|Product}}, has sued the chip designer {L} in Texas.", suit("Vantor", "Lumen")),
    (f"{L} was sued last week by {V}.", suit("Vantor", "Lumen")),
    (f"{L} is being sued by {V} and {N}.", suit("Vantor, Nordwell", "Lumen")),
    (f"{V} took {L} to court.", suit("Vantor", "Lumen")),
    (f"{V} has taken legal action against {L}.", suit("Vantor", "Lumen")),
    (f"{V} filed a copyright lawsuit on Monday against {L}.", suit("Vantor", "Lumen")),
    (f"{V} brought a complaint in March that accuses {L} of copying.", suit("Vantor", "Lumen")),
    (f"{L} faces a lawsuit from {V}.", suit("Vantor", "Lumen")),
    (f"{L} has been hit with a patent suit by {V}.", suit("Vantor", "Lumen")),
    (f"A lawsuit by {V} against {L} goes on.", suit("Vantor", "Lumen")),
    (f"A lawsuit against {L} filed by {V} goes on.", suit("Vantor", "Lumen")),
    (f"The lawsuit between {V} and {L} began in May.", suit("Vantor", "Lumen")),
    (f"{V}'s case against {L} is heard in May.", suit("Vantor", "Lumen")),
    (f"{V} accuses {L} of theft in a complaint.", suit("Vantor", "Lumen")),
    (f"In a suit filed this week, {V} claimed that {L} stole its weights.", suit("Vantor", "Lumen")),
    (f"{L} asked a judge to dismiss a suit brought by {V}.", suit("Vantor", "Lumen")),
    (f"{V} is the latest firm to sue {L}.", suit("Vantor", "Lumen")),
    (f"{V} v. {L} is before a jury.", suit("Vantor", "Lumen")),
    # no suit, or none of the article's own
    (f"Dozens of lawsuits against {L} and {N} are pending.", set()),
    (f"Utah is the first state to take action against {L}.", set()),
    (f"{V} vs. {L}: which chip is the better buy?", set()),
    (f"{V} set up {N}, and {{he=Ada Brook|Person}} is suing {L}.", suit("Ada Brook", "Lumen", "Brook v. Lumen")),
    (f"{L} faces a suit by two {N} companies, {V} and {POST}.", suit("Vantor, The Daily Post", "Lumen")),
    # lists
    (
        f"Authors {ADA}, {BEN} and {CY} sued {L}.",
        suit("Ada Brook, Ben Cole, Cy Dunn", "Lumen", "Brook, Cole and Dunn v. Lumen"),
    ),
    (
        f"A group of papers including {POST} and {HERALD} sued {L}.",
        suit("The Daily Post, The Herald", "Lumen", "The Daily Post and The Herald v. Lumen"),
    ),
    (f"{V} sued {L} along with its chief {ADA}.", suit("Vantor", "Lumen, Ada Brook", "Vantor v. Lumen and Brook")),
    (f"{ADA} of {POST} filed a lawsuit against {L}.", suit("Ada Brook", "Lumen", "Brook v. Lumen")),
    # a parent's brands are no plaintiffs
    (f"{V}, parent of {POST} and {HERALD}, sued {L} in {{May|when:2024-05}}.", suit("Vantor", "Lumen")),
    (f"{V}, which owns {POST}, sued {L}.", suit("Vantor", "Lumen")),
    # no plaintiff named
    (f"Premium users sued {L}.", suit("", "Lumen")),
    (f"{V} Sues {L}, {N} Over Chips", suit("Vantor", "Lumen, Nordwell")),
    (f"{L} is currently the subject of a lawsuit from {V}.", suit("Vantor", "Lumen")),
    (f"{L} must turn over logs in a lawsuit filed by {V}.", suit("Vantor", "Lumen")),
    (f"{V} seeks {{$2m|money:2000000}} from {L} in a lawsuit.", suit("Vantor", "Lumen")),
    (f"Parents sue {L} over chatbot", suit("", "Lumen")),
    (f"{L} settles authors' lawsuit over books", suit("", "Lumen", status="former")),
    (f"{L}, which is facing a lawsuit from {V}, said no.", suit("Vantor", "Lumen")),
    (f"It began with {V} suing {L} over chips.", suit("Vantor", "Lumen")),
    (f"The estate of {ADA}, who died in May, is suing {L}.", suit("", "Lumen")),
    (f"{L} has had a bad year and was even sued in May by {V}.", suit("Vantor", "Lumen")),
    (f"{ADA} prepared a case against {BEN}.", {"Ada Brook SUED Ben Cole planned"}),
    (f"{L}, {N} Sued After Leak", suit("", "Lumen, Nordwell")),
    (f"{L} must face {V}'s lawsuit.", suit("Vantor", "Lumen")),
    (f"{ADA} joined other writers to file a lawsuit against {L}.", suit("Ada Brook", "Lumen", "Brook v. Lumen")),
    (f"{L} accuses {V} of delay in {V}'s lawsuit against {L}.", suit("Vantor", "Lumen")),
    (f"{L} was also sued last year.", suit("", "Lumen")),
    (f"{L} Sued For Leaking Data", suit("", "Lumen")),
    (f"{L} is facing lawsuits from users over its feed.", suit("", "Lumen")),
    (f"The group mentioned a lawsuit against {L} and {N}.", suit("", "Lumen, Nordwell")),
    (
        f"{L} agreed to pay {{$2m|money:2000000}} to settle a class action by writers.",
        suit("", "Lumen", status="former"),
    ),
    (f"Shares fell on news of {L}'s antitrust trial.", suit("", "Lumen")),
    # not there: threats, thoughts, plans, denials
    (f"{V} could sue {L}.", set()),
    (f"{V} threatened to sue {L}.", set()),
    (f"{V} will sue {L}, it said.", {"Vantor SUED Lumen planned"}),
    (f"{V} is considering suing {L}.", {"Vantor SUED Lumen rumoured"}),
    (f"{V} has not sued {L}.", {"Vantor SUED Lumen denied"}),
    (f"{V} said that {{Moe v. Vade|Lawsuit}} had been wrongly decided.", set()),
    (f"{V} praised {L} for its court of chefs.", set()),
    # over
    (f"{V} settled {ITS} lawsuit against {L}.", suit("Vantor", "Lumen", status="former")),
    (f"{V} dropped {ITS} suit against {L}.", suit("Vantor", "Lumen", status="former")),
    (f"A judge dismissed {V}'s lawsuit against {L}.", suit("Vantor", "Lumen", status="former")),
    (f"{L} will pay {{$2m|money:2000000}} to settle {V}'s suit.", suit("Vantor", "Lumen", status="former")),
    (f"{ADA} sued {L}, saying she was dismissed in May.", suit("Ada Brook", "Lumen", "Brook v. Lumen")),
    (f"{L} moved to dismiss {V}'s lawsuit.", suit("Vantor", "Lumen")),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text.replace("|Company", "") for text, _ in TOLD])
def test_a_sentence_gives_its_suits_and_no_more(text: str, expected: set[str]) -> None:
    headline = text if not text.endswith(".") else "News"
    body = text if text.endswith(".") else "Nothing else was said."
    assert read(f"{headline}\n\n{body}") == expected


LONGER = {
    "a suit told over several sentences": (
        f"""
{L} faces lawsuit over pirated books

Two authors have filed a lawsuit against {L}.
The plaintiffs, {ADA} and {BEN}, say that it copied their books.
The suit also names {N}.
""",
        suit("Ada Brook, Ben Cole", "Lumen, Nordwell", "Brook and Cole v. Lumen and Nordwell"),
    ),
    "the lines of a list are suits of their own": (
        f"""
Who sued whom

* {V} sued {L}
* {POST} sued {L}
* {V} and {POST} sued {N}
""",
        suit("Vantor", "Lumen")
        | suit("The Daily Post", "Lumen")
        | suit("Vantor, The Daily Post", "Nordwell", "Vantor and The Daily Post v. Nordwell"),
    ),
    "a plaintiff joins": (
        f"""
{V} sues {L}

{N} joined the lawsuit in May.
""",
        suit("Vantor, Nordwell", "Lumen"),
    ),
    "a defendant is added": (
        f"""
{V} sues {L}

{V} later added {N} as another defendant.
""",
        suit("Vantor", "Lumen, Nordwell"),
    ),
    "a countersuit is another suit": (
        f"""
{V} sues {L}

{L} countersued {V} in May.
""",
        suit("Vantor", "Lumen") | suit("Lumen", "Vantor"),
    ),
    "the defendant is named after the suit": (
        f"""
{V} goes to court

{V} filed a complaint on Monday.
It says that little is left.
The complaint names {L} and {ADA}, its chief.
""",
        suit("Vantor", "Lumen, Ada Brook", "Vantor v. Lumen and Brook"),
    ),
    "the caption names the suit": (
        f"""
{L} Sued For Leaking Data

A proposed class action was filed against {L} on {{Tuesday|when:2025-01-21}}.

The case is {{Dela Cruz v. Lumen Corp|Lawsuit}}, {UTAH}, No. {{25-00123|docket}}.
""",
        {
            "Dela Cruz SUED Lumen current",
            "Dela Cruz PLAINTIFF_IN Dela Cruz v. Lumen Corp current",
            "Lumen DEFENDANT_IN Dela Cruz v. Lumen Corp current",
            "Dela Cruz v. Lumen Corp FILED_IN U.S. District Court for the District of Utah current",
        },
    ),
    "on behalf of authors": (
        f"""
{L} sued

A class action against {L} was brought on behalf of authors {ADA} and {BEN}.
""",
        suit("Ada Brook, Ben Cole", "Lumen", "Brook and Cole v. Lumen"),
    ),
    "details": (
        f"""
{V} sues {L}

{V} sued {L} in {COURT}.
The complaint alleges violations of the {{Copyright Act|Law}} and the {{Lanham Act|Law}}.
The case was assigned to Judge {ADA}.
{V} is represented by {BEN} of {{Cole & Tate|Company}}.
{CY}, a lawyer for {L}, declined to comment.
{{Dee Eng|Person}}, general counsel of {L}, was away.
""",
        suit("Vantor", "Lumen")
        | {
            "Vantor v. Lumen FILED_IN federal court in San Jose current",
            "Vantor v. Lumen ALLEGES_VIOLATION_OF Copyright Act current",
            "Vantor v. Lumen ALLEGES_VIOLATION_OF Lanham Act current",
            "Ada Brook JUDGE_IN Vantor v. Lumen current",
            "Ben Cole COUNSEL_IN Vantor v. Lumen current",
            "Cy Dunn COUNSEL_IN Vantor v. Lumen current",
        },
    ),
}


@pytest.mark.parametrize("name", LONGER)
def test_an_article_gives_its_suits_and_no_more(name: str) -> None:
    text, expected = LONGER[name]
    assert read(text) == expected


def test_one_suit_told_often_is_one_mention_with_one_claim_each() -> None:
    text = f"{V} sues {L}\n\n{V} sued {L} on Monday.\n{V}'s lawsuit against {L} came late.\n{L} faces a suit from {V}."
    claims = list(find_lawsuit_claims(read_marked(text)))
    assert len(claims) == 3
    assert len({claim.object.id for claim in claims if claim.relation != "SUED"}) == 1


def test_case_number_date_and_damages_are_qualifiers() -> None:
    text, _ = LONGER["the caption names the suit"]
    text += "It demands {$1,000|money:1000} per person for violations of the {Stored Communications Act|Law}.\n"
    claims = list(find_lawsuit_claims(read_marked(text)))
    filing = {"case_number": "25-00123", "date": "2025-01-21"}
    damages = {"amount": "1000", "currency": "USD"}
    assert {c.relation: dict(c.qualifiers) for c in claims} == {
        "SUED": filing,
        "PLAINTIFF_IN": filing,
        "DEFENDANT_IN": filing,
        "FILED_IN": filing,
        "ALLEGES_VIOLATION_OF": damages,
    }
