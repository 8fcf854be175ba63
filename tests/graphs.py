"""A small graph written by hand about public facts, for the tests of stores, saved questions, RDF and page.

The sentences are our own. `FACTS` is the whole content: one line a claim, read by `projection()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from graph.model import ArticleCard, Entity, Link, Projection, Statement, Status, digest

ARTICLES = (
    ArticleCard("a01", "https://news.example/linkedin-suit", "LinkedIn is sued over private messages", "2025-01-23",
                "Example Wire"),
    ArticleCard("a02", "https://news.example/stargate", "Stargate: half a trillion for data centres", "2025-01-21",
                "Example Wire"),
    ArticleCard("a03", "https://news.example/nvidia-openai", "Nvidia backs OpenAI", "2025-09-22", "Chip Letter"),
    ArticleCard("a04", "https://news.example/oracle-openai", "Oracle wins OpenAI's computing contract", "2025-09-10",
                "Chip Letter"),
    ArticleCard("a05", "https://news.example/people", "Who runs AI now", "2024-11", "Example Wire"),
    ArticleCard("a06", None, "A note without an address", "2024", None),
    ArticleCard("a07", "https://news.example/copyright", "Newspaper takes OpenAI to court", "2023-12-27",
                "Example Wire"),
    ArticleCard("a08", "https://news.example/rivals", "Rivals \"and\" <partners>", "2025-03-04", "Chip Letter"),
)  # fmt: skip

ENTITIES: Mapping[str, tuple[str, tuple[str, ...], str | None]] = {
    "AMD": ("Company", ("Advanced Micro Devices",), "Q128896"),
    "Anthropic": ("Company", (), None),
    "Bret Taylor": ("Person", (), None),
    "ChatGPT": ("Product", (), "Q115564437"),
    "Copilot": ("Product", ("Microsoft Copilot",), None),
    "CoreWeave": ("Company", (), None),
    "De La Torre": ("Person", ("Alessandro De La Torre",), None),
    "De La Torre v. LinkedIn": ("Lawsuit", (), None),
    "Donald Trump": ("Person", ("Trump",), "Q22686"),
    "Federal Trade Commission": ("GovernmentBody", ("FTC",), "Q935736"),
    "GPT-4": ("Product", (), None),
    "GitHub": ("Company", (), "Q364"),
    "LinkedIn": ("Company", ("LinkedIn Corporation",), "Q213660"),
    "LinkedIn Learning": ("Company", ("Lynda.com",), None),
    "Microsoft": ("Company", ("Microsoft Corp.", "MSFT"), "Q2283"),
    "Mustafa Suleyman": ("Person", (), None),
    "Inflection AI": ("Company", ("Inflection",), None),
    "Nvidia": ("Company", ("NVIDIA Corporation",), "Q182477"),
    "Northern District of California": (
        "Court",
        ("U.S. District Court for the Northern District of California",),
        None,
    ),
    "OpenAI": ("Company", (), "Q21708200"),
    "Oracle": ("Company", ("Oracle Corp.",), "Q19900"),
    "Redmond": ("Place", (), None),
    "Reid Hoffman": ("Person", (), None),
    "Salesforce": ("Company", (), "Q941127"),
    "Sam Altman": ("Person", (), "Q7407093"),
    "Satya Nadella": ("Person", (), "Q7426870"),
    "SoftBank": ("Company", ("SoftBank Group",), "Q201653"),
    "Stargate": ("Venture", ("Stargate Project",), None),
    "Stored Communications Act": ("Law", ("SCA",), None),
    "The New York Times": ("Company", ("NYT",), "Q9684"),
    "The New York Times v. Microsoft": ("Lawsuit", (), None),
    "Windsurf": ("Company", (), None),
    "World Labs": ("Organization", ("Wörld \"Labs\"", "世界"), None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in short: who, what, whom, how it stands, where it is said, in which words."""

    subject: str
    relation: str
    object: str
    article: str
    evidence: str
    status: Status = Status.CURRENT
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 0.9


