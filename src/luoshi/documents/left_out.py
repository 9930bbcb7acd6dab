"""What a reader leaves out on purpose, said with its place: deleted, struck-out, hidden."""

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
}


def row_left_out(why: str, text: str, place: Place) -> Finding:
    """Say that a whole row was not read; `why` is deleted, struck or hidden."""
    return _finding(f"row-{why}", "这一行", "This row", why, text, place)


def text_left_out(why: str, text: str, place: Place) -> Finding:
    """Say that some words of a cell or paragraph were not read."""
    return _finding(f"text-{why}", "这里有文字", "Some words here are", why, text, place)


def column_left_out(why: str, text: str, place: Place) -> Finding:
    return _finding(f"column-{why}", "这一列", "This column", why, text, place)


def turned_left_out(text: str, place: Place) -> Finding:
    """Say that turned words of a page, outside its tables, were not read."""
    return _finding("text-turned", "这一页有文字", "Some words of this page are", "turned", text, place)


def sheet_left_out(name: str) -> Finding:
    return _finding("sheet-hidden", "这张工作表", "This sheet", "hidden", name, Place(sheet=name))


def _finding(code: str, what: str, what_en: str, why: str, text: str, place: Place) -> Finding:
    chinese, english = _WHY[why]
    short = text.strip().replace("\n", " ")
    short = short if len(short) <= 60 else short[:59] + "…"
    return Finding(
        code,
        Level.NOTE,
        f"{what}{chinese}，未作为任务读入：{short}",
        place,
        f"{what_en} {english} and not read: {short}",
        written=text.strip() or None,
    )


def more_left_out(code: str, count: int) -> Finding:
    """Say that there are more findings of one code than are listed."""
    return Finding(
        code,
        Level.NOTE,
        f"还有{count}处同样的情况，没有逐一列出。",
        Place(),
        f"There are {count} more of this kind, which are not listed one by one.",
    )
