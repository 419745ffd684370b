import io
import json

from gongkai.adapters.writers.findings_json import write
from tests.adapters.writers.audited_examples import ROW, example, row_finding


def written(audited):
    stream = io.StringIO()
    write(audited, stream)
    return json.loads(stream.getvalue())


def test_a_finding_has_the_keys_of_the_contract():
    finding = written(example())["findings"][0]
    assert finding == {
        "rule": "T3-02",
        "level": "error",
        "body": "青禾县人民政府办公室",
        "year": 2020,
        "message": "表三“（一）予以公开”一行：各类申请人之和为 10，总计栏为 20，相差 10。",
        "message_en": "Row total differs.",
        "expected": "10",
        "actual": "20",
        "places": [
            {
                "path": "报告/青禾2020.txt",
                "line": 12,
                "quote": ROW,
                "cell": "applications.granted.total",
                "mark": [len(ROW) - 2, len(ROW)],
            }
        ],
        "basis": "年度报告格式（2019）表三“总计”栏",
        "hint": "将总计 20 改为 10，可同时满足两处勾稽关系。",
        "fingerprint": row_finding().fingerprint,
        "caused_by": None,
    }


def test_counts_accepted_findings_and_documents_are_there():
    result = written(example())
    assert result["schema"] == "gongkai.findings/1"
    assert [found["rule"] for found in result["findings"]] == ["T3-02", "P-01"]
    summary = result["summary"]
    contract = ("rules_run", "passed", "failed", "not_assessable", "suppressed")
    assert [summary[key] for key in contract] == [2, 1, 2, 1, 1]
    assert summary["by_rule"]["T3-02"]["failed"] == 1
    (accepted,) = result["accepted"]
    assert accepted["acceptance"] == {
        "reason": "已核实=无误",
        "by": "张三",
        "on": "2026-03-01",
        "until": None,
    }
    assert [len(d["problems"]) for d in result["documents"]] == [0, 0, 1]
    assert result["documents"][2]["kind"] is None
