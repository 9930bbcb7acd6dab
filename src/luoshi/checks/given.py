"""Does the figure in a target's own field say what the sentence says?

新增停车位860套，格子里填860；句子写新增680套      格子里填的是860套，句子里读到的是680套。

续建8.7万方、完工9.4万方，完工的格子里填3.2；句子写完工9.4万方已全部开工      句子里写的是9.4万方

The figure of the field is the one that is reckoned with; a sentence that says another is asked about. 19.23万方 is
what 19.2万方 stands for when it is rounded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import meant
from luoshi.pacing import proof_of
from luoshi.pacing.comparison import conversion, is_asked_by, is_completion, phase_of
from luoshi.pacing.proof import Passed, Proof
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Aspect, Level, Observation, Target


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
        if None in proof.readings or any(_is_said(one.figure, field, target) for one in proof.passed):
            continue
        # where none of them may answer, only one that goes by the promised deed is told of
        said = [seen for seen in proof.readings or (proof.figure,) if seen is not None and not is_completion(seen)]
        if said and not any(meant(seen).meets(meant(field)) for seen in said):
            yield _differs(stated, target, field, said)
        elif not said:
            passed = [one for one in proof.passed if _goes_by_the_deed(stated, target, one)]
            passed = [one for one in passed if not meant(one.figure).meets(meant(field))]
            if passed:
                yield _differs(stated, target, field, [passed[0].figure], passed[0])


def sentence_differs(stated: Stated, target: Target, proof: Proof, one: Passed) -> bool:
    """Tell whether it is said already that a figure of the sentence is not the one of the target's field."""
    return proof.figure is not None and proof.figure.answers is not None and _goes_by_the_deed(stated, target, one)


def _is_said(said: Observation, field: Observation, target: Target) -> bool:
    """Whether the sentence has the field's own number of the very thing, though it was read as something else."""
    alike = said.metric == target.metric and said.measure == field.measure and said.basis is field.basis
    return alike and said.value == field.value


def _goes_by_the_deed(stated: Stated, target: Target, one: Passed) -> bool:
    """Whether a figure that is not reached goes by the promised phase or verb: 完工9.4万方已全部开工 of 完工9.4万方."""
    if one.aspect is not Aspect.COMPLETION or one.figure.answers is not None or not one.denied:
        return False
    if conversion(one.figure.measure, target.measure) is None:
        return False
    if target.milestone is not None:
        return phase_of(one.figure, stated.text) is target.milestone
    return target.action is not None and target.action in surroundings(stated.task, one.figure).left


def _differs(
    stated: Stated, target: Target, field: Observation, said: Sequence[Observation], passed: Passed | None = None
) -> Answer:
    shown = "、".join(seen.value_text for seen in said)
    read, why, why_en = ("读到", "", "") if passed is None else ("写", f"，{passed.why}", f" ({passed.why_en})")
    return Answer(
        finding=stated.finding(
            "field-differs",
            Level.WARNING,
            f"“{target.metric}”格子里填的是{field.value_text}，句子里{read}的是{shown}{why}。",
            f"The field for {target.metric} says {field.value_text}, the sentence {shown}{why_en}.",
            span=said[0].span,
            written=field.value_text,
            reckoned=shown,
        )
    )
