"""The standing texts of the portal (固定页面): about the site, accessibility."""

from __future__ import annotations

from gongkai.web.portal.model import SiteIdentity

Parts = list[tuple[str, list[str]]]


def about(site: SiteIdentity) -> Parts:
    """Return the page about the site (关于本站)."""
    return [
        (
            "主办和承办",
            [
                f"本站由{site.sponsor}主办，{site.operator}承办。",
                f"网站标识码 {site.identifier}。联系电话 {site.telephone}，地址 {site.place}。",
            ],
        ),
        (
            "信息从哪里来",
            [
                "本站的信息由各公开主体起草，经初审、复审、终审三人审核和保密审查后发布。",
                "每条信息都有永久的索引号和网址；更正、撤回都留有说明，历史版本可以查看。",
            ],
        ),
        (
            "怎样核对",
            [
                "附件旁列有 SHA-256 摘要值，下载后可以核对。",
                "每条信息都提供机器可读的数据文件，可以自由使用。",
            ],
        ),
        ("访问统计", ["本站只统计页面访问次数，不使用第三方统计，不跟踪个人。"]),
    ]


def accessibility(site: SiteIdentity) -> Parts:
    """Return the accessibility statement (无障碍说明)."""
    return [
        (
            "本站做了什么",
            [
                "页面按《Web 内容无障碍指南》2.1 AA 级制作，可以只用键盘操作，可以用读屏软件阅读。",
                "页首的“长者模式”放大文字、加强对比、减少分栏；文件页可以朗读。",
                "不开启脚本也能阅读全部信息、搜索和填写申请。",
            ],
        ),
        (
            "键盘操作",
            ["Tab 键依次移动，回车打开；页首第一个链接可以跳到正文。"],
        ),
        (
            "遇到困难",
            [
                f"看不清、打不开、用不了，请打电话告诉我们：{site.telephone}。",
                "也可以到县政务服务大厅的公开查阅点，由工作人员协助查阅。",
            ],
        ),
    ]


def applying(site: SiteIdentity) -> Parts:
    """Return how to apply for information (依申请公开) while there is no form on this site."""
    return [
        (
            "怎样申请",
            [
                "公民、法人和其他组织可以向行政机关申请获取政府信息。请写明姓名或者名称、身份证明、"
                "联系方式，要获取的信息的名称、文号或者便于查找的特征，以及要求的提供方式。",
                f"当面或邮寄：{site.place or site.operator}，{site.operator}，信封注明“政府信息公开申请”。",
                f"咨询电话：{site.telephone or '见各单位页面'}。",
                "本站目前不受理网上提交的申请。",
            ],
        ),
        (
            "多久答复",
            [
                "能当场答复的当场答复；不能当场答复的，自收到申请之日起二十个工作日内答复；"
                "需要延长的，经负责人同意并告知您，最长再延长二十个工作日。",
                "依据：《政府信息公开条例》第二十九条、第三十三条。",
            ],
        ),
        (
            "先找一找",
            ["您要的信息可能已经公开。请先在本站搜索，或查看“政府信息公开”栏目。"],
        ),
    ]
