"""All of a list by its number: 三项费用 are 公务接待费、会议费、差旅费, and 两类资金 the two that were promised."""

import re

from luoshi.pacing.likeness import MEMBERS, content

_SO_MANY = re.compile(
    r"(?:上述|以上|该|这)?(?P<number>[两二三四五六七八]|\d)(?:类|项|种|个|大)(?P<noun>[\u4e00-\u9fff]{1,6})$"
)
_NUMBERS = {letter: index for index, letter in enumerate("二三四五六七八", start=2)} | {"两": 2}


def names_all_of(promised: str, said: str) -> bool:
    """Tell whether a figure's name counts the things of a promise's list, and by their own noun."""
    said = said.removesuffix("到位")
    found = _SO_MANY.search(content(said) or said)
    if found is None:
        return False
    members = [part for part in MEMBERS.split(promised) if part.strip()]
    number = _NUMBERS.get(found["number"]) or int(found["number"])
    noun = content(found["noun"]) or found["noun"]
    of_a_kind = noun[-1] in members[-1][-2:] or noun[:1] == members[-1][-1:]
    return len(members) == number and of_a_kind