FORMER, PLANNED, RUMOURED, DENIED = Status.FORMER, Status.PLANNED, Status.RUMOURED, Status.DENIED

FACTS = (
    # ownership: two levels down, one sold, two only heard of
    Fact("Microsoft", "OWNS", "LinkedIn", "a01", "LinkedIn, owned by Microsoft, was sued on Tuesday.", confidence=0.97),
    Fact("Microsoft", "OWNS", "LinkedIn", "a05", "Microsoft has owned LinkedIn since 2016.",
         qualifiers={"since": "2016-12-08"}),
    Fact("Microsoft", "OWNS", "GitHub", "a05", "GitHub belongs to Microsoft."),
    Fact("LinkedIn", "OWNS", "LinkedIn Learning", "a05", "LinkedIn owns the course site LinkedIn Learning."),
    Fact("Microsoft", "ACQUIRED", "LinkedIn", "a05", "Microsoft bought LinkedIn for $26.2 billion in 2016.",
         qualifiers={"amount": "26200000000", "currency": "USD", "date": "2016"}),
    Fact("OpenAI", "ACQUIRED", "Windsurf", "a08", "OpenAI was in talks to buy Windsurf for about $3 billion.",
         RUMOURED, {"amount": "3000000000", "currency": "USD", "bound": "about"}, 0.6),
    Fact("Microsoft", "OWNS", "OpenAI", "a05", "Microsoft does not own any part of OpenAI's non-profit.", DENIED),
    # the suit of January 2025
    Fact("De La Torre", "PLAINTIFF_IN", "De La Torre v. LinkedIn", "a01", "De La Torre filed the class action.",
         qualifiers={"case_number": "25-00709", "date": "2025-01-21"}),
    Fact("LinkedIn", "DEFENDANT_IN", "De La Torre v. LinkedIn", "a01", "LinkedIn is the defendant in No. 25-00709.",
         qualifiers={"case_number": "25-00709"}),
    Fact("De La Torre", "SUED", "LinkedIn", "a01", "De La Torre sued LinkedIn on Tuesday.",
         qualifiers={"date": "2025-01-21"}),
    Fact("De La Torre v. LinkedIn", "FILED_IN", "Northern District of California", "a01",
         "The case was filed in the Northern District of California.",
         qualifiers={"case_number": "25-00709", "date": "2025-01-21"}),
    Fact("De La Torre v. LinkedIn", "ALLEGES_VIOLATION_OF", "Stored Communications Act", "a01",
         "It seeks $1,000 a person for breaches of the Stored Communications Act.",
         qualifiers={"amount": "1000", "currency": "USD"}),
    Fact("The New York Times", "PLAINTIFF_IN", "The New York Times v. Microsoft", "a07",
         "The New York Times is the plaintiff."),
    Fact("Microsoft", "DEFENDANT_IN", "The New York Times v. Microsoft", "a07", "Microsoft and OpenAI are defendants."),
    Fact("OpenAI", "DEFENDANT_IN", "The New York Times v. Microsoft", "a07", "Microsoft and OpenAI are defendants."),
    Fact("The New York Times", "SUED", "OpenAI", "a07", "The New York Times sued OpenAI in December 2023.",
         qualifiers={"date": "2023-12"}),
    Fact("Federal Trade Commission", "INVESTIGATES", "Microsoft", "a05", "The FTC is looking into Microsoft."),
    # the venture
    Fact("OpenAI", "PARTICIPATES_IN", "Stargate", "a02", "OpenAI, SoftBank and Oracle form Stargate."),
    Fact("SoftBank", "PARTICIPATES_IN", "Stargate", "a02", "OpenAI, SoftBank and Oracle form Stargate."),
    Fact("Oracle", "PARTICIPATES_IN", "Stargate", "a02", "OpenAI, SoftBank and Oracle form Stargate."),
    Fact("Donald Trump", "ANNOUNCED", "Stargate", "a02", "President Donald Trump announced Stargate on Tuesday.",
         qualifiers={"date": "2025-01-21"}),
    Fact("SoftBank", "INVESTED_IN", "Stargate", "a02", "SoftBank will put up to $500 billion into Stargate.", PLANNED,
         {"amount": "500000000000", "currency": "USD", "bound": "at most"}),
    # money that comes round: Nvidia -> OpenAI -> Oracle -> Nvidia, and AMD <-> OpenAI
    Fact("Nvidia", "INVESTED_IN", "OpenAI", "a03", "Nvidia intends to invest up to $100 billion in OpenAI.", PLANNED,
         {"amount": "100000000000", "currency": "USD", "bound": "at most"}),
    Fact("Oracle", "SUPPLIES", "OpenAI", "a04", "Oracle will sell OpenAI $300 billion of computing power.",
         qualifiers={"amount": "300000000000", "currency": "USD"}),
    Fact("Nvidia", "SUPPLIES", "Oracle", "a04", "Oracle fills its halls with chips that Nvidia supplies."),
    Fact("Nvidia", "INVESTED_IN", "CoreWeave", "a08", "Nvidia holds 7 percent of CoreWeave.",
         qualifiers={"share": "7"}),
    Fact("Nvidia", "SUPPLIES", "CoreWeave", "a08", "CoreWeave buys its chips from Nvidia."),
    Fact("Microsoft", "INVESTED_IN", "OpenAI", "a05", "Microsoft has put $13 billion into OpenAI.",
         qualifiers={"amount": "13000000000", "currency": "USD", "since": "2019"}),
    Fact("SoftBank", "INVESTED_IN", "OpenAI", "a06", "SoftBank led a Series F of $40 billion.",
         qualifiers={"amount": "40000000000", "currency": "USD", "round": "Series F"}),
    # people
    Fact("Satya Nadella", "WORKS_FOR", "Microsoft", "a05", "Satya Nadella is chief executive of Microsoft.",
         qualifiers={"title": "chief executive", "since": "2014-02"}),
    Fact("Sam Altman", "WORKS_FOR", "OpenAI", "a05", "Sam Altman, OpenAI's chief executive, agreed.",
         qualifiers={"title": "chief executive"}),
    Fact("Sam Altman", "FOUNDED", "OpenAI", "a05", "Sam Altman co-founded OpenAI in 2015.",
         qualifiers={"date": "2015"}),
    Fact("Mustafa Suleyman", "WORKS_FOR", "Microsoft", "a05", "Mustafa Suleyman now heads Microsoft AI.",
         qualifiers={"title": "head of Microsoft AI", "since": "2024-03"}),
    Fact("Mustafa Suleyman", "WORKS_FOR", "Inflection AI", "a05", "He was chief executive of Inflection AI until 2024.",
         FORMER, {"title": "chief executive", "until": "2024-03"}),
    Fact("Reid Hoffman", "FOUNDED", "LinkedIn", "a05", "Reid Hoffman founded LinkedIn in 2002."),
    Fact("Reid Hoffman", "BOARD_MEMBER_OF", "Microsoft", "a05", "Reid Hoffman sits on Microsoft's board."),
    Fact("Reid Hoffman", "BOARD_MEMBER_OF", "OpenAI", "a05", "Reid Hoffman left OpenAI's board in 2023.", FORMER,
         {"until": "2023-03"}),
    Fact("Bret Taylor", "BOARD_MEMBER_OF", "OpenAI", "a05", "Bret Taylor chairs OpenAI's board.",
         qualifiers={"title": "chair"}),
    Fact("Bret Taylor", "WORKS_FOR", "Salesforce", "a05", "Bret Taylor, once co-chief executive of Salesforce, agreed.",
         FORMER, {"title": "co-chief executive"}),
    # products, rivals, partners, seat
    Fact("OpenAI", "DEVELOPS", "ChatGPT", "a05", "OpenAI released ChatGPT in November 2022.",
         qualifiers={"date": "2022-11"}),
    Fact("OpenAI", "DEVELOPS", "GPT-4", "a05", "GPT-4 is a model of OpenAI."),
    Fact("Microsoft", "DEVELOPS", "Copilot", "a05", "Microsoft's Copilot answers questions."),
    Fact("Copilot", "USES", "GPT-4", "a05", "Copilot is built on GPT-4."),
    Fact("LinkedIn", "USES", "GPT-4", "a08", "LinkedIn writes drafts with GPT-4."),
    Fact("AMD", "COMPETES_WITH", "Nvidia", "a08", "AMD is Nvidia's nearest rival."),
    Fact("OpenAI", "COMPETES_WITH", "Anthropic", "a08", "Anthropic competes with OpenAI.",
         confidence=0.8),
    Fact("AMD", "PARTNERS_WITH", "OpenAI", "a08", "AMD and OpenAI signed a partnership."),
    Fact("World Labs", "PARTNERS_WITH", "Nvidia", "a08",
         "World \"Labs\" <works> with Nvidia, it's said: 世界.", RUMOURED),
    Fact("Microsoft", "HEADQUARTERED_IN", "Redmond", "a05", "Microsoft of Redmond agreed."),
)  # fmt: skip


