"""The title of a document, which its typesetter may have put on several lines.

云蒙县人民政府督查室                   the office that issues it, and what it issues: one title
关于2026年上半年重点工作
推进情况的督查通报

云蒙县人民政府文件                     a red head, a file number, an annex's label are no part of one
云政发〔2026〕9号
"""

import re
from collections.abc import Sequence

from luoshi.documents import Document, Table
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.tasktable import numbering
from luoshi.tasktable.forms import labelled_lines
from luoshi.units import looks_like_unit

LONGEST_TITLE = 80  # characters
_LONGEST_LINE = 45  # of a line that others go on
_MOST_LINES = 4  # that one title goes over
_CONSIDERED = 6  # lines above the tasks that may be it
_SAYS_TASKS = expression(
    r"任务|事项|分解|清单|完成情况|进展|实事|工作|目标|计划|要点|报告|方案|台账|指标|表$|(?:通知|督办|交办|督查)单$"
)
_PAPER = r"通知|通报|通告|公告|公示|报告|意见|方案|决定|批复|规定|办法|纪要|函|请示|决议"
_ENDS = expression(
    rf"(?:{_PAPER}|[表单书卡册]|清单|台账|要点|计划|简报|快报|专报|情况|安排|实事|分工|任务|项目|事项|指标|分解|进展|汇编|措施)"
    r"(?:[（(][^（）()]{1,30}[)）])?$"
)
_ISSUES = expression(rf"(?:{_PAPER})(?:[（(][^（）()]{{1,30}}[)）])?$")
_GOES_ON_BELOW = expression(r"(?:关于|印发|转发|下发|分解落实)$|[、和及与的《“》]$|20\d\d年(?:度)?$")
_OPENS = expression(r"^(?:关于|印发|20\d\d年|[《“])")
_NUMBER_OF_FILE = expression(
    r"[〔\[（(【]\s*20\d\d\s*[〕\])）】]\s*第?\s*\d+\s*号|^第\s*[\d一二三四五六七八九十]+\s*[期号]|总第"
)
_HEAD = expression(r"文件$|网站$|政府网$|门户$|^附\s*[件表录]")
_DAY = expression(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
# what a browser prints over a page, before the page's own title
_PRINTED = expression(
    r"^(?:20\d\d[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}),?\s*\d{1,2}:\d\d(?:\s*[AP]M)?\s*", needs=":"
)
_SPACED = expression(r"^(?:[\u4e00-\u9fff][ \u3000]+){2,}[\u4e00-\u9fff]$", needs=" \u3000")
_LAST_BRACKET = expression(r"\s*[（(][^（）()]{1,30}[)）]$", needs="（(")
_YEAR = expression(r"20\d\d")
# 2026年全面完成招商任务 is a task; 2026年任务完成情况 is a title
_PROMISES = expression(
    r"(?:完成|推进|落实|开展|实施|建成|新增|做好|抓好|确保)(?!情况|进展)|\d(?!\d{0,3}年)\d*[个%％万亿公]"
)


def title_of(document: Document, over_tables: Sequence[str]) -> str | None:
    """Return the document's title: the format's own, else lines above the tasks, else the line over the table.

    Args:
        over_tables: the lines that stand within tables over their headers, and the titles of parts that gave tasks.
    """
    above = _lines_above(document)
    likely = [line for line in above if len(line) <= LONGEST_TITLE and not numbering.is_chapter(line)][:_CONSIDERED]
    options = [*([document.title] if document.title else []), *likely, *over_tables]
    plain = [text for text in options if _may_be_title(text)]
    chosen = next(iter([text for text in plain if _SAYS_TASKS.search(text)] or plain), None)
    if chosen == document.title and (own := next((line for line in likely if _names_page(line, chosen)), None)):
        return own
    if chosen is None or chosen == document.title or chosen not in above:
        return _of_all(chosen, over_tables)
    return _PRINTED.sub("", _whole(above, above.index(chosen)))


def stands_over_tasks(line: str, over_table: bool) -> bool:
    """Tell whether the first line of a pasted text is its title, and no task: 2026年督查重点任务.

    Args:
        over_table: a table of tasks stands below it; over plain lines it has to name its year too.
    """
    if not _may_be_title(line) or len(line) > LONGEST_TITLE or _PROMISES.search(line):
        return False
    return bool(_SAYS_TASKS.search(line)) if over_table else bool(_ENDS.search(line) and _YEAR.search(line))


def _of_all(title: str | None, over_tables: Sequence[str]) -> str | None:
    """Leave off the bracket in which the titles of several tables differ: …分工表（产业发展）, …分工表（城市建设）."""
    found = _LAST_BRACKET.search(title or "")
    if title is None or found is None or re.search(r"[\d年月季截]", found[0]):
        return title  # a day is the plan's own
    whole = title[: found.start()]
    differ = (other for other in over_tables if other != title and _LAST_BRACKET.sub("", other) == whole != other)
    return whole if any(differ) else title


def _names_page(line: str, title: str | None) -> bool:
    """Tell whether a page's title is this line with the name of its site or column behind: 工作要点_通知公告."""
    return (
        title is not None
        and _may_be_title(line)
        and bool(re.match(r"\s*[_|｜\-—–]+", title.removeprefix(line) if title.startswith(line) else ""))
    )


def _lines_above(document: Document) -> list[str]:
    """The lines before the first table; letters that are set apart (督 办 通 知 单) are one word."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            break
        text = block.text.replace("\n", "") if len(block.text) <= LONGEST_TITLE else block.text
        found.append(re.sub(r"\s", "", text) if _SPACED.match(text.strip()) else text)
    return found


def _may_be_title(text: str) -> bool:
    return (
        len(text) >= 4
        and not re.match(
            r"^附\s*[件表录]|^[（(].*[)）]$|^单位[:：]|^填报|^\w+:\s|^[【〔\[]\w{1,6}[\d一二三四五六七八九十]+[】〕\]]",
            text,
        )
        and text[-1] not in "。：:；;，,"
        and not re.match(r"\d{1,3}[.．、)）]\s*(?!\d)", text)
        and not labelled_lines(text, Place())
    )


def _whole(lines: Sequence[str], at: int) -> str:
    """Return a title with the lines above and below it that it goes over."""
    title, taken = lines[at], 1
    for below in lines[at + 1 : at + _MOST_LINES]:
        if not _breaks_off(title) or not _is_piece(below) or numbering.is_chapter(below):
            break
        if not (_ENDS.search(below) or _breaks_off(below)):
            break
        title, taken = title + below, taken + 1
    for above in reversed(lines[max(0, at + taken - _MOST_LINES) : at]):
        if not _is_piece(above) or not _leads_to(above, title):
            break
        title = above + title
    return title


def _breaks_off(title: str) -> bool:
    """Tell whether a line is no whole title: 关于…重点工作 without what is issued; 青山市2026年."""
    if _GOES_ON_BELOW.search(title) or _is_open(title):
        return True
    return "关于" in title and not _ISSUES.search(title)


def _is_open(title: str) -> bool:
    return title.count("《") > title.count("》") or title.count("“") > title.count("”")


def _leads_to(above: str, title: str) -> bool:
    """Tell whether a line is the beginning of the title below it, rather than a title or a red head."""
    if _GOES_ON_BELOW.search(above) or _is_open(above):
        return True
    if above in title or _ISSUES.search(above):
        return False
    if looks_like_unit(above):
        return bool(_OPENS.match(title))
    return bool(_YEAR.search(above)) and not _YEAR.search(title) and not _ENDS.search(above)


def _is_piece(line: str) -> bool:
    """Tell whether a line may be a part of a title: short, no sentence, no number of a file, no day, no red head."""
    bare = line.strip()
    if not 1 < len(bare) <= _LONGEST_LINE or bare[-1] in "。：:；;，,！!":
        return False
    if re.match(r"^[（(].*[)）]$", bare) or labelled_lines(bare, Place()):
        return False
    return not (_NUMBER_OF_FILE.search(bare) or _HEAD.search(bare) or _DAY.search(bare))
