"""Cells of units and persons: 市教育局（张三）, 教育局 张三 under 牵头单位（责任人）."""

import re

from luoshi.expressions import expression
from luoshi.units import looks_like_unit

_PERSON = expression(r"^[\u4e00-\u9fff·]{2,4}$")
_BRACKET = expression(r"[（(]([^（）()]{2,30})[)）]")
_LABEL = expression(  # 领导：张三 单位：村建办
    r"(?:^|(?<=[\s；;，,]))(?:(?:包抓|包保|责任|分管|牵头)?领导|(?:责任|负责)人|单位)\s*[:：]\s*", needs=":："
)
ASKED = expression(r"(?:责任|负责)人|领导")


def without_persons(cell: str) -> tuple[str, str]:
    """Part the units of a cell from the persons who answer for them, in brackets or beside the names."""
    persons: list[str] = []

    def take(found: re.Match[str]) -> str:
        names = [name for name in re.split(r"[\s、，,;；/]+", found[1]) if name]
        if not names or not all(is_person(name) for name in names):
            return found[0]
        persons.extend(names)
        return ""

    pieces = re.split(r"([\s、，,;；/]+)", _BRACKET.sub(take, _LABEL.sub("", cell)))
    beside = [piece for piece in pieces[::2] if is_person(piece)]
    units = "".join("" if piece in beside else piece for piece in pieces)
    return units.strip(" 、，,;；/\n"), "、".join([*persons, *beside])


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: two to four characters that end as no body does."""
    return bool(_PERSON.match(name)) and not looks_like_unit(name)
