"""Word lists beside this module, each read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of NAME.txt: parted by ";" in lines that have one, else by spaces; "#" lines are comments."""
    text = resources.files("ingest.read.words").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    words: set[str] = set()
    for line in text.splitlines():
        if not line.startswith("#"):
            words.update(line.split(";") if ";" in line else line.split())
    return frozenset(word.strip() for word in words) - {""}
