"""What every draft must hold: each letter has its fate, each value its one task, and no word is changed."""

from collections.abc import Iterator

from luoshi.drafting import Decomposition, Fate
from luoshi.drafting.decomposition import Kind
from luoshi.drafting.parts import parts_of
from luoshi.grammar import read_promise
from luoshi.place import Span


def letters_without_fate(draft: Decomposition) -> list[int]:
    """The positions of letters and digits that stand in no task, no heading, not aside and not left out."""
    spans = [span for task in draft.tasks for span in task.spans]
    spans += [one.span for one in draft.aside] + [one.span for one in draft.left_out if one.span]
    told = {at for span in spans for at in range(*span)}
    return [at for at, letter in enumerate(draft.report.text) if letter.isalnum() and at not in told]


def values_of_this_year(draft: Decomposition) -> Iterator[Span]:
    """Where the value of each target stands that the grammar reads in this year's part, paragraph by paragraph."""
    for part in parts_of(draft.report.lines, draft.year):
        for line in part.lines if part.kind is Kind.THIS_YEAR else ():
            for target in read_promise(line.text, year=draft.year).targets:
                if target.numeric and target.value_span is not None:
                    yield target.value_span.shifted(line.span.start)


def tasks_with(draft: Decomposition, value: Span) -> int:
    """In how many tasks a value stands whole."""
    return sum(1 for task in draft.tasks if any(s.start <= value.start and value.end <= s.end for s in task.spans))


def values_not_in_one_task(draft: Decomposition) -> list[tuple[str, int]]:
    """The values that stand in no task or in several, each with the number of its tasks.

    What counts the livelihood works of a list is no target of its own: each of them is a task.
    """
    lists = {task.chapter.span for task in draft.tasks if task.fate is Fate.LIVELIHOOD and task.chapter}
    of_tasks = (value for value in values_of_this_year(draft) if not any(s.start <= value.start < s.end for s in lists))
    found = ((value, tasks_with(draft, value)) for value in of_tasks)
    return [(draft.report.text[value.start - 12 : value.end], count) for value, count in found if count != 1]


def words_changed(draft: Decomposition) -> list[str]:
    """Tasks whose text is not what stands in their spans."""
    return [
        task.text
        for task in draft.tasks
        if task.text != "，".join(span.of(draft.report.text) for span in task.spans)
        or (task.fate is not Fate.WORK and len(task.spans) != 1)
    ]


def tasks_of_other_parts(draft: Decomposition) -> list[str]:
    """Tasks that stand in what was left out."""
    left = {at for one in draft.left_out if one.span for at in range(*one.span)}
    return [task.text for task in draft.tasks if any(span.start in left for span in task.spans)]