def entity_id(name: str) -> str:
    """The id that the test graph gives to a name."""
    return digest("entity", ENTITIES[name][0], name)


def projection(facts: Iterable[Fact] = FACTS, watermark: str = "watermark-1") -> Projection:
    """The facts as an assembled graph; each statement of a link after the first one supports the first."""
    statements = sorted(_statements(facts), key=lambda s: s.id)
    by_link = sorted((s for s in statements if s.link is not None), key=lambda s: (s.link or "", -s.confidence, s.id))
    links = tuple(_link(key or "", tuple(group)) for key, group in groupby(by_link, key=lambda s: s.link))
    pairs = {(s.article, end) for s in statements for end in (s.subject, s.object)}
    entities = tuple(sorted((_entity(name, pairs) for name in ENTITIES), key=lambda e: e.id))
    return Projection(watermark, entities, links, tuple(statements), ARTICLES, tuple(sorted(pairs)))


def _statements(facts: Iterable[Fact]) -> Iterable[Statement]:
    published = {a.id: a.published for a in ARTICLES}
    for fact in facts:
        subject, object_ = entity_id(fact.subject), entity_id(fact.object)
        key = (subject, fact.relation, object_)
        yield Statement(
            id=digest("claim", fact.article, *key, fact.status, fact.evidence),
            article=fact.article,
            subject=subject,
            relation=fact.relation,
            object=object_,
            status=fact.status,
            evidence=fact.evidence,
            start=0,
            end=len(fact.evidence),
            confidence=fact.confidence,
            extractor="rules",
            published=published[fact.article],
            qualifiers=fact.qualifiers,
            link=None if fact.status is DENIED else digest("link", *key),
        )


def _link(key: str, statements: tuple[Statement, ...]) -> Link:
    best = statements[0]
    qualifiers = {k: v for s in reversed(statements) for k, v in s.qualifiers.items()}
    return Link(
        id=key,
        subject=best.subject,
        relation=best.relation,
        object=best.object,
        status=best.status,
        evidence=best.evidence,
        url=next(a.url for a in ARTICLES if a.id == best.article),
        since=qualifiers.pop("since", None),
        until=qualifiers.pop("until", None),
        qualifiers=qualifiers,
        confidence=best.confidence,
        sources=len({s.article for s in statements}),
        statements=tuple(s.id for s in statements),
    )


def _entity(name: str, pairs: set[tuple[str, str]]) -> Entity:
    kind, aliases, wikidata = ENTITIES[name]
    seen = sorted(a.published or "" for a in ARTICLES if (a.id, entity_id(name)) in pairs)
    return Entity(
        id=entity_id(name),
        key=name.casefold(),
        name=name,
        type=kind,
        aliases=aliases,
        wikidata=wikidata,
        sources=len(seen),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
    )
