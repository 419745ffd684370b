"""Holding a figure of the prose against the tables (比对): fits one reading, fails all, or unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import cell_places, finding, number
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.sayings import Saying
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.records import record
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.text.figures import Figure, Zero
from gongkai.core.text.subjects import Whose

LONGEST_PHRASE = 60


@record
class Claim:
    """A figure of the prose, the readings of the tables it may mean, and how sure its words are.

    ``subject`` names the measure without any value; ``label_en`` names it in English.
    """

    saying: Saying
    figure: Figure
    readings: tuple[Known, ...]
    subject: str
    label_en: str
    whose: Whose = Whose.OWN
    level: Level | None = None

    @property
    def fits(self) -> bool:
        """Return whether one reading of the tables agrees with the printed figure."""
        allows = self.figure.quantity.allows
        return any(allows(value) for known in self.readings for value in known.figures)


def compare(case: Case, code: str, claims: Sequence[Claim], nothing: str) -> Iterator[Answer]:
    """Yield a finding for every claim that no reading fits, or say why it cannot be judged."""
    judged = False
    together = _added_up(claims)
    for claim in claims:
        if claim.whose is Whose.OTHER:
            continue
        judged = True
        if claim.fits or _fits_together(claim, together):
            continue
        main = claim.readings[0]
        if any(known.unread for known in claim.readings):
            yield NotAssessable(f"{main.label}未能读取，无法与正文核对", claim.subject)
        elif all(known.blank for known in claim.readings):
            yield NotAssessable(f"{main.label}为空白，无法与正文核对", claim.subject)
        else:
            yield contradiction(case, code, claim)
    if not judged:
        yield NotApplicable(nothing)


def _added_up(claims: Sequence[Claim]) -> dict[tuple[int, str], Decimal]:
    """Return what the figures of one measure in one saying add up to."""
    sums: dict[tuple[int, str], Decimal] = {}
    for claim in claims:
        key = (id(claim.saying), claim.subject)
        sums[key] = sums.get(key, Decimal(0)) + claim.figure.quantity.value
    return sums


def _fits_together(claim: Claim, sums: dict[tuple[int, str], Decimal]) -> bool:
    """Return whether several figures of one measure add up to the table: 书面答复5件，电话答复7件."""
    total = sums[(id(claim.saying), claim.subject)]
    return any(total in known.figures for known in claim.readings)


def contradiction(case: Case, code: str, claim: Claim) -> Finding:
    """Return the finding that a figure of the prose and the tables disagree."""
    main, figure = claim.readings[0], claim.figure
    expected, actual = main.figures[0], figure.quantity.value
    words = phrase(claim.saying, figure)
    return finding(
        code,
        f"正文“{words}”与{main.label}的 {number(expected)} 不一致：正文为 {printed(claim)}，"
        f"相差 {number(abs(expected - actual))}。{remedy(claim)}",
        message_en=(
            f"The prose gives {number(actual)} for {claim.label_en}, the table {number(expected)}; "
            f"the difference is {number(abs(expected - actual))}."
        ),
        subject=claim.subject,
        places=(
            claim.saying.place(case.report, figure.start, figure.end),
            *cell_places(case.report, main.cells),
        ),
        basis=basis(case),
        expected=number(expected),
        actual=number(actual),
        level=Level.NOTE if claim.whose is Whose.UNSURE else claim.level,
    )


def remedy(claim: Claim) -> str:
    """Return the next step: to check, and the other reading when there is one."""
    others = [known for known in claim.readings[1:] if known.figures]
    if not others:
        return "请核对。"
    listed = "、".join(f"{known.label} {number(known.figures[0])}" for known in others[:2])
    return f"按{listed}理解也不相符，请核对。"


def printed(claim: Claim) -> str:
    """Return the figure of a claim as it is printed, with its unit."""
    return claim.saying.words(claim.figure.start, claim.figure.end)


def phrase(saying: Saying, said: Figure | Zero) -> str:
    """Return the words of the clause a figure stands in, the figure near the end."""
    start = max(said.clause.start, said.end - LONGEST_PHRASE)
    return saying.words(start, max(said.clause.end, said.end)).strip("、,")[:LONGEST_PHRASE]


def basis(case: Case) -> str:
    """Return the document that prescribes the tables of the report."""
    return case.form.notice if case.form is not None else "《政府信息公开条例》第五十条"


def deny(case: Case, code: str, saying: Saying, said: Zero, known: Known) -> Iterator[Answer]:
    """Yield a finding when the prose says that there was none and the table has some."""
    subject = f"正文·没有{known.label}"
    if known.unread or known.blank:
        yield NotAssessable(f"{known.label}空白或未能读取，无法与正文核对", subject)
    elif all(value != 0 for value in known.figures):
        value = number(known.figures[0])
        yield finding(
            code,
            f"正文“{phrase(saying, said)}”，{known.label}为 {value}，两处不一致，请核对。",
            message_en=f"The prose says that there was none; the table has {value}.",
            subject=subject,
            places=(
                saying.place(case.report, said.start, said.end),
                *cell_places(case.report, known.cells),
            ),
            basis=basis(case),
            expected=value,
            actual="0",
        )
