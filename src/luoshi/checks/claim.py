"""Do the figures bear the claim out?

    目标60家；已完成年度任务，新认定研发载体45家      45 is less than 60
    目标60家；6月底，序时推进，新认定研发载体10家     10 / 60 is 16.7%, expected 50%
    未启动，完成投资3亿元                            something was done

What is provisional, or only tolerated by the rule, contradicts no claim.
"""

import re
from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.plan import Basis, Claim, Level, State, Target
from luoshi.words import CLAIMS

# 已完成招标 completes a step, not the year's task
_ALL = re.compile(r"完成.{0,4}(?:任务|计划|目标|指标)|全部完成|^\s*已?(?:全面|提前)?完成[。.]?\s*$")
_SAYS_WELL = (Claim.ON_SCHEDULE, Claim.AHEAD)
_SHORT = (State.BEHIND, State.OVERDUE)
_OVER = (State.AHEAD, State.DONE, State.DONE_EARLY)


def check(stated: Stated) -> Iterator[Answer]:
    claim = stated.task.claim
    for target in stated.task.targets:
        judged = target.assessment
        if judged is None or judged.provisional or judged.reached is None:
            continue
        boasts = claim in _SAYS_WELL and judged.state in _SHORT
        boasts = boasts or (claim is Claim.COMPLETED and _ALL.search(stated.text) is not None and _short(target))
        understates = claim is Claim.BEHIND and judged.state in _OVER
        if boasts or understates:
            yield _answer(stated, target)
    if claim is Claim.NOT_STARTED and not any(target.milestone for target in stated.task.targets):
        yield from _begun(stated)


def _short(target: Target) -> bool:
    """Whether an amount that was promised is, by its figure, not yet reached."""
    judged = target.assessment
    if judged is None or target.basis not in (Basis.LEVEL, Basis.PER_CAPITA):
        return False
    if judged.rule == "序时进度":
        return judged.state not in (State.DONE, State.DONE_EARLY) and (judged.reached or 0) < 100
    return judged.state in (*_SHORT, State.ON_PACE, State.NOT_DUE) and judged.rule != "上限"


def _answer(stated: Stated, target: Target) -> Answer:
    judged = target.assessment
    assert judged is not None
    claim, claim_en = CLAIMS[stated.task.claim]
    return Answer(
        finding=stated.finding(
            "claim",
            Level.WARNING,
            f"自评是“{claim}”，按数算：{judged.sentence}",
            f"The claim is {claim_en}; by the figures: {judged.sentence_en}",
            written=claim,
            reckoned=judged.sentence,
        )
    )


def _begun(stated: Stated) -> Iterator[Answer]:
    for target in stated.task.targets:
        judged = target.assessment
        if judged is not None and judged.rule == "序时进度" and (judged.reached or 0) > 0:
            claim, claim_en = CLAIMS[Claim.NOT_STARTED]
            yield Answer(
                finding=stated.finding(
                    "claim",
                    Level.WARNING,
                    f"自评是“{claim}”，但报了数：{judged.sentence}",
                    f"The claim is {claim_en}, yet a figure is given: {judged.sentence_en}",
                    written=claim,
                    reckoned=judged.sentence,
                )
            )
