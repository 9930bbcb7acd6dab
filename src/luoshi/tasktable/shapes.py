"""How a part's lines make tasks: which style of number the tasks have, and what stands behind each.

1. 新建幼儿园14所。            a sentence a row
一、扩大有效投资               heads, each with its body below
实施重点项目120个。
（一）突出项目攻坚。           a head, and a row for each 一是
一是强化招商引资。
推动教育更优质。新建6所。      a head and its sentence in each paragraph, without a number
一、扩大有效投资               heads, and under each several sentences or paragraphs with units of their own
实施项目120个。（A牵头）开工80个。（B牵头）
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luoshi.expressions import expression
from luoshi.tasktable.items import DEPTH, Item
from luoshi.tasktable.numbering import mark_value
from luoshi.tasktable.parts import Part
from luoshi.tasktable.results import answer_in

_UNIT_LABELS = ("lead", "cooperating", "responsible")
_RUNS = ("ordinal", "dash")  # what parts the sentences of a paragraph: under them a row is never all of them
_LONGEST = 400  # characters of a usual row
_LONGEST_GROUP = 24
_COUNT = expression(r"[（(]\s*(?:共)?\s*\d{1,3}\s*[件项个条]\s*[)）]$")
_GROUP = expression(r"(?:方面|领域|板块|类|工程|行动)$|^[【〔［\[].*[】〕］\]]$")
_SHORTEST_GROUP = 12  # characters up to which a line among results may be a name without saying so
_TELLS = expression(
    r"[已正未尚待无]|完成|推进|进行|进展|目前|全部|预计|计划|顺利|按期|序时|达到|超额|开工|办结|验收|中$"
)
_TITLE = expression(
    r"20\d\d年.*(?:情况|清单|任务|实事|项目|工程|要点|工作|计划|方案|台账|[一览明细汇总进度]表)"
    r"(?:的?(?:公示|通报|公告|公布|通知))?$",
    needs="年",
)
_TIME = expression(
    r"^(?:(?:[一二三四五六七八九十]{1,2}|1?\d)月份?|第?[一二三四]季度|[上下]半年)$"
)  # heads of a plan by months
_ANNOUNCES = expression(  # 会议议定, 现将有关事项通知如下: what a text says before its list names no group of it
    r"^(?:会议|经)[^。，,]{0,16}(?:议定|决定|明确|要求|强调|同意|研究|审议|安排|部署)|(?:如下|以下[\u4e00-\u9fff]{0,6})$"
)
_HEAD = 25  # characters of the short sentence that a paragraph without a number begins with
_HEADED = expression(rf"(?P<head>[^。：:\d]{{3,{_HEAD}}}。|[^。：:，,\d]{{2,12}}[：:])")
_AROUND = expression(
    r"总体要求|指导思想|基本原则|工作原则|保障措施|组织领导|工作要求|组织实施|加强领导|高度重视|有关要求"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The style of number that tasks have, "" for those without one.

    Args:
        upper: a style above it whose sentences are tasks too, where nothing stands under them.
        unnumbered: paragraphs without a number are the tasks.
    """

    style: str
    upper: str = ""
    unnumbered: bool = False


def shape_of_named(items: Sequence[Item]) -> Shape:
    """The style of numbers under which units are named most often: there the tasks stand."""
    counts: Counter[str] = Counter()
    current = ""
    for item in items:
        current = item.style or current
        if item.named or (item.label and item.label.meaning in _UNIT_LABELS):
            counts[item.style or current] += 1
    style = counts.most_common(1)[0][0] if counts else ""
    return Shape("" if style and _are_headings_only(items, style) else style)


def _are_headings_only(items: Sequence[Item], style: str) -> bool:
    """Tell whether numbers of a style only head paragraphs that are tasks: these name units of their own, by several.

    One paragraph under each number is its body: the number is the task's.
    """
    under: list[list[Item]] = []
    for item in items:
        if item.style == style:
            if not item.is_title:
                return False
            under.append([])
        elif under and not item.style and not item.label and any(clause.roles for clause in item.clauses):
            under[-1].append(item)
        elif item.style and item.named:
            return False
    own = [sum(_named_sentences(item) for item in paragraphs) for paragraphs in under]
    return sum(1 for count in own if count > 1) * 2 > sum(1 for count in own if count)


