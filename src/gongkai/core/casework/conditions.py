"""The conditions that ``lifecycle.yaml`` names: each tells its reasons, none when it is met."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.casework.situation import Situation
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law.articles import cite

Condition = Callable[[Situation], list[Reason]]
CONDITIONS: dict[str, Condition] = {}
# Conditions that no input can meet: the case itself has to change first.
STANDING = frozenset(
    {
        "supplementation_over",
        "reasons_were_asked",
        "payment_over",
        "consultations_closed",
        "tasks_closed",
        "reply_complete",
        "secrecy_reviewed",
        "legality_reviewed",
        "remedies_closed",
        "was_granted",
        "retention_over",
    }
)

SECRECY = "《保守国家秘密法实施条例》第四十二条"
RATINGS = range(1, 6)


def condition(function: Condition) -> Condition:
    """Register a condition under the name that the table uses."""
    CONDITIONS[function.__name__] = function
    return function


def _when(met: object, code: str, sentence: str, basis: str = "") -> list[Reason]:
    return [Reason(f"casework.{code}", sentence, basis)] if met else []


@condition
def true_date(situation: Situation) -> list[Reason]:
    """What is entered has happened: its date is given and does not lie ahead."""
    on, today = situation.on, situation.today
    ahead = on is not None and on > today
    return [
        *_when(on is None, "date", "没有填写实际发生的日期。请填写日期"),
        *_when(ahead, "date_ahead", f"日期 {on} 晚于今天 {today}。请填写实际发生的日期"),
    ]


@condition
def clock_agrees(situation: Situation) -> list[Reason]:
    """The law of the clock lets the entry count."""
    return list(situation.objections)


@condition
def remark(situation: Situation) -> list[Reason]:
    """What changes the course of a case is explained."""
    return _when(not situation.remark.strip(), "remark", "没有写明理由或内容。请写明后办理")


@condition
def listed_faults(situation: Situation) -> list[Reason]:
    """A request for supplementation lists exactly what is missing."""
    sentence = "没有列明需要补正的事项。请在清单中选择，并写明怎样补正"
    return _when(not situation.faults, "faults", sentence, cite("ogi", 30))


@condition
def reasonable_period(situation: Situation) -> list[Reason]:
    """A request for supplementation fixes a reasonable period that lies ahead."""
    until, on = situation.until, situation.on
    short = until is not None and on is not None and until <= on
    return [
        *_when(until is None, "until", "没有写明补正的期限。请填写合理的补正期限", cite("ogi", 30)),
        *_when(short, "until_short", f"补正期限 {until} 不晚于告知之日 {on}。请填写合理的期限"),
    ]


@condition
def until_given(situation: Situation) -> list[Reason]:
    """A delay names the day it ends."""
    sentence = "没有写明延迟到哪一日答复。请填写合理的期限"
    return _when(situation.until is None, "until", sentence, cite("ogi", 35))


@condition
def task_due(situation: Situation) -> list[Reason]:
    """A task has a term."""
    until, today = situation.until, situation.today
    past = until is not None and until < today
    return [
        *_when(until is None, "task_due", "没有写明反馈期限。请填写交办事项的反馈期限"),
        *_when(past, "task_due_past", f"反馈期限 {until} 已经过去。请填写今天以后的日期"),
    ]


@condition
def supplementation_over(situation: Situation) -> list[Reason]:
    """Nobody is taken to have given up before the period has ended."""
    last = situation.supplementation_over_on
    early = last is None or situation.today <= last
    sentence = f"补正期限到 {last} 届满，期限届满之前不能终止。请等待申请人补正"
    return _when(early, "supplementation_open", sentence, cite("ogi", 30))


@condition
def payment_over(situation: Situation) -> list[Reason]:
    """Nobody is taken to have given up before the term of payment has ended."""
    last = situation.payment_over_on
    early = last is None or situation.today <= last
    sentence = f"缴费期限到 {last} 届满，期限届满之前不能终止。请等待申请人缴费"
    return _when(early, "payment_open", sentence, "国办函〔2020〕109号")


@condition
def fee_charged(situation: Situation) -> list[Reason]:
    """A fee notice names an amount."""
    sentence = "按收费标准计算的信息处理费为 0 元，不需要发出收费通知"
    return _when(situation.fee_yuan <= 0, "fee_zero", sentence, cite("ogi", 42))


@condition
def payment_in_full(situation: Situation) -> list[Reason]:
    """A payment is the amount that was notified."""
    due, paid = situation.fee_yuan, situation.paid_yuan
    sentence = f"缴费 {paid} 元，与通知的 {due} 元不一致。请核对金额"
    return _when(due != paid, "payment_amount", sentence, "国办函〔2020〕109号")


@condition
def consulted_named(situation: Situation) -> list[Reason]:
    """A consultation names whom it asks."""
    sentence = "没有写明征求谁的意见。请填写对方名称"
    return _when(not situation.consulted.strip(), "consulted", sentence, cite("ogi", 32))


@condition
def consultation_known(situation: Situation) -> list[Reason]:
    """An answer belongs to a consultation of this case that is still open."""
    sentence = "没有这一项正在进行的征求意见。请先登记征求意见，或刷新页面"
    return _when(not situation.consultation_known, "consultation", sentence)


@condition
def consultation_over(situation: Situation) -> list[Reason]:
    """Nobody is taken to be silent before their term has ended."""
    last = situation.consultation_over_on
    early = last is None or situation.today <= last
    sentence = f"对方答复的期限到 {last} 届满，期限届满之前不能按未提出意见处理。请等待答复"
    return _when(early, "consultation_term", sentence, cite("ogi", 32))


@condition
def objected(situation: Situation) -> list[Reason]:
    """Only an objection can be set aside."""
    sentence = "没有第三方提出不同意公开的意见，不需要作出这一决定"
    return _when(not situation.objected, "no_objection", sentence, cite("ogi", 32))


@condition
def reasons_were_asked(situation: Situation) -> list[Reason]:
    """Reasons answer a request for reasons."""
    sentence = "没有要求申请人说明理由，不需要登记。请先办理“要求说明理由”"
    return _when(not situation.reasons_asked, "reasons_not_asked", sentence, cite("ogi", 35))


@condition
def consultations_closed(situation: Situation) -> list[Reason]:
    """No reply goes to review while somebody who was asked may still answer in time."""
    return [
        Reason(
            "casework.consultation_open",
            f"征求{who}意见还没有结果。请等待答复或者答复期限届满",
            cite("ogi", 32),
        )
        for who in situation.consultations_open
    ]


@condition
def tasks_closed(situation: Situation) -> list[Reason]:
    """Every office that was asked has answered."""
    return [
        Reason("casework.task_open", f"交办{who}的事项还没有反馈。请催办，或撤回交办")
        for who in situation.tasks_open
    ]


@condition
def reply_complete(situation: Situation) -> list[Reason]:
    """A reply that goes to review decides every matter and states what the law wants stated."""
    return list(situation.missing)


@condition
def verdict_given(situation: Situation) -> list[Reason]:
    """An opinion says yes or no, and a no says why."""
    sentence = "没有选择意见。请选择同意或不同意"
    why = "不同意的，请写明理由"
    silent = situation.verdict == "object" and not situation.remark.strip()
    return [
        *_when(situation.verdict not in ("agree", "object"), "verdict", sentence),
        *_when(silent, "verdict_reason", why),
    ]


@condition
def secrecy_reviewed(situation: Situation) -> list[Reason]:
    """Every reply passes secrecy review before it is approved."""
    return [
        *_when(
            situation.secrecy == "missing",
            "secrecy_missing",
            "本答复还没有保密审查意见。请送保密审查员审查",
            cite("ogi", 17),
        ),
        *_when(
            situation.secrecy == "objected",
            "secrecy_objected",
            "保密审查没有通过。请退回修改后重新送审",
            SECRECY,
        ),
    ]


@condition
def legality_reviewed(situation: Situation) -> list[Reason]:
    """A reply that does not give what was asked for passes legality review."""
    return [
        *_when(
            situation.legality == "missing",
            "legality_missing",
            "本答复不予公开或部分不予公开，须先作合法性审核。请送合法性审核员",
        ),
        *_when(
            situation.legality == "objected",
            "legality_objected",
            "合法性审核没有通过。请退回修改后重新送审",
        ),
    ]


@condition
def was_author(situation: Situation) -> list[Reason]:
    """Nobody reviews or signs what they drafted."""
    sentence = "您参与拟写了本答复，不能审核或签发。请由其他人员办理"
    return _when(situation.was_author, "own_draft", sentence)


@condition
def was_approver(situation: Situation) -> list[Reason]:
    """Review and signature are two people."""
    sentence = "您已经审核通过本答复，不能再由您签发。请由其他签发人办理"
    return _when(situation.was_approver, "same_person", sentence)


@condition
def served_in_order(situation: Situation) -> list[Reason]:
    """A service names its manner, the day that counts and its proof."""
    return list(situation.service)


@condition
def officer_fits(situation: Situation) -> list[Reason]:
    """The officer in charge works at the handling body."""
    sentence = "所选人员在承办机关没有经办或承办角色。请另选人员，或先授权"
    return _when(not situation.officer_fits, "officer", sentence)


@condition
def receiving_body(situation: Situation) -> list[Reason]:
    """A transfer names another body."""
    to, own = situation.receiving_body, situation.own_body
    return [
        *_when(not to, "receiving_body", "没有选择移送的机关。请选择"),
        *_when(to and to == own, "receiving_self", f"{own}就是本机关。请选择其他机关"),
    ]


@condition
def correctable(situation: Situation) -> list[Reason]:
    """Only entries with a date of their own, which still stand, are corrected."""
    sentence = "该事项不能更正：已被更正、注销，或者由系统按办理步骤记录。请在最新的事项上更正"
    return _when(not situation.correctable, "not_correctable", sentence)


@condition
def after_conclusion(situation: Situation) -> list[Reason]:
    """A case is handled anew after the day on which it was concluded."""
    on, concluded = situation.on, situation.concluded_on
    early = on is not None and concluded is not None and on <= concluded
    sentence = f"重新办理之日 {on} 不晚于办结之日 {concluded}。请核对日期"
    return _when(early, "reopened_early", sentence)


@condition
def remedies_closed(situation: Situation) -> list[Reason]:
    """No case is put away while its reconsideration or lawsuit is open."""
    return [
        Reason("casework.remedy_open", f"{label}尚未审结，不能归档。请在审结后归档")
        for label in situation.remedies_open
    ]


@condition
def was_granted(situation: Situation) -> list[Reason]:
    """Only what was disclosed to an applicant may be proposed for everybody."""
    sentence = "本件没有公开任何信息，不能提请转为主动公开"
    return _when(not situation.granted, "not_granted", sentence, cite("ogi", 44))


@condition
def retention_over(situation: Situation) -> list[Reason]:
    """Personal data are kept as long as the retention period says."""
    return list(situation.retention)


@condition
def rating_fits(situation: Situation) -> list[Reason]:
    """A rating is one to five."""
    sentence = "请选择 1 至 5 之间的评价"
    return _when(situation.rating not in RATINGS, "rating", sentence)
