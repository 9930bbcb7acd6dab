"""A document's blocks → its parts: the main text, each annex, each list with a title of its own.

附件一                                    a part
2031年十件实事完成情况汇总表                its title, its year, and that it tells results
| 重点事项 | 牵头单位 | 实际进度 |          a table in it
附件二 …                                  the next part

A list behind the end of a speech (江州市2031年八类民生项目清单) is a part without 附件 too.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from luoshi.documents import Block, Paragraph, Table
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.tasktable import year as years
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.items import Item, as_written, item_of
from luoshi.tasktable.numbering import mark_value
from luoshi.tasktable.wording import is_end_mark, is_footnote
from luoshi.units import looks_like_unit

_DATED = expression(
    r"^(?:20\d\d|[二○〇零Oo一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$",
    needs="年",
)
_FEWEST_NAMED = 3  # items that name their units, from which a signed text is the plan itself
_GLOSSARY = expression(r"名词|注\s*释|解释|释义|术语|附注")
_ANNEX = expression(r"^附\s*[件表录]?\s*\d*\s*[:：]?|^附件")
_LABEL = expression(r"^附\s*[件表录]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、]?\s*", needs="附")
_TASKS = expression(
    r"任务|实事|清单|要点|分工|分解|台账|工作安排|重点工作|目标责任|责任制|承诺|工作计划|行动计划|实施方案|(?:项目|年度|建设|推进|实施)计划|计划表?$|推进表|项目表|明细|目标"
)
_LIST = expression(
    r"(?:清单|一览表|明细表|汇总表|(?:任务|项目|分解|责任|安排|推进|进度|情况)表|实事(?:项目)?|民生项目|重点(?:任务|工作|项目)"
    r"|完成情况|进展情况|落实情况)(?:[（(][^（）()]{1,30}[)）])?$"
)
# 附件：1.任务清单 / 2.联络员登记表: what papers are called; a task (新建学校3所) is no name of one
_NAMES_PAPER = expression(
    r"(?:[表单册图函书]|方案|要点|计划|办法|细则|标准|指南|模板|样式|目录|汇编|报告|台账|分工|实事)(?:[（(][^（）()]{1,30}[)）])?[》”]?$"
)
_REPORTS = expression(r"(?:完成|办理|落实|进展|推进|执行|实施|办结|兑现)(?:情况|结果)|进展$|进度情况")
_SPEECH = expression(r"各位代表|各位委员|现在，?我代表|请予审议|请予审查")
_MOST_ANNEXED = 12  # names below 附件：… over a signature
_SHORT = 50  # characters of a line that may be a title


@dataclass(slots=True)
class Part:
    """The main text, an annex, or a list with its title.

    `tables` counts those of it that gave tasks; `is_notice` tells that it ends in a signature and a date, and
    something follows.
    """

    title: str
    items: list[Item] = field(default_factory=list)
    place: Place = Place()
    first: int = 0  # its first block
    tables: int = 0
    is_notice: bool = False
    lines: list[str] = field(default_factory=list)  # behind the one that begins it

    @property
    def is_glossary(self) -> bool:
        """Whether it explains words."""
        explained = sum(1 for item in self.items if re.search(r"[:：]?(?:是指|指的是|即指|，指|：指)", item.text[:60]))
        return bool(_GLOSSARY.search(self.title)) or (explained > 2 and explained * 3 > len(self.items))

    @property
    def is_speech(self) -> bool:
        return any(_SPEECH.search(item.text) for item in self.items[:40])

    @property
    def says_tasks(self) -> bool:
        """Whether its title announces tasks."""
        return bool(_TASKS.search(self.title))

    @property
    def says_results(self) -> bool:
        """Whether its title announces what became of tasks: 完成情况, 办理结果."""
        return bool(_REPORTS.search(self.title))

    @property
    def name(self) -> str:
        """Its title without 附件1; that where it has no other."""
        return _LABEL.sub("", self.title).strip() or self.title

    @property
    def year(self) -> int | None:
        return years.year_named([self.title])


def parts_of(blocks: Sequence[Block], with_tasks: Collection[int]) -> list[Part]:
    """Cut a document at its annexes and titled lists; the line behind 附件 is the annex's title.

    Args:
        with_tasks: the indexes of tables that gave tasks.
    """
    cutter = _Cutter()
    at = {block.place: index for index, block in enumerate(blocks)}
    for index, run in _runs(blocks):
        if isinstance(run, Table):
            cutter.table(index, gave=index in with_tasks)
            continue
        lines = as_written(run)
        follows_table = index + len(run) < len(blocks)
        for number, line in enumerate(lines):
            after = lines[number + 1] if number + 1 < len(lines) else None
            cutter.line(line, after, at.get(line.place, index), before_table=after is None and follows_table)
    return cutter.finished()


def _runs(blocks: Sequence[Block]) -> list[tuple[int, Table | list[Paragraph]]]:
    """The tables, and the paragraphs between them, each with the index of its first block."""
    runs: list[tuple[int, Table | list[Paragraph]]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            runs.append((index, block))
        elif runs and isinstance(runs[-1][1], list):
            runs[-1][1].append(block)
        else:
            runs.append((index, [block]))
    return runs


class _Cutter:
    """Puts lines into parts, one after the other."""

    def __init__(self) -> None:
        self.parts = [Part("")]
        self.named = 0  # lines that the title of this part has

    def _begin(self, title: str, place: Place, index: int) -> None:
        self.parts.append(Part(title, place=place, first=index))
        self.named = 0

    def table(self, index: int, *, gave: bool) -> None:
        self.parts[-1].tables += gave
        self.named = 2

    def line(self, line: Paragraph, after: Paragraph | None, index: int, *, before_table: bool) -> None:
        text, part = line.text.strip(), self.parts[-1]
        if is_end_mark(text) or is_footnote(text) or not text:
            return
        if _DATED.match(text) and self._is_mention(part):
            self.parts.pop()
            self.parts[-1].is_notice = _answers_little(self.parts[-1])
            self._begin("", line.place, index)
            return
        part.lines.append(text)
        if _begins_part(text):
            self._begin(text, line.place, index)
        elif _DATED.match(text) and _is_signed(part):
            part.is_notice = True
            if len(part.items) > 1:
                part.items.pop()  # who signs is no word of the last task
            self._begin("", line.place, index)
        elif len(self.parts) > 1 and self._names(part, line):
            part.title = f"{part.title} {text}".strip()
            self.named += 1
        elif self._begins_list(part, line, after, before_table=before_table):
            self._begin(text, line.place, index)
        else:
            part.items.append(item_of(line))

    def _is_mention(self, part: Part) -> bool:
        """Tell whether 附件：… only says what is annexed: names of annexes follow, and who signs above the day."""
        if len(self.parts) < 2 or not _ANNEX.match(part.title) or part.tables:
            return False
        *names, signed = part.lines or [""]
        return looks_like_unit(signed) and len(names) <= _MOST_ANNEXED and all(map(_NAMES_PAPER.search, names))

    def _names(self, part: Part, line: Paragraph) -> bool:
        """Tell whether a line goes on with the title of a part."""
        may = self.named < 2 and len(line.text) < _SHORT and not part.items and not part.tables
        return may and not item_of(line).style and line.text.strip()[-1] not in "。；;"

    @staticmethod
    def _begins_list(part: Part, line: Paragraph, after: Paragraph | None, *, before_table: bool) -> bool:
        """Tell whether a line is the title of a list of its own: number one of it, or its table, follows."""
        text = line.text.strip()
        if len(text) >= _SHORT or not _LIST.search(text) or line.label or item_of(line).style:
            return False
        if part.tables == 0 and not part.is_speech and not any(item.style for item in part.items):
            return False
        if before_table:
            return bool(part.tables) and years.year_named([text]) is not None
        return after is not None and _is_first(item_of(after))

    def finished(self) -> list[Part]:
        parts = self.parts
        if not parts[-1].items and len(parts) > 1 and not parts[-1].title and not parts[-1].tables:
            parts.pop()
            parts[-1].is_notice = False  # nothing follows: the plan itself is signed
        first = parts[0]
        lines = (item.text for item in first.items[:3] if not item.style and not item.labels)
        first.title = " ".join(line for line in lines if len(line) < 60)
        return parts


def _is_first(item: Item) -> bool:
    return bool(item.style) and mark_value(item.mark) == 1


def _is_signed(part: Part) -> bool:
    """Tell whether a part's last line is the office that signs it; its tasks name no units of their own."""
    last = part.items[-1] if part.items else None
    signed = last is not None and not last.style and len(last.text) < 30 and looks_like_unit(last.text)
    return signed and _answers_little(part)


