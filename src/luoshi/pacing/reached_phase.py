"""Which phase of a work a count has come to, and whether that is the promised one."""

from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import phase_of
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.pacing.weighed import Standing
from luoshi.pacing.wordings import promise_words
from luoshi.plan import MilestoneKind, Observation, Target, Task

_START = expression(r"开工|动工|启动|续建|推进|实施|加快|谋划")
_SIGNED = expression(r"签约|签订|洽谈|储备|谋划|立项")
ALREADY = expression(r"已|全部|均|都")
_TWO_STEPS = expression(r"(?P<first>签约|落地)(?:并|、|且|和)?(?P<then>(?!(?P=first))(?:开工|投产|动工|落地))")


def only_the_first_step(task: Task, target: Target, words: Around) -> tuple[Standing, str, str] | None:
    """Say why 落地项目21个 answers no promise of 落地开工项目: of two steps only the first is told."""
    promise = promise_words(task, target)
    both = _TWO_STEPS.search((target.action or "") + promise.act + target.metric + promise.noun)
    said = words.carried + words.clause
    if both is None or both["first"] not in said or both["then"] in said:
        return None
    why = f"只写了“{both['first']}”，没有写是不是{both['then']}"
    return Standing.DOUBTFUL, why, "of two steps that were promised only the first is told"


def needs_only_a_start(task: Task, target: Target) -> bool:
    """Tell whether works that are only begun, or under way, are all that was promised."""
    if target.milestone in (MilestoneKind.START, MilestoneKind.CONTINUE):
        return True
    promise = promise_words(task, target)
    if target.milestone is MilestoneKind.LAND and (both := _TWO_STEPS.search(promise.act)) is not None:
        return both["then"] in ("开工", "动工")  # 落地开工项目20个
    return bool(_START.search(promise.act)) and target.milestone is None


def right_phase(task: Task, target: Target, seen: Observation, as_of: date | None) -> bool:
    """Whether a count's phase is the promised one, a later one (投用 answers 建成), or none is named.

    At the year's end 新建15家 reports what was built in it; before, they may be works that have only begun.
    """
    phase = phase_of(seen, task.statement)
    if phase is None and target.milestone is MilestoneKind.COMMISSION:
        phase = phase_of(seen, task.statement, behind=True)
        phase = phase if phase is MilestoneKind.COMPLETE else None  # 5所学校全部完工: none of them is in use
    built = phase in (MilestoneKind.COMPLETE, MilestoneKind.NEW)
    if target.milestone is MilestoneKind.COMMISSION and built and comes_into_use(task, seen, as_of):
        return True
    measured = target.measure not in COUNTED
    if target.milestone is MilestoneKind.COMPLETE and phase is MilestoneKind.NEW and measured:
        return True  # 新建高标准农田14.9万亩 of 建成: so much of it is new
    if phase is None or phase is target.milestone:
        return True
    if target.milestone is MilestoneKind.LAND and phase is MilestoneKind.START:
        return needs_only_a_start(task, target)  # 落地开工项目20个
    if target.milestone in (MilestoneKind.HOLD, MilestoneKind.ISSUE):
        return phase is MilestoneKind.COMPLETE  # 计划举办演出1000场，实际完成1128场
    if target.milestone is MilestoneKind.START and phase is MilestoneKind.NEW:
        return True  # 6所新建幼儿园中4所已竣工: what is built was begun
    order = (MilestoneKind.START, MilestoneKind.CONTINUE, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    if phase in order and target.milestone in order:
        return order.index(phase) >= order.index(target.milestone)
    if phase is MilestoneKind.NEW and target.milestone is MilestoneKind.COMPLETE:
        return as_of is not None and as_of.month == 12
    return target.milestone is MilestoneKind.NEW and phase in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)


_IN_USE = expression(
    r"投入?使?用|投运|投产|启用|通车|开放|开园|开馆|开业|开街|开诊|开学|开班|运营|营业|运行|入驻|入住|交付|招生|迎新|迎客|接诊|收治|开门|上课|办学"
)
_BY_MONTH = expression(r"(?P<month>\d{1,2})月(?!前)")
_UP_TO_A_STOP = expression(r"[^。;!?\n]*")


def comes_into_use(task: Task, seen: Observation, as_of: date | None) -> bool:
    """Whether the clauses behind what is built say that it is in use: 9所学校已全部建成，9月1日起招生开学."""
    rest = _UP_TO_A_STOP.match(level(task.statement), seen.value_span.end)
    for clause in rest[0].split(",") if rest is not None else ():
        used = _IN_USE.search(clause)
        if used is None or progress_in(clause, task.text) not in (None, Progress.DONE):
            continue
        month = _BY_MONTH.search(clause)
        if month is not None and (as_of is None or int(month["month"]) > as_of.month):
            continue
        if _SOME_OTHERS.search(clause) is None and len(content(without_stages(_IN_USE.sub("", clause)))) < 3 + len(
            content(seen.metric)
        ):
            return True
    return False


_SOME_OTHERS = expression(r"其中|部分|个别|陆续|逐步|分批|\d+[所个家座处]")


def may_have_begun_before(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure counts what is finished where new works were to begin: 竣工安置房1.1万套 of 新开工1万套.

    The promised number told again (20个新开工项目已全部建成) is of the very works.
    """
    act = promise_words(task, target).act
    if target.milestone is not MilestoneKind.START or "新开工" not in act + (target.action or ""):
        return False
    phase = phase_of(seen, task.statement, behind=True)
    return phase in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION) and seen.value != target.value


def signed_only(target: Target, seen: Observation, words: Around, task: Task) -> bool:
    """Whether a contract is all that is said of what was to begin or to be built: 签约项目282个 of 签约项目落地开工."""
    return (
        target.milestone is not MilestoneKind.NEW
        and _SIGNED.search(words.left) is not None
        and phase_of(seen, task.statement, behind=True) is None
    )


def reaches_its_phase(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether all are said to have come to the very phase that is promised: 12个项目已全部开工, where 开工 was."""
    return phase_of(seen, task.statement, behind=True) is target.milestone and ALREADY.search(words.right) is not None
