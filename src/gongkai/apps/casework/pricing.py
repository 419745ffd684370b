"""What an application costs (计费): with what the same applicant asked for in the same month."""

from __future__ import annotations

from gongkai.apps.casework import law
from gongkai.apps.casework.applicants import cases_of_same
from gongkai.apps.casework.models import Case, Fee
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law import fees
from gongkai.core.law.fees import Charge, Piece, Volume

BASIS = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


def charge(case: Case, standard: str, units: int) -> Charge:
    """Return the charge of a case by one standard, line by line.

    Raises:
        Refused: Not received yet, no such standard, no units, or no tariff in force on that day.
    """
    reasons = [
        Reason(f"casework.{code}", sentence, BASIS)
        for met, code, sentence in (
            (
                case.received_on is None,
                "fee_not_received",
                "收到申请之日还没有确认，不能计算信息处理费。请先确认",
            ),
            (
                standard not in Fee.Standard.values,
                "fee_standard",
                "没有选择计收方式。请选择按件计收或者按量计收，同一申请不能同时适用",
            ),
            (units < 1, "fee_units", "件数或页数至少为 1。请填写"),
        )
        if met
    ]
    if reasons:
        raise Refused(reasons)
    try:
        return _by_piece(case, units) if standard == "by_piece" else _by_volume(case, units)
    except fees.NoTariffError as error:
        raise Refused([Reason("casework.no_tariff", str(error), BASIS)]) from error


def _same_month(case: Case) -> list[tuple[str, object, str | None, int | None]]:
    on = case.received_on
    if on is None:
        return []
    rows = cases_of_same(case).filter(received_on__year=on.year, received_on__month=on.month)
    return list(rows.values_list("reference", "received_on", "fee__standard", "fee__units"))


def _by_piece(case: Case, units: int) -> Charge:
    """Every application of the month counts, however it was decided; one for each unless split."""
    others = [
        Piece(name, "same", on, many or 1 if standard == "by_piece" else 1)  # type: ignore[arg-type]
        for name, on, standard, many in _same_month(case)
    ]
    own = Piece(case.reference, "same", case.received_on, units)  # type: ignore[arg-type]
    return fees.by_piece([*others, own])[case.reference]


def _by_volume(case: Case, units: int) -> Charge:
    others = [
        Volume(name, "same", on, many or 0)  # type: ignore[arg-type]
        for name, on, standard, many in _same_month(case)
        if standard == "by_volume"
    ]
    own = Volume(case.reference, "same", case.received_on, units)  # type: ignore[arg-type]
    return fees.by_volume([*others, own], law.chosen())[case.reference]
