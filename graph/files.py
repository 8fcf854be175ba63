"""Files in and out: output that appears whole or not at all, and the data files that the packages ship."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.errors import StoreUnavailable


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write all parts through a file beside it, so that a full disk or a kill leaves the old one as it was.

    What the parts themselves raise goes on, and leaves the old file too. StoreUnavailable where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.writelines(parts)
        beside.replace(path)
    except OSError as error:
        cause = error.strerror or error
        raise StoreUnavailable(f"{path}: cannot be written ({cause}); choose another with -o") from error
    finally:
        beside.unlink(missing_ok=True)


def read_yaml(text: str) -> Any:
    """The data of a YAML text of ours; yaml.YAMLError where it is none."""
    import yaml

    # libyaml is ten times as fast; wheels of PyYAML carry it, a build from source may not
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe
