"""Write docs/reference/letters.md from the templates: text, basis and required contents of each letter.

Run: ``python docs/generate_letters.py``.
"""

from pathlib import Path

from gongkai.core.casework.letters.merging import LABELS
from gongkai.core.casework.letters.wording import (
    FIELD,
    Letter,
    Part,
    field_notes,
    fields_of,
    letters,
)

PAGE = Path(__file__).parent / "reference" / "letters.md"
HEAD = """# 文书模板

由 `docs/generate_letters.py` 从模板文件生成，请勿手改。〔〕内由系统按案卷和当日有效的法律填入，或者由办理人填写。
"""
MADE = {
    "you": "你／你单位",
    "articles": "依据的条款",
    "basis": "依据",
    "remedies": "救济途径（按成文之日的法律）",
    "body": "机关名称",
}
WHEN = {
    "supplement_asked": "告知过补正的",
    "supplemented": "已补正的",
    "extended": "延期的",
    "consulted": "征求过意见的",
    "consultation_ended": "意见征求完毕的",
    "form_changed": "改变提供形式的",
    "supplies": "提供信息的",
    "remedies": "答复",
    "remedies_known": "复议机关和法院已知的",
    "served_online": "在线送达的",
    "contact": "有联系方式的",
    "right_body_known": "能够确定负责机关的",
    "channel_known": "告知渠道的",
    "has_remark": "有备注的",
}


def name_of(key: str) -> str:
    """Return the label of a field."""
    notes = field_notes()
    return MADE.get(key) or LABELS.get(key) or DATES.get(key) or notes[key].label


DATES = {
    "supplement_asked_on": "告知补正之日",
    "supplemented_on": "收到补正之日",
    "extended_on": "告知延期之日",
    "consultation_ended_on": "征求意见结束之日",
}


def part_line(part: Part) -> str:
    """Return one paragraph of a template with its fields named."""
    text = FIELD.sub(lambda match: f"〔{name_of(match.group(1))}〕", part.text)
    when = f"（{WHEN[part.when]}）" if part.when and part.when != "remedies" else ""
    listed = f"〔{name_of(part.list)}，逐项列出〕" if part.list else ""
    each = "〔逐处列出：内容、情形、条款、理由〕" if part.each else ""
    return f"> {when}{text}{listed}{each}\n>"


def section(letter: Letter) -> str:
    """Return the section of one letter."""
    asked = [field.label for field in fields_of(letter.key) if field.required]
    lines = [
        f"### {letter.title}\n",
        f"`{letter.key}`　依据：{letter.basis or '年度报告格式表三的行名，没有直接条款'}\n",
        f"须写明：{'；'.join(content.label for content in letter.contents)}。\n",
        *([f"办理人填写：{'、'.join(asked)}。\n"] if asked else []),
        *(part_line(part) for part in letter.parts),
        "",
    ]
    return "\n".join(lines)


def page() -> str:
    """Return the whole page."""
    replies = [section(each) for each in letters().values() if each.reply]
    notices = [section(each) for each in letters().values() if not each.reply]
    return "\n".join([HEAD, "## 答复\n", *replies, "## 告知和过程文书\n", *notices])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
