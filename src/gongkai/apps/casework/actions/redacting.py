"""Redacting papers (遮盖处理): from the original a copy for release; the original stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.adapters.redaction.boxes import Box, BoxError
from gongkai.adapters.redaction.convert import as_pdf
from gongkai.adapters.redaction.pdf import RedactionError, redact
from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, papers, sealed_files
from gongkai.apps.casework.models import Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import day_of
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law.articles import cite


@transaction.atomic
def redact_paper(
    *,
    paper: Paper,
    boxes: Sequence[Box],
    name: str = "",
    leftovers_seen: bool = False,
    by: User,
    at: datetime,
) -> Paper:
    """Make a copy for release with the boxes blacked out (遮盖处理,《条例》第三十七条).

    Words that stay readable on other pages are told; whoever means them to stay says so with
    ``leftovers_seen``. The trail keeps both digests and the grounds, not the words.

    Raises:
        Refused: A box names no ground or lies outside, words stay readable elsewhere, the file
            cannot be redacted, or not permitted.
    """
    locked = desk.take(paper.case, "attach_paper", by=by, at=at)
    original = sealed_files.read(paper.digest)
    basis = cite("ogi", 37)
    try:
        made = redact(as_pdf(f"x.{paper.extension}", original, title=paper.name), boxes)
    except (BoxError, RedactionError) as error:
        raise Refused([Reason("casework.redaction", str(error), basis)]) from error
    if made.leftovers and not leftovers_seen:
        reasons = [
            Reason(
                "casework.leftovers",
                f"遮盖的“{each.words}”在第 {each.page} 页仍能看到。请一并遮盖，或者确认可以公开",
                basis,
            )
            for each in made.leftovers
        ]
        raise Refused(reasons)
    title = name or f"{paper.name.rpartition('.')[0] or paper.name}（已作区分处理）.pdf"
    copy = PaperIn(title, made.content)
    kept = papers.keep(locked, Paper.Kind.RECORD, copy, on=day_of(at), by=by, at=at)
    data = {
        "paper": kept.pk,
        "from": paper.digest,
        "digest": kept.digest,
        "grounds": sorted({f"{box.ground}.{box.kind}".rstrip(".") for box in boxes}),
        "boxes": len(boxes),
        "pictures": list(made.pictures),
    }
    desk.trace("paper_redacted", locked, by=by, at=at, data=data)
    return kept
