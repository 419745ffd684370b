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


LOCATION = {"id": int, "physicalLocation": dict, "logicalLocations": list, "properties": dict}
MESSAGE = {"text": str, "markdown": str}
# The properties of SARIF 2.1.0 that we use, by the name under which an object stands; the standard
# forbids any other property in these objects.
STANDARD = {
    "tool": {"driver": dict},
    "driver": {"name": str, "version": str, "language": str, "rules": list},
    "rules": {
        "id": str,
        "name": str,
        "shortDescription": dict,
        "fullDescription": dict,
        "help": dict,
        "defaultConfiguration": dict,
    },
    "shortDescription": MESSAGE,
    "fullDescription": MESSAGE,
    "help": MESSAGE,
    "defaultConfiguration": {"level": str},
    "results": {
        "ruleId": str,
        "ruleIndex": int,
        "level": str,
        "message": dict,
        "locations": list,
        "relatedLocations": list,
        "partialFingerprints": dict,
        "suppressions": list,
        "properties": dict,
    },
    "message": MESSAGE,
    "locations": LOCATION,
    "relatedLocations": LOCATION,
    "physicalLocation": {"artifactLocation": dict, "region": dict},
    "artifactLocation": {"uri": str},
    "region": {"startLine": int, "startColumn": int, "endColumn": int, "snippet": dict},
    "snippet": {"text": str},
    "logicalLocations": {"fullyQualifiedName": str, "kind": str},
    "suppressions": {"kind": str, "status": str, "justification": str},
    "invocations": {"executionSuccessful": bool, "toolExecutionNotifications": list},
    "toolExecutionNotifications": {
        "descriptor": dict,
        "level": str,
        "message": dict,
        "locations": list,
    },
    "descriptor": {"id": str},
}
FREE = ("properties", "partialFingerprints")


def strangers(value, name="run"):
    """Yield every property that the standard does not have, or has with another type."""
    if isinstance(value, list):
        for item in value:
            yield from strangers(item, name)
    elif isinstance(value, dict) and name not in FREE:
        for key, item in value.items():
            known = STANDARD.get(name)
            if known is not None and not (key in known and isinstance(item, known[key])):
                yield f"{name}.{key}"
            yield from strangers(item, key)


def test_only_properties_of_the_standard_are_used():
    run = written(example())
    assert set(run) == {
        "tool",
        "language",
        "columnKind",
        "results",
        "invocations",
        "properties",
    }
    assert list(strangers(run)) == []
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}
