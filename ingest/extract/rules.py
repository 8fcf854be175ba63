"""The rule extractor: rule tables over masked sentences, status and qualifiers from cues around each match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import chain

from graph.model import Claim, Mention, Status, digest
from graph.ontology import load_ontology
from ingest.extract.context import implied_company
from ingest.extract.gates import contradicted, titled_only
from ingest.extract.lawsuits import find_lawsuit_claims
from ingest.extract.masked import Masked, mask_document
from ingest.extract.named import find_named_makers, other_maker
from ingest.extract.patterns import Match, Rule, match_rule
from ingest.extract.qualifiers import qualifiers_of
from ingest.extract.status import status_of
from ingest.extract.tables import all_rules, confidence_of
from ingest.extract.ventures import LAUNCHED, find_ventures
from ingest.read.document import Document

NAME = "rules"
HALF = Decimal(50)
# Founders, chairs and owners have no job by that word alone (the benchmark's convention)
NO_JOB = re.compile(r"(?:co-?)?founders?|(?:vice[- ])?chair(?:man|woman|person)?|owner", re.IGNORECASE)


class RuleExtractor:
    """Finds claims by rules. It needs no model; its version is a digest of code, rules and name lists."""

    name = NAME

    @property
    def version(self) -> str:
        """Changes with any rule, the gazetteer and the ontology."""
        return _version()

    def extract(self, document: Document) -> Iterator[Claim]:
        """The claims of one document, in the order of their evidence."""
        business = (claim for _, claim in find_by_rule(document))
        claims = one_each(chain(business, find_lawsuit_claims(document)))
        yield from sorted(claims, key=lambda claim: (claim.start, claim.end, claim.relation, claim.id))


def find_by_rule(document: Document) -> Iterator[tuple[str, Claim]]:
    """Claims of every relation but those of lawsuits, each with its rule; several rules may find one statement."""
    told: set[tuple[str, str]] = set()
    implied: list[tuple[str, Claim]] = []
    sentences = tuple(mask_document(document))
    for masked in sentences:
        for match in find_matches(masked, all_rules()):
            for claim in claims_of(match):
                if other_maker(document, claim) or contradicted(document, claim):
                    continue
                if match.subjects and match.objects:
                    told.add((claim.relation, claim.subject.name))
                    yield match.rule.name, claim
                else:
                    implied.append((match.rule.name, claim))
    # what the text says outright about a person goes before what can be gathered
    yield from (item for item in implied if (item[1].relation, item[1].subject.name) not in told)
    yield from ((rule, claim) for rule, claim in named_makers(document) if not contradicted(document, claim))
    for match, venture, money in find_ventures(sentences):
        yield from venture_claims(match, venture, money)


def venture_claims(match: Match, venture: Mention, money: Mapping[str, str]) -> Iterator[tuple[str, Claim]]:
    """Who takes part in an unnamed venture, or announced it, each with its rule."""
    who = match.subjects if match.rule is LAUNCHED else (*match.subjects, *match.objects)
    qualifiers = {**money, **qualifiers_of(match)} if match.rule is LAUNCHED else {}
    for mention in _mentions(match.masked, who):
        yield match.rule.name, _claim(match, mention, match.rule.relation, venture, qualifiers)


def named_makers(document: Document) -> Iterator[tuple[str, Claim]]:
    """DEVELOPS claims from products' names and the gazetteer, each with its rule."""
    for rule, maker, product, sentence in find_named_makers(document):
        evidence = document.content[sentence.start : sentence.end]
        ends = (document.article.id, maker, "DEVELOPS", product, sentence.start, sentence.end, evidence)
        yield rule, Claim(*ends, confidence=confidence_of(rule), extractor=NAME)


