"""Places that figures are told for: town and country, districts, the levels below, and the place above."""

import re
from collections.abc import Sequence
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.kinds_apart import by_rank
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.stages import without_stages
from luoshi.pacing.weighed import Weighed
from luoshi.plan import Task

_URBAN = frozenset(("城区", "城镇", "城市", "主城区", "县城", "市区", "中心城区", "建成区"))
_RURAL = frozenset(("乡镇", "农村", "乡村", "镇村", "镇区", "涉农", "乡村地区", "村级"))
_OUTSIDE = frozenset(("各县区", "各区县", "各县市区", "各县（市、区）", "各县", "各区", "各县市", "县域"))
_PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_URBAN, _RURAL),
    (frozenset(("市本级", "区本级", "县本级", "市直", "市级")), _OUTSIDE),
    (frozenset(("主城区", "中心城区", "市区", "市辖区")), frozenset(("各县", "县域", "各县市"))),
    (frozenset(("公办",)), frozenset(("民办",))),
    (frozenset(("线上",)), frozenset(("线下",))),
    (frozenset(("东部", "东片")), frozenset(("西部", "西片"))),
    (frozenset(("南部", "南片")), frozenset(("北部", "北片"))),
    (frozenset(("男", "男性")), frozenset(("女", "女性"))),
)
_KNOWN = tuple(sorted({word for pair in _PAIRS for words in pair for word in words}, key=len, reverse=True))
_LEVELS = dict.fromkeys("区县市旗", "county") | dict.fromkeys(("镇", "乡", "街道"), "town")
_LEVELS |= {"村": "village", "州": "prefecture", "盟": "prefecture"}
PLACE = r"[\u4e00-\u9fff]{1,4}?(?:街道|[区县市镇乡村](?![区县市镇乡村内域属]))"
PLACE_FIRST = expression(rf"^{PLACE}")
_PLACES_EACH = expression(rf"^(?P<places>{PLACE}(?:(?:、|和|及|与){PLACE})+)各(?!类|级|项|种|地|县|区)", needs="各")
# 白银、平川两区合计, 其余县区共
_PLACES_TOGETHER = expression(
    r"^(?P<places>(?:[\u4e00-\u9fff]{1,4}、)+[\u4e00-\u9fff]{1,4}[两二三四五六七八九](?:街道|[区县市镇乡村州])"
    r"|(?:其余|其他|其它)(?:各|[两二三四五六七八九十\d]+个?)?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|[区县市镇乡村]))(?:合计|共计|共)?",
    needs="、其",
)
# 两县合计 is what was told before, and no place
_SO_MANY = expression(r"[两二三四五六七八九十\d]+个?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|[区县市镇乡村])")
_TOGETHER = expression(r"^(?:合计|共计|共)")
_LEVEL_OF_PLACE = expression(r"^[\u4e00-\u9fff、]{1,14}?(街道|[区县市镇乡村州盟旗])$")
OWN = expression(r"^[我本全各]")


def is_strange_to(task: Task, words: str) -> bool:
    """Whether words, without those that name a stage, speak of what the promise does not have."""
    said = content(without_stages(words))
    return len(said) >= 2 and not mostly_in(said, task.text)


def besides_its_place(one: Weighed) -> str:
    """The words in front of a number behind the places that its clause begins with."""
    left, (places, each) = without_its_deed(one.around.left), places_of(one)
    return left.partition("各")[2] if each else _TOGETHER.sub("", left[len(places[0]) if places else 0 :])


def places_of(one: Weighed) -> tuple[tuple[str, ...], bool]:
    """The places or the kind that a clause begins with, and whether each of them has the number."""
    return _places_in(one.around.left)


@lru_cache(maxsize=512)
def _places_in(left: str) -> tuple[tuple[str, ...], bool]:
    left = without_its_deed(left)
    if (found := _PLACES_EACH.match(left)) is not None:
        return tuple(re.split("、|和|及|与", found["places"])), True
    if (found := _PLACES_TOGETHER.match(left)) is not None:
        return (found["places"],), False
    head = _head(left)
    return ((head,) if head else ()), False


