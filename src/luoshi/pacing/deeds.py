"""Deeds: two deeds that a promise joins, and which of them a figure counts.

新增和修复管网200公里 · 新增65公里、修复136公里     each is of other pipes: they add up
收储、出让土地3000亩 · 收储1700亩、出让900亩         the same land may be counted twice: it is asked
新增和修复绿道100公里 · 修复绿道60公里               one of two deeds, and no word of the other
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import Progress
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import promise_words, works_in
from luoshi.plan import Aspect, Target, Task

# works of which none is done to what another was done to in the same year
_OPENED = r"新开(?:通|辟)|新开(?!工)|开通|开辟|新辟|[增加]开(?!工)|新设|增设|延伸|延长|调整|加密"
_WORKS_TOO = (
    rf"{_OPENED}|修复|维修|更新|更换|翻新|加固|疏浚|清淤|新铺|新造|新植|新种|补植|补种|改善|恢复"
    r"|提升|提质|提档升级|优化|规范"
)
_WORKS = rf"新建|改扩建|改建|扩建|续建|改造|修缮|新增|引进|培育|招引|{_WORKS_TOO}"
# deeds that are done to one thing after the other
_IN_TURN = r"收储|供应|出让|征收|筹集|分配|签约|受理|办结|清理|整治|治理|造林|抚育|开工"
_JOINED = expression(rf"(?:{_WORKS}|{_IN_TURN})(?:[、和及与或](?:{_WORKS}|{_IN_TURN}))+", needs="、与及和或")
# 新增（优化）, 新建（改建）: both, of which the words around a number leave out what stands in brackets
_IN_BRACKETS = expression(rf"(?:{_WORKS})[(（](?:{_WORKS})[)）]", needs="(（")
_OTHERS = expression(rf"{_WORKS_TOO}|{_IN_TURN}")
_ONE_AFTER_THE_OTHER = expression(_IN_TURN)


_REBUILT = dict.fromkeys(("改造", "提升", "提质", "提档升级"), "改建")
# 开通、增开 of a line are its 新开
_NEWLY_OPENED = dict.fromkeys(("新开通", "新开辟", "开通", "开辟", "新辟", "增开", "加开"), "新开")
_CALLED = _REBUILT | _NEWLY_OPENED | {"增设": "新设"}


def deeds_in(words: str) -> frozenset[str]:
    """Return the deeds that words name, a joined work as each of its own; 改造 and 提升 of a road are its 改建."""
    found = works_in(words) | frozenset(_OTHERS.findall(words))
    return frozenset(_CALLED.get(deed, deed) for deed in found)


def joined_deeds(act: str) -> frozenset[str]:
    """Return the deeds that a promise joins by a sign or a word; nothing where it joins none."""
    found = _JOINED.search(act)
    return deeds_in(found[0]) if found is not None else frozenset()


def _promised_deeds(task: Task, target: Target) -> frozenset[str]:
    """The deeds that a target's own words join, by a sign, a word or brackets."""
    joined = joined_deeds(promise_words(task, target).act)
    if joined or target.value_span is None:
        return joined
    if shared := shared_out(task, target):
        return shared
    return _bracketed(task.text[max(0, target.span.start - _REACH) : target.value_span.start])


def _bracketed(before: str) -> frozenset[str]:
    found = _IN_BRACKETS.search(_SIGNS.split(before)[-1])
    return deeds_in(found[0]) if found is not None else frozenset()


_AMONG_THEM = expression(r"\s*[，,（(]?\s*其中[：:]?", needs="其")


