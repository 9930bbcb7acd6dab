"""Full rates: a full rate that is told of several things at once is that of each of them.

审批事项录入完成率100% · 审批事项、服务事项录入完成率100%     100% of both is 100% of each
审批事项录入完成率100% · 审批事项、服务事项录入完成率98%      of one it may be 100%, or 96%
"""

from luoshi.pacing.likeness import MEMBERS, content
from luoshi.plan import Basis, Observation, Target

_FULL = 100


def is_full_of_each(target: Target, seen: Observation) -> bool:
    """Tell whether a rate of all of several things names the promised one among them."""
    if seen.value < _FULL or seen.measure != "%" or seen.basis is Basis.GROWTH:
        return False
    members = MEMBERS.split(seen.metric)
    if len(members) < 2:
        return False
    tail, name = members[-1], content(target.metric)
    full = [part + tail[len(part) :] if len(part) < len(tail) else part for part in members]
    return any(
        content(one) == name or (content(part) and name.startswith(content(part)) and tail.endswith(target.metric[-2:]))
        for one, part in zip(full, members, strict=True)
    )
