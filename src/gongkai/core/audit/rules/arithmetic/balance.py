"""What came in and what went out, in the prose (收支平衡, A-09)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.arithmetic.wording import BASIS, places, quoted
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.measures import Said, applications_in
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.subjects import Whose

CAME = ("received", "accepted", "handled")
ZERO = Decimal(0)


@rule(code="A-09", name="arithmetic.balance", level=Level.ERROR, forms=ANY)
def balance(case: Case) -> Iterator[Answer]:
    """正文所写的新收加上年结转，应当等于办结加结转下年度。

    没有写出的一项按零或者表三的数理解；收到的件数写明已含上年结转的，不再相加。有一种理解相符即可。

    **错误示例**: 正文“新收31件，上年结转2件，办结30件，结转下年度2件”。

    **正确示例**: 正文“新收31件，上年结转2件，办结30件，结转下年度3件”。

    **依据**: 年度报告格式表三：第一项加第二项之和，等于第三项加第四项之和。
    """
    judged = False
    for saying in sayings(case):
        listed = applications_in(case, saying)
        found = {
            "came": _only(listed, CAME),
            "in": _only(listed, ("carried_in",)),
            "done": _only(listed, ("concluded",)),
            "out": _only(listed, ("carried_out",)),
        }
        if found["came"] is None or found["done"] is None or not (found["in"] or found["out"]):
            continue
        judged = True
        if not _holds(case, found):
            yield _unbalanced(case, saying, found)
    if not judged:
        yield NotApplicable("正文没有同时写收到、办结和结转的件数")


def _only(listed: list[Said], measures: tuple[str, ...]) -> Said | None:
    """Return the one figure of a measure; several different figures say that the text is subtler."""
    found = [
        one
        for one in listed
        if one.measure in measures and one.whose is Whose.OWN and one.figure.quantity.is_exact
    ]
    values = {one.figure.quantity.value for one in found}
    return found[0] if len(values) == 1 else None


def _holds(case: Case, found: dict[str, Said | None]) -> bool:
    came, done = _value(found["came"]), _value(found["done"])
    for carried_in in _readings(case, found["in"], "carried_in"):
        for carried_out in _readings(case, found["out"], "carried_out"):
            if came + carried_in == done + carried_out or came == done + carried_out:
                return True
    return False


def _value(said: Said | None) -> Decimal:
    return said.figure.quantity.value if said is not None else ZERO


def _readings(case: Case, said: Said | None, key: str) -> tuple[Decimal, ...]:
    if said is not None:
        return (said.figure.quantity.value,)
    known = ledger.application(case, key)
    return (ZERO, *known.figures)


def _unbalanced(case: Case, saying: Saying, found: dict[str, Said | None]) -> Answer:
    figures = [one.figure for one in found.values() if one is not None]
    came = _value(found["came"]) + _value(found["in"])
    went = _value(found["done"]) + _value(found["out"])
    return finding(
        "A-09",
        f"正文“{quoted(saying, figures)}”：新收与上年结转之和为 {number(came)}，办结与结转下年度之和为 "
        f"{number(went)}，相差 {number(abs(came - went))}，请核对。",
        message_en=f"What came in is {number(came)}, what went out {number(went)}.",
        subject="正文·收支平衡",
        places=places(case, saying, figures),
        basis=BASIS,
        expected=number(came),
        actual=number(went),
    )
