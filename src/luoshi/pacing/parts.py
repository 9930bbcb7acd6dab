"""Parts: figures that add up to what was promised, and those that are only a part of it.

城区新建32座，乡镇新建21座              places or kinds that exclude each other
新增托育点12处、老年食堂15处             the target's own members
新建37个，改造46个                      the verbs that the target joins
甲区、乙区分别建成8个、7个                what one 分别 shares out
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.pacing.figures import conversion
from luoshi.pacing.likeness import MEMBERS, Fit, Words, content, fit
from luoshi.pacing.stages import Progress
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import promise_words
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Observation, Target, Task

_URBAN = frozenset(("城区", "城镇", "城市", "主城区", "县城", "市区", "中心城区", "建成区"))
_RURAL = frozenset(("乡镇", "农村", "乡村", "镇村", "镇区", "涉农", "乡村地区", "村级"))
_PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_URBAN, _RURAL),
    (
        frozenset(("市本级", "区本级", "县本级", "市直", "市级")),
        frozenset(("各县区", "各区县", "各县市区", "各县（市、区）", "各县", "各区")),
    ),
    (frozenset(("公办",)), frozenset(("民办",))),
    (frozenset(("线上",)), frozenset(("线下",))),
    (frozenset(("东部", "东片")), frozenset(("西部", "西片"))),
    (frozenset(("南部", "南片")), frozenset(("北部", "北片"))),
    (frozenset(("男", "男性")), frozenset(("女", "女性"))),
)
_LEVELS = dict.fromkeys("区县市旗", "county") | dict.fromkeys(("镇", "乡", "街道"), "town")
_LEVELS |= {"村": "village", "州": "prefecture", "盟": "prefecture"}
_PLACE_FIRST = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:街道|[区县市镇乡村](?![区县市镇乡村内域属]))")
MOST_PARTS = 30
_OWN_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?(街道|[区县市镇乡村州盟旗])$")


def sum_of_its_list(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up the figures of a promise that joins its own things or its own verbs, where each is there; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    own = _members(target, counted) or _by_their_verbs(task, target, counted)
    return None if own is None else _added_up(target, own)


def sum_of_parts(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up figures that exclude each other by place or kind, or that one 分别 shares out; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    own = None
    if counted:
        level = [one for one in counted if one.standing is Standing.SETTLED or one.aspect is Aspect.METRIC]
        alike = [one for one in level if conversion(one.figure.measure, target.measure) is not None]
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
        return None
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
    found = _PLACE_FIRST.match(left)
    return found[0] if found else ""


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
