"""Is there a figure for each target?

目标新立项项目不少于40项；完成情况：序时推进      写明“不少于40项”，完成情况里没有数。

Where a figure stands there that does not answer, answers_nothing.py names it with its reason.
"""

from collections.abc import Iterator

from luoshi.checks.answers_nothing import stays_without
from luoshi.checks.case import Answer, Stated
from luoshi.pacing.case import wanted
from luoshi.plan import Level, State


def check(stated: Stated) -> Iterator[Answer]:
    missing = [
        target
        for target in stated.task.targets
        if target.assessment is not None and target.assessment.state is State.NO_FIGURE
    ]
    if missing and stated.seen:
        told = {id(target) for target, proof in stated.proofs if stays_without(target, proof)}
        missing = [target for target in missing if id(target) not in told]
    if not missing:
        return
    texts = [wanted(stated.task, target) for target in missing]
    # where figures stand in the sentence, what was not understood may be among them: nobody is told that there are none
    none, none_en = (
        ("没有数", "has no figure for") if not stated.seen else ("没有读到对得上的数", "was read to have none for")
    )
    yield Answer(
        finding=stated.finding(
            "no-figure",
            Level.WARNING,
            f"写明{'、'.join(f'“{text}”' for text in texts)}，完成情况里{none}。",
            f"{', '.join(texts)} promised; the statement {none_en} {'it' if len(texts) == 1 else 'them'}.",
            span=missing[0].span,
            written="、".join(texts),
            field="text",
        )
    )
