"""The case: one target with all that a rule may look at, and the verdicts that need no figure."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.ticks import is_unsettled
from luoshi.indicators import more_is_better
from luoshi.pacing import phrasing
from luoshi.pacing.comparison import conversion, covered
from luoshi.pacing.perhaps_finished import perhaps_finished
from luoshi.pacing.proof import Passed, Proof, candidate
from luoshi.pacing.rules import RuleSet
from luoshi.pacing.seasonality import Shape
from luoshi.plan import Aspect, Assessment, Claim, Light, Observation, State, Target, Task
from luoshi.words import ASPECTS, CLAIMS, SETTLERS, STATES

WITHOUT_FIGURE = "没有数"
UNFIT_FIGURE = "数不能比"
UNSETTLED = "待核"
AWAITING = (Claim.AWAITING_DATA, Claim.ANNUAL_DATA)
_BOUND = expression(r"(?:不少于|不低于|不超过|不高于|不突破|超过?|突破|达到?|控制在|稳定在|约|近|至少)$")
_BLANK = expression(r"^[\s/／\-—–无.。]*$")
_A_WORD = 2
_LATER = expression(r"将于|拟于|计划于|下半年|[三四]季度|年底|年末|明年|\d{1,2}月|届时|待")
DONE_WORDS = expression(r"(?<![未])(?:完成|建成|完工|竣工|投用|投入使用|交付|通车|办结)")
_RELEASE = expression(r"[^,，;；。]*(?:发布|公布|出数)[^,，;；。]*")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given.

    Args:
        year: the plan's year; None where nothing says it.
        as_of: the day that the statements speak of; None without a progress column.
        due: when the target is to be met: its own date, its task's, or the year's end.
        shape: cumulative shares of the year by month in per cent, a planned series or last
            year's; None for months elapsed / 12.
        written: the day stands in the text, in the due cell, or was set by a person.
        proof: which figure of the statement answers, and why the others do not.
    """

    task: Task
    target: Target
    year: int | None
    as_of: date | None
    due: date | None
    rules: RuleSet
    shape: Shape | None = None
    written: bool = False
    proof: Proof = field(default_factory=Proof)

    @property
    def overdue(self) -> bool:
        """Whether a day that somebody wrote has come: a table as of that day judges it."""
        return self.written and self.due is not None and self.as_of is not None and self.as_of >= self.due

    @property
    def written_due(self) -> date | None:
        """The due day where somebody wrote it; None for the year's end that goes without saying."""
        return self.due if self.written else None

    @property
    def runs_on(self) -> bool:
        """Whether the day lies in a later year than the table: what is short of it is not behind yet."""
        return self.due is not None and self.as_of is not None and self.due.year > self.as_of.year

    def final(self, period: Period | None) -> bool:
        """Tell whether a figure reaches the day on which the target is to be met."""
        return self.due is not None and period is not None and period.last_day >= self.due

    def covered(self, figure: Observation) -> Period | None:
        return covered(figure, self.as_of)

    def when(self, figure: Observation) -> tuple[str, str]:
        """Say a figure's period in both languages; what names none is taken as to date."""
        period = self.covered(figure)
        if period is None:
            return "本期", "this period"
        return phrasing.period(period, self.year), phrasing.period_en(period, self.year)

    def at(self, figure: Observation) -> tuple[str, str]:
        """Say the date of a figure that stands at a date: 6月底 for one that is to date."""
        period = self.covered(figure)
        if period is None or not period.from_january or period.named != "range":
            return self.when(figure)
        in_front = "" if period.year == self.year else f"{period.year}年"
        return f"{in_front}{period.last_month}月底", f"end of {phrasing.period_en(period, self.year).split('–')[-1]}"

    @property
    def wanted(self) -> str:
        return wanted(self.task, self.target)


def wanted(task: Task, target: Target) -> str:
    """Say what is promised as written, without the metric: 不少于40项, 60家以上, 保持全省首位."""
    if target.value_span is None or not target.numeric:
        return target.span.of(task.text)
    start = target.value_span.start
    before = _BOUND.search(task.text[target.span.start : start])
    first = target.span.start + before.start() if before else start
    return task.text[first : max(target.span.end, target.value_span.end)]


