"""What a record may carry (迁移项目): the names that a mapping file uses, with label and shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "day", "moment", "list", "code"]


@dataclass(frozen=True, slots=True)
class Target:
    """One item: its Chinese label, its shape, headings that old sites use for it, longest text."""

    label: str
    shape: Shape = "text"
    headings: tuple[str, ...] = ()
    required: bool = False
    longest: int = 0


TARGETS: dict[str, Target] = {
    "key": Target("记录号", headings=("编号", "ID", "信息编号", "文章ID", "docid"), required=True, longest=200),
    "title": Target("名称", headings=("标题", "信息名称", "文件名称", "title"), required=True, longest=300),
    "published_at": Target("发布时间", "moment", ("发布日期", "发文日期", "公开日期", "publish_time", "pubdate"), required=True),
    "body": Target("公开主体", "code", ("发布机构", "发布单位", "单位", "公开单位", "org"), required=True),
    "kind": Target("种类", "code", ("信息种类", "文种", "类型", "type"), required=True),
    "column": Target("栏目", "code", ("所属栏目", "栏目名称", "频道", "channel", "column"), required=True),
    "text": Target("正文", headings=("内容", "信息内容", "content", "html")),
    "text_file": Target("正文文件", headings=("页面文件", "HTML文件", "正文路径", "file")),
    "summary": Target("内容概述", headings=("摘要", "概述", "summary")),
    "keywords": Target("关键词", "list", ("主题词", "关键字", "keywords")),
    "index_number": Target("索引号", headings=("信息索引号", "indexno"), longest=40),
    "document_number": Target("文号", headings=("发文字号", "文件编号", "docno"), longest=60),
    "written_on": Target("成文日期", "day", ("生成日期", "签发日期")),
    "effective_on": Target("施行日期", "day", ("生效日期", "实施日期")),
    "expires_on": Target("有效期截止日期", "day", ("失效日期", "截止日期")),
    "validity": Target("有效性", "code", ("文件状态", "效力状态")),
    "theme": Target("主题分类", "code", ("主题",)),
    "item": Target("公开类别", "code", ("组配分类", "目录分类")),
    "issuer": Target("发布机构名称", headings=("发文机关", "来源单位"), longest=100),
    "joint_issuers": Target("联合发文单位", "list", ("联合发文",)),
    "source": Target("来源", headings=("信息来源", "稿件来源"), longest=100),
    "address": Target("原网址", headings=("网址", "链接", "URL", "url")),
    "attachments": Target("附件", "list", ("附件路径", "附件名称", "attachments")),
}  # fmt: skip
REQUIRED = tuple(name for name, one in TARGETS.items() if one.required)
