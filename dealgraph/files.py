"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreUnavailable


def write_whole(path: Path, text: str) -> None:
    """Write all of it through a file beside it, so that a full disk or a kill leaves the old one as it was."""
    with Lines(path) as out:
        out.write(text)


class Lines:
    """A text file that is written beside `path` and takes its place when the block ends well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        try:
            self._file = self._beside.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def write(self, text: str) -> None:
        """Append text; StoreUnavailable where the disk does not take it."""
        try:
            self._file.write(text)
        except OSError as error:
            raise self._unwritable(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if error is None:
                self._beside.replace(self._path)
        except OSError as problem:
            raise self._unwritable(problem) from problem
        finally:
            self._beside.unlink(missing_ok=True)

    def _unwritable(self, error: OSError) -> StoreUnavailable:
        return StoreUnavailable(f"{self._path}: cannot be written ({error.strerror}); choose another with -o")
