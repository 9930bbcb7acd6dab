"""Which columns of names say who owes the task, where several might.

责任单位 | 建设单位        who builds a project is kept under its heading: 责任单位 answers for it
负责人 | 协助人           persons help nobody's report; names of bodies there cooperate
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.tasktable.contents import Contents

_BUILDS = expression(r"建设(?:单位|主体)|业主|项目单位|申报单位")
_OF_PERSONS = expression(r"人$")
_MOSTLY = 0.5


def keep_who_owes(headings: Sequence[str], roles: list[str], held: Sequence[Contents]) -> None:
    """Leave to their headings the columns of units that owe nothing beside others that do."""
    answering = [
        i for i, role in enumerate(roles) if role in ("lead", "responsible") and not _BUILDS.search(headings[i])
    ]
    for index, heading in enumerate(headings):
        builds = roles[index] == "responsible" and answering and _BUILDS.search(heading)
        persons = roles[index] == "cooperating" and _OF_PERSONS.search(heading) and held[index].units < _MOSTLY
        if builds or persons:
            roles[index] = "extra"
