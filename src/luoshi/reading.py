"""Reading: the bytes of a file become a judged plan, in one call.

    read_plan(Path("plan.docx").read_bytes(), "plan.docx").tasks[0].assessment.sentence

The four rooms below do the work, one after the other: documents finds the tables and
paragraphs, tasktable the tasks with their units and targets, checks what does not add
up, pacing where each target stands.
"""

from luoshi.checks import judge_plan
from luoshi.documents import read_document
from luoshi.grammar import Grammar
from luoshi.plan import Plan
from luoshi.tasktable import plan_of


def read_plan(
    data: bytes, name: str, *, year: int | None = None, kind: str | None = None, grammar: Grammar | None = None
) -> Plan:
    """Read a whole plan: its tasks, units, findings, and an assessment of each target and task.

    Args:
        data: the file's bytes, in any format that documents reads.
        name: the file's name; it is kept, and helps where the bytes do not say the format or the year.
        year: the plan's year, where the caller knows it better than the file.
        kind: the contract's name of a format, where the first bytes shall not decide.
        grammar: with an office's own words (`load_extension`); the default one else.

    Raises:
        UnreadableFile: empty, binary, encrypted, too large, or a format that is not read.
        NoTaskFound: the file was read, and holds no task.
    """
    return judge_plan(plan_of(read_document(data, name, kind=kind), year=year, grammar=grammar))
