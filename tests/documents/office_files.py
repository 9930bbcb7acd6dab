"""Real files of every format, made from rows: what an office's own programs would save.

A made table has a header, and rows that may begin with a chapter (a line over all columns)
or a group whose cell is merged over its tasks.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import typst
from docx.enum.text import WD_BREAK
from docx.table import Table as WordTable
from openpyxl import Workbook
from openpyxl.styles import Alignment

from luoshi.plan import Plan, Task

DEMO = Path(__file__).parents[2] / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
HEADER = ("工作目标", "序号", "内容及要求", "牵头单位", "配合单位", "截至6月底完成情况")


@dataclass(frozen=True)
class Part:
    """A chapter with its groups of tasks, each task as a row of texts behind the group's name."""

    chapter: str
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def row_of(task: Task) -> tuple[str, ...]:
    return (str(task.no), task.text, "、".join(task.lead), "、".join(task.cooperating) or "/", task.statement)


def parts_of(plan: Plan) -> list[Part]:
    parts = []
    for chapter, tasks in groupby(plan.tasks, key=lambda task: task.chapter):
        groups = groupby(tasks, key=lambda task: task.objective)
        parts.append(Part(chapter, tuple((name, tuple(map(row_of, found))) for name, found in groups)))
    return parts


def as_docx(parts: Sequence[Part], title: str = "", per_page: int = 0) -> bytes:
    """Word: a table a chapter, the group's cell merged; with `per_page`, header and group again after so many rows."""
    document = docx.Document()
    if title:
        document.add_heading(title, level=0)
    for part in parts:
        if part.chapter:
            document.add_paragraph(part.chapter)
        table = _word_table(document)
        on_page = 0
        for group, rows in part.groups:
            begin = None
            for row in rows:
                if per_page and on_page == per_page:
                    _merge_down(table, begin)
                    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                    table, on_page, begin = _word_table(document), 0, None
                cells = table.add_row().cells
                begin = len(table.rows) - 1 if begin is None else begin
                for cell, text in zip(cells[1:], row, strict=True):
                    cell.text = text
                table.rows[begin].cells[0].text = group
                on_page += 1
            _merge_down(table, begin)
    return saved(document)


def _word_table(document: docx.document.Document) -> WordTable:
    table = document.add_table(rows=1, cols=len(HEADER))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    return table


def _merge_down(table: WordTable, begin: int | None) -> None:
    if begin is not None and len(table.rows) - 1 > begin:
        table.cell(begin, 0).merge(table.cell(len(table.rows) - 1, 0))


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_xlsx(parts: Sequence[Part], title: str = "") -> bytes:
    """Excel: one sheet, the title and each chapter merged over all columns, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    sheet.title = "任务分解"
    if title:
        sheet.append([title])
        sheet.merge_cells("A1:F1")
    sheet.append(HEADER)
    for part in parts:
        if part.chapter:
            sheet.append([part.chapter])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
        for group, rows in part.groups:
            begin = sheet.max_row + 1
            for row in rows:
                sheet.append([group if sheet.max_row + 1 == begin else None, int(row[0]), *row[1:]])
            sheet.merge_cells(start_row=begin, end_row=sheet.max_row, start_column=1, end_column=1)
            sheet.cell(begin, 1).alignment = Alignment(vertical="center", wrap_text=True)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_html(parts: Sequence[Part], title: str = "") -> bytes:
    """A saved page: the table within the site's layout table, groups by rowspan, chapters by colspan."""
    rows = ["<tr>" + "".join(f"<th>{name}</th>" for name in HEADER) + "</tr>"]
    for part in parts:
        if part.chapter:
            rows.append(f'<tr><td colspan="6"><p><b>{escape(part.chapter)}</b></p></td></tr>')
        for group, tasks in part.groups:
            for index, task in enumerate(tasks):
                head = f'<td rowspan="{len(tasks)}"><p>{escape(group)}</p></td>' if index == 0 else ""
                rows.append(f"<tr>{head}" + "".join(f"<td><p>{escape(text)}</p></td>" for text in task) + "</tr>")
    page = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{escape(title)}</title>
