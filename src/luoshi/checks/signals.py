"""Do level and growth of one metric say different things? Both are true, so it is a note.

目标300亿元；1-6月161亿元，增速-6.5%      53.7% in half a year, and less than last year
"""

from collections.abc import Iterator

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.pacing.comparison import growth_of, latest, of_basis, own_figures
from luoshi.plan import Basis, Level, State

_WELL = (State.AHEAD, State.ON_PACE, State.DONE, State.DONE_EARLY)


def check(stated: Stated) -> Iterator[Answer]:
    for target in stated.task.targets:
        judged = target.assessment
        if judged is None or judged.rule != "序时进度" or judged.reached is None or judged.expected is None:
            continue
        own = own_figures(stated.task, target)
        level = latest(of_basis(own, Basis.LEVEL), stated.as_of)
        growth = growth_of(own, level.period) if level is not None else None
        if growth is None or (judged.state in _WELL) == (growth.value >= 0):
            continue
        ahead = judged.reached - judged.expected
        shown = words.signed(growth)
        more = f"{'多' if ahead >= 0 else '少'}{abs(ahead):.1f}个百分点"
        moved = f"{'增长' if growth.value >= 0 else '下降'}{shown.lstrip('−')}"
        yield Answer(
            finding=stated.finding(
                "two-signals",
                Level.NOTE,
                f"按全年目标看{more}，按去年同期看{moved}。两句都对，所以都列出。",
                f"Against the year's target {abs(ahead):.1f} points {'more' if ahead >= 0 else 'less'} than expected, "
                f"against last year {shown}. Both are true, so both are shown.",
                span=growth.span,
                written=shown,
                reckoned=f"{judged.reached:.1f}%",
            )
        )
