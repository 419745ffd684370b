"""Why a file cannot be read (不能读取): a code, what was met, what would help."""

from __future__ import annotations

import enum


class Refusal(enum.Enum):
    """Every refusal or reservation about a file: code, fact, what would help (R-01 to R-29)."""

    MISSING = ("R-01", "没有这个文件或文件夹。请核对路径。")
    NO_PERMISSION = ("R-02", "没有读取权限。请检查文件或文件夹的权限。")
    EMPTY = ("R-03", "文件是空的（0 字节或只有空白）。请重新下载或导出。")
    NO_FILES = ("R-04", "文件夹里没有可以读取的文件。请核对路径。")
    NOT_A_FILE = ("R-05", "不是普通文件（{met}）。请给出文件或文件夹。")
    PICTURE = (
        "R-06",
        "这是图片（{met}），里面没有文字。请提供原始的文字版，或先用文字识别软件转成文字。",
    )
    SCAN = (
        "R-07",
        "PDF 共 {met} 页，没有文字层（多为扫描件）。请提供原始电子版，或先用文字识别软件转成文字。",
    )
    ENCRYPTED = ("R-08", "文件已加密（{met}）。请解除密码后再读取。")
    PROGRAM = ("R-09", "这是可执行程序（{met}），不是年度报告。请核对文件。")
    ARCHIVE = ("R-10", "这是压缩包（{met}）。请先解压，再读取里面的文件。")
    UNKNOWN = ("R-11", "这是二进制文件，认不出格式（{met}）。请另存为 docx、PDF、HTML 或纯文本。")
    BOMB = (
        "R-12",
        "压缩内容展开后过大（{met}），可能是压缩炸弹，没有展开。请用办公软件另存一份再试。",
    )
    TOO_LARGE = ("R-13", "文件过大（{met}）。请拆分，或另存为 docx、HTML 或纯文本。")
    TOO_DEEP = (
        "R-14",
        "标记嵌套过深（{met}），不是正常的文件。请用浏览器或办公软件打开后另存一份。",
    )
    ENTITIES = (
        "R-15",
        "文件里带有文档类型或实体声明（{met}），为安全起见没有展开。请用办公软件另存一份。",
    )
    BROKEN = ("R-16", "文件已损坏或不完整（{met}）。请重新下载或重新导出。")
    NEEDS_OFFICE = (
        "R-17",
        "这是{met}，需要 LibreOffice 才能读取，而本机没有安装。请安装 LibreOffice，或另存为 docx。",
    )
    OFFICE_FAILED = (
        "R-18",
        "LibreOffice 没能打开这个{met}。请用办公软件另存为 docx 后再读取。",
    )
    UNSUPPORTED = ("R-19", "暂不支持读取{met}。请另存或打印为 docx、带文字层的 PDF 或 HTML。")
    OTHER_JSON = (
        "R-20",
        "这份 JSON 不是 gongkai.report/1（{met}）。请用 gongkai read --format json 生成。",
    )
    NO_TEXT = ("R-21", "文件里没有文字（{met}）。请核对文件，或提供带文字的版本。")
    TIME_LIMIT = ("R-22", "读取超过 {met} 秒，已停止。请用办公软件另存一份再试。")
    CRASHED = ("R-23", "读取时子进程意外退出（{met}）。请用办公软件另存一份再试。")
    UNFORESEEN = (
        "R-24",
        "读取时遇到没有预料到的情况（{met}）。请把这个文件和这一行反馈给开发者。",
    )
    SYSTEM = ("R-25", "操作系统没能读出文件（{met}）。请检查磁盘或网络后重试。")
    PAGES_WITHOUT_TEXT = (
        "R-26",
        "第 {met} 页没有文字层（多为扫描页），这些页没有读到。请提供原始电子版。",
    )
    DAMAGED_TEXT = (
        "R-27",
        "有 {met} 处字节不能解码，已用“\N{REPLACEMENT CHARACTER}”代替。请核对原文件的编码。",
    )
    NAMELESS_TEXT = (
        "R-28",
        "PDF 的文字层没有可用的字符编码（{met}），读不出文字。请提供原始电子版，或重新导出。",
    )
    PICTURED_TABLES = (
        "R-29",
        "没有读到表格的部分可能是图片：文件中有图片。请提供文字版的表格。",
    )

    @property
    def code(self) -> str:
        """Return the number of the refusal, as in ``R-07``."""
        return str(self.value[0])

    def sentence(self, met: str = "") -> str:
        """Return the whole Chinese sentence, with what was met filled in."""
        return str(self.value[1]).format(met=met)


class UnreadableError(Exception):
    """A reader refuses the whole file: ``refusal`` says why, ``str()`` gives the sentence."""

    def __init__(self, refusal: Refusal, met: str = "") -> None:
        self.refusal = refusal
        self.code = refusal.code
        self.message = refusal.sentence(met)
        super().__init__(self.message)