<style>p {{ margin: 0 }}</style><script>var columns = "<table>";</script></head><body>
<table width="1000"><tr><td><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></td></tr>
<tr><td><h1>{escape(title)}</h1><table border="1">{"".join(rows)}</table></td></tr>
<tr><td>主办单位:区人民政府办公室</td></tr></table></body></html>"""
    return page.encode("gb18030")


def as_pdf(parts: Sequence[Part], title: str = "", *, repeat_header: bool = True, look: str = "") -> bytes:
    """A PDF with ruled cells, in which rows and cells go on over the pages; `look` is Typst's options of a table."""
    body = []
    for part in parts:
        if part.chapter:
            body.append(f'table.cell(colspan: 6)[#text("{_quoted(part.chapter)}")],')
        for group, tasks in part.groups:
            for index, task in enumerate(tasks):
                if index == 0:
                    body.append(f'table.cell(rowspan: {len(tasks)})[#text("{_quoted(group)}")],')
                body += [f'[#text("{_quoted(text)}")],' for text in task]
    header = "".join(f'[#text("{name}")],' for name in HEADER)
    head = f"table.header({header})," if repeat_header else header
    return _typeset(
        f"""= #text("{_quoted(title)}")
#table(columns: (14%, 6%, 34%, 12%, 20%, 14%), {look} {head} {"".join(body)})"""
    )


def typeset(source: str) -> bytes:
    """Set a document in Typst: A4, small type, Chinese fonts."""
    return _typeset(source)


def _typeset(source: str) -> bytes:
    settings = (
        '#set page(paper: "a4", margin: 2cm, numbering: "— 1 —")\n#set text(size: 9pt, font: "Noto Serif CJK SC")\n'
    )
    return compiled(settings + source)


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, found once a process: each document took forty times as long to find them as to be set."""
    return typst.Fonts()


def compiled(source: str, **how: Any) -> bytes:
    """Set a document in Typst that brings its own paper and type; a picture of it where `how` asks for one."""
    made: bytes = typst.compile(source.encode(), font_paths=_fonts(), **how)
    return made


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@dataclass(frozen=True)
class Span:
    """A cell of a small table that goes over several rows or columns."""

    text: str
    down: int = 1
    across: int = 1


def _placed(rows: Sequence[Sequence[str | Span]]) -> list[tuple[int, int, Span]]:
    """Put cells where those that reach down from above leave room, as HTML does."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            span = cell if isinstance(cell, Span) else Span(cell)
            while (row, column) in taken:
                column += 1
            placed.append((row, column, span))
            taken |= {(row + r, column + c) for r in range(span.down) for c in range(span.across)}
            column += span.across
    return placed


def grid_as_docx(rows: Sequence[Sequence[str | Span]], *above: str) -> bytes:
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    placed = _placed(rows)
    width = max(column + span.across for _, column, span in placed)
    table = document.add_table(rows=len(rows), cols=width)
    cells = table._cells  # table.cell walks the whole table for each cell
    for row, column, span in placed:
        cell = cells[row * width + column]
        if span.down > 1 or span.across > 1:
            cell = cell.merge(cells[(row + span.down - 1) * width + column + span.across - 1])
        cell.text = span.text
    return saved(document)


def grid_as_xlsx(rows: Sequence[Sequence[str | Span]], *above: str) -> bytes:
    book = Workbook()
    sheet = book.active
    for line in above:
        sheet.append([line])
    top = len(above) + 1
    for row, column, span in _placed(rows):
        text: str | int = (
            int(span.text) if span.text.isascii() and span.text.isdigit() and len(span.text) < 6 else span.text
        )
        sheet.cell(top + row, column + 1, text or None)
        if span.down > 1 or span.across > 1:
            last = (top + row + span.down - 1, column + span.across)
            sheet.merge_cells(start_row=top + row, start_column=column + 1, end_row=last[0], end_column=last[1])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def grid_as_html(rows: Sequence[Sequence[str | Span]], *above: str) -> bytes:
    lines = []
    for cells in rows:
        spans = [cell if isinstance(cell, Span) else Span(cell) for cell in cells]
        lines.append("<tr>" + "".join(_td(span) for span in spans) + "</tr>")
    head = "".join(f"<p>{escape(line)}</p>" for line in above)
    return f"<html><body>{head}<table>{''.join(lines)}</table></body></html>".encode()


def _td(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    return f'<td rowspan="{span.down}" colspan="{span.across}">{text}</td>'


def grid_as_pdf(rows: Sequence[Sequence[str | Span]], *above: str) -> bytes:
    placed = _placed(rows)
    width = max(column + span.across for _, column, span in placed)
    cells = "".join(
        f"table.cell(x: {column}, y: {row}, rowspan: {span.down}, colspan: {span.across})"
        f'[#text("{_quoted(span.text)}")],'
        for row, column, span in placed
    )
    head = "\n\n".join(f'#text("{_quoted(line)}")' for line in above)
    return _typeset(f"{head}\n#table(columns: {width}, {cells})")


FORMATS = {"docx": grid_as_docx, "xlsx": grid_as_xlsx, "html": grid_as_html, "pdf": grid_as_pdf}
