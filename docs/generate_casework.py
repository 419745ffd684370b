"""Write docs/reference/casework.md from the data files: roles, states, acts, entries, settings.

Run: ``python docs/generate_casework.py``.
"""

from pathlib import Path

from gongkai.core.casework.happenings import kinds
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.law import parameters, replies

PAGE = Path(__file__).parent / "reference" / "casework.md"
HEAD = """# 依申请公开：角色、状态、事项、办理经过、答复种类

由 `docs/generate_casework.py` 从数据文件生成，请勿手改。

办件的状态、期限、应归入年度报告的哪一行，都由“办理经过”（实际日期、录入时间、录入人）计算，不单独保存。
每一件事项不能办理时，一次告诉全部原因。谁在哪种状态下可以办什么，另见 `tests/examples/casework/permissions.yaml`。
"""


def state_table() -> str:
    """Return the states with what the applicant is told and whom they wait for."""
    table = lifecycle()
    rows = [
        f"| {state.label} `{key}` | {state.told} "
        f"| {'、'.join(table.roles[role] for role in state.waits_for) or '—'} |"
        for key, state in table.states.items()
    ]
    head = ["## 状态\n", "| 状态 | 申请人看到 | 等待谁办理 |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def act_table() -> str:
    """Return the acts: who, when, what for the clock."""
    table = lifecycle()
    rows = [
        f"| {act.label} `{name}` | {'、'.join(table.roles[role] for role in act.who)} "
        f"| {'、'.join(table.states[state].label for state in act.states)} | {act.clock or '—'} |"
        for name, act in table.acts.items()
    ]
    head = [
        "## 事项\n",
        "| 事项 | 由谁办理 | 何种状态下 | 对期限的影响 |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def entry_table() -> str:
    """Return the kinds of entry and what the applicant reads."""
    rows = [f"| {kind.label} `{name}` | {kind.told or '—'} |" for name, kind in kinds().items()]
    head = ["## 办理经过\n", "| 经过 | 申请人看到 |", "| --- | --- |"]
    return "\n".join([*head, *rows, ""])


def reply_table() -> str:
    """Return the kinds of reply with their rows of table 3 in the newest form."""
    rows = [
        f"| {kind.label} `{key}` | {kind.document} | {kind.cited or '—'} | `{list(kind.rows.values())[-1]}` |"
        for key, kind in replies.kinds().items()
    ]
    head = ["## 答复种类\n", "| 种类 | 文书 | 依据 | 表三的行 |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def setting_table() -> str:
    """Return what a county may set about applications, with default and note."""
    wanted = ("clocks.", "fees.", "remedies.", "requests.", "report.counting_unit")
    rows = [
        f"| {each.description} `{name}` | {each.values[max(each.values)].value} | {each.note} |"
        for name, each in parameters.settings().items()
        if name.startswith(wanted)
    ]
    head = ["## 本县可以设定\n", "| 设定 | 默认 | 说明 |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def page() -> str:
    """Return the whole page."""
    parts = (state_table(), act_table(), entry_table(), reply_table(), setting_table())
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