def one_each(claims: Iterable[Claim]) -> Iterator[Claim]:
    """One claim for each statement of a sentence: that of the surest rule, with what the others know besides.

    A rule that reads more of the sentence may see a cue that a shorter one leaves out, so what is not current wins.
    """
    symmetric = {name for name, relation in load_ontology().relations.items() if relation.symmetric}
    told: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        ends = [claim.subject.id, claim.object.id]
        key = (claim.relation, *(sorted(ends) if claim.relation in symmetric else ends), claim.start)
        told.setdefault(key, []).append(claim)
    for same in told.values():
        best, *others = sorted(same, key=lambda claim: (-claim.confidence, claim.id))
        more = {key: value for claim in reversed(others) for key, value in claim.qualifiers.items()}
        status = next((claim.status for claim in (best, *others) if claim.status is not Status.CURRENT), Status.CURRENT)
        yield replace(best, status=status, qualifiers={**more, **best.qualifiers})


def find_matches(masked: Masked, rules: Iterable[Rule]) -> Iterator[Match]:
    """All matches of the rules in one sentence."""
    for rule in rules:
        yield from match_rule(rule, masked)


def claims_of(match: Match) -> Iterator[Claim]:
    """The claims that a match makes: one for each pair of its subjects and objects that the ontology allows."""
    if match.title is not None and match.rule.relation == "WORKS_FOR" and NO_JOB.fullmatch(match.title):
        return
    ontology, qualifiers = load_ontology(), qualifiers_of(match)
    relation = "OWNS" if _is_majority(match, qualifiers) else match.rule.relation
    for subject in _stated_or_implied(match, titled_only(match)):
        for thing in _stated_or_implied(match, match.objects):
            if subject.name != thing.name and ontology.allows(subject.type, relation, thing.type):
                yield _claim(match, subject, relation, thing, qualifiers)


def _claim(match: Match, subject: Mention, relation: str, thing: Mention, qualifiers: Mapping[str, str]) -> Claim:
    sentence, document = match.masked.sentence, match.masked.document
    evidence = document.content[sentence.start : sentence.end]
    return Claim(
        document.article.id,
        subject,
        relation,
        thing,
        sentence.start,
        sentence.end,
        evidence,
        _ended(status_of(match), qualifiers, document.article.published),
        qualifiers,
        confidence_of(match.rule.name),
        NAME,
    )


def _ended(status: Status, qualifiers: Mapping[str, str], published: str | None) -> Status:
    """What has an end that had come when the article appeared is over ("was chief executive from 2018 to 2024")."""
    until = qualifiers.get("until")
    over = until is not None and (published is None or until <= published)
    return Status.FORMER if over and status is Status.CURRENT else status


def _is_majority(match: Match, qualifiers: Mapping[str, str]) -> bool:
    """Whether a stake is more than half: that is ownership, no investment."""
    return match.rule.relation == "INVESTED_IN" and Decimal(qualifiers.get("share", "0")) > HALF


def _stated_or_implied(match: Match, places: tuple[int, ...]) -> Iterator[Mention]:
    """The mentions in a slot; of a slot that the pattern lacks, the company that the text is about."""
    if places:
        return _mentions(match.masked, places)
    company = implied_company(match.masked, (*match.subjects, *match.objects)[0])
    return iter(() if company is None else (match.masked.document.mentions[company],))


def _mentions(masked: Masked, places: Iterable[int]) -> Iterator[Mention]:
    mentions = masked.document.mentions
    return (mentions[index] for place in places for index in masked.references[place].mentions)


@cache
def _version() -> str:
    """A digest of all that claims depend on: the reader, the rules, the name lists and the ontology."""
    folders = [resources.files(package) for package in ("graph", "graph.resolve", "ingest.extract", "ingest.read")]
    folders += [folder.joinpath(name) for folder, name in ((folders[2], "tables"), (folders[3], "words"))]
    files = (file for folder in folders for file in folder.iterdir() if file.name.endswith((".py", ".yaml", ".txt")))
    texts = sorted((file.name, file.read_text(encoding="utf-8")) for file in files)
    return digest(*(part for text in texts for part in text))
