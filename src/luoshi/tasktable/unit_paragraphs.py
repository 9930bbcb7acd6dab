"""A paragraph a unit, with its works numbered in it: each work is a task of the unit that stands before the colon.

市农业农村局：1.完成春播38万亩；2.培训农机手600人次。
市水利局：1.清淤渠道120公里；2.维修提灌站45处。
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.documents import Paragraph
from luoshi.expressions import expression
from luoshi.tasktable.clauses import Clause
from luoshi.tasktable.items import Item, item_of
from luoshi.tasktable.numbering import CIRCLED, NUMERAL, mark_value

_MARK = expression(rf"(?:^|(?<=[。；;]))\s*(?=[{CIRCLED}]|[（(]\d{{1,2}}[)）]|\d{{1,2}}[.．、](?!\d)|(?:{NUMERAL})是)")
_AT_A_FIGURE = expression(r"(?:^|(?<=[。；;]))\s*(?=\d{1,2}[.．、](?=\d{1,2}月))")  # 1.3月底前完成清淤
_FEWEST = 2  # paragraphs of the kind, and works of one


def works_of_units(items: Sequence[Item]) -> list[Item]:
    """Part the works of paragraphs that each begin with a unit and a colon, where all of them count from one.

    The unit heads its works. Where one of the paragraphs has no numbers all stay as they are.
    """
    led = [item for item in items if _is_led(item)]
    works = {id(item): _works(item) for item in led}
    if len(led) < _FEWEST or not all(works.values()):
        return list(items)
    made: list[Item] = []
    for item in items:
        if id(item) in works:
            made += [Item("", "", item.clauses[0].words.rstrip("：:"), item.place), *works[id(item)]]
        else:
            made.append(item)
    return made


def _is_led(item: Item) -> bool:
    return not item.style and len(item.clauses) == 1 and item.clauses[0].words.endswith(("：", ":"))


def _works(item: Item) -> list[Item]:
    """The works of one paragraph; none where their numbers do not count from one."""
    clause = item.clauses[0]
    starts = sorted({found.end() for marks in (_MARK, _AT_A_FIGURE) for found in marks.finditer(clause.text)})
    if len(starts) < _FEWEST or starts[0] != 0:
        return []
    pieces = [clause.text[start:end].strip() for start, end in pairwise([*starts, len(clause.text)])]
    found = [_work(piece, clause, item) for piece in pieces]
    counts = [mark_value(one.mark) for one in found]
    return found if counts == list(range(1, len(found) + 1)) and len({one.style for one in found}) == 1 else []


def _work(piece: str, clause: Clause, item: Item) -> Item:
    number = re.match(r"^(\d{1,2})[.．、]", piece)
    if number is not None:
        read = item_of(Paragraph(piece[number.end() :].strip(), item.place, label=number[0]))
    else:
        read = item_of(Paragraph(piece, item.place))
    return replace(read, clauses=[replace(clause, text=read.text, words="")])
