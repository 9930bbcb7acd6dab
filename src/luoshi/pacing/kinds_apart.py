"""Kinds apart: words for kinds of one thing of which none contains another, so that their numbers add up.

小学学位3200个、初中学位2100个           the kinds of school are apart
义务教育学校167所、普通高中40所           and are all schools that 中小学 names
省级以上22家、市级43家                    what is below a grade is not above it
国家级5家、省级8家                        not apart: what is 国家级 may be 省级 too
"""

import re
from collections.abc import Sequence

# as the yearbook of forests counts them: woods that are planted, closed off, repaired and cared for
_FORESTS = (
    *("人工造林", "人工更新", "飞播造林", "封山育林", "封育", "退化林修复", "退化林分修复", "低效林改造"),
    *("森林抚育", "中幼林抚育", "幼林抚育"),
)
_WOODS = "营造林"
# each row: kinds that exclude each other, in the order of the field; a school is of one of them
_ROWS: tuple[tuple[str, ...], ...] = (
    ("幼儿园", "小学", "初中", "高中"),
    ("幼儿园", "小学", "初中", "普通高中", "中职"),
    ("幼儿园", "小学", "中学"),
    ("幼儿园", "义务教育学校", "高中"),
    ("幼儿园", "义务教育学校", "普通高中"),
    ("幼儿园", "中小学"),
    ("学前教育", "义务教育", "高中教育"),
    ("学前", "义务教育", "高中"),
    ("学前教育", "义务教育", "高中阶段"),
    ("公办", "民办"),
    ("线上", "线下"),
    ("雨水", "污水"),
    ("供水", "排水"),
    ("客运", "货运"),
    ("干线", "支线"),
    ("进口", "出口"),
    ("水路", "陆路"),
    ("城镇", "农村"),
    ("城市", "农村"),
    _FORESTS,
    ("省级以上", "市级"),
    ("市级以上", "县级"),
    ("市级以上", "区级"),
)
# what a word for a whole names: a kind of another name is a part of it all the same
_SCHOOLS = frozenset(("小学", "初中", "高中", "普通高中", "中学", "义务教育学校"))
_JOINTLY = ("中小学幼儿园", "中小学校幼儿园", "中小学和幼儿园", "中小学校和幼儿园", "中小学、幼儿园", "幼儿园和中小学")
_OF_THE_WHOLE: dict[str, frozenset[str]] = {
    **dict.fromkeys((*_JOINTLY, "幼儿园、中小学", "幼儿园中小学"), _SCHOOLS | {"幼儿园", "中小学"}),
    "中小学校": _SCHOOLS,
    "中小学": _SCHOOLS,
    "义务教育": frozenset(("小学", "初中")),
    _WOODS: frozenset(_FORESTS),
    # one word for two kinds, which may stand behind what both have: 国际航空客货运航线
    "客货运": frozenset(("客运", "货运")),
    "雨污水": frozenset(("雨水", "污水")),
    "供排水": frozenset(("供水", "排水")),
    "干支线": frozenset(("干线", "支线")),
    "进出口": frozenset(("进口", "出口")),
    "水陆路": frozenset(("水路", "陆路")),
}


# kinds that an office may count within the promised one or beside it: a public kindergarten is 普惠性 too
_WITHIN_OR_BESIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("普惠", ("公办", "集体办", "企事业单位办", "国有企业办")),
    ("科技型", ("高新技术", "专精特新", "瞪羚")),
    ("科技企业", ("高新技术", "专精特新", "瞪羚")),
    ("创新型", ("高新技术", "专精特新")),
    ("专精特新", ("小巨人", "单项冠军")),
    ("保障性住房", ("公租房", "公共租赁住房", "保障性租赁住房", "保租房", "人才住房")),
    ("保障房", ("公租房", "公共租赁住房", "保障性租赁住房", "保租房", "人才住房")),
    ("公共停车", ("路内", "路侧", "道路", "临时", "共享")),
    ("高技能", ("技师", "高级工")),
    ("新型农业经营主体", ("合作社", "家庭农场")),
)


def may_hold(whole: str, name: str) -> bool:
    """Tell whether what a name counts may be within a whole of another name, or beside it: 公办 and 普惠性幼儿园."""
    return any(
        wide in whole and wide not in name and any(kind in name and kind not in whole for kind in kinds)
        for wide, kinds in _WITHIN_OR_BESIDE
    )


_GRADES = ("国家级", "省级", "市级", "县级")


def are_its_grades(whole: str, names: Sequence[str]) -> bool:
    """Tell whether names are of the grades that a whole takes together: 国家级15项、省级65项 of 省级以上.

    Each counts its own grade, and there are no others.
    """
    lowest = next((at for at, grade in enumerate(_GRADES) if re.search(f"{grade}及?以上", whole)), None)
    if lowest is None:
        return False
    own = [next((at for at, grade in enumerate(_GRADES) if name.startswith(grade)), len(_GRADES)) for name in names]
    alone = not any("以上" in name for name in names)
    return alone and len(set(own)) == len(own) > 1 and max(own) <= lowest


def exclude_each_other(whole: str, names: Sequence[str]) -> bool:
    """Tell whether names are of kinds of a whole that exclude each other.

    Args:
        whole: what the target counts; the names end as it does, or are kinds of which it is the common word.
    """
    kinds = [_kind(name, whole) for name in names]
    if not all(kinds) or len(set(kinds)) < len(kinds):
        return False
    return any(
        all(kind in row for kind in kinds) and (row is not _FORESTS or _WOODS in whole)  # 抚育 is no 造林
        for row in _ROWS
    )


def kinds_named(whole: str, words: str) -> frozenset[str]:
    """Return the kinds of a whole that words name, where its common word says which there are: 小学 of 中小学."""
    kinds = frozenset[str]().union(*(kinds for common, kinds in _OF_THE_WHOLE.items() if common in whole))
    named = {kind for kind in kinds if kind in words}
    return frozenset(kind for kind in named if not any(kind in other for other in named - {kind}))


def is_a_kind(whole: str, name: str) -> bool:
    """Tell whether a name is of one kind of what a common word names: 小学学位 of 中小学学位."""
    return any(common in whole for common in _OF_THE_WHOLE) and bool(_kind(name, whole))


def by_rank(kinds: Sequence[str]) -> bool:
    """Tell whether bare words for kinds exclude each other: 公办 and 民办."""
    return len(set(kinds)) == len(kinds) > 1 and any(all(kind in row for kind in kinds) for row in _ROWS)


def _kind(name: str, whole: str) -> str:
    """The word by which a name differs from its whole: 小学 of 小学学位; empty where it is no kind of it."""
    for common, kinds in _OF_THE_WHOLE.items():
        at = whole.find(common)
        if at < 0:
            continue
        rest = whole[at + len(common) :].removeprefix("学校")
        if not name.endswith(rest):
            return ""
        named = name.removesuffix(rest)
        kind = next((one for one in sorted(kinds, key=len, reverse=True) if named.endswith(one)), "")
        # what stands before the kind is what both have, or a part of it: 国际 of 国际航空
        before = named.removesuffix(kind)
        return kind if not before or before in whole[:at] or whole[:at].startswith(before) else ""
    return name.removesuffix(whole) if name.endswith(whole) else ""
