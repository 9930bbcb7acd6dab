"""Who reads the table of a file: Luoshi, and what people would use instead.

    python -m bench.table_readers luoshi-plan FILE ROWS.json ROUNDS

Prints one JSON object: how many rows were recovered exactly, median seconds, and the peak memory
of the process in MB. Each runs alone in a process. A row is recovered when its number, text,
units and statement are found side by side, spaces aside; merged cells are not asked for.
"""

import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

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


READERS: dict[str, Reader] = {
    "luoshi-document": luoshi_document,
    "luoshi-plan": luoshi_plan,
    "markitdown": markitdown,
    "pandas.read_html": pandas_html,
    "pandas.read_excel": pandas_excel,
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_lattice,
}


def squeezed(cell: Any) -> str:
    text = re.sub(r"\s+", "", "" if cell is None else str(cell))
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text


def recovered(rows: Rows, wanted: list[list[str]]) -> int:
    """Count the wanted rows whose last five cells stand side by side at the end of a row found."""
    found = {tuple(squeezed(cell) for cell in row)[-5:] for row in (list(row) for row in rows)}
    return sum(tuple(squeezed(cell) for cell in row[-5:]) in found for row in wanted)


def main() -> None:
    name, path, wanted, rounds = (
        sys.argv[1],
        Path(sys.argv[2]),
        json.loads(Path(sys.argv[3]).read_text()),
        int(sys.argv[4]),
    )
    real, sys.stdout = sys.stdout, sys.stderr
    read = READERS[name]
    right = recovered(read(path), wanted)  # the first round also imports what it needs, and is not timed
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _row in read(path):
            pass
        seconds.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"right": right, "seconds": statistics.median(seconds), "peak": peak}), file=real)


if __name__ == "__main__":
    main()
