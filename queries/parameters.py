"""Parameters of a question: declared with a type, bound from what a command line or a caller gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import UsageError

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_BOOLS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_INT64 = range(-(2**63), 2**63)  # what Cypher and xsd:long hold


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter; `type` is a key of TYPES, `default` is of that type, and None where it is required."""

    name: str
    type: str
    meaning: str
    default: Any = None

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None

    def convert(self, given: object) -> Any:
        """The value in the parameter's type; UsageError says what would fit."""
        wanted, read = TYPES[self.type]
        value = read(given)
        if value is None:
            raise UsageError(f"parameter {self.name}={given!s:.60} is no {self.type}: give {wanted}")
        return value


def bind_parameters(question: str, declared: tuple[Parameter, ...], given: Mapping[str, object]) -> dict[str, Any]:
    """Typed values for all declared parameters; UsageError for one that is missing, unknown or of another type."""
    known = {parameter.name: parameter for parameter in declared}
    for name in given:
        if name not in known:
            raise UsageError(f"{question} has no parameter {name!r}; {_choices(declared)}")
    missing = [name for name, parameter in known.items() if parameter.required and name not in given]
    if missing:
        asked = known[missing[0]]
        raise UsageError(f"{question} needs -p {asked.name}=…: {asked.meaning or asked.type}")
    return {name: p.convert(given[name]) if name in given else p.default for name, p in known.items()}


def _choices(declared: tuple[Parameter, ...]) -> str:
    return f"it has {', '.join(p.name for p in declared)}" if declared else "it takes none"


def _string(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _int(given: object) -> int | None:
    if isinstance(given, str) and re.fullmatch(r"[+-]?\d{1,19}", given.strip(), re.ASCII):
        given = int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) and given in _INT64 else None


def _float(given: object) -> float | None:
    if isinstance(given, str) and re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", given.strip(), re.ASCII):
        given = float(given)
    return float(given) if isinstance(given, int | float) and not isinstance(given, bool) else None


def _date(given: object) -> str | None:
    if isinstance(given, datetime.date):
        return given.isoformat()[:10]
    if not isinstance(given, str) or not _DATE.fullmatch(given.strip()):
        return None
    text = given.strip()
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    return text if _is_day(year, month, day) else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _bool(given: object) -> bool | None:
    return _BOOLS.get(given.strip().lower()) if isinstance(given, str) else given if isinstance(given, bool) else None


TYPES: Mapping[str, tuple[str, Callable[[object], Any]]] = {
    "string": ("text", _string),
    "int": ("a whole number, as 3", _int),
    "float": ("a number, as 0.5", _float),
    "date": ("a year, month or day, as 2025, 2025-01 or 2025-01-21", _date),
    "bool": ("true or false", _bool),
}
