"""The information processing fee (信息处理费,《条例》第四十二条, 国办函〔2020〕109号).

Two standards, both progressive; one of them is chosen for each application, never both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.kernel import data
from gongkai.core.law import parameters
from gongkai.core.law.parameters import Scalar

PACKAGE = "gongkai.core.law.tariffs"
Standard = Literal["by_piece", "by_volume"]


class NoTariffError(LookupError):
    """No fee may be charged on that day: no tariff was in force."""


@dataclass(frozen=True, slots=True)
class Band:
    """The units up to and including ``through`` cost ``price`` yuan each; None has no end."""

    through: int | None
    price: int


@dataclass(frozen=True, slots=True)
class Step:
    """Bands without end: every further ``size`` units cost ``increase`` yuan more each."""

    size: int
    first_price: int
    increase: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """A tariff in force: its bands in order, then its steps."""

    basis: str
    bands: tuple[Band, ...]
    step: Step | None = None

    def price(self, place: int) -> int:
        """Return the price in yuan of the unit at ``place`` (1 is the first of the month)."""
        for band in self.bands:
            if band.through is None or place <= band.through:
                return band.price
        last = self.bands[-1].through or 0
        if self.step is None:
            return self.bands[-1].price
        return self.step.first_price + (place - last - 1) // self.step.size * self.step.increase


@dataclass(frozen=True, slots=True)
class _TariffFile:
    description: str
    unit: str
    values: Mapping[date, Tariff]
    checked_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A run of units at one price: places ``first`` to ``last``, in yuan."""

    first: int
    last: int
    price: int

    @property
    def amount(self) -> int:
        """Return the amount in yuan."""
        return (self.last - self.first + 1) * self.price

    @property
    def sentence(self) -> str:
        """Return the line as it stands in a fee notice."""
        span = f"第 {self.first} 至 {self.last}" if self.last > self.first else f"第 {self.first}"
        return f"{span}：每单位 {self.price} 元，计 {self.amount} 元"


@dataclass(frozen=True, slots=True)
class Charge:
    """What is charged, line by line, and the article that says so."""

    standard: Standard
    lines: tuple[Line, ...]
    basis: str

    @property
    def amount(self) -> int:
        """Return the amount in yuan."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Piece:
    """An application charged by piece: who applied, on which day of receipt, how many pieces.

    Several matters in one application may be split into the smallest reasonable units (一事一申请).
    """

    reference: str
    applicant: str
    received_on: date
    pieces: int = 1


def tariff(standard: Standard, on: date) -> Tariff:
    """Return the tariff in force on ``on``.

    Raises:
        NoTariffError: No tariff was in force yet.
    """
    file: _TariffFile = data.load(PACKAGE, f"{standard}.yaml", _TariffFile)
    since = [start for start in sorted(file.values) if start <= on]
    if not since:
        raise NoTariffError(f"{on}：信息处理费办法尚未施行，不得收费。")
    return file.values[since[-1]]


def charge(standard: Standard, count: int, on: date, *, before: int = 0) -> Charge:
    """Return the charge for ``count`` units that follow ``before`` earlier units.

    Raises:
        NoTariffError: No tariff was in force on ``on``.
        ValueError: ``count`` is negative.
    """
    if count < 0 or before < 0:
        raise ValueError(f"{count}, {before}: a number of pieces or pages is not negative")
    found = tariff(standard, on)
    lines: list[Line] = []
    for place in range(before + 1, before + count + 1):
        price = found.price(place)
        if lines and lines[-1].price == price:
            lines[-1] = Line(lines[-1].first, place, price)
        else:
            lines.append(Line(place, place, price))
    return Charge(standard, tuple(lines), found.basis)


def by_piece(applications: Iterable[Piece]) -> dict[str, Charge]:
    """Return the charge of every application, counted per applicant and calendar month.

    Applications are taken by day of receipt, those of one day by reference: the order in which
    they were entered changes nothing.

    Raises:
        NoTariffError: An application was received before any tariff was in force.
    """
    counted: dict[tuple[str, int, int], int] = {}
    charges: dict[str, Charge] = {}
    for each in sorted(applications, key=lambda piece: (piece.received_on, piece.reference)):
        month = (each.applicant, each.received_on.year, each.received_on.month)
        before = counted.get(month, 0)
        charges[each.reference] = charge("by_piece", each.pieces, each.received_on, before=before)
        counted[month] = before + each.pieces
    return charges


@dataclass(frozen=True, slots=True)
class Volume:
    """An application charged by volume: how many pages were supplied to whom, for which month.

    ``already_public`` when the applicant was only told where the information is published.
    """

    reference: str
    applicant: str
    received_on: date
    pages: int
    already_public: bool = False


def by_volume(
    applications: Iterable[Volume], chosen: Mapping[str, Scalar] | None = None
) -> dict[str, Charge]:
    """Return the charge of every application by its pages.

    Whether pages add up over the month, and whether already public information counts, are
    settings (``fees.pages_rule``, ``fees.already_public_by_volume``).

    Raises:
        NoTariffError: An application was received before any tariff was in force.
        ValueError: A number of pages is negative.
    """
    counted: dict[tuple[str, int, int], int] = {}
    charges: dict[str, Charge] = {}
    for each in sorted(applications, key=lambda volume: (volume.received_on, volume.reference)):
        tariff("by_volume", each.received_on)
        law = parameters.at(each.received_on, chosen)
        free = each.already_public and law.get("fees.already_public_by_volume").value == "free"
        pages = 0 if free else each.pages
        month = (each.applicant, each.received_on.year, each.received_on.month)
        monthly = law.get("fees.pages_rule").value == "per_month"
        before = counted.get(month, 0) if monthly else 0
        charges[each.reference] = charge("by_volume", pages, each.received_on, before=before)
        counted[month] = counted.get(month, 0) + pages
    return charges
