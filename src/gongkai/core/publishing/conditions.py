"""The conditions that ``lifecycle.yaml`` names: each tells its reasons, none when it is met."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing.situation import Situation
from gongkai.core.publishing.vocabularies import vocabulary

Condition = Callable[[Situation], list[Reason]]
CONDITIONS: dict[str, Condition] = {}

REVIEW = "《政府信息公开条例》第十七条"
SECRECY = "《保守国家秘密法实施条例》第四十二条"


def condition(function: Condition) -> Condition:
    """Register a condition under the name that the table uses."""
    CONDITIONS[function.__name__] = function
    return function


def _when(met: object, code: str, sentence: str, basis: str = REVIEW) -> list[Reason]:
    return [Reason(f"publishing.{code}", sentence, basis)] if met else []


@condition
def was_author(situation: Situation) -> list[Reason]:
    """Nobody reviews what they wrote."""
    sentence = "您参与起草了这一稿，不能审核自己的稿件。请由其他审核人办理"
    return _when(situation.was_author, "own_draft", sentence)


@condition
def approved_before(situation: Situation) -> list[Reason]:
    """The three ranks are three different people."""
    sentence = "您已经在本轮审核中通过了前一级，三级审核须由三个不同的人办理。请由其他审核人办理"
    return _when(situation.approved_before, "same_reviewer", sentence)


@condition
def remark(situation: Situation) -> list[Reason]:
    """Sending back, withdrawing and the like are explained."""
    return _when(not situation.remark.strip(), "remark", "没有写明意见。请写明原因，便于经办人办理")


@condition
def complete(situation: Situation) -> list[Reason]:
    """A draft may be incomplete, a submission may not."""
    return list(situation.missing)


@condition
def screened(situation: Situation) -> list[Reason]:
    """Screening findings are fixed or answered before the text moves on."""
    return list(situation.findings)


@condition
def column_open(situation: Situation) -> list[Reason]:
    """A retired column takes nothing new."""
    sentence = "所选栏目已经停用。请改选正在使用的栏目"
    return _when(not situation.column_open, "column_retired", sentence, "")


@condition
def secrecy_form(situation: Situation) -> list[Reason]:
    """Every question of the secrecy form is answered, and every answer lets the text out."""
    reasons = []
    for key, question in vocabulary("secrecy_questions").items():
        answer = situation.secrecy_answers.get(key)
        sentence = f"保密审查“{question}”一项没有填写。请逐项填写是或否"
        reasons += _when(answer is None, "secrecy_unanswered", sentence, SECRECY)
        sentence = f"保密审查认为“{question}”，不能通过。请退回修改或不予公开"
        reasons += _when(answer is True, "secrecy_objection", sentence, SECRECY)
    return reasons


@condition
def opinions_closed(situation: Situation) -> list[Reason]:
    """Every opinion that was asked for has come back, and none objects."""
    reasons = []
    for label in situation.opinions_open:
        sentence = f"{label}还没有答复。请催办，或写明理由撤回征求"
        reasons += _when(label, "opinion_open", sentence, "《政府信息公开条例》第十一条")
    for label in situation.opinions_against:
        sentence = f"{label}不同意公开。请退回修改，或协商一致后重新征求"
        reasons += _when(label, "opinion_against", sentence, "《政府信息公开条例》第十一条")
    return reasons


@condition
def legality_reviewed(situation: Situation) -> list[Reason]:
    """Documents that touch rights and duties pass legality review first."""
    basis = "国办发〔2018〕115号"
    missing = "本类文件须先作合法性审核，还没有审核意见。请送合法性审核"
    objected = "合法性审核没有通过。请按审核意见修改后重新提交"
    return [
        *_when(situation.legality == "missing", "legality_missing", missing, basis),
        *_when(situation.legality == "objected", "legality_objected", objected, basis),
    ]


@condition
def three_approvals(situation: Situation) -> list[Reason]:
    """Three people approved exactly this text, and it passed secrecy review."""
    count = situation.approvals
    sentence = f"本稿须由三人逐级审核通过，现有 {count} 人通过的是这一稿。请补齐审核"
    secrecy = "本稿没有通过保密审查。请先作保密审查"
    return [
        *_when(count < 3, "approvals", sentence),
        *_when(not situation.secrecy_cleared, "secrecy_missing", secrecy, SECRECY),
    ]


@condition
def disclosable(situation: Situation) -> list[Reason]:
    """Only what is to be disclosed proactively goes out."""
    label = vocabulary("disclosure").get(situation.disclosure, "未确定")
    sentence = f"本信息的公开属性是“{label}”，不能发布。请归档，或重新确定公开属性"
    met = situation.disclosure != "proactive"
    return _when(met, "not_disclosable", sentence, "《政府信息公开条例》第十九条")


@condition
def not_disclosable(situation: Situation) -> list[Reason]:
    """What is to be disclosed proactively is published, not put away."""
    sentence = "本信息的公开属性是“主动公开”，应当发布，不能归档了事。请发布"
    met = situation.disclosure == "proactive"
    return _when(met, "must_disclose", sentence, "《政府信息公开条例》第十九条")


@condition
def dates_in_order(situation: Situation) -> list[Reason]:
    """Nothing is published before it was written."""
    written = situation.written_on
    moment = situation.release_at or situation.at
    late = written is not None and moment.date() < written
    sentence = f"成文日期 {written} 晚于发布日期 {moment.date()}。请核对成文日期或改期发布"
    return _when(late, "dates", sentence, "《政府信息公开条例》第十二条")


@condition
def release_moment(situation: Situation) -> list[Reason]:
    """A scheduled moment lies in the future."""
    moment = situation.release_at
    wrong = moment is None or moment <= situation.at
    return _when(wrong, "release_at", "定时发布的时间没有填写或已经过去。请选择将来的时间", "")


@condition
def release_moment_reached(situation: Situation) -> list[Reason]:
    """The timetable releases nothing early."""
    moment = situation.release_at
    early = moment is None or moment > situation.at
    return _when(early, "release_early", "定时发布的时间还没有到", "")


@condition
def synchronous(situation: Situation) -> list[Reason]:
    """A policy document and its interpretation go out together (三同步)."""
    return list(situation.partners)


@condition
def no_other_edition(situation: Situation) -> list[Reason]:
    """One new edition of a document at a time."""
    other = situation.other_edition
    sentence = f"本信息已有另一版正在办理（{other}）。请在那一版上继续，或先作废那一版"
    return _when(other, "other_edition", sentence, "")


@condition
def withdrawal_ground(situation: Situation) -> list[Reason]:
    """A withdrawal names one of the known grounds."""
    known = vocabulary("withdrawal_grounds")
    sentence = f"没有选择撤回事由。请从“{'、'.join(known.values())}”中选择一项"
    return _when(situation.ground not in known, "withdrawal_ground", sentence, "")
