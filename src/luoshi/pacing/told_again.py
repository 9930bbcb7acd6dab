"""Told again: figures behind the promised number, which a statement tells as its task before it says what was done.

年度任务600公里，完成路基400公里，完成硬化330公里      of 硬化村组道路600公里: the deed is the promise's own
"""

import re
from collections import Counter
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import DEED, content
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.plan import Target, Task

_TASK_SAID_AGAIN = expression(
    r"(?:任务|目标|计划)(?:数|量|总量)?(?:为|是|共)?(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<measure>[\u4e00-\u9fff]{1,3})"
)
_NAMED_AS_ONE = expression(r"任务|目标|计划")
# 2万套筹集任务对应的31个项目
_TASK_BEHIND_IT = expression(
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<measure>[\u4e00-\u9fff])[^,;。\d]{0,4}(?:任务|目标)"
)
_GOT = expression(r"筹集|供应|发放|引进|招聘|收储|盘活|处置|化解")
_SCALES = {"万": 10**4, "亿": 10**8}


def own_deed_of_the_task(task: Task, target: Target, words: Around) -> bool:
    """Tell whether the promised number is told as the task, and a figure names its own deed and nothing more."""
    text = level(task.statement)
    if _NAMED_AS_ONE.search(text) is None:
        return False
    told = [found for words_of_it in (_TASK_SAID_AGAIN, _TASK_BEHIND_IT) for found in words_of_it.finditer(text)]
    if not told:
        return False
    promise = promise_words(task, target)
    deeds = DEED.findall(promise.act) or DEED.findall(target.metric[:4]) or _GOT.findall(act_of(promise, target))
    if not deeds or deeds[0] not in words.left or content(words.right):
        return False
    more = Counter(content(DEED.sub("", without_stages(words.left)))) - Counter(content(task.text))
    return sum(more.values()) <= 1 and any(_is_the_promised(target, found) for found in told)


def _is_the_promised(target: Target, found: re.Match[str]) -> bool:
    number = Decimal(found["number"]) * _SCALES.get(found["scale"] or "", 1)
    factors = (conversion(found["measure"][:size], target.measure) for size in range(len(found["measure"]), 0, -1))
    factor = next((one for one in factors if one is not None), None)
    return factor is not None and number * factor == target.value
