"""Weighed: what became of one figure of a statement when it was weighed for one target, and why."""

from dataclasses import dataclass
from enum import Enum

from luoshi.pacing.around import Around
from luoshi.pacing.stages import Progress
from luoshi.plan import Aspect, Observation

STAGES: dict[Progress, tuple[str, str]] = {
    Progress.NOT_BEGUN: ("写的是还没有做", "it is said not to be done"),
    Progress.PLANNED: ("写的是计划、预计的数", "it is planned or expected"),
    Progress.PREPARED: ("写的是前期的数", "it counts a stage before the work"),
    Progress.BEGUN: ("是开工或在建的数，不是做完的数", "these are begun, not finished"),
    Progress.UNDER_WAY: ("是开工或在建的数，不是做完的数", "these are under way, not finished"),
}


class Standing(Enum):
    """What became of a figure."""

    SETTLED = "settled"
    DOUBTFUL = "doubtful"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One figure as it was weighed for one target.

    Args:
        figure: in the target's measure; its `value_text` stays as written.
        aspect: what is open, or what was settled as "no"; None where all is settled.
        why, why_en: the reason, as a part of a sentence that begins with the figure.
        part: it counts a part of what the target counts.
        exact: it goes by the target's own name.
        same_measure: it is written in the target's own measure, and not in one that stands for it (个 of 套).
    """

    figure: Observation
    standing: Standing
    around: Around
    aspect: Aspect | None = None
    why: str = ""
    why_en: str = ""
    part: bool = False
    exact: bool = False
    same_measure: bool = True
    progress: Progress | None = None
