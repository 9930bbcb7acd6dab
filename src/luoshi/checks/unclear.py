"""Is it settled which figure of the statement answers each target?

目标25个；新增绿化12个，新增绿化20个      two figures, and nothing says which is meant

What is not settled lights no lamp. Where the statement claims completion beside it, completed.py says more.
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.checks.completed import claims_in, is_claimed
from luoshi.plan import Assessment, Level, State


def check(stated: Stated) -> Iterator[Answer]:
    if not stated.task.targets:
        judged = stated.task.assessment
        if judged is not None and judged.state is State.UNCLEAR and all(one.of for one in claims_in(stated.text)):
            yield _answer(stated, judged)
        return
    open_ = any(one.assessment is not None and one.assessment.state is State.UNCLEAR for one in stated.task.targets)
    for target, proof in stated.proofs if open_ else ():
        judged = target.assessment
        if judged is not None and judged.state is State.UNCLEAR and not is_claimed(stated, target, proof):
            yield _answer(stated, judged)


def _answer(stated: Stated, judged: Assessment) -> Answer:
    shown = "、".join(one.value_text for one in judged.candidates)
    return Answer(
        finding=stated.finding(
            "unclear",
            Level.WARNING,
            judged.sentence,
            judged.sentence_en,
            span=judged.candidates[0].span if judged.candidates else None,
            written=shown or None,
        )
    )