def _answers_little(part: Part) -> bool:
    """Tell whether a signed text is no plan itself: hardly an item names its units."""
    return sum(1 for item in part.items if item.named) < _FEWEST_NAMED


def _begins_part(text: str) -> bool:
    """Tell whether a line begins an annex: 附件…, or a bare 名词解释."""
    if _ANNEX.match(text) and len(text) < _SHORT and not _GLOSSARY.search(text):
        return True
    return len(text) < 30 and bool(_GLOSSARY.search(text)) and not re.search(r"[。；;，,]", text)


def name_parts(drafts: Sequence[Draft], parts: Sequence[Part], captions: Mapping[int, str]) -> None:
    """Give each task the title and the year of its part; where all are of one, it needs no name.

    Args:
        captions: by block, what a sheet is called.
    """
    starts = [part.first for part in parts]
    for draft in drafts:
        at = bisect_right(starts, draft.order) - 1
        if at >= 0 and not draft.part:
            part = parts[at]
            draft.part, draft.year = part.name, part.year
        if caption := captions.get(draft.order, ""):
            draft.part = caption
            draft.year = years.year_named([caption]) or draft.year
    if len({draft.part for draft in drafts}) < 2:
        for draft in drafts:
            draft.part, draft.year = "", None


def year_of_parts(drafts: Sequence[Draft]) -> int | None:
    """The plan's year where its parts are of several: the latest one. None where they do not differ."""
    found = {draft.year for draft in drafts if draft.year}
    return max(found) if len(found) > 1 else None


def title_of_parts(drafts: Sequence[Draft]) -> str | None:
    """The title of the plan where its parts are of several years: that of the latest one."""
    latest = year_of_parts(drafts)
    return next((draft.part for draft in drafts if latest and draft.year == latest), None)
