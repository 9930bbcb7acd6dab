"""Choosing: among figures that would all answer a target, the one that is meant; else none, and it is asked.

累计完成120个，6月完成30个              the year so far before its month
合计53座，城区32座、乡镇21座             a stated sum before its parts
城区新建32座，乡镇新建21座              parts that exclude each other add up
新增托育点12处、老年食堂15处             the target's own parts add up
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from luoshi.pacing.figures import conversion, covered, is_completion, phase_in
from luoshi.pacing.likeness import MEMBERS, Fit, Words, content, fit, mostly_in
from luoshi.pacing.metric import speaks_of_another
from luoshi.pacing.reached import is_share_of
from luoshi.pacing.stages import Around, Progress, level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import figure_words, progress_for, promise_words, surroundings
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, MilestoneKind, Observation, Target, Task

_TOTAL = re.compile(
    r"累计|合计|共计|总计|总共|一共|共(?!同|享|建|有制|和|青|产)|总(?!部|规|体|投|经理|工)|全部|全[市县区省州](?!域|季|民)"
)
_THIS_YEAR = re.compile(r"今年|本年|年内|新增|净增|1-\d+月|1—\d+月|上半年|前[一二三]季度|截至|截止")
_OF_THE_YEAR = re.compile(r"年度[^,;]{0,6}任务|今年")
_OWN = re.compile(r"[我本](?:省|市|区|县|州|镇|旗|自治区)")
URBAN = frozenset(("城区", "城镇", "城市", "主城区", "县城", "市区", "中心城区", "建成区"))
RURAL = frozenset(("乡镇", "农村", "乡村", "镇村", "镇区", "涉农", "乡村地区", "村级"))
_PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (URBAN, RURAL),
    (
        frozenset(("市本级", "区本级", "县本级", "市直", "市级")),
        frozenset(("各县区", "各区县", "各县市区", "各县（市、区）", "各县", "各区")),
    ),
    (
        URBAN,
        frozenset(("各县", "各县区", "各区县", "各县市", "县域", "其他县区", "其余县区", "各乡镇", "各镇街")),
    ),
    (frozenset(("公办",)), frozenset(("民办",))),
    (frozenset(("线上",)), frozenset(("线下",))),
    (frozenset(("东部", "东片")), frozenset(("西部", "西片"))),
    (frozenset(("南部", "南片")), frozenset(("北部", "北片"))),
    (frozenset(("男", "男性")), frozenset(("女", "女性"))),
)
_LEVELS = dict.fromkeys("区县市旗", "county") | dict.fromkeys(("镇", "乡", "街道"), "town")
_LEVELS |= {"村": "village", "州": "prefecture", "盟": "prefecture"}
PLACE_FIRST = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:街道|[区县市镇乡村](?![区县市镇乡村内域属]))")
MOST_PARTS = 30
# 其余县区正在汇总: what is there does not add up to all
REST_UNKNOWN = re.compile(
    r"(?:其余|其他|部分)[\u4e00-\u9fff]{0,8}(?:正在|尚未|还未|暂未|未)|(?:正在|尚在)(?:汇总|统计)"
)
_OWN_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?(街道|[区县市镇乡村州盟旗])$")
_SPLIT_PLACE = re.compile(r"^[、和及 ]*(?:其中)?")
# parts of a year's plan that are no share of the year's target
_PART_OF_THE_PLAN = re.compile(r"时序|序时|季度|上半年|月度|阶段|投资(?!任务|目标|计划)|当前|下达")
_NO_SHARE = re.compile(r"形象|投资|工程量|资金|进度款|征地|拆迁|签约|手续|前期|设计")
# 改造任务已完成六成
_PART_OF_IT = re.compile(r"(?:任务|改造|建设|工程)(?:目前|总体)*(?:已|现已)?完成(?:了|约|近|过)?$")
_ALL_YEAR = re.compile(r"年|任务|目标|计划")


def the_whole(
    settled: Sequence[Weighed],
    as_of: date | None,
    *,
    name: str = "",
    act: str = "",
    phase: MilestoneKind | None = None,
) -> list[Weighed]:
    """Return the one figure that is meant of several, or all that remain where nothing tells them apart.

    Args:
        name, act: what is promised, and its verb; phase: the phase of a work that it names.
    """
    kept = _latest(list(settled), as_of)
    own_deed, own_phase = partial(_own_deed, act=act), partial(_own_phase, phase=phase)
    named = partial(_named, name=name)
    for better in (
        _own_place,
        named,
        _of_this_year,
        _not_nested,
        own_phase,
        own_deed,
        _own_measure,
        _exact,
        _total,
        _done,
        _sum,
    ):
        if len({one.figure.value for one in kept}) < 2:
            break
        kept = better(kept) or kept
    values: dict[Decimal, Weighed] = {}
    for one in kept:
        values.setdefault(one.figure.value, one)
    return list(values.values())


def _latest(settled: list[Weighed], as_of: date | None) -> list[Weighed]:
    """Keep those that cover most of the year so far."""

    def last(one: Weighed) -> tuple[int, int]:
        period = covered(one.figure, as_of)
        return (period.last_year, period.last_month) if period is not None else (0, 0)

    latest = max(map(last, settled), default=(0, 0))
    return [one for one in settled if last(one) == latest]


def later_months(chosen: Weighed, weighed: Sequence[Weighed], as_of: date | None) -> list[Weighed]:
    """Return the figures of later months that the chosen one does not hold: 上半年21万、三季度26万 may be added up."""
    end = covered(chosen.figure, as_of)
    if end is None or chosen.figure.period is None:
        return []
    return [
        replace(
            one,
            standing=Standing.DOUBTFUL,
            why="是后面几个月的数，没有写是不是要加上",
            why_en="it is of later months, and it is not said whether both add up",
        )
        for one in weighed
        if one.aspect is Aspect.PERIOD
        and not one.figure.estimated
        and one.figure.period is not None
        and one.figure.period.year == end.year
        and one.figure.period.month > end.last_month
    ]


def _named(settled: list[Weighed], name: str) -> list[Weighed]:
    """签约项目263个，其中制造业项目182个: of several the one whose clause has the promise's name, letter for letter."""
    return [one for one in settled if len(name) >= 2 and name in one.around.left + one.around.right]


