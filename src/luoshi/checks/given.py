"""Does the figure in a target's own field say what the sentence says?

新增停车位860套，格子里填860；句子写新增680套      格子里填的是860套，句子里读到的是680套。

The figure of the field is the one that is reckoned with; a sentence that says another is asked about.
"""

from collections.abc import Iterator
from dataclasses import replace

from luoshi.checks.case import Answer, Stated
from luoshi.pacing import figure_of
from luoshi.pacing.figures import is_asked_by, is_completion
from luoshi.plan import Level


def check(stated: Stated) -> Iterator[Answer]:
    given = [seen for seen in stated.seen if seen.answers is not None]
    if not given:
        return
    task = stated.task
    words = replace(task, observations=tuple(seen for seen in stated.seen if seen.answers is None), settlements=())
    for target in task.targets:
        field = next((seen for seen in reversed(given) if is_asked_by(task, target, seen)), None)
        said = figure_of(words, target, stated.as_of) if field is not None else None
        if field is None or said is None or is_completion(said) or said.value == field.value:
            continue
        yield Answer(
            finding=stated.finding(
                "field-differs",
                Level.WARNING,
                f"“{target.metric}”格子里填的是{field.value_text}，句子里读到的是{said.value_text}。",
                f"The field for {target.metric} says {field.value_text}, the sentence {said.value_text}.",
                span=said.span,
                written=field.value_text,
                reckoned=said.value_text,
            )
        )
