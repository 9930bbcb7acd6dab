"""Phase alone: a promise that names its works by nothing but how far they are to come.

竣工项目49个 · 206个重点项目开工198个，竣工51个      51
竣工项目49个 · 竣工小区51个                          other things
"""

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion, phase_in
from luoshi.pacing.stages import without_stages
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Observation, Target, Task

_NAMED_BY_ITS_PHASE = expression(
    r"新?(?:开工|动工|竣工|完工|建成|投产|投用|投运|落地)(?:的)?(?:重点|重大)?(?:项目|工程)"
)
_OF_WORKS = expression(r"项目|工程")
_ONLY_THAT = expression(r"(?:[、,和及已均共新 ]|全部|累计|[国省市区县]级?|重点|重大|各类|全[市县区州])*")


def goes_by_its_phase_alone(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure that goes on from works is the one of the statement in the very phase that was promised."""
    if _NAMED_BY_ITS_PHASE.fullmatch(target.metric) is None:
        return False
    phase = phase_in(target.metric)
    if phase is None or phase_in(words.left) is not phase or _OF_WORKS.search(task.statement) is None:
        return False
    bare = _ONLY_THAT.fullmatch(_OF_WORKS.sub("", without_stages(words.left))) is not None
    alike = [
        other
        for other in task.observations
        if other.answers is None
        and not other.base
        and conversion(other.measure, target.measure) is not None
        and phase_in(surroundings(task, other).left) is phase
    ]
    return bare and len(alike) == 1
