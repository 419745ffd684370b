import dataclasses
import io
import json

from gongkai.adapters.auditing.audited import AuditedReport
from gongkai.adapters.writers.findings_sarif import write
from tests.adapters.writers.audited_examples import (
    SENTENCE,
    Example,
    document,
    example,
    prose_finding,
    report,
)


def written(audited):
    stream = io.StringIO()
    write(audited, stream, version="0.1.0")
    loaded = json.loads(stream.getvalue())
    assert loaded["version"] == "2.1.0"
    (run,) = loaded["runs"]
    return run


def test_rules_carry_their_page():
    driver = written(example())["tool"]["driver"]
    rule = driver["rules"][0]
    assert rule["id"] == "T3-02"
    assert rule["shortDescription"]["text"] == "表三每一行的“总计”应当等于该行各类申请人之和。"
    assert "**错误示例**: 自然人 12，总计 13。" in rule["help"]["markdown"]
    assert "错误示例: 自然人 12，总计 13。" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_results_have_region_fingerprint_and_rule_index():
    run = written(example())
    row, prose, accepted = run["results"]
    assert (row["ruleId"], row["ruleIndex"], row["level"]) == ("T3-02", 0, "error")
    physical = row["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "%E6%8A%A5%E5%91%8A/%E9%9D%92%E7%A6%BE2020.txt"
    region = prose["locations"][0]["physicalLocation"]["region"]
    start = SENTENCE.index("34件")
    assert region == {
        "startLine": 5,
        "snippet": {"text": SENTENCE},
        "startColumn": start + 1,
        "endColumn": start + 4,
    }
    logical = row["locations"][0]["logicalLocations"]
    assert logical == [{"fullyQualifiedName": "applications.granted.total", "kind": "element"}]
    assert set(row["partialFingerprints"]) == {"gongkai/v1"}
    assert "suppressions" not in row
    (suppression,) = accepted["suppressions"]
    assert suppression["justification"] == "已核实=无误（张三，2026-03-01）"


def test_a_finding_without_a_place_points_at_its_file():
    accepted = written(example())["results"][2]
    uri = accepted["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("2020.txt")


def test_further_evidence_is_related_and_absolute_paths_are_file_addresses():
    finding = prose_finding("/数据/甲 乙.txt")
    finding = dataclasses.replace(finding, places=finding.places * 2)
    entry = AuditedReport(report("/数据/甲 乙.txt"), (finding,))
    (result,) = written(Example((document(entry),)))["results"]
    physical = result["relatedLocations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"].startswith("file:///%E6%95%B0")
    assert "%20" in physical["artifactLocation"]["uri"]


def test_an_unread_file_is_a_notification():
    (invocation,) = written(example())["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "是扫描图片，没有文字层。"
    assert note["descriptor"] == {"id": "R-07"}
