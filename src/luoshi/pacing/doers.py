"""Doers: those who are to do what was promised, counted beside it, which is no count of the thing itself.

15个项目完成投资38亿元 of 项目完成设备采购2000台      so many works, and no equipment
8家合作社新增社员60户 of 合作社购置农机50台           so many bodies, and no machines
12个老旧小区完成改造 of 老旧小区完成改造50个          what it is done to is itself what was promised
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import DEED, Words, content
from luoshi.pacing.stages import level
from luoshi.plan import Observation, Task

_DOES = expression(
    r"完成|实现|新增|净增|购[置买]|采购|配[备齐]|添置|引进|培[育训]|招[聘引收]|发放|安装|加装|建成|新建|取得|获得|授权|投入|投放"
)
_URGES = expression(r"^(?:确保|力争|推动|组织|支持|引导|指导|鼓励|督促|帮助|年内|全年|今年|[、,和及与])+")
_NOUN = expression(r"[^\d,;。、()]{2,24}")
_STAGE = expression(r"已|均|都|全部|正在|共|累计|目前|开工|竣工|完工|投产|达产|投用|签约")


def who_does_it(task: Task, promise: Words, seen: Observation) -> str:
    """Return the noun of those who are to do what was promised, where a figure counts them; else nothing."""
    does = _DOES.search(promise.act)
    if does is None:
        return ""
    doer, thing = _URGES.sub("", promise.act[: does.start()]), promise.act[does.end() :]
    found = _NOUN.match(level(task.statement), seen.value_span.end)
    if len(doer) < 2 or found is None or len(DEED.sub("", content(thing))) < 2:
        return ""
    noun = found[0]
    for word in (_DOES, _STAGE):
        noun = noun[: stop.start()] if (stop := word.search(noun)) is not None else noun
    noun = noun.strip("的 ")
    return noun if len(noun) >= 2 and noun[-2:] == doer[-2:] and noun[-2:] not in thing else ""
