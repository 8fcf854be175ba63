"""Writes a projection, or the vocabulary alone, as an RDF file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from graph.errors import UnknownName
from graph.files import write_whole
from graph.model import Projection
from graph.ontology import Ontology
from graph.rdf.resources import resources
from graph.rdf.serialize import WRITERS
from graph.rdf.terms import BASE, check_base
from graph.rdf.vocabulary import vocabulary

FORMATS = tuple(WRITERS)
_BLOCK = 1 << 18  # characters gathered before a write: 100,000 small writes take longer than making them


def export(
    projection: Projection,
    ontology: Ontology,
    out: BinaryIO | Path,
    format: str = "turtle",  # noqa: A002  the command line's word
    *,
    base: str = BASE,
    with_vocabulary: bool = True,
) -> None:
    """Write the projection to a binary stream or a file, in one of FORMATS; the same projection gives the same bytes.

    The vocabulary follows the data, so that the file explains its own terms. A file appears whole or not at all.
    Raises UnknownName for the format, UsageError for the base, StoreUnavailable where the file cannot be written.
    """
    _write(blocks(projection, ontology, format, base=base, with_vocabulary=with_vocabulary), out)


def blocks(
    projection: Projection,
    ontology: Ontology,
    format: str,  # noqa: A002  the command line's word
    *,
    base: str = BASE,
    with_vocabulary: bool = True,
) -> Iterator[bytes]:
    """The same in blocks of UTF-8, for a web response or a loader."""
    known = _known(format)
    check_base(base)
    terms = vocabulary(ontology) if with_vocabulary else ()
    return _gathered(WRITERS[known](chain(resources(projection, ontology, base=base), terms), base))


def write_vocabulary(ontology: Ontology, out: BinaryIO | Path, format: str = "turtle") -> None:  # noqa: A002  the field's word
    """Write the vocabulary alone."""
    _write(_gathered(WRITERS[_known(format)](vocabulary(ontology), BASE)), out)


def _known(name: str) -> str:
    if name not in WRITERS:
        raise UnknownName("RDF format", name, WRITERS, cure=f"(there are {', '.join(WRITERS)})")
    return name


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _write(parts: Iterable[bytes], out: BinaryIO | Path) -> None:
    if isinstance(out, Path):
        write_whole(out, parts)
    else:
        out.writelines(parts)
