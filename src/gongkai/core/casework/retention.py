"""How long a case keeps its personal data (保管与销毁), and what is left of it afterwards.

The case itself is never deleted: its numbers stay for the annual reports of the past.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.casework.letters.merging import in_words
from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters
from gongkai.core.law.parameters import Scalar


@dataclass(frozen=True, slots=True)
class Datum:
    """One kind of data of a case, as the confirmation page names it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Division:
    """What is deleted and what is kept, and the article that asks for it."""

    basis: str
    deleted: tuple[Datum, ...]
    kept: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class Retained:
    """What decides whether a case may be freed of personal data.

    ``concluded_on`` is its last conclusion, ``open_remedies`` the reconsiderations and lawsuits not
    yet concluded, ``hold`` why it must be kept longer (an inspection, a supervision case).
    """

    concluded_on: date | None
    archived: bool
    open_remedies: int = 0
    hold: str = ""


@functools.cache
def division() -> Division:
    """Return what goes and what stays."""
    return data.load("gongkai.core.casework", "retention.yaml", Division)


def kept_until(concluded_on: date, chosen: Mapping[str, Scalar] | None = None) -> date:
    """Return the last day of the period, which runs in whole years from the next 1 January."""
    years = parameters.at(concluded_on, chosen).number("requests.retention_years")
    return date(concluded_on.year + years, 12, 31)


def obstacles(
    case: Retained, on: date, chosen: Mapping[str, Scalar] | None = None
) -> tuple[Reason, ...]:
    """Return every reason why the case may not be freed of personal data on that day."""
    basis = division().basis
    found = []
    if case.concluded_on is None:
        found.append(Reason("retention.open", "办件没有办结。请先办结", basis))
    else:
        until = kept_until(case.concluded_on, chosen)
        if on <= until:
            sentence = f"保管期限到{in_words(until)}届满。期满之后再办理"
            found.append(Reason("retention.not_over", sentence, basis))
    if not case.archived:
        found.append(Reason("retention.not_archived", "办件没有归档。请先归档、生成案卷", basis))
    if case.open_remedies:
        sentence = f"还有 {case.open_remedies} 件行政复议、行政诉讼没有审结。审结之后再办理"
        found.append(Reason("retention.remedies", sentence, basis))
    if case.hold:
        found.append(Reason("retention.hold", f"要求继续保管：{case.hold}。解除之后再办理", basis))
    return tuple(found)