def _own_deed(settled: list[Weighed], act: str) -> list[Weighed]:
    """新增50户（净增20户）: of several the one that stands with the promise's own verb."""
    return [one for one in settled if len(act) >= 2 and act[-2:] in one.around.left]


def _own_phase(settled: list[Weighed], phase: MilestoneKind | None) -> list[Weighed]:
    """开工115个、竣工69个: of several the one of the promised phase."""
    if phase is None:
        return []
    return [one for one in settled if phase_in(one.around.left + one.around.right) is phase]


def _own_place(settled: list[Weighed]) -> list[Weighed]:
    """全省增长6.4%，我市增长4.3%: the place's own figure goes before that of the place above."""
    own = [one for one in settled if _OWN.search(one.around.left)]
    return own if len(own) < len(settled) else []


def _not_nested(settled: list[Weighed]) -> list[Weighed]:
    """88个全部开复工，其中24个投产: of several that would answer the one that is no part of another."""
    return [one for one in settled if not one.around.left.startswith("其中") and one.progress is not None]


def _own_measure(settled: list[Weighed]) -> list[Weighed]:
    return [one for one in settled if one.same_measure]


def _exact(settled: list[Weighed]) -> list[Weighed]:
    return [one for one in settled if one.exact]


def _of_this_year(settled: list[Weighed]) -> list[Weighed]:
    marked = [one for one in settled if _says_this_year(one)]
    return marked if len(marked) < len(settled) else []


def _says_this_year(one: Weighed) -> bool:
    words = one.around
    return _THIS_YEAR.search(words.carried + words.left) is not None or _OF_THE_YEAR.search(words.right) is not None


def _total(settled: list[Weighed]) -> list[Weighed]:
    marked = [one for one in settled if _TOTAL.search(one.around.left)]
    return marked if len(marked) < len(settled) else []


def _done(settled: list[Weighed]) -> list[Weighed]:
    """Where one is said to be done and the rest only stand there, what is done counts."""
    return [one for one in settled if one.progress is Progress.DONE]


def _sum(settled: list[Weighed]) -> list[Weighed]:
    """The one that is the sum of all others is their whole."""
    total = sum((one.figure.value for one in settled), Decimal(0))
    return [one for one in settled if 2 * one.figure.value == total][:1]


