import dataclasses
import io
import re
from datetime import date

from gongkai.adapters.auditing.audited import AuditedReport, by_cause
from gongkai.adapters.writers.findings_terminal import Terminal, write
from gongkai.adapters.writers.quotation import columns
from gongkai.core.audit.accepted import Acceptance
from gongkai.core.audit.engine import Summary
from tests.adapters.writers.audited_examples import (
    Example,
    document,
    example,
    prose_finding,
    report,
    row_finding,
)


def printed(audited, terminal=None):
    stream = io.StringIO()
    write(audited, stream, terminal or Terminal())
    return stream.getvalue()


def test_a_finding_shows_level_place_quotation_mark_basis_and_hint():
    text = printed(example())
    lines = text.splitlines()
    found = next(line for line in lines if "T3-02" in line)
    assert "✕ 错误 T3-02 表三“（一）予以公开”一行：各类申请人之和为 10" in found
    assert any("报告/青禾2020.txt:12 表三“（一）予以公开”总计" in line for line in lines)
    quote = next(i for i, line in enumerate(lines) if line.strip().startswith("（一）予以公开"))
    assert lines[quote].endswith("20")
    assert lines[quote + 1].endswith("~^")
    assert columns(lines[quote]) == columns(lines[quote + 1])
    assert "依据 年度报告格式（2019）表三“总计”栏 · 编号 " in text
    assert "建议 将总计 20 改为 10" in text


def test_what_follows_is_indented_under_its_cause():
    lines = printed(example()).splitlines()
    cause = next(i for i, line in enumerate(lines) if "T3-02" in line)
    follower = next(i for i, line in enumerate(lines) if "▲ 警告 P-01" in line)
    assert cause < follower
    assert lines[follower - 1].strip() == "└ 由此引起："
    assert lines[follower].index("▲") > lines[cause].index("✕")


def test_a_sound_report_is_said_to_be_checked():
    text = printed(example())
    assert "青禾县人民政府办公室 2021年度 · 2019年格式 · 报告/青禾2021.txt\n  未发现问题。" in text
    assert "报告/扫描件.pdf：R-07 是扫描图片，没有文字层。" in text


def test_the_closing_counts_all_four_outcomes():
    text = printed(example())
    assert "核查了 2 份报告：错误 1，警告 1，提示 0，已接受 1。" in text
    assert "运行规则 2 条，逐份判断共 4 次：通过 1，不通过 2，无法判断 1，不适用 0。" in text
    assert "无法判断的规则：P-01（1 份）。" in text


def test_expired_and_unmatched_acceptances_are_told():
    entry = Acceptance("0" * 16, "当时核实过", date(2025, 1, 1), "李四", until=date(2025, 12, 31))
    summary = dataclasses.replace(example().summary, expired=(entry,), unmatched=(entry,))
    text = printed(dataclasses.replace(example(), summary=summary))
    assert "已过期（2025-12-31），不再生效：当时核实过" in text
    assert "这次没有出现，可从文件中删去：当时核实过" in text


def test_colours_only_when_asked():
    assert "\x1b[" not in printed(example())
    assert "\x1b[31m✕ 错误 T3-02\x1b[0m" in printed(example(), Terminal(colours=True))


def test_control_characters_never_reach_the_terminal():
    hostile = dataclasses.replace(row_finding(), message="甲\x1b[2J乙", body="丙\x07丁")
    entry = AuditedReport(report(body="丙\x07丁"), (hostile,))
    text = printed(Example((document(entry),), summary=Summary()))
    assert "\x1b" not in text
    assert "\x07" not in text


def test_findings_that_name_each_other_as_cause_are_not_lost():
    one, two = row_finding(), prose_finding()
    one = dataclasses.replace(one, caused_by=two.fingerprint)
    two = dataclasses.replace(two, caused_by=one.fingerprint)
    shown = [f for cause in by_cause([one, two]) for f in (cause.finding, *cause.followers)]
    assert shown == [one, two]


def test_a_finding_whose_cause_is_not_there_stands_alone():
    orphan = prose_finding(caused_by="f" * 16)
    assert [cause.finding for cause in by_cause([orphan])] == [orphan]


def test_a_hint_is_given_once():
    row = row_finding()
    follower = dataclasses.replace(prose_finding(caused_by=row.fingerprint), hint=row.hint)
    entry = AuditedReport(report(), (row, follower))
    assert printed(Example((document(entry),))).count("建议") == 1


def test_on_a_terminal_long_sentences_are_wrapped_and_set_in():
    finding = dataclasses.replace(row_finding(), message="很长的一句话" * 20, hint="建议" * 40)
    shown = printed(
        Example((document(AuditedReport(report(), (finding,))),)),
        Terminal(colours=True, width=60, wrap=True),
    )
    plain = re.sub(r"\x1b\[\d*m", "", shown)
    start = next(i for i, line in enumerate(plain.splitlines()) if "T3-02" in line)
    lines = plain.splitlines()[start : start + 5]
    assert all(columns(line) <= 60 for line in lines)
    assert lines[1].startswith("    ")
    assert "很长的一句话" * 20 in "".join(line.strip() for line in lines)
