"""Fit the weights of the cues that type a name (ingest/read/words/type_weights.tsv) on annotated articles.

python benchmarks/fit_reading.py TRAIN.jsonl [--held-out 5] [-o FILE]

Softmax regression by AdaGrad over binary features, plain Python. With --held-out N every N-th article is left out and
scored. TRAIN.jsonl is in the form of the benchmark, with every entity of its articles listed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Article
from graph.resolve.names import name_key
from ingest.read.captions import find_captions
from ingest.read.naming import NO_NAME, collect_names, features_of
from ingest.read.reader import list_candidates
from ingest.read.sentences import split_sentences
from ingest.read.tokens import tokenize

KINDS = ("Company", "Product", "Person", "Organization", "GovernmentBody", "Court", "Law", "Venture", "Place", NO_NAME)
MIN_COUNT = 12  # a word that fewer names had beside them is chance
EPOCHS, RATE, SHRINK = 12, 0.3, 2e-5
Example = tuple[dict[str, float], str]
Table = dict[str, dict[str, float]]


def examples(path: Path) -> Iterator[tuple[int, bool, Example]]:
    """Article number, whether the gazetteer has the name, features and type of each name."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        gold = {name_key(n): e["type"] for e in row["entities"] for n in (e["name"], *e["aliases"])}
        people = {name_key(e["name"].split()[-1]) for e in row["entities"] if e["type"] == "Person"}
        content = Article(row["id"], row["text"], row["title"]).content
        sentences = split_sentences(row["title"], content)
        tokens = [tokenize(content, s.start, s.end) for s in sentences]
        captions = [list(find_captions(words)) for words in tokens]
        names = collect_names(content, tokens, list_candidates(content, sentences, tokens, captions))
        for key, naming in names.items():
            kind = gold.get(key, "Person" if key in people else NO_NAME)
            if kind in KINDS:
                yield number, naming.listed, (features_of(naming), kind)


def fit(data: Sequence[Example]) -> Table:
    """Weights by feature and type."""
    counts = Counter(feature for features, _ in data for feature in features)
    kept = {feature for feature, count in counts.items() if count >= MIN_COUNT}
    weights: Table = {feature: dict.fromkeys(KINDS, 0.0) for feature in (*kept, "bias")}
    squares: Table = {feature: dict.fromkeys(KINDS, 1e-6) for feature in weights}
    order = list(data)
    shuffle = random.Random(0)  # noqa: S311  reproducible, no secret
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for features, kind in order:
            used = [(f, v) for f, v in features.items() if f in kept] + [("bias", 1.0)]
            chances = _softmax({k: sum(weights[f][k] * v for f, v in used) for k in KINDS})
            for k in KINDS:
                error = chances[k] - (k == kind)
                if abs(error) < 1e-3:
                    continue
                for feature, value in used:
                    slope = error * value + SHRINK * len(data) / 100 * weights[feature][k]
                    squares[feature][k] += slope * slope
                    weights[feature][k] -= RATE * slope / math.sqrt(squares[feature][k])
    return weights


def _softmax(scores: dict[str, float]) -> dict[str, float]:
    top = max(scores.values())
    raised = {k: math.exp(s - top) for k, s in scores.items()}
    total = sum(raised.values())
    return {k: r / total for k, r in raised.items()}


def score(weights: Table, data: Sequence[Example]) -> Counter[tuple[str, str]]:
    """Counts of (gold type, type found)."""
    found: Counter[tuple[str, str]] = Counter()
    for features, kind in data:
        used = [(f, v) for f, v in features.items() if f in weights] + [("bias", 1.0)]
        found[kind, max(KINDS, key=lambda k: sum(weights[f][k] * v for f, v in used))] += 1
    return found


def main() -> None:
    """Fit, print the held-out figures, write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("train", type=Path)
    parser.add_argument("--held-out", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    rows = list(examples(options.train))
    held = options.held_out
    weights = fit([e for n, _, e in rows if not held or n % held])
    if held:
        _print(score(weights, [e for n, listed, e in rows if n % held == 0 and not listed]))
    if options.output is not None:
        options.output.write_text(_as_text(weights), encoding="utf-8")


def _print(confusion: Counter[tuple[str, str]]) -> None:
    for kind in KINDS:
        gold = Counter({other: count for (one, other), count in confusion.items() if one == kind})
        claimed = sum(count for (_, other), count in confusion.items() if other == kind)
        right = confusion[kind, kind]
        recall, precision = right / max(gold.total(), 1), right / max(claimed, 1)
        print(f"{kind:15} recall {recall:.2f} of {gold.total():5} precision {precision:.2f} {gold.most_common(4)}")


def _as_text(weights: Table) -> str:
    lines = ["# Weights of the cues that type a name: benchmarks/fit_reading.py on the training articles. Do not edit."]
    for feature in sorted(weights):
        fields = [f"{k}={w:.2f}" for k, w in weights[feature].items() if abs(w) >= 0.05]
        if fields:
            lines.append("\t".join((feature, *fields)))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
