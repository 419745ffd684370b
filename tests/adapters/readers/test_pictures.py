"""A table published as a picture is told from a table that is simply missing."""

from __future__ import annotations

from pathlib import Path

from gongkai.adapters.readers.read import read_file
from gongkai.core.audit.engine import audit

TABLE2 = "".join(
    f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>"
    for row in (
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "1", "0", "4"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "12"],
        ["行政处罚", "3"],
        ["行政强制", "0"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", "0"],
    )
)
PAGE = """<html><body><h1>青禾县教育局2022年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>2022年，我局认真贯彻落实《条例》。</p>
<p>二、主动公开政府信息情况</p><table>{table2}</table>
<p>三、收到和处理政府信息公开申请情况</p><p>{picture}</p>
<p>四、政府信息公开行政复议、行政诉讼情况</p><p>{picture}</p>
<p>五、存在的主要问题及改进情况</p><p>解读形式还不够丰富，下一步将改进解读方式，提升公开质量。</p>
<p>六、其他需要报告的事项</p><p>未收取信息处理费。</p></body></html>"""


def _rules(path: Path, picture: str) -> list[str]:
    path.write_text(PAGE.format(table2=TABLE2, picture=picture), "utf-8")
    (report,) = read_file(path).reports
    return [finding.rule for finding in audit([report]).findings]


def test_pictures_in_the_place_of_tables_are_noticed(tmp_path: Path) -> None:
    assert "S-03" in _rules(tmp_path / "report.html", '<img src="table3.png">')


def test_a_missing_table_without_pictures_is_only_missing(tmp_path: Path) -> None:
    rules = _rules(tmp_path / "report.html", "")
    assert "S-04" in rules
    assert "S-03" not in rules
