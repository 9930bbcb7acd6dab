"""Put off: a sentence that says of the promised phase itself that it is called off, or that its day was moved.

平台7月底前上线 · 原定7月28日的平台上线取消，上线时间另行通知      put off
大桥6月底前恢复通行 · 恢复通行时间调整到7月中旬，as of June         put off, to a day that has not come
大桥5月底前恢复通行 · 恢复通行时间调整到6月中旬，as of June         that day has come: it may be open
新馆6月底前开馆 · 开馆日期推迟，已于6月28日开馆                     it came
"""

from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.name_in_clause import has_its_own_name, is_begun_otherwise
from luoshi.pacing.phase_words import CLAUSES, REACHED
from luoshi.pacing.stages import level
from luoshi.plan import Milestone, Task

_MOVED = expression(
    r"(?:运行|运营|使用|招生|仪式|活动|工作|计划|安排)*(?:的?(?:时间|日期|节点))?(?:已|将|被|又|再次|预计|需|暂)*"
    r"(?P<how>取消(?=$|并)|另行(?:通知|确定|公布|安排)|待定|搁置|暂缓|(?:推迟|延期|延后|顺延|后延|延迟|调整|改|延|推)(?:到|至|为|在)?)(?P<when>.*)"
)
_DAY = expression(r"(?P<next>明年|次年|来年|20\d\d年)?(?P<month>\d{1,2})月")
_CAME = expression(r"已|现|成功|正式|顺利")


def is_put_off(task: Task, one: Milestone, as_of: date | None) -> bool:
    """Tell whether a statement puts a phase off, to no day or one after `as_of`, and does not say that it came."""
    reached, noun = REACHED.get(one.kind), level(one.object)
    if reached is None or as_of is None:
        return False
    put_off = False
    for clause in CLAUSES.split(level(task.statement)):
        found = reached.search(clause)
        if found is None:
            continue
        moved = _MOVED.match(clause, found.end())
        if moved is None:
            if _CAME.search(clause):
                return False
            continue
        of_another = has_its_own_name(_AS_PLANNED.sub("", clause[: found.start()])) and (
            noun[-2:] not in clause or is_begun_otherwise(noun, clause)
        )
        put_off = put_off or (not of_another and not _has_come(moved["when"], as_of))
    return put_off


_AS_PLANNED = expression(r"原[定计拟](?:划|于)?|\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|的")


def _has_come(when: str, as_of: date) -> bool:
    """Whether a day to which something was moved is not after the day of the report."""
    day = _DAY.search(when)
    return day is not None and not day["next"] and int(day["month"]) <= as_of.month
