"""Listed works: the single works that the object of a milestone joins.

开工建设东江大桥、西江大桥      two bridges, and each is promised
建成城南、城北污水处理厂        two plants: the first borrows its noun from the last
甲南、甲北高速东段和乙河大桥    甲南高速, 甲北高速东段, 乙河大桥: from the next that has one, where others follow it
开通地铁12、14和16号线          three lines, by their numbers
出台甲意见及乙方案              two documents
"""

from luoshi.expressions import expression
from luoshi.grammar.milestone_rules import DOCUMENT, IS_WORK

_AND = expression(r"(?:以及|[和与及])")


def names_a_work(words: str) -> bool:
    """Tell whether words end as the name of a work does: 停车场, 新馆."""
    return IS_WORK.search(words) is not None


# 地铁12、14、16和6号线支线
_BY_NUMBER = expression(
    r"(?P<lead>[^\d、,;。]*)(?P<numbers>\d{1,3}号?(?:、\d{1,3}号?)*)(?:、|和|与|及)(?P<last>\d{1,3})号"
    r"(?P<noun>线|楼|机组|厂房|泊位|码头|井)(?P<tail>[^、,;。\d]*)",
    needs="线楼机厂泊码井",
)


def members_of(thing: str) -> list[str]:
    """Return the works that an object lists: 东江大桥 and 西江大桥; 城南、城北污水处理厂 are two plants.

    What a bracket holds, and a list of which a member is no name (产、学、研), stays in one piece.
    """
    if any(sign in thing for sign in '(（《“"'):
        return [thing]
    if (found := _BY_NUMBER.fullmatch(thing)) is not None:
        numbers = [number.rstrip("号") for number in found["numbers"].split("、")]
        first = [f"{found['lead']}{number}号{found['noun']}" for number in numbers]
        return [*first, f"{found['lead']}{found['last']}号{found['noun']}{found['tail']}"]
    parts = [part.strip() for part in thing.partition("等")[0].split("、")] if "、" in thing else [thing]
    parts[-1] = _without_their_number(parts)
    ends = _AND.split(parts[-1])
    if len(ends) > 1 and all(names_a_work(end) and len(end) > 2 for end in ends):
        parts[-1:] = ends
    elif (documents := _documents(parts)) is not None:
        return documents
    last = parts[-1]
    if len(parts) < 2 or not names_a_work(last):
        return [thing]
    members = [part if _names_one_alone(part) else _with_a_noun(index, parts) for index, part in enumerate(parts)]
    named = all(len(part) > 1 and len(member) > 2 for part, member in zip(parts, members, strict=True))
    return members if named else [thing]


_THEIR_NUMBER = expression(
    r"(?P<name>[\u4e00-\u9fff]{2,}?)(?P<number>[两三四五六七八九十])(?P<measure>[座个条所家处])(?P<noun>[\u4e00-\u9fff]{2,})"
)


def _without_their_number(parts: list[str]) -> str:
    """The last member of a list without how many they are: 西湖水厂 of 东湖、西湖两座水厂."""
    found = _THEIR_NUMBER.fullmatch(parts[-1])
    if found is None or "两三四五六七八九十".index(found["number"]) + 2 != len(parts):
        return parts[-1]
    return found["name"] + found["noun"]


def _names_one_alone(part: str) -> bool:
    """Whether a member of a list is a work by itself; 甲山 of 甲山、乙岭高速 is a place."""
    return names_a_work(part) and not (len(part) == _A_PLACE and part[-1] in "山江河湖岛湾谷城港")


_A_PLACE = 2


def _with_a_noun(index: int, parts: list[str]) -> str:
    """A member of a list with the noun that it borrows: of the last, or of the next where another work follows that."""
    part = parts[index]
    lender = next((at for at in range(index + 1, len(parts)) if _names_one_alone(parts[at])), index)
    tail = parts[lender][len(part) :]
    if lender + 1 < len(parts):
        tail = next((tail[:end] for end in range(1, len(tail)) if names_a_work(part + tail[:end])), tail)
    return part + tail if len(tail) > 1 or not names_a_work(part) else part


def _documents(parts: list[str]) -> list[str] | None:
    """The documents that a list names, each with its own noun: …意见及…方案; None where it names none, or one."""
    ends = [*parts[:-1], *_AND_A_DOCUMENT.split(parts[-1])]
    told = len(ends) > 1 and all(len(end) > _A_TITLE and DOCUMENT.search(end) for end in ends)
    return ends if told else None


_A_TITLE = 4
# 碳中和实施意见及行动方案 is parted once
_AND_A_DOCUMENT = expression(
    r"(?<=政策|计划|方案|办法|条例|意见|规划|措施|规定|细则|清单|指引|规范|标准|纲要|举措|目录|导则|规则)(?:以及|[和与及])"
)
