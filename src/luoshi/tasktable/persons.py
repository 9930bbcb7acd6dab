"""Cells of units and persons: 市教育局（张三）, 教育局 张三 under 牵头单位（责任人）."""

import re
from collections.abc import Sequence

from luoshi.documents import Row
from luoshi.expressions import expression
from luoshi.tasktable.contents import POST
from luoshi.units import looks_like_unit

_PERSON = expression(rf"^(?:[\u4e00-\u9fff·]{{2,4}}|[\u4e00-\u9fff·]{{1,3}}{POST})$")
_BRACKET = expression(r"[（(]([^（）()]{2,30})[)）]")
_LABEL = expression(  # 领导：张三 单位：村建办
    r"(?:^|(?<=[\s；;，,]))(?:(?:包抓|包保|责任|分管|牵头)?领导|(?:责任|负责)人|单位)\s*[:：]\s*", needs=":："
)
# family names by which a person is told where no heading asks for one
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左"
    "涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佟佘佴"
)
_NAMED = expression(r"(?:[（(](?P<within>[\u4e00-\u9fff·]{2,4})[)）]|(?<=\S)\s+(?P<beside>[\u4e00-\u9fff·]{2,3}))$")
_FEWEST, _MOST_OF = 3, 0.7
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


def holds_persons(rows: Sequence[Row], index: int) -> bool:
    """Tell whether most units of a column have a person in brackets or beside them, whatever its heading says."""
    cells = [row.cells[index].text.strip() for row in rows[:200] if index < len(row.cells) and len(row.distinct) > 1]
    names = [name for cell in cells for name in re.split(r"[、，,;；/\n]+", cell) if name.strip()]
    told = 0
    for name in names:
        found = _NAMED.search(name.strip())
        person = (found["within"] or found["beside"]) if found else ""
        told += bool(person) and person[0] in _SURNAMES and is_person(person)
    return told >= _FEWEST and told >= _MOST_OF * len(names)


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: two to four characters that end as no body does."""
    return bool(_PERSON.match(name)) and not looks_like_unit(name)