def assessment(
    case: Case,
    rule: str,
    verdict: tuple[State, Light],
    sentence: str,
    sentence_en: str,
    *,
    provisional: bool = False,
    expected: Decimal | None = None,
    reached: Decimal | None = None,
    inputs: tuple[tuple[str, str], ...] = (),
) -> Assessment:
    """Make an assessment; what is provisional is never red."""
    state, light = verdict
    if provisional and light is Light.RED:
        light = Light.YELLOW
    proof = case.proof
    if (word := proof.settled_by) is not None and state is not State.UNCLEAR:
        chinese, english = SETTLERS[word.who]
        day = f" {word.on.isoformat()}" if word.on else ""
        sentence = f"{sentence}（用哪个数{chinese}{day}）"
        sentence_en = f"{sentence_en} (which figure: {english}{day})"
    return Assessment(
        state=state,
        light=light,
        rule=rule,
        version=case.rules.version,
        sentence=sentence,
        sentence_en=sentence_en,
        unsettled=proof.unsettled if state is State.UNCLEAR else (),
        candidates=proof.candidates if state is State.UNCLEAR else (),
        settled_by=proof.settled_by,
        provisional=provisional,
        expected=expected,
        reached=reached,
        inputs=inputs,
    )


def word(state: State, light: Light, provisional: bool) -> tuple[str, str]:
    """Say a state in both languages: 欠进度, 严重欠进度 where red, 欠进度（暂） where provisional."""
    chinese, english = STATES[state]
    if state is State.BEHIND and light is Light.RED and not provisional:
        chinese, english = "严重欠进度", "far behind"
    if provisional:
        return f"{chinese}（暂）", f"{english} (provisional)"
    return chinese, english


def conclusion(case: Case, rule: str, rule_en: str, verdict: tuple[State, Light], provisional: bool) -> tuple[str, str]:
    """Return the end of a sentence, from the rule's name to the state."""
    state, light = verdict
    if provisional and light is Light.RED:
        light = Light.YELLOW
    chinese, english = word(state, light, provisional)
    return (
        f"（规则：{rule} {case.rules.version}）→ {chinese}",
        f" (rule: {rule_en} {case.rules.version}) → {english}",
    )


def without_figure(case: Case, reason: tuple[str, str] | None = None) -> Assessment:
    """Judge a target for which the statement has no figure: grey, or overdue by its date.

    `reason` says why a figure that is there does not count, in both languages; without it, the figure that
    came nearest is named.
    """
    task, wanted = case.task, case.wanted
    reason = reason or _nearest(case)
    claim, claim_en = CLAIMS[task.claim]
    grey = Light.GREY
    if case.as_of is None and blank(task.statement):
        return assessment(
            case,
            "数据",
            (State.NOT_DUE, grey),
            f"写明“{wanted}”，还没有到报告期。",
            f'"{wanted}" is promised; no report is due yet.',
        )
    if task.claim in AWAITING:
        return _awaiting(case)
    if case.overdue:
        return _after_its_day(case, reason)
    if blank(task.statement):
        return assessment(
            case,
            "数据",
            (State.NOT_REPORTED, grey),
            f"写明“{wanted}”，这一期没有报。",
            f'"{wanted}" is promised; nothing was reported.',
        )
    if starts_later(task):
        return assessment(
            case,
            "期限",
            (State.NOT_DUE, grey),
            f"写明“{wanted}”，完成情况写的是“{task.statement}”。",
            f'"{wanted}" is promised; it has not begun, as the unit wrote.',
        )
    if reason is not None:
        return assessment(case, UNFIT_FIGURE, (State.NO_FIGURE, grey), reason[0], reason[1])
    return assessment(
        case,
        WITHOUT_FIGURE,
        (State.NO_FIGURE, grey),
        f"写明“{wanted}”，完成情况里没有数（自评“{claim}”）。",
        f'"{wanted}" is promised; the statement has no figure for it (claim: {claim_en}).',
    )


def _nearest(case: Case) -> tuple[str, str] | None:
    """Name the figure that came nearest, and what of it is settled as "no"."""
    near = case.proof.nearest
    if near is None:
        return None
    shown = near.figure.value_text
    return (
        f"写明“{case.wanted}”，报的{shown}{near.why}。",
        f'"{case.wanted}" is promised; of {shown}, which was reported, {near.why_en}.',
    )


def unclear(case: Case) -> Assessment:
    """Say what is not settled, and which figures may be meant: grey, whatever is claimed."""
    proof = case.proof
    if not proof.candidates:
        claim, claim_en = CLAIMS[case.task.claim]
        day = case.due.isoformat() if case.due else ""
        return assessment(
            case,
            UNSETTLED,
            (State.UNCLEAR, Light.GREY),
            f"写明“{case.wanted}”，应在{day}前完成，自评“{claim}”，没有写完成的数，没有写清是不是已经做到。",
            f'"{case.wanted}" was due by {day}; claimed as {claim_en} without a figure: whether it is reached is open.',
        )
    shown = "、".join(one.value_text for one in proof.candidates)
    whys = "；".join(f"{one.value_text}{one.why}" for one in proof.candidates)
    whys_en = "; ".join(f"{one.value_text}: {one.why_en}" for one in proof.candidates)
    what = "、".join(ASPECTS[aspect][0] for aspect in proof.unsettled)
    what_en = ", ".join(ASPECTS[aspect][1] for aspect in proof.unsettled)
    may = "都可能是" if len(proof.candidates) > 1 else "可能是"
    return assessment(
        case,
        UNSETTLED,
        (State.UNCLEAR, Light.GREY),
        f"写明“{case.wanted}”，句中{shown}{may}，没有写清{what}：{whys}。",
        f'"{case.wanted}" is promised; {shown} may answer it, but it is not settled {what_en}: {whys_en}.',
    )


