"""The reply in hand (在办答复): who wrote it, who approved exactly this content, what it lacks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.apps.casework.models import Case, Event, Matter, Reply
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import grounds, replies
from gongkai.core.law.articles import cite
from gongkai.core.law.events import EventKind, Party
from gongkai.core.law.grounds import ThirdPartyAnswer

WITHHOLDING = ("refused", "partly_granted")
OPEN = ("granted", "partly_granted")


@dataclass(frozen=True, slots=True)
class Handling:
    """What the entries say about one reply: authors, approver, opinions on exactly its digest."""

    authors: frozenset[int]
    approver: int | None
    secrecy: str
    legality: str


def round_of(case: Case) -> int:
    """Return the round of handling: one more than the times the case was handled anew."""
    return 1 + case.events.filter(kind=EventKind.REOPENED, replaced_by=None).count()


def current(case: Case) -> Reply | None:
    """Return the reply of the round in hand."""
    return case.replies.filter(round=round_of(case)).first()


def outcome_group(kind: str) -> str:
    """Return the group of outcomes that a kind of reply belongs to; empty for none."""
    return replies.kinds()[kind].outcome if kind else ""


def digest_of(reply: Reply) -> str:
    """Return the digest of everything that is approved: kind, letter, details, what became of each matter."""
    matters = reply.case.matters.order_by("position")
    content = {
        "kind": reply.kind,
        "text": reply.text,
        "details": reply.details,
        "matters": [
            [one.position, one.outcome, one.ground, one.ground_kind, one.reason] for one in matters
        ],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def handling_of(reply: Reply) -> Handling:
    """Return what the entries say about a reply."""
    events = [
        event
        for event in reply.case.events.order_by("pk")
        if event.facts.get("reply") == reply.pk and event.by_id is not None
    ]
    digest = digest_of(reply)
    return Handling(
        authors=frozenset(
            event.by_id or 0
            for event in events
            if event.kind in ("reply_drafted", "reply_submitted")
        ),
        approver=_approver(events),
        secrecy=_opinion(events, "secrecy_opinion", digest),
        legality=_opinion(events, "legality_opinion", digest)
        if needs_legality_review(reply)
        else "not_needed",
    )


def _approver(events: list[Event]) -> int | None:
    steps = [event for event in events if event.kind in ("reply_submitted", "reply_approved")]
    last = steps[-1] if steps else None
    return last.by_id if last and last.kind == "reply_approved" else None


def _opinion(events: Iterable[Event], kind: str, digest: str) -> str:
    verdicts = [
        event.facts["verdict"]
        for event in events
        if event.kind == kind and event.facts.get("digest") == digest
    ]
    if not verdicts:
        return "missing"
    return "objected" if verdicts[-1] == "object" else "agreed"


def needs_legality_review(reply: Reply) -> bool:
    """Return whether counsel reviews the reply: whenever something asked for is withheld."""
    kinds = [reply.kind, *reply.case.matters.values_list("outcome", flat=True)]
    return any(outcome_group(kind) in WITHHOLDING for kind in kinds if kind)


def proposed_kind(matters: Iterable[Matter]) -> str:
    """Return the kind of reply that follows from what became of the matters; empty when several may.

    Some open and some withheld is 部分公开 (《条例》第三十七条; the label of table 3 says it counts once).
    """
    outcomes = {matter.outcome for matter in matters}
    if "" in outcomes or not outcomes:
        return ""
    if len(outcomes) == 1:
        return outcomes.pop()
    groups = {outcome_group(outcome) for outcome in outcomes}
    opened = groups & set(OPEN)
    if opened and groups & set(WITHHOLDING):
        return "partly_granted"
    return ""


def missing(case: Case) -> tuple[Reason, ...]:
    """Return everything that the reply in hand lacks before it can go to review."""
    reply = current(case)
    if reply is None or not reply.kind:
        sentence = "还没有拟写答复，或者没有选择答复种类。请先拟写答复"
        return (Reason("casework.no_reply", sentence, cite("ogi", 36)),)
    matters = list(case.matters.order_by("position"))
    return (*_matters(case, matters), *_kind(reply, matters), *_text(reply))


def _matters(case: Case, matters: list[Matter]) -> list[Reason]:
    reasons = []
    circumstances = circumstances_of(case)
    for matter in matters:
        where = f"第 {matter.position} 项“{matter.description[:20]}”"
        if not matter.outcome:
            sentence = f"{where}没有处理结果。请逐项选择处理结果"
            reasons.append(Reason("casework.matter_open", sentence, cite("ogi", 36)))
        for ground in grounds_of(matter):
            faults = grounds.faults(
                ground, kind=matter.ground_kind or None, circumstances=circumstances
            )
            reasons += [
                Reason(f"casework.{one.code}", f"{where}：{one.sentence}", one.basis)
                for one in faults
            ]
            if ground == "third_party_rights" and not was_third_party_consulted(case):
                sentence = f"{where}以第三方合法权益为由不公开，但没有征求第三方意见。请先征求意见"
                reasons.append(Reason("casework.not_consulted", sentence, cite("ogi", 32)))
        if outcome_group(matter.outcome) == "partly_granted" and not matter.ground:
            sentence = f"{where}部分公开，没有写明不予公开部分的情形。请选择"
            reasons.append(Reason("casework.ground", sentence, cite("ogi", 37)))
        if outcome_group(matter.outcome) in WITHHOLDING and not matter.reason.strip():
            sentence = f"{where}没有写明不予公开的理由。请写明"
            reasons.append(Reason("casework.matter_reason", sentence, cite("ogi", 36)))
    return reasons


def grounds_of(matter: Matter) -> tuple[str, ...]:
    """Return the ground on which a matter is withheld, from its outcome or as chosen for a part."""
    group, _, name = matter.outcome.partition(".")
    if group == "refused" and name in grounds.grounds():
        return (name,)
    return (matter.ground,) if matter.ground and group in WITHHOLDING else ()


def circumstances_of(case: Case) -> frozenset[str]:
    """Return what sets grounds aside in this case."""
    found = set()
    for one in case.consultations.filter(party=Party.THIRD_PARTY):
        if one.answer == ThirdPartyAnswer.AGREES:
            found.add("third_party_agrees")
        if one.overridden:
            found.add("public_interest")
    return frozenset(found)


def was_third_party_consulted(case: Case) -> bool:
    """Return whether a third party was asked."""
    return case.consultations.filter(party=Party.THIRD_PARTY).exists()


def _kind(reply: Reply, matters: list[Matter]) -> list[Reason]:
    proposed = proposed_kind(matters)
    outcomes = {matter.outcome for matter in matters}
    labels = {key: kind.label for key, kind in replies.kinds().items()}
    if "" in outcomes or reply.kind == proposed or (not proposed and reply.kind in outcomes):
        return []
    wanted = labels[proposed] if proposed else "各项处理结果之一"
    sentence = f"答复种类“{labels[reply.kind]}”与各项处理结果不一致，应当是“{wanted}”。请更正答复种类或处理结果"
    return [Reason("casework.reply_kind", sentence, "年度报告格式表三")]


def _text(reply: Reply) -> list[Reason]:
    if reply.text.strip():
        return []
    return [Reason("casework.reply_text", "答复书没有正文。请生成或撰写正文")]
