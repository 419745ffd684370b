"""Taking over an old site's records (历史数据迁移): published as they were, said to be imported.

Nobody is said to have reviewed them: their origin is ``imported`` and the trail says by whom and
from where. A batch is one transaction, and a record is taken over once: a run that was cut short
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.adapters.importing.prepared import Prepared
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import bodies_where
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.publishing import taking_over
from gongkai.apps.publishing.index_blocks import reserve
from gongkai.apps.publishing.models import ImportedRecord, ImportRun
from gongkai.apps.publishing.situations import local
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused

TOPIC_REBUILD = "site.rebuild"


@transaction.atomic
def begin_import(  # noqa: PLR0913 - a run has these parts
    *,
    source: str,
    table: str,
    digest: str,
    bodies: Iterable[str],
    index_numbers: Iterable[str],
    by: User,
    at: datetime,
) -> ImportRun:
    """Begin a run (开始迁移): the old index numbers are set aside before any new one is given.

    Raises:
        Refused: The person is no administrator of one of the bodies.
    """
    mine = set(
        bodies_where(by, ("administrator",), on=local(at).date()).values_list("code", flat=True)
    )
    lacking = PublicBody.objects.filter(code__in=set(bodies) - mine)
    if lacking:
        names = "、".join(str(one) for one in lacking)
        sentence = f"{by}不是{names}的系统管理员。请由上级单位的系统管理员迁移"
        raise Refused([Reason("publishing.role", sentence)])
    reserve(index_numbers)
    run = ImportRun.objects.create(
        source=source, table=table, table_digest=digest, started_by=by, started_at=at
    )
    data = {"source": source, "table": table, "table_digest": digest}
    trail.write("publishing.import.begun", run, by=by, at=at, data=data)
    return run


@transaction.atomic
def import_batch(
    *, run: ImportRun, batch: Sequence[Prepared], by: User, at: datetime
) -> list[ImportedRecord]:
    """Take over a batch (迁入一批): documents, editions, places in the columns, trail; all or nothing.

    Returns what was recorded, in the order of the batch.

    Raises:
        Refused: A record of the batch was taken over before, by a run beside this one.
    """
    keys = [one.record.key for one in batch]
    twice = ImportedRecord.objects.filter(source=run.source, key__in=keys)
    if twice:
        listed = "、".join(one.key for one in twice[:10])
        raise Refused([Reason("publishing.imported", f"已经迁入：{listed}。请重新运行迁移")])
    taken = taking_over.take_over(run, batch, by=by, at=at)
    for record, edition in taken:
        data = {
            "document": record.document_id,
            "source": run.source,
            "record": record.key,
            "record_digest": record.digest,
            "digest": edition.digest,
            "reviewed": False,
        }
        code = edition.body.code
        trail.write("publishing.edition.imported", edition, by=by, at=at, body=code, data=data)
    return [record for record, _ in taken]


@transaction.atomic
def finish_import(
    *, run: ImportRun, counts: Mapping[str, int], by: User, at: datetime
) -> ImportRun:
    """Close a run (完成迁移): its result into the trail, and the whole site to be made anew.

    Raises:
        Refused: The run was closed before.
    """
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.finished_at is not None:
        raise Refused([Reason("publishing.import_closed", "这一批已经完成。请另起一批")])
    locked.finished_at, locked.counts = at, dict(counts)
    locked.save(update_fields=("finished_at", "counts"))
    trail.write("publishing.import.finished", locked, by=by, at=at, data=dict(counts))
    key = f"{TOPIC_REBUILD}:import:{locked.pk}"
    outbox.put(TOPIC_REBUILD, stream=TOPIC_REBUILD, key=key, at=at)
    return locked
