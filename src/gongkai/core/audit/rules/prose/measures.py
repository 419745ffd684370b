"""What a figure in the prose measures (指标): from its words to the rows of the tables."""

from __future__ import annotations

from gongkai.core.audit.case import Case
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.records import record
from gongkai.core.text.figures import UNKNOWN, Completion, Figure, Zero
from gongkai.core.text.subjects import Whose, first_verb, named_subject, whose

COUNTED = frozenset(("件", "份", "宗", "起", "条", "例", "项", "次", "个", "笔", "封", "件次", ""))
OUTCOMES = ("granted", "partly_granted", "refused", "unable", "not_processed", "other")
DETAILS = {
    "not_held": "unable.not_held",
    "needs_creation": "unable.needs_creation",
    "still_unclear": "unable.still_unclear",
    "petition": "not_processed.petition",
    "repeated": "not_processed.repeated",
    "publication": "not_processed.publication",
    "excessive": "not_processed.excessive",
    "reissue": "not_processed.reissue",
    "state_secret": "refused.state_secret",
    "forbidden_by_law": "refused.forbidden_by_law",
    "security_and_stability": "refused.security_and_stability",
    "third_party_rights": "refused.third_party_rights",
    "internal_affairs": "refused.internal_affairs",
    "process_information": "refused.process_information",
    "enforcement_file": "refused.enforcement_file",
    "administrative_query": "refused.administrative_query",
    "not_supplemented": "other.not_supplemented",
}
_OF_APPLICATIONS = ("application", "request", "")
_TAKING = ("receive", "accept", "handle")
_SINGLE = ("件", "份", "宗", "起", "例", "笔", "")


@record
class Said:
    """A figure with its saying, what it measures, and whose it is.

    ``measure`` is received, accepted, handled, mentioned, carried_in, carried_out, carried,
    concluded, an outcome, ``detail:…``, ``channel:…`` or ``applicant:…``.
    """

    saying: Saying
    figure: Figure
    measure: str
    whose: Whose

    @property
    def phrase(self) -> str:
        """Return the words of the clause the figure stands in."""
        return self.saying.words(self.figure.clause.start, self.figure.clause.end).strip()


def applications(case: Case) -> tuple[Said, ...]:
    """Return every figure of the prose that counts applications of the report year."""
    found: tuple[Said, ...] | None = case.memo.get("said of applications")
    if found is None:
        found = tuple(
            Said(saying, figure, measure, owner)
            for saying in sayings(case)
            for figure, measure, owner in _of_saying(case, saying)
        )
        case.memo["said of applications"] = found
    return found


def applications_in(case: Case, saying: Saying) -> list[Said]:
    """Return the figures of one saying that count applications."""
    found: dict[int, list[Said]] | None = case.memo.get("said of applications by saying")
    if found is None:
        found = {}
        for said in applications(case):
            found.setdefault(id(said.saying), []).append(said)
        case.memo["said of applications by saying"] = found
    return found.get(id(saying), [])


def _of_saying(case: Case, saying: Saying) -> list[tuple[Figure, str, Whose]]:
    result: list[tuple[Figure, str, Whose]] = []
    known: dict[int, str] = {}
    for figure in saying.discourse.figures:
        measure = _measure(case, saying, figure, known)
        known[id(figure)] = measure
        planned = figure.planned or saying.is_plan(figure.start)
        if measure and not planned and _is_of_year(case, figure.time, measure):
            result.append((figure, measure, owner(case, saying, figure)))
    return result


def _measure(case: Case, saying: Saying, figure: Figure, known: dict[int, str]) -> str:
    if figure.unit not in COUNTED or figure.quantity.percent or _is_bare(saying, figure):
        return ""
    if figure.key("change") or figure.key("base") or figure.key("ratio") or figure.noun == UNKNOWN:
        return ""
    if saying.topic != "application" and _is_by_attribute(saying, figure):
        return ""
    if _is_publicized_outcome(saying, figure):
        return "granted"
    excluded = figure.clause.has("scope", "excluding") and "carry" not in figure.keys("verb")
    if excluded or not _is_of_applications(saying, figure, known):
        return ""
    return _by_words(case, figure)


def _is_bare(saying: Saying, figure: Figure) -> bool:
    """Return whether a number without a unit may be anything: not 数量为12, not 部分公开67,占4%."""
    if figure.unit:
        return False
    before = saying.words(max(0, figure.start - 1), figure.start)
    return before not in ("为", "：") and not figure.key("outcome")


def _is_by_attribute(saying: Saying, figure: Figure) -> bool:
    """Return whether documents are told apart by attribute: 主动公开210件、依申请公开65件、不予公开45件."""
    return not set(figure.keys("verb")) & {"receive", "accept"} and any(
        other is not figure and other.unit == figure.unit and other.noun == "information"
        for other in saying.discourse.figures
        if other.clause.sentence == figure.clause.sentence
    )


def _is_publicized_outcome(saying: Saying, figure: Figure) -> bool:
    """Return whether a bare 公开 is an outcome: other outcomes stand in the same sentence."""
    if saying.topic != "application" or figure.keys("verb") != ["publicize"]:
        return False
    if figure.noun not in ("", "information", "application") or figure.key("outcome"):
        return False
    return any(
        other.key("outcome") in OUTCOMES
        for other in saying.discourse.figures
        if other.clause.sentence == figure.clause.sentence
    )


