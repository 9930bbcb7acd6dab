"""What the draft's page calls things: columns, kinds of targets, states of an intake."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.corrections import (
    CellText,
    ColumnMeaning,
    Correction,
    DoubtSettled,
    FigureChosen,
    PlanYear,
    RowRole,
    TargetRemoved,
    TargetSet,
    TaskAdded,
    TasksJoined,
    TaskSplit,
    UnitAlias,
)
from luoshi.plan import Basis, Comparator, MilestoneKind
from luoshi_web.intake.models import Intake, IntakeState

FIELDS = {
    "no": gettext_lazy("序号"),
    "chapter": gettext_lazy("板块"),
    "objective": gettext_lazy("工作目标"),
    "text": gettext_lazy("内容及要求"),
    "lead": gettext_lazy("牵头单位"),
    "responsible": gettext_lazy("责任单位（第一个牵头，其余配合）"),
    "cooperating": gettext_lazy("配合单位"),
    "leader": gettext_lazy("责任领导"),
    "due": gettext_lazy("完成时限"),
    "report": gettext_lazy("完成情况"),
    "statement": gettext_lazy("完成情况"),
    "problems": gettext_lazy("存在问题"),
    "next_step": gettext_lazy("下一步"),
    "steps": gettext_lazy("分步任务"),
    "extra": gettext_lazy("其他（照原样保留）"),
}

BASES = {
    Basis.LEVEL: gettext_lazy("数值"),
    Basis.GROWTH: gettext_lazy("增速"),
    Basis.SHARE: gettext_lazy("占比"),
    Basis.RANK: gettext_lazy("位次"),
    Basis.PER_CAPITA: gettext_lazy("人均"),
    Basis.PARITY: gettext_lazy("与别的指标同步"),
    Basis.TREND: gettext_lazy("走势"),
    Basis.BREAKTHROUGH: gettext_lazy("突破"),
}

COMPARATORS = {
    Comparator.EXACTLY: gettext_lazy("没有写明"),
    Comparator.AT_LEAST: gettext_lazy("不少于"),
    Comparator.MORE: gettext_lazy("超过"),
    Comparator.AT_MOST: gettext_lazy("不高于"),
    Comparator.LESS: gettext_lazy("低于"),
    Comparator.ABOUT: gettext_lazy("左右"),
}

MILESTONES = {
    MilestoneKind.START: gettext_lazy("开工"),
    MilestoneKind.CONTINUE: gettext_lazy("续建、加快建设"),
    MilestoneKind.NEW: gettext_lazy("新建、设立"),
    MilestoneKind.COMPLETE: gettext_lazy("建成、完工"),
    MilestoneKind.COMMISSION: gettext_lazy("投用"),
    MilestoneKind.PILOT: gettext_lazy("试点、试运行"),
    MilestoneKind.WIN: gettext_lazy("创建、争取"),
    MilestoneKind.ISSUE: gettext_lazy("出台、制定"),
    MilestoneKind.HOLD: gettext_lazy("举办"),
    MilestoneKind.LAND: gettext_lazy("落地"),
}

# What became of a piece of a work report.
FATES = {
    "work": gettext_lazy("任务"),
    "indicator": gettext_lazy("指标"),
    "livelihood": gettext_lazy("民生实事"),
    "head": gettext_lazy("标题"),
    "situation": gettext_lazy("形势"),
    "guidance": gettext_lazy("总体要求"),
    "slogan": gettext_lazy("号召"),
    "thanks": gettext_lazy("致谢"),
    "introduction": gettext_lazy("引语"),
    "front": gettext_lazy("报告开头"),
    "review": gettext_lazy("工作回顾"),
    "longer": gettext_lazy("多年规划"),
    "notes": gettext_lazy("注释"),
    "table": gettext_lazy("表格"),
}

# What a unit answers, in Chinese and English: some of the words stand elsewhere with another sense.
OPINION_KINDS = {
    "agree": ("同意", "agrees"),
    "unit": ("改单位", "other unit"),
    "wording": ("改表述", "other wording"),
    "target": ("改目标", "other target"),
    "drop": ("不宜列入", "not to be listed"),
}

OPINION_STATES = {
    "open": gettext_lazy("要定"),
    "taken": gettext_lazy("已采用"),
    "left": gettext_lazy("没有采用"),
    "replaced": gettext_lazy("单位后来另回了意见"),
}

STATES = {
    "waiting": gettext_lazy("排队等读"),
    "reading": gettext_lazy("正在读"),
    "read": gettext_lazy("读好了，等您确认"),
    "confirming": gettext_lazy("正在生效"),
    "failed": gettext_lazy("没有读成"),
    "cancelled": gettext_lazy("已取消"),
    "confirmed": gettext_lazy("已生效"),
    "replaced": gettext_lazy("已被新版替换"),
}


def state_of(intake: Intake) -> str:
    """Say what became of an intake; of a replaced one, how many of its rows are in force all the same."""
    standing = getattr(intake, "standing", None)
    if intake.state == IntakeState.REPLACED and standing:
        return _("部分被新版替换，%(n)s项还有效") % {"n": standing}
    return str(STATES[intake.state])


def field_word(name: str) -> str:
    """Say what a cell is called: extra.备注 is 备注."""
    if name.startswith("extra."):
        return name.removeprefix("extra.")
    if name.startswith("report."):
        return str(FIELDS.get(name.split(".")[-1], FIELDS["report"]))
    return str(FIELDS.get(name, name))


def said_of(correction: Correction) -> str:
    """Say in one clause what a correction does."""
    match correction:
        case CellText():
            return _("第%(task)s项的%(field)s改为“%(text)s”") % {
                "task": correction.task.removeprefix("#"),
                "field": field_word(correction.field),
                "text": _shortened(correction.text),
            }
        case ColumnMeaning():
            return _("第%(index)s列读作%(role)s") % {"index": correction.index, "role": field_word(correction.role)}
        case TargetSet():
            return _("第%(task)s项的目标定为“%(metric)s %(value)s”") % {
                "task": correction.task.removeprefix("#"),
                "metric": correction.target.metric,
                "value": correction.target.value_text or "",
            }
        case TargetRemoved():
            return _("第%(task)s项去掉一个目标") % {"task": correction.task.removeprefix("#")}
        case FigureChosen(figure=None):
            return _("第%(task)s项的“%(target)s”，句子里的数都不是") % {
                "task": correction.task.removeprefix("#"),
                "target": _shortened(correction.words),
            }
        case FigureChosen():
            return _("第%(task)s项的“%(target)s”用%(figure)s") % {
                "task": correction.task.removeprefix("#"),
                "target": _shortened(correction.words),
                "figure": correction.value_text,
            }
        case UnitAlias(same=True):
            return _("“%(one)s”就是“%(other)s”") % {"one": correction.name, "other": correction.same_as}
        case UnitAlias():
            return _("“%(one)s”不是“%(other)s”") % {"one": correction.name, "other": correction.same_as}
        case RowRole():
            return _("第%(task)s项不是任务") % {"task": correction.task.removeprefix("#")}
        case TaskAdded():
            return _("补一项任务“%(text)s”") % {"text": _shortened(correction.cells.get("text", ""))}
        case TaskSplit():
            return _("第%(task)s项拆成两项") % {"task": correction.task.removeprefix("#")}
        case TasksJoined():
            return _("第%(task)s项与后一项合并") % {"task": correction.task.removeprefix("#")}
        case PlanYear():
            return _("计划年度定为%(year)s") % {"year": correction.year}
        case DoubtSettled():
            where = _("第%(key)s项") % {"key": correction.task} if correction.task else ""
            what = f"“{_shortened(correction.written)}”" if correction.written else ""
            if where or what:
                return _("看过，没有问题：%(what)s") % {"what": f"{where}{what}"}
            return _("一处疑问看过，没有问题")


def _shortened(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
