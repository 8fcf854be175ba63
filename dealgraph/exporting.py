"""Which module writes which format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graph.errors import UnknownName
from graph.files import write_whole
from graph.model import Projection
from graph.ontology import Ontology

RDF_FORMATS = ("turtle", "trig", "nquads", "jsonld")
FORMATS = (*RDF_FORMATS, "graphml", "gexf", "csv", "cypher")
SUFFIXES = {
    ".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "jsonld",
    ".graphml": "graphml", ".gexf": "gexf", ".csv": "csv", ".cypher": "cypher",
}  # fmt: skip


def format_of(path: Path | None, default: str = "turtle") -> str:
    """The format that the file's ending means."""
    return default if path is None else SUFFIXES.get(path.suffix.lower(), default)


def export(projection: Projection, ontology: Ontology, out: Path | BinaryIO, format: str) -> None:  # noqa: A002  the field's word
    """Write the projection; a file appears whole or not at all. UnknownName lists the formats."""
    if format in RDF_FORMATS:
        from graph.rdf.export import export as export_rdf

        export_rdf(projection, ontology, out, format)
        return
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS, cure=f"(there are {', '.join(FORMATS)})")
    from graph.exchange import WRITERS

    buffer = BytesIO()
    WRITERS[format](projection, ontology, buffer)
    if isinstance(out, Path):
        write_whole(out, [buffer.getvalue()])
    else:
        out.write(buffer.getvalue())
