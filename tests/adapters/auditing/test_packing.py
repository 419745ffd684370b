"""What a worker sends of the answers of all rules comes back as it was."""

from gongkai.adapters.auditing.packing import pack_checks, unpack_checks
from gongkai.core.audit.engine import examine
from gongkai.core.audit.profiles import profile
from gongkai.core.kernel.rules import Outcome
from tests.core.audit.audit_cases import build_report


def test_answers_come_back_with_their_reasons() -> None:
    checks = examine(build_report({"default": "absent"}), profile()).checks
    assert {check.outcome for check in checks} > {Outcome.PASSED, Outcome.NOT_ASSESSABLE}
    assert unpack_checks(pack_checks(checks)) == checks
