"""Phases: the words that a phase of a work goes by, in promises (新院区9月底前投用) and in answers (已封顶).

A row is a phase and its words. A later phase holds the earlier: what is in use was built, and was begun.
"""

from collections.abc import Mapping

from luoshi.expressions import expression
from luoshi.grammar.figure import Figure
from luoshi.grammar.words import words
from luoshi.plan import MilestoneKind

PHASE_WORDS: Mapping[MilestoneKind, tuple[str, ...]] = {
    MilestoneKind.START: words(
        "开工建设 新开工建设 实质性开工 开工 动工建设 破土动工 动工 开建 启动建设 启动施工 进场施工 奠基 "
        "复工复产 全面复工 复工"
    ),
    MilestoneKind.CONTINUE: words("续建 在建 加快建设 推进建设 继续建设"),
    MilestoneKind.COMPLETE: words(
        "建成 完工 竣工验收 竣工 封顶 贯通 连通 联通 完成建设 建设完成 合龙 主体完工 完成验收 验收合格 竣工备案 "
        "建设完毕"
    ),
    MilestoneKind.COMMISSION: words(
        "贯通运营 "
        "完工通车 竣工通车 完工投用 开通运营 开通试运营 开通 通航 建成投入使用 建成投用 建成投运 建成投产 建成通车 "
        "建成启用 建成开放 建成运营 建成交付 竣工投产 竣工投用 竣工交付 投产达效 "
        "恢复通行 恢复通车 恢复通航 恢复供水 恢复供电 恢复供气 恢复运营 恢复开放 建成投勤 投勤 复航 "
        "建成使用 建成开馆 建成开园 建成开业 建成通水 竣工启用 竣工开放 竣工投入使用 "
        "交付使用 交付 投入使用 投入运营 投入运行 投入生产 对外开放 向公众开放 开放 上线运行 上线 投用 投运 投产 通车 "
        "建成开学 开学招生 招生开学 通水运行 通车运行 通电运行 "
        "封关运作 封关运行 封关运营 封关 "
        "开园 开业 启用 开馆 开学 开诊 开街 开班 通水 通气 通电 并网发电 并网运行 并网 运营 试运营"
    ),
    MilestoneKind.LAND: words("签约落地 落地 落户"),
    MilestoneKind.NEW: words("新建 改建 扩建 设立 挂牌 成立"),
}


_REACHED = {
    word: kind
    for kind in (MilestoneKind.START, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    for word in PHASE_WORDS[kind]
}
_WORDS_OF_PHASES = "|".join(sorted(_REACHED, key=len, reverse=True))
_AT_THE_END = expression(rf"^.*?(?P<phase>{_WORDS_OF_PHASES})$")
# its own noun and verb, or the verb that closes a list of counts: 9所学校、3所医院建成投用
_OF_A_LIST = expression(r"(?:[^、\d]{1,16}、\d+[^、\d]{2,16})+$")
_DATES = expression(
    r"(?:于|在)?(?:\d{1,2}月(?:底|末|份|上旬|中旬|下旬|\d{1,2}[日号])?|[上下]半年|第?[一二三四]季度|年底|年内)(?:之前|以前|前)?",
    needs="半季年月",
)
# 完成10万套保障性住房开工建设目标: what was to be done to them
_OF_A_TASK = expression(r"(?<=工|设|成|用|产)(?:的)?(?:年度|全年)?(?:目标任务|任务目标|任务|目标)$")
_ENDS = expression(r"[,;。:!?()\n]")


def phase_behind(words: str) -> MilestoneKind | None:
    """Return the phase that a count's own noun is said to reach behind its number: 9所学校建成投用.

    Args:
        words: what stands behind the number with its measure, levelled.
    """
    clause = _OF_A_TASK.sub("", _DATES.sub("", _ENDS.split(words, maxsplit=1)[0]).rstrip())
    found = _AT_THE_END.match(clause.partition("、")[0])
    if found is None and _OF_A_LIST.match(clause):
        found = _AT_THE_END.match(clause)
    return None if found is None else _REACHED[found["phase"]]


def phase_before(metric: str) -> MilestoneKind | None:
    """Return the phase that a metric ends in: 棚户区改造开工1.3万户."""
    found = _AT_THE_END.match(metric)
    return None if found is None or len(metric) - len(found["phase"]) < 2 else _REACHED[found["phase"]]


# verbs that only urge on what the verb behind the number says: 推动12个项目开工
_URGING = frozenset(("推动", "推进", "促进", "加快", "实现", "确保", "支持", "力促"))


def phase_of_count(figure: Figure, text: str) -> MilestoneKind | None:
    """Return the phase of a count in a levelled text: that of its own verb, or of its clause."""
    return _start_to_be_completed(figure, text) or figure.milestone or _phase_around(figure, text)


def _start_to_be_completed(figure: Figure, text: str) -> MilestoneKind | None:
    """The phase of 完成保障房开工建设10万套的任务: what is to be completed is that they are begun."""
    if figure.milestone is not MilestoneKind.COMPLETE or not (figure.front.action or "").endswith("完成"):
        return None
    end = figure.frame.token.end
    behind = text[end : end + 60]
    found = phase_behind(behind) if "开工" in behind or "动工" in behind else phase_before(figure.metric)
    return found if found is MilestoneKind.START else None


def _phase_around(figure: Figure, text: str) -> MilestoneKind | None:
    """The phase of a count without a verb of its own, from its clause: 9所学校建成投用, 棚户区改造开工1.3万户."""
    if not figure.counts_things or (figure.front.action is not None and figure.front.action not in _URGING):
        return None
    end = figure.frame.token.end
    return phase_behind(text[end : end + 60]) or phase_before(figure.metric)
