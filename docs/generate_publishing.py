"""Write docs/reference/publishing.md from the data files: states, acts, roles, kinds, columns.

Run: ``python docs/generate_publishing.py``.
"""

from pathlib import Path

from gongkai.core.publishing.columns import PrescribedColumn, prescribed_columns
from gongkai.core.publishing.kinds import Kind, kinds
from gongkai.core.publishing.lifecycle import lifecycle
from gongkai.core.publishing.roles import role_label, roles
from gongkai.core.publishing.vocabularies import vocabularies

PAGE = Path(__file__).parent / "reference" / "publishing.md"
HEAD = "# 信息发布：角色、流程、种类、栏目、词表\n\n由 `docs/generate_publishing.py` 从数据文件生成，请勿手改。\n"


def role_table() -> str:
    """Return the roles."""
    rows = [f"| `{key}` | {one.label} | {one.duty} |" for key, one in roles().items()]
    return "\n".join(["## 角色\n", "| 键 | 名称 | 职责 |", "| --- | --- | --- |", *rows, ""])


def state_table() -> str:
    """Return who may do what in which state, and where it leads."""
    table = lifecycle().states
    rows = [
        f"| {state.label} `{key}` | {act.label} `{name}` | {'、'.join(map(role_label, act.who))} "
        f"| {table[act.to].label} |"
        for key, state in table.items()
        for name, act in state.acts.items()
    ]
    head = ["## 流程\n", "| 状态 | 事项 | 由谁办理 | 转到 |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def kind_section(one: Kind) -> str:
    """Return one kind with its duties and fields."""
    words = {"required": "必填", "optional": "可填", "none": "无"}
    duties = (
        f"文号{words[one.document_number]}，成文日期{words[one.written_on]}，"
        f"有效性{words[one.validity]}，正文{words[one.text]}。"
    )
    rows = [
        f"| `{field.name}` | {field.label} | {field.type} | {'是' if field.required else ''} "
        f"| {field.help} |"
        for field in one.fields
    ]
    head = ["| 键 | 名称 | 类型 | 必填 | 说明 |", "| --- | --- | --- | --- | --- |"]
    title = f"### {one.label} `{one.kind}`\n\n{one.help}。{duties}依据：{one.basis}。\n"
    return "\n".join([title, *head, *rows, ""]) if rows else title


def column_lines(columns: tuple[PrescribedColumn, ...], depth: int = 0) -> list[str]:
    """Return the column tree as a nested list."""
    lines = []
    for one in columns:
        lines.append(f"{'  ' * depth}- {one.label} `{one.code}`（{one.basis}）")
        lines += column_lines(one.children, depth + 1)
    return lines


def vocabulary_section() -> str:
    """Return every closed list."""
    lines = ["## 词表\n"]
    for key, one in vocabularies().vocabularies.items():
        lines.append(f"- **{one.label}** `{key}`：{'、'.join(one.terms.values())}（{one.basis}）")
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the page."""
    parts = [HEAD, role_table(), state_table(), "## 种类\n"]
    parts += [kind_section(one) for one in kinds().values()]
    parts += ["## 法定栏目\n", *column_lines(prescribed_columns()), "", vocabulary_section()]
    PAGE.write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