def _named_sentences(item: Item) -> int:
    """How many pieces of a paragraph name their units behind a whole sentence; a bare bracket is none."""
    return sum(1 for clause in item.clauses if clause.roles and clause.whole and clause.text.strip())


def shape_of_list(part: Part) -> Shape | None:
    """The shape of a plain list of tasks; None where the part is no such list."""
    numbered = [item for item in part.items if item.style and item.style != "dash"]
    if len(numbered) < 2:
        return _without_numbers(part)
    dashes = sum(1 for item in part.items if item.style == "dash")
    if dashes > 1 and part.says_tasks and all(item.is_title and item.style in ("chapter", "sub") for item in numbered):
        return Shape("dash")
    behind = [item for item in part.items if not item.style and _is_behind(part, item)]
    listed = len(numbered) * 2 > len(part.items) - len(behind)
    if not (part.says_tasks or part.says_results or listed):
        return None
    style = _style_of(numbered) or (_leaf(part.items) if part.says_tasks else "")
    heads = part.says_tasks and _are_heads(part, style)
    if not style or (not heads and _is_prose(part, numbered, behind)):
        return None
    return _refined(part.items, style)


def _is_behind(part: Part, item: Item) -> bool:
    return bool(item.label or answer_in(item.text, item.place)) or part.says_results


def _is_prose(part: Part, numbered: Sequence[Item], behind: Sequence[Item]) -> bool:
    """Tell whether most of a part's words stand under its numbers rather than behind them."""
    words = sum(len(item.text) for item in part.items) - sum(len(item.text) for item in behind)
    return sum(len(item.text) for item in numbered) * 2 < words


def _style_of(numbered: Sequence[Item]) -> str:
    counts = Counter(item.style for item in numbered)
    sentences = Counter(item.style for item in numbered if not item.is_title)
    if not sentences and len(counts) == 1:
        return numbered[0].style
    options = [style for style in sentences if sentences[style] * 2 >= counts[style]]
    return min(options, key=lambda style: DEPTH[style], default="")


def _leaf(items: Sequence[Item]) -> str:
    """Of numbers before names only, the style under which nothing stands most often."""
    styled = [item for item in items if item.style]
    leaves = Counter(
        item.style
        for item, after in zip(styled, [*styled[1:], None], strict=True)
        if after is None or DEPTH[after.style] <= DEPTH[item.style]
    )
    return leaves.most_common(1)[0][0] if leaves else ""


def _are_heads(part: Part, style: str) -> bool:
    """Tell whether each number is a head, and the line or two below it what it asks for."""
    heads, bodies, current = 0, [], 0
    for item in part.items:
        if item.style == style:
            if not item.is_title or _AROUND.search(item.text):
                return False
            heads, current = heads + 1, 0
        elif item.style and DEPTH[item.style] > DEPTH[style]:
            return False
        elif item.style:
            current = 0
        elif heads and not item.label:
            current += 1
            bodies.append(len(item.text))
            if current > 2:
                return False
    return heads > 1 and len(bodies) >= heads - 1 and median(bodies or [0]) <= _LONGEST


def _refined(items: Sequence[Item], style: str) -> Shape:
    """Go one level down where numbers are heads of what stands in a run under them: 一是, ——, or （1） under a name."""
    upper = ""
    while below := _run_below(items, style):
        upper, style = style, below
    return Shape(style, upper)


