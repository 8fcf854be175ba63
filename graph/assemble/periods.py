"""When a link held, never more precise than a sentence says. Dates are ISO strings cut to what is known."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Statement, Status


def period(status: Status, support: Iterable[Statement]) -> tuple[str | None, str | None]:
    """Since and until. A plan or rumour has neither: its dates are hopes, and stay among the qualifiers.

    A bare date tells when a current thing began, and when a former one ended.
    """
    if status not in (Status.CURRENT, Status.FORMER):
        return None, None
    begins, ends, stated = [], [], []
    for said in support:
        date = said.qualifiers.get("date")
        over = said.status is Status.FORMER
        stated += [said.qualifiers["since"]] if "since" in said.qualifiers else []
        begins += [date] if date is not None and not over else []
        if over is (status is Status.FORMER):  # what ended once and holds again has no end
            ends += [said.qualifiers.get("until") or (date if over else None)]
    return _earliest(stated or begins), max((end for end in ends if end is not None), default=None)


def _earliest(dates: Iterable[str]) -> str | None:
    """The earliest date, as precise as any that agrees with it ("2016" and "2016-12" give "2016-12")."""
    known = sorted(dates)
    if not known:
        return None
    agreeing = [date for date in known if date.startswith(known[0])]
    return min(agreeing, key=lambda date: (-len(date), date))
