"""Do the figures bear the claim out?

    目标60家；6月底，序时推进，新认定研发载体10家     10 / 60 is 16.7%, expected 50%
    未启动，完成投资3亿元                            something was done

What is provisional, or only tolerated by the rule, contradicts no claim. What is claimed to be complete is another
question: completed.py.
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.plan import Claim, Level, State, Target
from luoshi.words import CLAIMS

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
        understates = claim is Claim.BEHIND and judged.state in _OVER
        if boasts or understates:
            yield _answer(stated, target)
    if claim is Claim.NOT_STARTED and not any(target.milestone for target in stated.task.targets):
        yield from _begun(stated)


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