def too_many(case: Case, count: int) -> Assessment:
    """Say that a statement has too many figures to tell which answers: grey, until one is given in its field."""
    return assessment(
        case,
        UNSETTLED,
        (State.UNCLEAR, Light.GREY),
        f"写明“{case.wanted}”，完成情况里有{count}个数，太多，没有逐一辨认是哪一个，请在这个目标的格子里填数。",
        f'"{case.wanted}" is promised; the statement has {count} figures, too many to tell which answers: '
        "please fill in the field of this target.",
    )


def _awaiting(case: Case) -> Assessment:
    task = case.task
    release = _RELEASE.search(task.statement)
    text = release.group() if release else task.statement
    other = next((seen for seen in task.observations if not seen.base), None)
    aside = aside_en = ""
    if other is not None:
        shown = f"{other.metric}{other.value_text}"
        aside, aside_en = f"（{shown}是参考数，不是本指标）", f" ({shown} is for reference, it is not this indicator)"
    return assessment(
        case,
        "数据",
        (State.AWAITING_DATA, Light.GREY),
        f"写明“{case.wanted}”，数据还没有出：{text.strip()}{aside}。到时再报，不算迟报。",
        f'"{case.wanted}" is promised; its data are not out yet: {text.strip()}{aside_en}. Not late.',
    )


def _after_its_day(case: Case, reason: tuple[str, str] | None) -> Assessment:
    """Judge without a figure after a written day: overdue, or unclear where something may mean that it is finished."""
    near = case.proof.nearest
    measured = near is not None and near.aspect is Aspect.MEASURE and DONE_WORDS.search(case.task.statement)
    expected = near is not None and near.aspect is Aspect.COMPLETION and near.figure.estimated
    if near is not None and (measured or expected):
        asked = candidate(near.figure, case.task.statement, near.why, near.why_en)
        return unclear(
            replace(case, proof=replace(case.proof, unsettled=(Aspect.MEASURE, Aspect.COMPLETION), candidates=(asked,)))
        )
    if (like := _as_large_by_another_name(case)) is not None:
        asked = candidate(like.figure, case.task.statement, like.why, like.why_en)
        return unclear(replace(case, proof=replace(case.proof, unsettled=(Aspect.METRIC,), candidates=(asked,))))
    said = case.task.statement
    if case.task.claim is Claim.COMPLETED or is_unsettled(said) or perhaps_finished(said):
        return unclear(replace(case, proof=replace(case.proof, unsettled=(Aspect.COMPLETION,))))
    return _overdue(case, reason)


def _as_large_by_another_name(case: Case) -> Passed | None:
    """The figure that reaches what was promised under a name with the same last word: 运营总里程 of 轨道交通里程."""
    value, noun = case.target.value, case.target.metric[-_A_WORD:]
    if value is None or len(noun) < _A_WORD or not more_is_better(case.target.metric):
        return None
    for one in case.proof.passed:
        if one.aspect is not Aspect.METRIC or one.denied or not one.figure.metric.endswith(noun):
            continue
        factor = conversion(one.figure.measure, case.target.measure)
        if factor is not None and one.figure.value * factor >= value:
            return one
    return None


def _overdue(case: Case, reason: tuple[str, str] | None) -> Assessment:
    day = case.due.isoformat() if case.due else ""
    near = case.proof.nearest
    aside = f"，报的{near.figure.value_text}{near.why}" if reason and near else ""
    aside_en = f" (of {near.figure.value_text}, {near.why_en})" if reason and near else ""
    return assessment(
        case,
        "期限",
        (State.OVERDUE, Light.RED),
        f"写明“{case.wanted}”，应在{day}前完成，没有完成的记录{aside}。",
        f'"{case.wanted}" was due by {day}; no completion is recorded{aside_en}.',
        inputs=(("due", day),),
    )


def blank(statement: str) -> bool:
    """Tell whether a progress cell says nothing: empty, a slash, a dash, 无."""
    return _BLANK.match(statement) is not None


def starts_later(task: Task) -> bool:
    """Tell whether the unit says that the work begins later in the year."""
    return task.claim is Claim.NOT_STARTED and _LATER.search(task.statement) is not None
