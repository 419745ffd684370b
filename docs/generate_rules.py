"""Write docs/reference/rules.md from the rules themselves: run after a rule or its page changed.

.venv/bin/python docs/generate_rules.py
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.adapters.readers.unreadable import Refusal
from gongkai.core.audit.case import RULES
from gongkai.core.audit.profiles import profile, profile_names
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Rule
from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.problems import Met

PAGE = Path(__file__).resolve().parent / "reference" / "rules.md"
FAMILIES = {
    "T2": "表二：主动公开政府信息情况",
    "T3": "表三：收到和处理政府信息公开申请情况",
    "T4": "表四：行政复议、行政诉讼情况",
    "X": "表间",
    "P": "正文与表格",
    "A": "正文中的数字",
    "Y": "年份与日期",
    "V": "年际衔接",
    "G": "上下级",
    "S": "结构与文字",
    "R": "副本质量",
}
LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.NOTE: "提示"}
SCOPES = {"report": "单份报告", "years": "与上年报告对照", "group": "与同批其他单位对照"}
HEAD = """# 核查规则

<!-- Written by docs/generate_rules.py from the rules themselves: do not edit. -->

`gongkai audit` 对每份报告运行下列 {count} 条规则。每条规则对每份报告有四种结果：通过、发现问题、
无法判断（数据没有读出或者留空，说明原因）、不适用（说明原因）。无法判断不算通过。

- **错误**：报告自相矛盾，或者不符合规定。**警告**：很可能有误。**提示**：请核实。
- 空白单元格按“未知”和“零”两种读法判断，两种都不成立才报错误。
- 同一个原因引起的问题归到第一条之下；可能的改法只作提示，核查不改动任何数据。
- 方案（`--profile`）可以改变级别、增减规则；规则编号固定，不再重复使用。
"""


def page() -> str:
    """Return the whole page."""
    register_all()
    rules = RULES.all()
    parts = [HEAD.format(count=len(rules)), _profiles()]
    for family, title in FAMILIES.items():
        members = [rule for rule in rules if rule.code.split("-")[0] == family]
        parts.append(f"# {family} {title}\n\n{_index(members)}")
        parts.extend(_rule(rule) for rule in members)
    parts.append(_reading())
    return "\n".join(parts)


def _profiles() -> str:
    rows = []
    for name in profile_names():
        chosen = profile(name)
        changes = [f"{code} 为{LEVELS[level]}" for code, level in sorted(chosen.levels.items())]
        changes += [f"运行 {code}" for code in chosen.added]
        changes += [f"不运行 {code}" for code in chosen.left_out]
        rows.append(f"| `{name}` | {chosen.title} | {chosen.description} | {'；'.join(changes)} |")
    head = "| 方案 | 名称 | 用途 | 与默认的不同 |\n| --- | --- | --- | --- |"
    return f"## 方案\n\n{head}\n" + "\n".join(rows) + "\n"


def _index(rules: list[Rule]) -> str:
    rows = [f"| {rule.code} | {LEVELS[rule.level]} | {_first(rule)} |" for rule in rules]
    return "| 编号 | 级别 | 要求 |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _first(rule: Rule) -> str:
    return inspect.cleandoc(rule.page).split("\n", 1)[0]


def _rule(rule: Rule) -> str:
    named = "、".join(f"{form} 年" for form in rule.forms if form in forms())
    off = "；默认不运行" if not rule.on else ""
    facts = f"级别：{LEVELS[rule.level]}　格式：{named}　范围：{SCOPES[rule.scope]}{off}"
    text = inspect.cleandoc(rule.page)
    return f"## {rule.code} {rule.name}\n\n{facts}\n\n{text}\n"


def _reading() -> str:
    met = {**dict(_sentences(Refusal)), **dict(_sentences(Met))}
    rows = [f"| {code} | {_escaped(told)} |" for code, told in sorted(met.items())]
    head = "# 读取问题\n\n读取文件和对照格式时遇到的情况，由 `gongkai read` 列出，R-90 转述。\n"
    return f"{head}\n| 编号 | 情况 |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _sentences(kinds: type[Refusal] | type[Met]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        code, told = kind.value
        yield code, told


def _escaped(told: str) -> str:
    return re.sub(r"\{\w+\}", "…", told).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
