"""Does the figure in a target's own field say what the sentence says?

新增停车位860套，格子里填860；句子写新增680套      格子里填的是860套，句子里读到的是680套。

The figure of the field is the one that is reckoned with; a sentence that says another is asked about. 19.23万方 is
what 19.2万方 stands for when it is rounded.
"""

from collections.abc import Iterator
from dataclasses import replace

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import meant
from luoshi.pacing import proof_of
from luoshi.pacing.comparison import is_asked_by, is_completion
from luoshi.plan import Level


def check(stated: Stated) -> Iterator[Answer]:
    given = [seen for seen in stated.seen if seen.answers is not None]
    if not given:
        return
    task = stated.task
    words = replace(task, observations=tuple(seen for seen in stated.seen if seen.answers is None), settlements=())
    for target in task.targets:
        field = next((seen for seen in reversed(given) if is_asked_by(task, target, seen)), None)
        if field is None:
            continue
        proof = proof_of(words, target, stated.as_of)
        # where none of them may answer, nothing is said of the target
        said = [seen for seen in proof.readings or (proof.figure,) if seen is not None and not is_completion(seen)]
        if not said or None in proof.readings or any(meant(seen).meets(meant(field)) for seen in said):
            continue
        shown = "、".join(seen.value_text for seen in said)
        yield Answer(
            finding=stated.finding(
                "field-differs",
                Level.WARNING,
                f"“{target.metric}”格子里填的是{field.value_text}，句子里读到的是{shown}。",
                f"The field for {target.metric} says {field.value_text}, the sentence {shown}.",
                span=said[0].span,
                written=field.value_text,
                reckoned=shown,
            )
        )
