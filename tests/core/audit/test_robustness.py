"""Whatever was read, an audit answers: no rule raises, every finding is complete."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.audit.engine import audit
from gongkai.core.law.forms import cells, forms
from tests.core.audit.audit_cases import build_report

STATES = st.sampled_from(["blank", "slash", "absent", "unreadable"])
FIGURES = st.one_of(st.integers(-5, 400), st.just(0), st.just(0), STATES, st.sampled_from([2.5]))
FRAGMENTS = st.sampled_from(
    [
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "[表三]",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
        "（一）主动公开情况", "（三）", "1.", "一是。二是；四是", "2022年，", "二〇二二年一月五日", "2021年13月40日",
        "统计期限为2022年1月1日至", "12月31日。", "收到政府信息公开申请12件，", "其中网上", "3件、信函", "同比下降",
        "30%。", "。。", "XX", "“我市", "《", "全部答复", "收取信息处理费300元", "13800000000", "a@qq.com", "发布日期：2023-1-5",
        "青禾县水利局", "无", "", "　", "现公布青禾县水利局2021年政府信息公开工作年度报告", "共同被告", "去年收到申请9件，",
    ]
)  # fmt: skip
TEXTS = st.lists(st.lists(FRAGMENTS, max_size=5).map("".join), min_size=1, max_size=14)
BODIES = st.sampled_from(
    [
        "青禾县教育局",
        "青禾县人民政府",
        "青禾县柳河镇人民政府",
        "青禾市人民政府办公室",
        "局",
        "",
        "12",
        None,
    ]
)


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    form = draw(st.sampled_from([*forms(), None]))
    names = sorted(cells(form)) if form else []
    chosen = draw(st.lists(st.sampled_from(names), max_size=25, unique=True)) if names else []
    return {
        "body": draw(BODIES),
        "year": draw(st.sampled_from([None, 2018, 2020, 2021, 2022, 2023])),
        "form": form,
        "default": draw(st.sampled_from([0, 0, "blank", "absent"])),
        "cells": {name: draw(FIGURES) for name in chosen},
        "mixed_form": draw(st.booleans()),
        "title": draw(st.sampled_from(["", "青禾县教育局2021年政府信息公开工作年度报告"])),
        "text": "\n".join(draw(TEXTS)),
    }


@given(given_reports=st.lists(reports(), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_finding_is_complete(given_reports: list[dict[str, Any]]) -> None:
    result = audit([build_report(one) for one in given_reports], roster=["青禾县民政局"])
    assert result.summary.reports == len(given_reports)
    for settled in result.settled:
        prints = [finding.fingerprint for finding in settled.findings]
        assert len(prints) == len(set(prints))
        for finding in settled.findings:
            assert re.search(r"[一-鿿]", finding.message)
            assert finding.message.endswith("。")
            assert finding.message_en
            assert finding.basis
            assert finding.subject
            assert finding.caused_by is None or finding.caused_by in prints
            for place in finding.places:
                assert place.mark is None or 0 <= place.mark[0] <= place.mark[1] <= len(place.quote)
