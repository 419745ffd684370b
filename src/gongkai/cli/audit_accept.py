"""``gongkai audit --accept``: write a finding that was checked and may stand into the file (接受)."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from datetime import date

from gongkai.adapters.writers.accepted_file import AlreadyAcceptedError, accept
from gongkai.core.audit.accepted import Acceptance
from gongkai.core.kernel.data import DataError
from gongkai.core.kernel.findings import Finding

FINGERPRINT = re.compile(r"[0-9a-f]{16}")
REFUSED = 2


def run(arguments: argparse.Namespace, *, today: date) -> int:
    """Add the acceptance and say so; 2 with every reason when it cannot be added.

    With paths the finding is looked up first, so that a mistyped number is noticed and the file
    says what was accepted.
    """
    reasons = _reasons(arguments)
    if reasons:
        return _refuse(*reasons)
    entry = Acceptance(
        fingerprint=arguments.accept,
        reason=arguments.reason.strip(),
        on=today,
        by=arguments.by.strip(),
        until=arguments.until,
    )
    try:
        if arguments.paths:
            finding = _look_up(arguments, today)
            if finding is None:
                return _refuse(f"在给出的文件中没有编号为 {entry.fingerprint} 的问题，未作记录。")
            entry = replace(entry, rule=finding.rule, body=finding.body, year=finding.year)
        accept(arguments.accepted, entry)
    except (AlreadyAcceptedError, DataError) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.filename or arguments.accepted}：{error.strerror or error}")
    print(f"已记入 {arguments.accepted}：{entry.fingerprint}（{entry.by}，{entry.on}）。")
    return 0


def _reasons(arguments: argparse.Namespace) -> list[str]:
    """Return everything that is missing or wrong."""
    reasons = []
    if not FINGERPRINT.fullmatch(arguments.accept):
        reasons.append(
            f"“{arguments.accept}”不是问题的编号；编号是核查结果中的 16 位数字和小写字母。"
        )
    if not (arguments.reason or "").strip():
        reasons.append("请用 --reason 写明接受的理由。")
    if not (arguments.by or "").strip():
        reasons.append("请用 --by 写明经办人。")
    if not arguments.accepted:
        reasons.append("请用 --accepted 指定记录已接受问题的文件。")
    return reasons


def _look_up(arguments: argparse.Namespace, today: date) -> Finding | None:
    from gongkai.adapters.auditing.batch import audit_files
    from gongkai.adapters.readers.read import find_files
    from gongkai.cli.audit_order import order_of

    given = argparse.Namespace(**{**vars(arguments), "accepted": None})
    order = order_of(given, today=today)
    batch = audit_files(find_files(arguments.paths), order)
    try:
        found = (f for d in batch.documents() for r in d.reports for f in r.findings)
        return next((f for f in found if f.fingerprint == arguments.accept), None)
    finally:
        batch.close()


def _refuse(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return REFUSED
