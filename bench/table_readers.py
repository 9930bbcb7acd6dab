"""Who reads the table of a file: Luoshi, and what people would use instead.

    python -m bench.table_readers luoshi-plan FILE ROWS.json

Prints one JSON object: how many rows were recovered exactly, median CPU seconds, and the peak memory
of the process in MB. Each runs alone in a process. A row is recovered when its number, text,
units and statement are found side by side, spaces aside; merged cells are not asked for.
"""

import importlib
import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROUNDS = 5
SLOW = 8  # seconds: one round is enough then
Rows = Iterable[Iterable[Any]]
Reader = Callable[[Path], Rows]


def luoshi_document(path: Path) -> Rows:
    from luoshi.documents import read_document

    document = read_document(path.read_bytes(), path.name)
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def luoshi_plan(path: Path) -> Rows:
    from luoshi.documents import read_document
    from luoshi.tasktable import plan_of

    plan = plan_of(read_document(path.read_bytes(), path.name), year=2025)
    for task in plan.tasks:
        yield [task.no, task.text, "、".join(task.lead), "、".join(task.cooperating) or "/", task.statement]


def markitdown(path: Path) -> Rows:
    from markitdown import MarkItDown

    text = MarkItDown(enable_plugins=False).convert(path).text_content
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines()]


def pandas_html(path: Path) -> Rows:
    import pandas

    return [row for table in pandas.read_html(path) for row in table.to_numpy().tolist()]


def pandas_excel(path: Path) -> Rows:
    import pandas

    tables = pandas.read_excel(path, sheet_name=None).values()
    return [row for table in tables for row in table.to_numpy().tolist()]


def pdfplumber_tables(path: Path) -> Rows:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [row for page in pdf.pages for table in page.extract_tables() for row in table]


def camelot_lattice(path: Path) -> Rows:
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
    return [row for table in tables for row in table.df.to_numpy().tolist()]


# Each with the module that is imported before the clock starts.
READERS: dict[str, tuple[Reader, str]] = {
    "luoshi-document": (luoshi_document, "luoshi.documents"),
    "luoshi-plan": (luoshi_plan, "luoshi.tasktable"),
    "markitdown": (markitdown, "markitdown"),
    "pandas.read_html": (pandas_html, "pandas"),
    "pandas.read_excel": (pandas_excel, "pandas"),
    "pdfplumber": (pdfplumber_tables, "pdfplumber"),
    "camelot": (camelot_lattice, "camelot"),
}


def peak() -> float:
    """Return the most memory that this process has held, in MB.

    Linux keeps in ru_maxrss what the process held before it became this program, so the
    kernel's own count of this program is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE)):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def squeezed(cell: Any) -> str:
    text = re.sub(r"\s+", "", "" if cell is None else str(cell))
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text


def recovered(rows: Rows, wanted: list[list[str]]) -> int:
    """Count the wanted rows whose last five cells stand side by side at the end of a row found."""
    found = {tuple(squeezed(cell) for cell in row)[-5:] for row in (list(row) for row in rows)}
    return sum(tuple(squeezed(cell) for cell in row[-5:]) in found for row in wanted)


def main() -> None:
    name, path, wanted = sys.argv[1], Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    real, sys.stdout = sys.stdout, sys.stderr
    read, module = READERS[name]
    importlib.import_module(module)

    def round_of() -> tuple[float, list[Any]]:
        begun = time.process_time()
        rows = list(read(path))
        return time.process_time() - begun, rows

    first, rows = round_of()  # what is done once in a process is no part of a round, unless one round must do
    seconds = [first] if first > SLOW else [round_of()[0] for _ in range(ROUNDS)]
    told = {
        "right": recovered(rows, wanted),
        "rounds": len(seconds),
        "seconds": statistics.median(seconds),
        "peak": peak(),
    }
    print(json.dumps(told), file=real)


if __name__ == "__main__":
    main()
