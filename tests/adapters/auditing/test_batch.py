from __future__ import annotations

import dataclasses

import pytest

from gongkai.adapters.auditing.batch import Order, audit_files
from gongkai.adapters.auditing.comparing import compare_all
from gongkai.adapters.auditing.selection import select
from gongkai.adapters.readers.read import find_files
from gongkai.adapters.writers.report_text import write_text
from gongkai.core.audit.accepted import Acceptances
from gongkai.core.audit.case import RULES
from gongkai.core.audit.engine import audit
from gongkai.core.audit.profiles import profile
from gongkai.core.reporting.specimens import years_of_one_body
from tests.damage.defects import with_cells

CARRIED_OUT = "applications.carried_out"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two years of three bodies; in one body the second year does not follow from the first."""
    folder = tmp_path_factory.mktemp("years")
    for seed in (101, 102, 103):
        for specimen in years_of_one_body(seed, (2022, 2023)):
            paper = specimen.paper
            if (seed, specimen.year) == (102, 2023):
                total = int(specimen.figures["applications.carried_in.total"]) + 3
                changes = {"applications.carried_in.total": total}
                paper = with_cells(paper, specimen.figures, changes)
            (folder / f"{seed}-{specimen.year}.txt").write_text(write_text([paper]), "utf-8")
    return folder


def order(**changes):
    return dataclasses.replace(Order(profile(), Acceptances(), jobs=1), **changes)


def audited(folder, **changes):
    batch = audit_files(find_files([folder]), order(**changes))
    try:
        return list(batch.documents()), batch.summary, batch.crashes
    finally:
        batch.close()


def findings(documents):
    return [f for document in documents for entry in document.reports for f in entry.findings]


def test_the_batch_says_what_the_engine_says_of_reports_in_memory(folder):
    documents, summary, _ = audited(folder, whole=True)
    reports = [entry.report for document in documents for entry in document.reports]
    result = audit(reports)
    assert [f.fingerprint for f in findings(documents)] == [f.fingerprint for f in result.findings]
    assert dataclasses.asdict(summary) == dataclasses.asdict(result.summary)


def test_years_are_compared_and_both_sides_are_named(folder):
    documents, _, _ = audited(folder, whole=True)
    found = next(f for f in findings(documents) if f.rule == "V-01")
    assert {place.path[-12:] for place in found.places} == {"102-2022.txt", "102-2023.txt"}
    own = next(place for place in found.places if place.path.endswith("2023.txt"))
    assert own.mark is not None
    assert "上年结转" in own.quote


def test_what_is_left_out_of_the_spool_does_not_change_the_findings(folder):
    whole, lean = (findings(audited(folder, whole=choice)[0]) for choice in (True, False))
    assert [f.fingerprint for f in whole] == [f.fingerprint for f in lean]


def test_documents_may_be_asked_for_twice(folder):
    batch = audit_files(find_files([folder]), order())
    first = findings(batch.documents())
    counted = batch.summary.reports
    assert findings(batch.documents()) == first
    assert batch.summary.reports == counted == 6
    batch.close()


def test_a_rule_that_raises_is_named_and_the_others_go_on(folder, monkeypatch):
    def broken(case):
        raise ZeroDivisionError("planted")

    rule = dataclasses.replace(RULES.get("T3-02"), check=broken)
    monkeypatch.setitem(RULES._rules, "T3-02", rule)
    chosen = select(profile(), only=("T3-01", "T3-02"))
    _, summary, crashes = audited(folder, profile=chosen)
    assert len(crashes) == summary.crashed == 6
    assert "T3-02" in crashes[0]
    assert "planted" in crashes[0]
    assert summary.by_rule["T3-02"]["not_assessable"] == 6
    assert summary.by_rule["T3-01"]["passed"] > 0


def test_comparing_in_processes_gives_the_same(folder, monkeypatch):
    from gongkai.adapters.auditing import comparing
    from gongkai.adapters.readers.read import read_file
    from gongkai.core.audit.engine import examine

    monkeypatch.setattr(comparing, "ALONE_UP_TO", 1)
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    reports = [r for file in find_files([folder]) for r in read_file(file).reports]
    digests = [examine(report, profile()).digest for report in reports]
    alone, shared = (compare_all(digests, profile(), (), jobs) for jobs in (1, 2))
    assert alone == shared
    assert alone.relations
