"""From an article to a read document: sentences, names, references, values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Article, Mention, Span
from ingest.read.bodies import find_bodies
from ingest.read.captions import VERSUS, Caption, find_captions
from ingest.read.cluster import Thing, cluster_names
from ingest.read.coreference import resolve_references
from ingest.read.document import Document, Reference, ReferenceKind, Sentence, SentenceKind
from ingest.read.known import Known, NameTree, gazetteer_tree
from ingest.read.naming import Spot, gather_names
from ingest.read.sentences import split_sentences
from ingest.read.shapes import Candidate, find_candidates, is_capital
from ingest.read.tokens import Token, tokenize
from ingest.read.values import find_values
from ingest.read.words import word_list

MIN_ORDINARY = 5  # fewer capitalised ordinary words may be names (seen on the training articles)
TITLE_CASE_SHARE = 0.7  # of the longer words of a headline; in sentence case names alone make up less


def read(article: Article) -> Document:
    """Read an article. Never raises on any text; what is doubtful is left out."""
    content = article.content
    sentences = split_sentences(article.title, content)
    tokens = [tokenize(content, s.start, s.end) for s in sentences]
    captions = [list(find_captions(row)) for row in tokens]
    things = _things(content, sentences, tokens, captions)
    named = _named(tokens, captions, things)
    references = resolve_references(sentences, tokens, things, named)
    values = find_values(content, sentences, article.published)
    mentions = tuple(_mention(article, content, thing, index, references) for index, thing in enumerate(things))
    return Document(article, content, sentences, mentions, tuple(references), values)


def _things(
    content: str, sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]], captions: Sequence[list[Caption]]
) -> list[Thing]:
    names = gather_names(content, tokens, list_candidates(content, sentences, tokens, captions))
    things = cluster_names(names, content)
    return things + _cases(content, tokens, captions)


def list_candidates(
    content: str, sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]], captions: Sequence[list[Caption]]
) -> Iterator[Candidate]:
    """Where names may stand: by list and shape, in captions the parties; headlines in Title Case by list only."""
    tree = gazetteer_tree()
    for number, (sentence, row) in enumerate(zip(sentences, tokens, strict=True)):
        described = list(find_bodies(content, sentence.start, sentence.end))
        shaped = not _is_title_case(_outside(row, described), sentence.kind)
        found = find_candidates(number, row, tree, described) if shaped else _listed(number, row, tree)
        for candidate in found:
            yield from _uncaptioned(candidate, captions[number])
        for caption in captions[number]:
            for first, last in (caption.plaintiff, caption.defendant):
                yield from find_candidates_within(number, row, first, last, tree)


def _listed(number: int, row: Sequence[Token], tree: NameTree) -> Iterator[Candidate]:
    """What the lists know in a headline in Title Case, where shape tells nothing."""
    for first, last, known in tree.matches(row):
        if any(k.type and not k.context for k in known) and is_capital(row[first]):
            yield Candidate(number, first, last, tuple(known))


def find_candidates_within(
    number: int, row: Sequence[Token], first: int, last: int, tree: NameTree
) -> Iterator[Candidate]:
    """The parties of one side of a caption."""
    for found in find_candidates(number, row[first:last], tree):
        suing = first == 0 or row[first - 1].lower not in VERSUS
        yield Candidate(number, found.first + first, found.last + first, found.known, suing=suing)


def _uncaptioned(candidate: Candidate, captions: Sequence[Caption]) -> Iterator[Candidate]:
    if not any(candidate.first < c.last and candidate.last > c.first for c in captions):
        yield candidate


def _outside(row: Sequence[Token], spans: Sequence[tuple[int, int, Known]]) -> list[Token]:
    return [t for t in row if not any(start <= t.start < end for start, end, _ in spans)]


def _is_title_case(row: Sequence[Token], kind: SentenceKind) -> bool:
    """Whether ordinary words are capitalised here; in headlines and list lines, whether most longer words are."""
    ordinary = [t for t in row[1:] if len(t.text) > 3 and t.lower in word_list("common")]
    if len(ordinary) >= MIN_ORDINARY and sum(is_capital(t) for t in ordinary) >= TITLE_CASE_SHARE * len(ordinary):
        return True
    longer = [t for t in row if len(t.text) > 3 and t.text[0].isalpha()]
    capital = sum(is_capital(t) for t in longer)
    return kind is not SentenceKind.TEXT and bool(longer) and capital >= TITLE_CASE_SHARE * len(longer)


def _cases(content: str, tokens: Sequence[Sequence[Token]], captions: Sequence[list[Caption]]) -> list[Thing]:
    cases: dict[tuple[frozenset[str], frozenset[str]], list[Spot]] = {}
    for number, found in enumerate(captions):
        for caption in found:
            row = tokens[number]
            start, end = row[caption.first].start, row[caption.last - 1].end
            parties = (_party_words(row, caption.plaintiff), _party_words(row, caption.defendant))
            same = next((known for known in cases if _same_case(known, parties)), parties)
            cases.setdefault(same, []).append(Spot(start, end, number, content[start:end]))
    return [_case(spots) for spots in cases.values()]


def _party_words(row: Sequence[Token], side: tuple[int, int]) -> frozenset[str]:
    return frozenset(t.lower for t in row[side[0] : side[1]] if is_capital(t))


def _same_case(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether on both sides the words of one hold the other's: Acme v. Orb, Acme Ltd v. Orb Inc."""
    return all(a <= b or b <= a for a, b in zip(one, other, strict=True))


def _case(spots: Sequence[Spot]) -> Thing:
    forms = sorted(dict.fromkeys(spot.text for spot in spots), key=len, reverse=True)
    return Thing(forms[0], "Lawsuit", tuple(forms), tuple(spots))


def _named(
    tokens: Sequence[Sequence[Token]], captions: Sequence[list[Caption]], things: Sequence[Thing]
) -> list[Reference]:
    """References by name: where each thing was found, and where its spellings stand unseen (headlines)."""
    references: dict[int, Reference] = {}
    covered: set[int] = set()
    inside = {
        t.start for row, found in zip(tokens, captions, strict=True) for c in found for t in row[c.first : c.last]
    }
    for index, thing in enumerate(things):
        for spot in thing.spots:
            if thing.type == "Lawsuit" or spot.start not in inside:
                references[spot.start] = Reference(spot.start, spot.end, (index,))
                covered.update(range(spot.start, spot.end))
    tree = NameTree(Known(form, str(index)) for index, thing in enumerate(things) for form in thing.forms)
    for row in tokens:
        for first, last, known in tree.matches(row):
            start, end = row[first].start, row[last - 1].end
            if is_capital(row[first]) and not covered.intersection(range(start, end)):
                references[start] = Reference(start, end, (int(known[0].type),))
    return [references[start] for start in sorted(references)]


def _mention(article: Article, content: str, thing: Thing, index: int, references: Sequence[Reference]) -> Mention:
    """The thing with all its spellings and places; the parties of a caption have places, but no references, there."""
    mine = [r for r in references if index in r.mentions]
    written = [content[r.start : r.end] for r in mine if r.kind is ReferenceKind.NAME]
    aliases = tuple(form for form in dict.fromkeys((*thing.forms, *written)) if form != thing.name)
    spans = {Span(r.start, r.end) for r in mine} | {Span(spot.start, spot.end) for spot in thing.spots}
    return Mention(article.id, thing.name, thing.type, aliases, tuple(sorted(spans)))