# 转移农村劳动力, 新增城镇就业: what is done, and no place
_A_DEED_FIRST = expression(
    r"新增|净增|转移|输送|培训|引导|带动|促进|帮扶|安置|救助|完成|新建|改造|建成|实现|新设|吸纳|扶持|组织|惠及|解决|整治|修复|治理|改善|拆除|创建|打造"
)
# what stands before a place: 上半年全市, 其中乡村, 预计城镇
_BEFORE_A_PLACE = expression(
    r"(?:其中|预计|力争|目前|今年|本年|全年|上半年|前[一二三]季度|[一二三四]季度|截至|已|现|共)+"
)


def without_its_deed(left: str) -> str:
    """The words in front of a number from the place on that they may begin with."""
    left = left.strip("、和及 ")
    lead = _BEFORE_A_PLACE.match(left)
    return left if lead is None else left[lead.end() :]


# 跨县界的6公里 lie in no one place
_ACROSS = "跨"


def _head(left: str) -> str:
    """The place or kind that a clause begins with, or nothing."""
    known = next(word for word in _KNOWN if left.startswith(word)) if left.startswith(_KNOWN) else ""
    if known or OWN.match(left) or left.startswith(_ACROSS):
        return known
    found = PLACE_FIRST.match(left) if _A_DEED_FIRST.match(left) is None else None
    return found[0] if found and not _SO_MANY.fullmatch(found[0]) else ""


def place_of(words: str) -> str:
    """Return the place or kind of place that words begin with, or nothing: 市区 of 市区完成改造."""
    return _head(_BEFORE_A_PLACE.sub("", words.strip("、和及 "), count=1))


def same_place(one: str, other: str) -> bool:
    """Tell whether two words name one of two places that exclude each other: 县域 and 各县, 城区 and 主城区."""
    return one == other or any(one in words and other in words for pair in _PAIRS for words in pair)


def exclude_one_another(heads: Sequence[str]) -> bool:
    if len(heads) == 2:
        one, other = heads
        if any((one in a and other in b) or (one in b and other in a) for a, b in _PAIRS):
            return True
    if by_rank(heads):
        return True
    kinds = {_LEVELS.get(found[1], "") if (found := _LEVEL_OF_PLACE.match(head)) else "" for head in heads}
    return len(kinds) == 1 and "" not in kinds


PLACE_ABOVE = expression(r"全[国省市]")
_STRANGE_PLACE = expression(
    r"(?:其中|据统计|截至|目前|今年|本年|全年|年末|上半年|前[一二三]季度|[一二三四]季度|\d{1,2}[-—–~～至]\d{1,2}月|\d{1,2}月|[年月底末份,])*"
    r"(?P<place>全国|全省|(?:邻近|毗邻|周边|相邻|兄弟|其他)的?[\u4e00-\u9fff]{0,4}?[省市县区])(?!性|文明|示范|重点|首|第|最|先进|优秀|五一|百)"
)
OWN_PLACE = expression(r"[我本](?:县|区|市|旗|镇|街道)")


def place_above(words: str, statement: str) -> re.Match[str] | None:
    """Return the words for a place above the office's own, as the statement calls that: 全市 beside 我区, not 我市."""
    above, own = PLACE_ABOVE.search(words), OWN_PLACE.search(statement)
    return above if above is not None and own is not None and above[0][-1] != own[0][-1] else None


def of_a_place_that_is_not_named(task: Task, words: Around) -> str | None:
    """Return the place above, or beside, that a figure's clause begins with and of which the task does not speak.

    全国城镇调查失业率5.1% may be quoted by any town; 邻近的乙市改造75个 is of another.
    """
    found = _STRANGE_PLACE.match(words.left.removeprefix("同期"))
    return found["place"] if found is not None and found["place"][:2] not in task.text else None
