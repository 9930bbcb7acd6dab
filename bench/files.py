"""The demo plan's table as the files that offices publish: docx, xlsx, html and pdf.

The objective stands in one merged cell for its rows, as on paper. A longer table is the
same rows again under new numbers.
"""

import html
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from luoshi.plan import Plan

HEADINGS = ("工作目标", "序号", "内容及要求", "牵头单位", "配合单位", "完成情况")
Row = tuple[str, str, str, str, str, str]


def rows_of(plan: Plan, count: int) -> list[Row]:
    """Return `count` rows: objective, number, text, lead, cooperating, statement."""
    rows: list[Row] = []
    while len(rows) < count:
        for task in plan.tasks[: count - len(rows)]:
            lead, cooperating = "、".join(task.lead), "、".join(task.cooperating) or "/"
            rows.append((task.objective, str(len(rows) + 1), task.text, lead, cooperating, task.statement))
    return rows


def groups(rows: list[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Give the rows of each objective, with the place of the first, from 0."""
    at = 0
    for _, members in groupby(rows, key=lambda row: row[0]):
        group = list(members)
        yield at, group
        at += len(group)


def as_docx(rows: list[Row], path: Path) -> None:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    table = document.add_table(rows=len(rows) + 1, cols=len(HEADINGS))
    for line, cells in zip(table._tbl.tr_lst, [HEADINGS, *rows], strict=True):
        for cell, text in zip(line.tc_lst, cells, strict=True):
            cell.p_lst[0].add_r().text = text
    for at, group in groups(rows):
        for offset in range(len(group)):
            cell = table._tbl.tr_lst[at + 1 + offset].tc_lst[0]
            merge = OxmlElement("w:vMerge")
            if offset == 0:
                merge.set(qn("w:val"), "restart")
            else:
                cell.p_lst[0].clear_content()
            cell.get_or_add_tcPr().append(merge)
    document.save(str(path))


def as_xlsx(rows: list[Row], path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append([*row[:1], int(row[1]), *row[2:]])
    for at, group in groups(rows):
        if len(group) > 1:
            sheet.merge_cells(start_row=at + 2, end_row=at + 1 + len(group), start_column=1, end_column=1)
    book.save(path)


def as_html(rows: list[Row], path: Path) -> None:
    lines = ["<!doctype html><meta charset=utf-8><title>任务分解</title><table border=1><tr>"]
    lines += [f"<th>{heading}</th>" for heading in HEADINGS]
    for _, group in groups(rows):
        for offset, row in enumerate(group):
            cells = "".join(f"<td>{html.escape(text)}</td>" for text in row[1:])
            head = f"<td rowspan={len(group)}>{html.escape(row[0])}</td>" if offset == 0 else ""
            lines.append(f"</tr><tr>{head}{cells}")
    path.write_text("\n".join([*lines, "</tr></table>"]), encoding="utf-8")


def as_pdf(rows: list[Row], path: Path) -> None:
    import typst

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    page = io.StringIO()
    page.write('#set page(paper: "a4", flipped: true, margin: 1.5cm)\n#set text(font: "Noto Sans CJK SC", size: 8pt)\n')
    page.write("#table(columns: (2cm, 1.2cm, 1fr, 2.5cm, 3.5cm, 5cm), table.header(")
    page.write(", ".join(quoted(heading) for heading in HEADINGS) + "),\n")
    for _, group in groups(rows):
        page.write(f"table.cell(rowspan: {len(group)}, {quoted(group[0][0])}),\n")
        for row in group:
            page.write(", ".join(quoted(text) for text in row[1:]) + ",\n")
    page.write(")\n")
    typst.compile(page.getvalue().encode(), output=str(path))


def as_office_pdf(rows: list[Row], path: Path) -> None:
    """The docx, its table ruled, through LibreOffice: rows go on over pages there."""
    import docx

    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder:
        whole = Path(folder) / f"{path.stem}.docx"
        as_docx(rows, whole)
        document = docx.Document(str(whole))
        document.tables[0].style = "Table Grid"
        document.save(str(whole))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(whole)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.move(whole.with_suffix(".pdf"), path)


MAKERS = {"docx": as_docx, "xlsx": as_xlsx, "html": as_html, "pdf": as_pdf}
if shutil.which("soffice"):
    MAKERS["office.pdf"] = as_office_pdf
