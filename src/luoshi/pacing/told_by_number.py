"""Told by their number: an answer that counts the things of the promise's own list, and names none of them.

省级企业30家、创新型企业80家、高新企业25家 · 三类企业分别新增34家、97家、25家      each has its place in the order
培训农民800人、工匠150人 · 两类培训分别办班9期、1期，结业460人、52人                the second list is theirs
口袋公园20个、绿道35公里、泊位2200个 · 分别建成16个、28公里、1710个               nothing else is named

As many as are promised have to be told, in one list, in the measures of the promise and in its order.
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.comparison import same_measure
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import level, without_stages
from luoshi.plan import Basis, Observation, Target, Task

_HEAD = expression(
    r"(?:^|(?<=[。;!?\n,:]))(?:截[至止][^,;。]{1,6},?|目前|全年|今年|上半年|前[一二三]季度|[一二三四]季度|以?上|前?述|上述|其|这)*"
    r"(?P<many>[两二三四五六七八九])(?:大?类|项|种|者|个方面|方面)(?P<noun>[^,;。:\d]{0,12}?)分别"
)
_BARE = expression(
    r"^(?:截[至止][^,;。]{1,8},?|目前|全年|今年|上半年|前[一二三]季度)*(?:已|均)?分别(?=[\u4e00-\u9fff]{1,6}\d)"
)
_NEXT_OF_A_LIST = expression(r"、|和|及|与")
_A_STOP = expression(r"[。;!?\n]")
_NUMBERS = {letter: at for at, letter in enumerate("两三四五六七八九", 2)} | {"二": 2}
# nouns for whatever is promised
_ANY_THING = expression(r"人员|对象|群体|设施|指标|内容|事项|载体|主体|活动|场所|数")
_MOSTLY = 0.6


def told_by_their_number(task: Task, targets: Sequence[Target]) -> tuple[tuple[Target, Observation], ...]:
    """Return the targets of a list with the figures of the one list that goes by their number; else nothing."""
    text = level(task.statement)
    if "分别" not in text or "其中" in task.text or "分别" in task.text:
        return ()
    head = next((one for one in _HEAD.finditer(text) if _NUMBERS[one["many"]] == len(targets)), None)
    if head is not None:
        noun = content(_ANY_THING.sub("", without_stages(head["noun"])))
        if len(noun) > 1 and share_in(noun, task.text) < _MOSTLY:
            return ()
    start = head if head is not None else _BARE.match(text)
    if start is None:
        return ()
    stop = _A_STOP.search(text, start.end())
    end = len(text) if stop is None else stop.start()
    own = [
        run
        for run in _lists_of(task, text, start.end(), end)
        if len(run) == len(targets)
        and all(same_measure(one.measure, seen.measure) for one, seen in zip(targets, run, strict=True))
        and _is_a_result(task, text[: run[0].value_span.start])
    ]
    return tuple(zip(targets, own[0], strict=True)) if len(own) == 1 else ()


def _is_a_result(task: Task, before: str) -> bool:
    """Whether the verb in front of a list is a promised one or one of result: 结业, and no 报名."""
    deed = _COUNTED.sub("", _A_SIGN.split(before.replace("分别", ","))[-1])
    return not deed or deed[-2:] in task.text or _RESULT.search(deed) is not None


_A_SIGN = expression(r"[,;:。!?\n]")
_COUNTED = expression(r"(?:已|均|共|累计|为|是|达到?|有|约|近|超过?|数|人数)+$")
_RESULT = expression(
    r"(?:完成|建成|新增|新建|完工|竣工|投用|投产|改造|认定|培育|引进|发放|结业|毕业|取证|合格|办结|落地|入库|开工|签约|获评|获批|入选|创建|整治|修复|治理|安装|交付)$"
)


def _lists_of(task: Task, text: str, start: int, end: int) -> list[list[Observation]]:
    """The figures of one stretch, those together that stand behind one another without a name between them."""
    runs: list[list[Observation]] = []
    for seen in task.observations:
        span = seen.value_span
        if seen.answers is not None or not start <= span.start < end:
            continue
        if seen.basis is not Basis.LEVEL or seen.base or seen.estimated:
            return []
        if runs and _NEXT_OF_A_LIST.fullmatch(text, runs[-1][-1].value_span.end, span.start):
            runs[-1].append(seen)
        else:
            runs.append([seen])
    return runs
