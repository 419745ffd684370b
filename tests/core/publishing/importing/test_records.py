"""From rows to records: dates as old sites write them, words translated, every fault told."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.kernel.data import DataError
from gongkai.core.publishing.importing import moments
from gongkai.core.publishing.importing.mapping import read_mapping
from gongkai.core.publishing.importing.proposing import propose
from gongkai.core.publishing.importing.records import Known, Row, read_row

KNOWN = Known(
    bodies={"青禾县水务局": "code-1", "water": "code-1"},
    columns={"通知公告": "notices", "notices": "notices", "news": "news"},
    column_kinds={"notices": ("announcement",), "news": ("news",)},
)
HEADINGS = ("编号", "标题", "日期", "单位", "类型", "栏目", "关键词", "是否民生")
MAPPING = """
source: 旧站
fields:
  key: 编号
  title: 标题
  published_at: 日期
  body: 单位
  kind: {column: 类型, values: {公告: announcement, 新闻: news}, default: announcement}
  column: 栏目
  keywords: {column: 关键词, separators: "、,"}
own: {livelihood: 是否民生}
"""


def read(**cells):
    row = {
        "编号": "1",
        "标题": "供水公告",
        "日期": "2020-3-5",
        "单位": "water",
        "类型": "公告",
        "栏目": "通知公告",
    }
    mapping = read_mapping(MAPPING, name="m.yaml", headings=HEADINGS)
    return read_row(Row(2, row | cells), mapping, KNOWN)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-03-05", (2020, 3, 5, 0, 0)),
        ("2020/3/5 9:30", (2020, 3, 5, 9, 30)),
        ("2020年3月5日", (2020, 3, 5, 0, 0)),
        ("2020年3月5日 09时30分", (2020, 3, 5, 9, 30)),
        ("2020.03.05", (2020, 3, 5, 0, 0)),
        ("20200305", (2020, 3, 5, 0, 0)),
        ("2020-03-05T09:30:00.123", (2020, 3, 5, 9, 30)),
    ],
)
def test_a_date_is_understood_as_it_is_written_in_china(written, expected):
    met = moments.moment(written)
    assert (met.year, met.month, met.day, met.hour, met.minute) == expected
    assert met.utcoffset().total_seconds() == 8 * 3600


def test_a_zone_that_is_written_holds():
    met = moments.moment("2020-03-05T01:30:00Z")
    assert met == datetime(2020, 3, 5, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "昨天", "2020-13-01", "2020-02-30", "5/3/2020", "2020"])
def test_what_is_no_date_is_not_guessed(written):
    assert moments.moment(written) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_every_day_is_read_back(day):
    assert moments.day(f"{day.year}年{day.month}月{day.day}日") == day


def test_words_are_translated_and_lists_divided():
    record, faults = read(类型="新闻", 栏目="news", 关键词="供水、 检修,公告", 是否民生="是")
    assert (record.kind, record.body, record.keywords) == (
        "news",
        "code-1",
        ("供水", "检修", "公告"),
    )
    assert record.own == {"livelihood": True}
    assert {one.is_note for one in faults} == {True}


def test_an_empty_cell_takes_the_default():
    record, _ = read(类型="")
    assert record.kind == "announcement"


@pytest.mark.parametrize(
    ("cells", "column", "allowed"),
    [
        ({"标题": ""}, "标题", "必填：名称"),
        ({"标题": "长" * 301}, "标题", "不超过 300 个字符，现有 301 个"),
        ({"日期": "去年"}, "日期", moments.WRITTEN),
        ({"单位": "财政局"}, "单位", "青禾县水务局、water"),
        ({"栏目": "news"}, "种类", "收录：政务动态"),
        (
            {"类型": "新闻", "栏目": "news", "是否民生": "也许"},
            "own",
            "“民生类政务活动”填的是“也许”，应当是是或否",
        ),
    ],
)
def test_a_fault_says_what_was_met_and_what_is_allowed(cells, column, allowed):
    record, faults = read(**cells)
    assert record is None
    (fault,) = [one for one in faults if not one.is_note]
    assert (fault.row, fault.key, fault.column) == (2, "1", column)
    assert allowed in fault.allowed


def test_all_faults_of_a_row_are_told_at_once():
    record, faults = read(标题="", 日期="去年", 单位="财政局")
    assert record is None
    assert sum(not one.is_note for one in faults) == 3


def test_a_mapping_tells_every_mistake():
    text = "source: x\nfields: {key: 没有, 标题: 标题}\nown: {colour: 标题}\nrelations: {loves: 标题}\n"
    with pytest.raises(DataError) as error:
        read_mapping(text, name="m.yaml", headings=HEADINGS)
    told = str(error.value)
    for part in (
        "fields.标题",
        "own.colour",
        "relations.loves",
        "“没有”",
        "fields.title: 缺少“名称”",
    ):
        assert part in told


def test_a_proposed_mapping_is_such_a_file_once_its_words_are_filled_in():
    rows = [Row(2, {"类型": "公告", "单位": "县水务局", "栏目": "通知"})]
    headings = ("编号", "标题", "发布日期", "单位", "类型", "栏目", "备注")
    draft = propose(headings, rows, source="旧站", known=KNOWN)
    assert "# 未用到的列：备注" in draft
    filled = draft.replace("县水务局: ''", "县水务局: water").replace(
        "公告: ''", "公告: announcement"
    )
    mapping = read_mapping(filled.replace("通知: ''", "通知: notices"), name="m", headings=headings)
    cells = {"编号": "1", "标题": "公告", "发布日期": "2020-01-01", **rows[0].cells}
    record, _ = read_row(Row(2, cells), mapping, KNOWN)
    assert (record.body, record.kind, record.column) == ("code-1", "announcement", "notices")