def _is_of_applications(saying: Saying, figure: Figure, known: dict[int, str]) -> bool:
    if figure.noun == "application":
        return True
    within = saying.topic == "application" or (
        figure.whole is not None and bool(known.get(id(figure.whole)))
    )
    outcome = figure.key("outcome")
    if outcome in OUTCOMES or outcome in DETAILS:
        nouns = (*_OF_APPLICATIONS, "information")
        return figure.noun in nouns and (within or figure.context == "application")
    return within and figure.noun in _OF_APPLICATIONS


def _by_words(case: Case, figure: Figure) -> str:
    verbs, outcomes = figure.keys("verb"), figure.keys("outcome")
    if "carry" in verbs or (_carries(figure) and not outcomes):
        return _direction(case, figure)
    if {"send", "review", "collect"} & set(verbs):
        return ""
    if outcomes:
        if outcomes == ["partly_granted"] and "publicize" in verbs:
            return "granted or partly"
        return _outcome(outcomes)
    if "left" in verbs:
        return "carried_out"
    if "conclude" in verbs or "answer" in verbs:
        return "concluded"
    if figure.key("channel"):
        return f"channel:{figure.key('channel')}"
    if _is_by_way(figure):
        return "channel:via"
    if len(figure.keys("applicant")) == 1:
        return f"applicant:{figure.key('applicant')}"
    return _intake(figure, verbs)


def _is_by_way(figure: Figure) -> bool:
    """Return whether the clause names a way in (通过政务公开网收到) that is not all ways together."""
    head = [token for token in figure.clause.tokens if token.start < figure.start]
    way = next((i for i, token in enumerate(head) if token.key == "way"), None)
    verb = next((i for i, token in enumerate(head) if token.kind == "verb"), None)
    if way is None or verb is None or verb < way:
        return False
    return not any(token.key == "every" for token in head[way:verb])


def _is_of_unknown(figure: Figure) -> bool:
    """Return whether unknown words stand before a bare 申请: 律师事务所申请2件 is not all of them."""
    nouns = [word for word in figure.words if word.kind == "noun"]
    if not nouns or nouns[-1].key != "request":
        return False
    before = max((t.end for t in figure.clause.tokens if t.end <= nouns[-1].start), default=0)
    return max(before, figure.clause.start) < nouns[-1].start


def _intake(figure: Figure, verbs: list[str]) -> str:
    if "handle" in verbs:
        return "handled"
    if "accept" in verbs:
        return "accepted"
    if "receive" in verbs:
        return "received"
    if verbs and verbs != ["publicize"]:
        return ""
    if figure.noun != "application" or figure.unit not in _SINGLE or _is_of_unknown(figure):
        return ""
    return "mentioned"


def _outcome(keys: list[str]) -> str:
    main = [key for key in keys if key in OUTCOMES]
    if len(main) == 2 and set(main) == {"granted", "partly_granted"}:
        return "granted or partly"
    if len(main) > 1:
        return "outcomes"
    if main:
        return main[0]
    return f"detail:{[*keys, *(key for key in keys if key in DETAILS)][-1]}"


def _carries(figure: Figure) -> bool:
    # 上年度1件 beside 收到7件: the time word alone stands for what was carried in
    return (
        figure.clause.before == "（"
        and figure.time == "last"
        and not any(w.kind != "time" for w in figure.words)
    )


def _direction(case: Case, figure: Figure) -> str:
    named = [word for word in figure.words if word.kind in ("time", "year")]
    times = [t.key for t in named or figure.clause.tokens if t.kind in ("time", "year")]
    year = case.report.year
    years = [int(time) for time in times if time.isdigit()]
    if "last" in times or (year is not None and any(one < year for one in years)):
        return "carried_in"
    if "next" in times or (year is not None and any(one > year for one in years)):
        return "carried_out"
    return "carried"


def _is_of_year(case: Case, time: str, measure: str) -> bool:
    if measure.startswith("carried"):
        return "since" not in time
    return is_of_year(case, time)


def is_of_year(case: Case, time: str) -> bool:
    """Return whether a time scope is the report year: no word, 全年, 今年, its number, 今年以来."""
    named = time.removeprefix("since ").strip()
    if time.startswith("since") and not named:
        return False
    if named in ("", "this"):
        return True
    return named.isdigit() and (case.report.year is None or int(named) == case.report.year)


def owner(case: Case, saying: Saying, said: Figure | Zero | Completion) -> Whose:
    """Return whose figure it is: by the subject of its clause, else by the one named before it."""
    subject = ""
    for clause in saying.discourse.clauses:
        if clause.sentence != said.clause.sentence or clause.start > said.clause.start:
            continue
        own = clause is said.clause
        if own or any(t.kind == "number" or t.key in _TAKING for t in clause.tokens):
            verb = first_verb(clause.tokens, said.start if own else clause.end)
            number = next((t.start for t in clause.tokens if t.kind == "number"), clause.end)
            named = named_subject(saying.paragraph.text, clause, min(verb, number))
            subject = named or subject
    return whose(subject, case.report.body)
