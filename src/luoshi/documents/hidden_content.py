"""What a reader leaves out on purpose, said with its place: deleted, struck-out, hidden."""

from collections.abc import Sequence

from luoshi.place import Place
from luoshi.plan import Finding, Level

_WHY = {
    "deleted": ("修订中已删除", "deleted in tracked changes"),
    "struck": ("加了删除线", "struck out"),
    "hidden": ("已隐藏", "hidden"),
    "note": ("标作上标（注释号）", "raised, as a note's mark,"),
    "comment": ("写在批注里", "in a comment"),
    "boxed": ("在文本框或图形里", "in a text box or drawing"),
    "margin": ("在页眉页脚里", "in the page's header or footer"),
    "covered": ("被合并的单元格盖住", "covered by a merged cell"),
    "turned": ("在表格之外斜排或竖排（水印等）", "turned and outside tables (a watermark, say)"),
    "footnote": ("是脚注或尾注", "a footnote or endnote"),
    "prompt": ("是控件的提示语", "the prompt of a control"),
    "field-code": ("是域代码", "the code of a field"),
    "pinyin": ("是注音", "the pronunciation over a word"),
    "graphic": ("在图形、图表或艺术字里", "in a drawing, chart or word art"),
    "options": ("是没有选中的选项", "options that are not chosen"),
    "controls": ("是网页的按钮或导航", "buttons or navigation of the page"),
    "unseen": ("不在页面上显示", "not shown on the page"),
}


def row_left_out(why: str, text: str, place: Place) -> Finding:
    """Say that a whole row was not read; `why` is a key of _WHY: deleted, struck, hidden."""
    return _finding(f"row-{why}", "这一行", "This row", why, text, place)


def rows_filtered(rows: Sequence[int], place: Place) -> Finding:
    """Say that rows which a filter hides were read as the others."""
    listed = "、".join(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
    return Finding(
        "rows-filtered",
        Level.NOTE,
        f"有{len(rows)}行被筛选隐藏，已照常读入：第{listed}行。不要的请先在原表中删去。",
        place,
        f"{len(rows)} rows that a filter hides were read as the others: {listed}; please delete what is not meant.",
        written=str(len(rows)),
    )


def text_left_out(why: str, text: str, place: Place) -> Finding:
    """Say that some words of a cell or paragraph were not read."""
    return _finding(f"text-{why}", "这里有文字", "Some words here are", why, text, place)


def column_read(text: str, place: Place) -> Finding:
    """Say that a hidden column was read, since a person said what it holds."""
    short = _short(text)
    return Finding(
        "column-read-hidden",
        Level.NOTE,
        f"这一列在文件里是隐藏的，按选定的含义读了：{short}",
        place,
        f"This column is hidden in the file, and was read as was said of it: {short}",
        written=text.strip() or None,
    )


def column_left_out(text: str, cells: int, place: Place) -> Finding:
    """Say that a hidden column was not read: its first words, and how many cells of it hold some."""
    short = _short(text)
    return Finding(
        "column-hidden",
        Level.NOTE,
        f"这一列已隐藏，其中{cells}格未作为任务读入：{short}",
        place,
        f"This column is hidden; its {cells} cells were not read: {short}",
        written=text.strip() or None,
    )


def turned_left_out(text: str, place: Place) -> Finding:
    """Say that turned words of a page, outside its tables, were not read."""
    return _finding("text-turned", "这一页有文字", "Some words of this page are", "turned", text, place)


def page_numbers_left_out(numbers: Sequence[str], page: int) -> Finding:
    """Say that the numbers of pages were not read, all of a file in one; `page` is the first that bears one."""
    listed = " ".join(numbers)
    short = listed if len(listed) <= 60 else listed[:59] + "…"
    return Finding(
        "page-mark",
        Level.NOTE,
        f"有{len(numbers)}处页码没有读入：{short}",
        Place(page=page),
        f"{len(numbers)} numbers of pages were not read: {short}",
        written=listed,
    )


def sheet_left_out(name: str) -> Finding:
    return _finding("sheet-hidden", "这张工作表", "This sheet", "hidden", name, Place(sheet=name))


def object_left_out(program: str, place: Place) -> Finding:
    """Say that something of another program is embedded here and was not read; `program` is its own name."""
    return Finding(
        "object-not-read",
        Level.WARNING,
        f"这里嵌入了其他程序的对象（{program or '未知程序'}），其中的内容没有读入，请与原文件核对。",
        place,
        f"An object of another program ({program or 'unknown'}) is embedded here; what it holds was not read.",
        written=program or None,
    )


def symbol_unknown(count: int, place: Place) -> Finding:
    """Say that some signs are of a symbol font whose signs are not known."""
    return Finding(
        "symbol-unknown",
        Level.WARNING,
        f"这里有{count}个符号来自符号字体，不知道是什么，请与原文件核对。",
        place,
        f"{count} signs here are of a symbol font and not known; please compare with the original.",
    )


def choice_assumed(text: str, place: Place) -> Finding:
    """Say that the page does not store which entry of a list was chosen, and that the first one is shown."""
    return Finding(
        "choice-assumed",
        Level.WARNING,
        f"这里的下拉框没有存下选了哪一项，网页显示的是第一项“{text[:40]}”，请核对。",
        place,
        f"The page does not say which entry is chosen here; it shows the first one, “{text[:40]}”.",
        written=text,
    )


def table_repeated(other: int, rows: int, place: Place) -> Finding:
    """Say that a table is a copy of one that stands before it."""
    return Finding(
        "table-repeated",
        Level.NOTE,
        f"这张表的{rows}行与第{other}张表重复（网页为固定列或表头做的副本），没有再读一次。",
        place,
        f"The {rows} rows of this table stand in table {other} already (a copy that keeps columns in view).",
        written=str(rows),
    )


def part_left_out(name: str, reason: str, reason_en: str, place: Place) -> Finding:
    """Say that a part which the file shows here was not read, and why."""
    return Finding(
        "part-not-shown",
        Level.ERROR,
        f"这里插入了另一份文件（{name[-60:]}），没有读入：{reason}",
        place,
        f"Another file is inserted here ({name[-60:]}) and was not read: {reason_en}",
        written=name or None,
    )


def _finding(code: str, what: str, what_en: str, why: str, text: str, place: Place) -> Finding:
    chinese, english = _WHY[why]
    short = _short(text)
    return Finding(
        code,
        Level.NOTE,
        f"{what}{chinese}，未作为任务读入：{short}",
        place,
        f"{what_en} {english} and not read: {short}",
        written=text.strip() or None,
    )


def _short(text: str) -> str:
    short = text.strip().replace("\n", " ")
    return short if len(short) <= 60 else short[:59] + "…"


def more_left_out(code: str, count: int) -> Finding:
    """Say that there are more findings of one code than are listed."""
    return Finding(
        code,
        Level.NOTE,
        f"还有{count}处同样的情况，没有逐一列出。",
        Place(),
        f"There are {count} more of this kind, which are not listed one by one.",
    )