def _run_below(items: Sequence[Item], style: str) -> str:
    runs: list[tuple[Item, list[Item]]] = []
    for item in items:
        if item.style and DEPTH[item.style] <= DEPTH[style]:
            runs.append((item, []))
        elif item.style and runs:
            runs[-1][1].append(item)
    own = [(item, below) for item, below in runs if item.style == style]
    having = [(item, below) for item, below in own if len(below) > 1]
    if len(having) * 2 < len(own) or not having or any(item.named for item, _ in own):
        return ""
    first = Counter(below[0].style for _, below in having).most_common(1)[0][0]
    heads = sum(1 for item, _ in having if item.is_title or not any(c.isdigit() for c in item.text))
    parts = first in _RUNS and not all(below[0].bulleted for _, below in having)
    return first if parts or heads == len(having) else ""


def _without_numbers(part: Part) -> Shape | None:
    """A list that its title says to be of tasks, by dashes, or by paragraphs with a short head each."""
    if not (part.says_tasks or part.says_results) or part.is_notice:
        return None
    if sum(1 for item in part.items if item.style == "dash") > 1:
        return Shape("dash")
    lines = [item for item in part.items[1:] if not item.style and not item.label]
    headed = [item for item in lines if is_headed(item.text)]
    if len(headed) > 1 and len(headed) * 10 >= 7 * len(lines):
        return Shape("", unnumbered=True)
    return None


def is_headed(text: str) -> bool:
    """Tell whether a paragraph begins with a head and goes on: 推动教育更优质。新建6所; 教育：新增学位200个."""
    found = _HEADED.match(text)
    if found is None or len(text) > _LONGEST:
        return False
    return "，" not in found["head"][:4] and len(text) - found.end() > 5


def heading_lines(items: Sequence[Item], style: str, *, tells_results: bool = False) -> frozenset[int]:
    """The lines without a number that are headings.

    Their numbers begin at one again, dashes follow, or they are short names between two whole tasks.
    """
    found: set[int] = set()
    for index, (item, after) in enumerate(pairwise(items)):
        if item.style or item.label or item.named or len(item.text) > 40 or item.text[-1:] in "；;，,":
            continue
        bare = _COUNT.sub("", item.text).rstrip("：:")
        is_time = bool(_TIME.match(bare))
        if after.style != style or (re.search(r"\d|[。；;！!](?=.)", bare) and not is_time) or not index:
            continue
        if _ANNOUNCES.search(bare) or _goes_on_result(bare, items[index - 1]):
            continue
        begins = style == "dash" or mark_value(after.mark) == 1
        if begins and not any(one.style for one in items[:index]) and _TITLE.search(bare):
            continue  # the page's own title, behind where it stands in the site
        named = tells_results and bool(found) and _is_name_like(bare, items[index - 1])  # as over the first
        if begins or (_is_whole(items[index - 1]) and (named or _is_group(bare, tells_results=tells_results))):
            found.add(index)
    return frozenset(found)


def _is_whole(item: Item) -> bool:
    """Tell whether a line ends a task: a sentence, its units or one of its labels."""
    return item.named or item.label is not None or item.text[-1:] in "。！!"


def _goes_on_result(line: str, before: Item) -> bool:
    """Tell whether a line behind a result says more of it: 正在验收. 已办结事项 heads those below."""
    told = before.label is not None and before.labels[-1].meaning in ("report", "actual")
    return told and bool(_TELLS.search(line)) and not _GROUP.search(line) and line[-2:] not in ("事项", "任务", "项目")


def _is_name_like(name: str, before: Item) -> bool:
    """Tell whether a line under a whole sentence is a name, and says nothing of what was done: 基础设施."""
    ends = (before.labels[-1].value if before.labels else before.text)[-1:] in "。！!"
    plain = 2 < len(name) <= _SHORTEST_GROUP and not re.search(r"[\d。；;，,、：:！!]", name)
    return ends and plain and not _TELLS.search(name)


def _is_group(name: str, *, tells_results: bool) -> bool:
    """Tell whether a line between tasks names a group: 城乡宜居方面, 【出行便利】; among results it must say so."""
    if _TIME.match(name):
        return True
    if re.search(r"[。；;，,：:！!]", name) or not 2 < len(name) <= _LONGEST_GROUP:
        return False
    return not tells_results or bool(_GROUP.search(name))
