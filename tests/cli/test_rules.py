from gongkai.cli.main import main
from gongkai.core.audit.case import RULES


def rules(capsys, *arguments):
    code = main(["rules", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_rule_is_listed_with_its_statement(capsys):
    code, shown, _ = rules(capsys)
    assert code == 0
    listed = [line.split()[0] for line in shown.splitlines()]
    assert listed == [rule.code for rule in RULES.all()]
    assert "T3-09  提示" in shown
    assert "（默认不运行）" in shown


def test_the_page_of_a_rule_and_of_a_family(capsys):
    code, shown, _ = rules(capsys, "t3-02")
    assert code == 0
    assert shown.startswith(
        "T3-02 applications.row_total\n默认级别 错误，适用 2019年格式、2021年格式"
    )
    assert "错误示例: " in shown
    _, family, _ = rules(capsys, "T3")
    assert family.count("默认级别") == sum(r.code.startswith("T3-") for r in RULES.all())


def test_unknown_rules_are_all_named(capsys):
    code, shown, told = rules(capsys, "T3-02", "Q-01", "ZZ")
    assert code == 2
    assert shown == ""
    assert "没有这样的规则：Q-01、ZZ。" in told
