"""Reading and auditing many files (批量核查) on several cores, with flat memory.

A worker process reads a file, runs the rules on each report alone, and packs the answer. The parent
lays the packed answers into a spool on disk and keeps one digest a report; when all are in, it
compares years and groups over the digests, and hands the documents out one by one.
"""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.adapters.auditing.audited import AuditedDocument, AuditedReport
from gongkai.adapters.auditing.comparing import compare_all
from gongkai.adapters.auditing.packing import PackedChecks, pack_checks, unpack_checks
from gongkai.adapters.auditing.row_quotes import quote_rows
from gongkai.adapters.auditing.spool import Spool, pack
from gongkai.adapters.readers.pool import map_ordered
from gongkai.adapters.readers.read import ALONE_UP_TO_FILES, read_file_safely, refused
from gongkai.core.audit.accepted import Acceptances
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.engine import (
    Examination,
    Relation,
    Settled,
    Summary,
    examine,
    rules_of,
    settle,
)
from gongkai.core.audit.profiles import Profile
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.rules import Rule
from gongkai.core.reporting.report import AnnualReport, SourceDocument

YOUNG_OBJECTS = 20_000
"""How many new objects a worker makes before the collector looks at them: about one report."""

Progress = Callable[[Iterable["Examined"], int], Iterator["Examined"]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the profile, the acceptances, the roster, and how to work.

    ``whole`` keeps the tables and lines of every report for writers that redraw them. ``jobs`` is
    the number of processes, by default one a core.
    """

    profile: Profile
    acceptances: Acceptances
    roster: tuple[str, ...] = ()
    whole: bool = False
    jobs: int | None = None

    @property
    def processes(self) -> int:
        """Return how many processes to use."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Examined:
    """One file as a worker sends it: packed answers, and what the parent needs at once."""

    packed: bytes
    digests: tuple[Digest, ...]
    crashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One report in the spool."""

    report: AnnualReport
    findings: tuple[Finding, ...]
    checks: PackedChecks


@dataclass(slots=True)
class Batch:
    """A finished audit of many files; ``close`` gives its disk space back."""

    profile: Profile
    rules: Sequence[Rule]
    acceptances: Acceptances
    spool: Spool
    relations: dict[int, Relation]
    crashes: tuple[str, ...]
    digests: Sequence[Digest]
    summary: Summary = field(default_factory=Summary)

    def documents(self) -> Iterator[AuditedDocument]:
        """Yield every document with its findings settled, in the order named."""
        summary = Summary(crashed=len(self.crashes))
        index = 0
        for document, entries in self.spool:
            audited = []
            for entry in entries:
                settled = self._settle(entry, index)
                index += 1
                summary.add(settled)
                audited.append(AuditedReport(entry.report, settled.findings, settled.accepted))
            yield AuditedDocument(
                document.path, document.sha256, document.kind, document.problems, tuple(audited)
            )
        summary.expired = self.acceptances.expired
        summary.unmatched = self.acceptances.unmatched
        self.summary = summary

    def _settle(self, entry: _Entry, index: int) -> Settled:
        relation = self.relations.get(index)
        if relation is not None:
            quoted = quote_rows(relation.findings, entry.report)
            relation = Relation(quoted, relation.checks)
        checks = unpack_checks(entry.checks)
        examination = Examination(entry.findings, checks, self.digests[index])
        return settle(examination, relation, self.acceptances)

    def close(self) -> None:
        """Give the disk space back."""
        self.spool.close()


def audit_files(files: Sequence[str], order: Order, progress: Progress | None = None) -> Batch:
    """Read and audit the files, and compare what was found in them.

    Raises:
        OSError: The disk for temporary files is full.
    """
    spool = Spool()
    digests: list[Digest] = []
    crashes: list[str] = []
    examined = _examined(files, order)
    if progress is not None:
        examined = progress(examined, len(files))
    try:
        for one in examined:
            spool.append(one.packed)
            digests.extend(one.digests)
            crashes.extend(one.crashes)
        compared = compare_all(digests, order.profile, order.roster, order.processes)
    except BaseException:
        spool.close()
        raise
    return Batch(
        profile=order.profile,
        rules=rules_of(order.profile),
        acceptances=order.acceptances,
        spool=spool,
        relations=compared.relations,
        crashes=(*crashes, *compared.crashes),
        digests=digests,
    )


def _examined(files: Sequence[str], order: Order) -> Iterator[Examined]:
    jobs = order.processes
    if jobs == 1 or len(files) <= ALONE_UP_TO_FILES:
        return (examine_file(file, profile=order.profile, whole=order.whole) for file in files)
    work = functools.partial(_examine_in_worker, profile=order.profile, whole=order.whole)
    return map_ordered(files, work, _failed, jobs=jobs)


def _examine_in_worker(path: str, *, profile: Profile, whole: bool) -> Examined:
    examined = examine_file(path, profile=profile, whole=whole)
    _spare_the_collector()
    return examined


@functools.cache
def _spare_the_collector() -> None:
    """After the first file, keep the collector off what stays: rules, forms, word lists.

    Walking them again and again took a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def examine_file(path: str, *, profile: Profile, whole: bool) -> Examined:
    """Read one file and run the rules on each of its reports alone; done by a worker process."""
    document = read_file_safely(path)
    examinations = [examine(report, profile, isolate=True) for report in document.reports]
    entries = tuple(
        _Entry(
            report if whole else _name_only(report),
            quote_rows(one.findings, report) if one.findings else (),
            pack_checks(one.checks),
        )
        for report, one in zip(document.reports, examinations, strict=True)
    )
    packed = pack((replace(document, reports=()), entries))
    crashes = tuple(crash for one in examinations for crash in one.crashes)
    return Examined(packed, tuple(one.digest for one in examinations), crashes)


def _failed(path: str, code: str, message: str) -> Examined:
    document: SourceDocument = refused(path, code, message)
    return Examined(pack((document, ())), ())


def _name_only(report: AnnualReport) -> AnnualReport:
    return AnnualReport(
        path=report.path,
        body=report.body,
        year=report.year,
        form=report.form,
        title=report.title,
        mixed_form=report.mixed_form,
    )