def shared_out(task: Task, target: Target) -> frozenset[str]:
    """Return the deeds into which a promise shares itself out: 建设高标准农田40万亩，其中新建25万亩、改造提升15万亩."""
    span = target.value_span
    among = _AMONG_THEM.match(task.text, span.end) if span is not None else None
    if among is None or span is None:
        return frozenset()
    end = _ENDS.search(task.text, among.end())
    last = end.start() if end is not None else len(task.text)
    parts = [
        one
        for one in task.targets
        if one.value_span is not None and among.end() <= one.value_span.start < last and one.measure == target.measure
    ]
    if len(parts) < 2 or sum(one.value or 0 for one in parts) != target.value:
        return frozenset()
    acts = [deeds_in(promise_words(task, one).act) for one in parts]
    deeds = frozenset().union(*acts)
    return deeds if all(acts) and len(deeds) == sum(map(len, acts)) else frozenset()


_ENDS = expression(r"[;；。\n]")


def _told_deeds(task: Task, one: Weighed) -> frozenset[str]:
    start = one.figure.value_span.start
    return deeds_in(one.around.left) | _bracketed(task.statement[max(0, start - 2 * _REACH) : start])


_REACH = 12
_SIGNS = expression(r"[、，,；;。]")


def add_up(deeds: frozenset[str]) -> bool:
    """Tell whether what these deeds are done to is never the same thing."""
    return not any(_ONE_AFTER_THE_OTHER.fullmatch(deed) for deed in deeds)


_RUN_TOGETHER = expression(
    r"新建(?:改建|改造|扩建|提升)|改造新建|新(?:改扩?|扩)建|新[(（][改扩、]+[)）]建|(?:恢复|新增)改善|新增恢复|改善恢复",
    needs="新改",
)


def is_of_one_deed(task: Task, target: Target, one: Weighed, weighed: Sequence[Weighed]) -> bool:
    """Tell whether a figure counts one of the deeds that the promise joins: 修复60公里 of 新增和修复.

    Where no word or sign joins them (新建改造), only if another figure counts the next: 新建37个，改造46个.
    """
    if (shared := shared_out(task, target)) and (its := shared & _told_deeds(task, one)):
        return its != shared
    if "分别" in task.text or sum(other.metric == target.metric for other in task.targets) > 1:
        return False  # 新建、改建、扩建分别为9所、6所、3所: each deed is a target of its own
    act = promise_words(task, target).act
    joined = _promised_deeds(task, target)
    if joined and (its := joined & _told_deeds(task, one)):
        return its != joined
    promised = deeds_in(act)
    own = promised & deeds_in(one.around.left)
    if not own or own == promised:
        return False
    if len(promised) > 1 and _RUN_TOGETHER.search(act) is not None:
        return True  # 改造提升45座 of 新建改建80座
    return any(
        other is not one
        and conversion(other.figure.measure, target.measure) is not None
        and bool((promised & deeds_in(other.around.left)) - own)
        for other in weighed
    )


def _is_reported(one: Weighed) -> bool:
    figure = one.figure
    return one.progress in (None, Progress.DONE) and not (figure.base or figure.estimated or one.around.bracketed)


def by_their_deeds(task: Task, target: Target, counted: Sequence[Weighed]) -> list[Weighed] | None:
    """The figures of a promise that joins its verbs, 新建和改造80个 of 新建37个，改造46个, where each stands once."""
    act = promise_words(task, target).act
    joined = _promised_deeds(task, target)
    promised = joined or deeds_in(act)
    if len(promised) < 2 or not add_up(promised):
        return None
    alike = [one for one in counted if conversion(one.figure.measure, target.measure) is not None]
    settled = [one for one in alike if one.standing is Standing.SETTLED]
    groups = [settled, [one for one in alike if one in settled or one.aspect is Aspect.METRIC]]
    if shared_out(task, target) == promised:
        if any("其中" in one.around.left for one in alike):
            return None  # 开工330公里，其中新建110公里、改建220公里: their whole says how far they are
        # each part is a target of its own, with a stage of its own
        groups.append([one for one in alike if _is_reported(one)])
    for own in groups:
        verbs = [promised & deeds_in(one.around.left) for one in own]
        said = frozenset().union(*verbs)
        apart = all(verbs) and sum(map(len, verbs)) == len(said)
        if len(own) > 1 and apart and (not joined or said == promised):
            return own
    return None
