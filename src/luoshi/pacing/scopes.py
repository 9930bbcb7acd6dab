"""Scopes (口径): in which way of counting a growth was promised, and in which it is told.

一般公共预算收入同口径增长8% · 自然增长1.5%、同口径增长10%      10%: the other is counted in another way
一般公共预算收入增长8% · 自然增长1.5%、同口径增长10%            either may be meant
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.weighed import Weighed
from luoshi.pacing.wordings import promise_words
from luoshi.plan import Basis, Target, Task

_SCOPE = expression(
    r"(?P<natural>(?<!人口)自然(?:口径)?(?=增|下|上|同比|降|计|[，,]))|(?P<comparable>同口径|可比口径|可比(?!价)|剔除|扣除(?!价格))"
    r"|(?P<whole>全口径)|(?P<nominal>名义)|(?P<real>可比价|不变价|扣除价格)"
)
_STOP = expression(r"[,;。、]")
OTHER_SCOPE = ("是另一种口径的增速", "it is counted in another way than was promised")


def scope_in(words: str) -> str:
    """Return the way of counting that the clause nearest to a number names, or nothing."""
    found = _SCOPE.search(_STOP.split(words)[-1])
    return str(found.lastgroup) if found is not None else ""


def in_the_promised_scope(task: Task, target: Target, settled: Sequence[Weighed]) -> list[Weighed]:
    """Keep, of several growths of one thing, those that are counted as the promise says."""
    if target.basis is not Basis.GROWTH or len(settled) < 2:
        return list(settled)
    wanted = scope_in(promise_words(task, target).act)
    own = [one for one in settled if scope_in(one.around.left) == wanted]
    return own if wanted and own else list(settled)


def in_several_scopes(task: Task, target: Target, settled: Sequence[Weighed]) -> bool:
    """Tell whether growths of one thing each name another way of counting, and the promise names none."""
    if target.basis is not Basis.GROWTH or len({one.figure.value for one in settled}) < 2:
        return False
    told = {scope_in(one.around.left) for one in settled} - {""}
    return len(told) > 1 and not scope_in(promise_words(task, target).act)


def of_another_scope(task: Task, target: Target, words: str) -> bool:
    """Tell whether a growth is counted in another way than the promise names."""
    wanted, told = scope_in(promise_words(task, target).act), scope_in(words)
    return bool(wanted and told) and wanted != told
