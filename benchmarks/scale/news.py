"""Who tells it: articles of a few sentences each, one sentence a claim; some facts are told again elsewhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.scale.cast import Cast, Who
from benchmarks.scale.facts import Told
from graph.model import Article, Claim, Mention, Status

FIRST_DAY = date(2016, 1, 4)
DAYS = 3900  # to September 2026
PER_ARTICLE = (3, 10)  # sentences: 300k links with what is told again make 60k articles
TOLD_AGAIN = 0.22  # share of facts that a later article repeats, some with another status
WAITING = 4000  # facts that wait to be told again
_PUBLISHERS = tuple(f"{place} {kind}" for place in ("Coast", "Harbour", "Valley", "Capital", "Northern", "Metro")
                    for kind in ("Courier", "Wire", "Business", "Technology Review", "Gazette"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its claims."""

    article: Article
    claims: tuple[Claim, ...]


def write_stories(facts: Iterable[Told], cast: Cast, chance: Random, *, articles: int) -> Iterator[Story]:
    """Stories that tell all the facts, dated as if there were `articles` of them."""
    waiting: deque[Told] = deque()
    told: list[Told] = []
    size, number = chance.randint(*PER_ARTICLE), 0
    for fact in facts:
        told.append(fact)
        if chance.random() < TOLD_AGAIN:
            waiting.append(_as_told_later(fact, chance))
        if len(waiting) > WAITING:
            told.append(waiting.popleft())
        if len(told) >= size:
            yield _story(number, told, cast, chance, articles)
            told, size, number = [], chance.randint(*PER_ARTICLE), number + 1
    for fact in waiting:
        told.append(fact)
        if len(told) >= size:
            yield _story(number, told, cast, chance, articles)
            told, number = [], number + 1
    if told:
        yield _story(number, told, cast, chance, articles)


def _as_told_later(fact: Told, chance: Random) -> Told:
    luck = chance.random()
    status = "current" if luck < 0.7 else "former" if luck < 0.85 else "denied" if luck < 0.9 else fact.status
    return replace(fact, status=status)


def _story(number: int, told: list[Told], cast: Cast, chance: Random, articles: int) -> Story:
    published = _published(number, articles, chance)
    publisher = chance.choice(_PUBLISHERS)
    title = f"{cast.name(told[0].subject)} and others in the news ({number})"
    sentences = [_sentence(fact, cast) for fact in told]
    article = Article(
        id=f"generated-{number:06}",
        text=" ".join(sentences),
        title=title,
        url=f"https://news.example/{number}",
        published=published,
        source=publisher,
    )
    mentions = {who: _mention(article.id, who, cast, chance) for fact in told for who in (fact.subject, fact.object)}
    return Story(article, tuple(_claims(article, told, sentences, mentions, chance)))


def _claims(
    article: Article, told: list[Told], sentences: list[str], mentions: dict[Who, Mention], chance: Random
) -> Iterator[Claim]:
    start = len(article.title) + 2
    for fact, sentence in zip(told, sentences, strict=True):
        end = start + len(sentence)
        yield Claim(
            article.id,
            mentions[fact.subject],
            fact.relation,
            mentions[fact.object],
            start,
            end,
            sentence,
            Status(fact.status),
            fact.qualifiers,
            round(chance.uniform(0.5, 1), 2),
        )
        start = end + 1


def _mention(article: str, who: Who, cast: Cast, chance: Random) -> Mention:
    name = cast.name(who)
    if who.type == "Company" and chance.random() < 0.2:
        return Mention(article, f"{name} {chance.choice(('Inc.', 'Ltd.', 'Corp.'))}", who.type, (name,))
    return Mention(article, name, who.type, (cast.short(who),) if who.type == "Person" else ())


def _sentence(fact: Told, cast: Cast) -> str:
    verb = fact.relation.lower().replace("_", " ")
    says = " is said to" if fact.status == "rumoured" else ""
    negated = " does not, its lawyers say," if fact.status == "denied" else ""
    details = "".join(f", {key.replace('_', ' ')} {value}" for key, value in fact.qualifiers.items())
    ends = cast.name(fact.subject), cast.name(fact.object)
    return f"{ends[0]}{says}{negated} {verb} {ends[1]} ({fact.status}{details})."


def _published(number: int, articles: int, chance: Random) -> str | None:
    """Later articles are dated later, and the years have more and more of them; a few dates are known in part."""
    day = FIRST_DAY + timedelta(days=int(DAYS * (number % articles / articles) ** 0.6) + chance.randint(0, 20))
    luck = chance.random()
    cut = 10 if luck < 0.95 else 7 if luck < 0.98 else 4 if luck < 0.99 else None
    return None if cut is None else day.isoformat()[:cut]
