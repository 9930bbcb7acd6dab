"""Listed works: the single works that the object of a milestone joins.

开工建设东江大桥、西江大桥      two bridges, and each is promised
建成城南、城北污水处理厂        two plants: the first borrows its noun from the last
"""

from luoshi.expressions import expression
from luoshi.grammar.milestones import IS_WORK

_AND = expression(r"(?:以及|[和与及])")


def names_a_work(words: str) -> bool:
    """Tell whether words end as the name of a work does: 停车场, 新馆."""
    return IS_WORK.search(words) is not None


def members_of(thing: str) -> list[str]:
    """Return the works that an object lists: 东江大桥 and 西江大桥; 城南、城北污水处理厂 are two plants.

    What a bracket holds, and a list of which a member is no name (产、学、研), stays in one piece.
    """
    if any(sign in thing for sign in '(（《“"'):
        return [thing]
    parts = [part.strip() for part in thing.partition("等")[0].split("、")] if "、" in thing else [thing]
    ends = _AND.split(parts[-1])
    if len(ends) > 1 and all(names_a_work(end) and len(end) > 2 for end in ends):
        parts[-1:] = ends
    last = parts[-1]
    if len(parts) < 2 or not names_a_work(last):
        return [thing]
    tail = {len(part): last[len(part) :] for part in parts}
    members = [part if names_a_work(part) else part + tail[len(part)] for part in parts]
    named = all(len(part) > 1 and len(member) > 2 for part, member in zip(parts, members, strict=True))
    return members if named else [thing]
