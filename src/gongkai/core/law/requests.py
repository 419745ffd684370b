"""Many and equal requests (大量反复申请、相同申请,《条例》第三十五条、第四十四条): hints for a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters
from gongkai.core.law.articles import cite
from gongkai.core.law.parameters import Scalar


def many_requests(
    count: int, on: date, chosen: Mapping[str, Scalar] | None = None
) -> Reason | None:
    """Return a hint when one applicant's applications of a year reach the number set, else None.

    The 条例 names no number: whether it is clearly beyond reason is for a person to decide.
    """
    limit = parameters.at(on, chosen).number("requests.many_in_a_year")
    if count < limit:
        return None
    sentence = (
        f"该申请人一年内已申请 {count} 件（提示数 {limit} 件）。请判断数量、频次是否明显超过合理范围，"
        "超过的可以要求说明理由。"
    )
    return Reason("many_requests", sentence, cite("ogi", 35))


def several_applicants(
    count: int, on: date, chosen: Mapping[str, Scalar] | None = None
) -> Reason | None:
    """Return a hint when several applicants asked for the same information, else None."""
    limit = parameters.at(on, chosen).number("requests.several_applicants")
    if count < limit:
        return None
    sentence = (
        f"已有 {count} 名申请人就相同信息提出申请（提示数 {limit} 名）。该信息可以公开的，"
        "请考虑纳入主动公开。"
    )
    return Reason("several_applicants", sentence, cite("ogi", 44))