def sum_of_its_list(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up the figures of a promise that joins its own things or its own verbs, where each is there; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    own = _members(target, counted) or _by_their_verbs(task, target, counted)
    return None if own is None else _added_up(target, own)


def sum_of_parts(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up figures that exclude each other by place or kind, or that one 分别 shares out; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    own = None
    if counted and not REST_UNKNOWN.search(level(task.statement)):
        known = [one for one in counted if one.standing is Standing.SETTLED or one.aspect is Aspect.METRIC]
        alike = [one for one in known if conversion(one.figure.measure, target.measure) is not None]
        done = [one for one in alike if one.progress is None or one.progress is Progress.DONE]
        separate = _exclude_each_other(done) or _by_place(task, target, done) or _shared_out(target, done)
        own = done if len(done) == len(alike) and separate else None
    return None if own is None else _added_up(target, own)


def _added_up(target: Target, own: Sequence[Weighed]) -> Observation:
    first, last = own[0].figure, own[-1].figure
    return replace(
        first,
        metric=target.metric,
        value=sum((one.figure.value for one in own), Decimal(0)),
        value_text="、".join(one.figure.value_text for one in own),
        value_span=_from_to(first, last),
        part_of=None,
        rule="sum of parts",
    )


def _from_to(first: Observation, last: Observation) -> Span:
    return Span(first.value_span.start, max(first.value_span.end, last.value_span.end))


def _members(target: Target, counted: Sequence[Weighed]) -> list[Weighed] | None:
    """The figures of a target's own list, 托育点12处、老年食堂15处 of 托育点和老年食堂, where each is there once."""
    names = [content(part) for part in MEMBERS.split(target.metric) if part.strip()]
    if len(names) < 2 or len(set(names)) < len(names):
        held = (_each(target, counted, parts) for parts in _WHOLES.get(content(target.metric), ()))
        return next((own for own in held if own is not None), None)
    return _each(target, counted, names)


# what a name holds, each once
_WHOLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "中小学": (("义务教育学校", "普通高中"), ("小学", "初中", "高中"), ("小学", "中学")),
    "中小学校": (("义务教育学校", "普通高中"), ("小学", "初中", "高中"), ("小学", "中学")),
}


def _each(target: Target, counted: Sequence[Weighed], names: Sequence[str]) -> list[Weighed] | None:
    """The one figure of each of several names, or None where one is missing or stands there twice."""
    found = []
    for name in names:
        its = [
            one
            for one in counted
            if conversion(one.figure.measure, target.measure) is not None
            and [other for other in names if other in content(one.figure.metric)] == [name]
            and (one.progress is None or one.progress is Progress.DONE)
        ]
        if len(its) != 1:
            return None
        found.append(its[0])
    return found


_WORKS = ("新建", "改建", "扩建", "改造", "提升", "续建", "修缮", "新增", "改扩建")


def _by_their_verbs(task: Task, target: Target, counted: Sequence[Weighed]) -> list[Weighed] | None:
    """The figures of a promise that joins its verbs, 新建和改造80个 of 新建37个，改造46个, where each stands once."""
    act = promise_words(task, target).act
    promised = [work for work in _WORKS if work in act]
    if len(promised) < 2:
        return None
    own = [
        one
        for one in counted
        if conversion(one.figure.measure, target.measure) is not None
        and (one.standing is Standing.SETTLED or one.aspect is Aspect.METRIC)
    ]
    verbs = [[work for work in promised if work in one.around.left] for one in own]
    single = [words[0] for words in verbs if len(words) == 1]
    return own if len(own) > 1 and len(single) == len(own) and len(set(single)) == len(single) else None


def _exclude_each_other(parts: Sequence[Weighed]) -> bool:
    """Whether one verb and one noun stand with places or kinds that exclude each other, and nothing else."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed or "其中" in one.around.left for one in parts):
        return False
    lefts = [one.around.left.strip("、和及 ") for one in parts]
    heads = [_head(left) for left in lefts]
    if not all(heads) or len(set(heads)) < len(heads):
        return False
    rests = [left[len(head) :] for left, head in zip(lefts, heads, strict=True)]
    longest = max(rests, key=len)
    if not all(longest.startswith(rest) for rest in rests):
        return False
    return _exclusive(heads)


def _shared_out(target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether one 分别 shares the target's own thing out: 公办园、义务教育学校分别新增学位2920个、7920个."""
    if len(parts) < 2 or not all(one.exact for one in parts) or MEMBERS.search(target.metric):
        return False
    return all("分别" in one.around.left + one.around.carried for one in parts)


def _head(left: str) -> str:
    """The place or kind that a clause begins with, or nothing."""
    known = [word for pair in _PAIRS for words in pair for word in words if left.startswith(word)]
    if known:
        return max(known, key=len)
    found = PLACE_FIRST.match(left)
    return found[0] if found and found[0][0] not in "全我本各" else ""


def _exclusive(heads: Sequence[str]) -> bool:
    if len(heads) == 2:
        one, other = heads
        if any((one in a and other in b) or (one in b and other in a) for a, b in _PAIRS):
            return True
    kinds = {_LEVELS.get(found[1], "") if (found := _OWN_PLACE.match(head)) else "" for head in heads}
    return len(kinds) == 1 and "" not in kinds


def _by_place(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether a list gives each place its number, behind words that name what is counted: 已建成：甲区2个、乙县1个."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed for one in parts):
        return False
    names = [one.around.left.rpartition(":")[2].strip("、和及, ") for one in parts]
    if len(set(names)) < len(names) or not _exclusive(names):
        return False
    first = parts[0].around
    head = first.before + first.left.rpartition(":")[0]
    return fit(promise_words(task, target), Words("", head, head)) is Fit.SAME and "其中" not in head


def share_done(task: Task, target: Target, as_of: date | None) -> list[Observation]:
    """Return the stated shares of the year's plan, or of the target itself, that are done: 完成年度任务的53.7%."""
    promise = promise_words(task, target)
    found = []
    for seen in task.observations:
        if seen.base or seen.answers is not None or seen.measure != "%":
            continue
        if _of_the_promise_said_again(task, target, seen):
            found.append(replace(seen, basis=Basis.SHARE))
            continue
        if seen.basis is not Basis.SHARE:
            continue
        if seen.period is not None and seen.period.named == "year" and _ALL_YEAR.search(seen.of or ""):
            seen = replace(seen, period=None)  # 完成全年任务的45%: the year is the plan's, not the figure's
        if seen.estimated and (as_of is None or as_of.month < 12 or seen.period is not None):
            continue
        words = surroundings(task, seen)
        if not _is_of_the_target(target, seen, words.left) or speaks_of_another(task, seen, words):
            continue
        own = fit(promise, figure_words(seen, words)) if content(seen.metric) else _unnamed(task, seen, words)
        if own is not Fit.SAME:
            continue
        progress = progress_for(task, target, words)
        if progress is None or progress is Progress.DONE:
            found.append(seen)
    return found


def _unnamed(task: Task, share: Observation, words: Around) -> Fit:
    """How a share without a name fits: as the target's where its sentence names nothing that the promise lacks."""
    said = words.left + words.before
    strange = len(content(said)) >= 2 and not mostly_in(said, task.text)
    return Fit.OTHER if strange or _after_another(task, share) else Fit.SAME


def _after_another(task: Task, share: Observation) -> bool:
    """Whether the figure before it in its sentence counts a thing that the promise does not have: 47座公厕…完成62%."""
    text = level(task.statement)
    sentence = max(text.rfind(stop, 0, share.value_span.start) for stop in "。;!?\n")
    before = [
        one
        for one in task.observations
        if one.answers is None and sentence < one.value_span.start < share.value_span.start
    ]
    if not before:
        return False
    last = max(before, key=lambda one: one.value_span.start)
    words = surroundings(task, last)
    named = (last.metric, words.left, words.right)
    return any(len(content(part)) >= 2 and not mostly_in(part, task.text) for part in named)


def _of_the_promise_said_again(task: Task, target: Target, share: Observation) -> bool:
    """Whether a share is said of the promised number right before it: 完成5000人的52% where 5000 were promised."""
    if share.basis not in (Basis.SHARE, Basis.LEVEL):
        return False
    return any(
        whole.value == target.value
        and conversion(whole.measure, target.measure) is not None
        and is_share_of(task, whole, share)
        and not _of_another(target, task.statement[whole.value_span.end : share.value_span.start])
        for whole in task.observations
        if whole is not share and whole.answers is None
    )


def _is_of_the_target(target: Target, seen: Observation, left: str) -> bool:
    if is_completion(seen):
        return not _PART_OF_THE_PLAN.search(seen.of or "") and not _of_another(target, left[-12:])
    rule = seen.rule.removesuffix(" (list)")
    done = rule in ("part done", "share done", "completion rate") or (rule == "fraction" and _PART_OF_IT.search(left))
    return bool(done) and not _of_another(target, left)


def _of_another(target: Target, left: str) -> bool:
    """Whether a share is one of money or of a stage, where something else was promised."""
    found = _NO_SHARE.search(left)
    return found is not None and found[0] not in target.metric


def over_the_plan(task: Task, target: Target, as_of: date | None, due: date | None) -> Observation | None:
    """Return a stated excess over the year's plan as the share that it makes: 超计划4家 of 40 is 110%."""
    if target.value is None or target.value <= 0 or as_of is None or due is None or as_of < due:
        return None
    promise = promise_words(task, target)
    for seen in task.observations:
        if seen.basis is not Basis.GROWTH or not seen.of or not _ALL_YEAR.search(seen.of):
            continue
        if _PART_OF_THE_PLAN.search(seen.of):
            continue
        words = surroundings(task, seen)
        if seen.metric and fit(promise, figure_words(seen, words)) is not Fit.SAME:
            continue
        progress = progress_for(task, target, words)
        share = _excess_share(target, seen)
        if share is not None and (progress is None or progress is Progress.DONE):
            return replace(seen, basis=Basis.SHARE, value=share, measure="%", rule="beyond the plan")
    return None


def _excess_share(target: Target, seen: Observation) -> Decimal | None:
    assert target.value is not None
    if seen.measure == "%":
        return 100 + seen.value if target.measure != "%" else None
    factor = conversion(seen.measure, target.measure)
    return None if factor is None else 100 * (target.value + seen.value * factor) / target.value
