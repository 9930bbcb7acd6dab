"""All of a list by its number: 三项费用 are 公务接待费、会议费、差旅费, and 两类资金 the two that were promised.

The list said again with its sum is all of it too: 市级公务接待费、会议费、差旅费合计支出.
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import MEMBERS, content

_SO_MANY = expression(
    r"(?:上述|以上|该|这)?(?P<number>[两二三四五六七八]|\d)(?:类|项|种|个|大)(?P<noun>[\u4e00-\u9fff]{1,6})$",
    needs="个大种类项",
)
_NUMBERS = {letter: index for index, letter in enumerate("二三四五六七八", start=2)} | {"两": 2}

# the place's own level of government before a list of its expenses, and the sum behind it
_OF_THE_PLACE = expression(r"^[省市区县州旗]本?级")
_IN_ALL = expression(r"(?:等(?:[三四五]|\d)项)?(?:合计|共计|总计|总)?(?:支出|经费|费用|金额)?(?:合计|共计|总计|总额)?$")


def names_all_of(promised: str, said: str) -> bool:
    """Tell whether a figure's name counts the things of a promise's list, and by their own noun."""
    said = said.removesuffix("到位")
    members = [part for part in MEMBERS.split(promised) if part.strip()]
    if len(members) > 1 and _OF_THE_PLACE.sub("", _IN_ALL.sub("", said)) == promised:
        return True
    found = _SO_MANY.search(content(said) or said)
    if found is None:
        return False
    number = _NUMBERS.get(found["number"]) or int(found["number"])
    noun = content(found["noun"]) or found["noun"]
    if not members:
        return False  # a target that is named by a sign alone
    of_a_kind = noun[-1] in members[-1][-2:] or noun[:1] == members[-1][-1:]
    return len(members) == number and of_a_kind
