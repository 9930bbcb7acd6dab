"""The same table as docx, xlsx, html and pdf: rows recovered, seconds and memory, beside others."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.files import MAKERS, rows_of
from bench.measuring import Table
from luoshi.documents import read_document
from luoshi.tasktable import plan_of

TITLE = "Tables out of files"
ABOUT = (
    "The demo plan's table with its objectives in merged cells, made by python-docx, openpyxl, typst and "
    "LibreOffice (office.pdf): 154 rows, and 2,000. Each reader runs alone in a process. CPU seconds are the median of "
    "five, or of one where the first takes over 8 s; memory is the peak of the process. A row counts when number, "
    "text, units and statement are exact."
)
ROOT = Path(__file__).parent.parent
DEMO = ROOT / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
LENGTHS = (154, 2000)
OURS = ("luoshi-document", "luoshi-plan")
RIVALS = {
    "docx": ("markitdown",),
    "xlsx": ("pandas.read_excel", "markitdown"),
    "html": ("pandas.read_html", "markitdown"),
    "pdf": ("pdfplumber", "camelot", "markitdown"),
    "office.pdf": ("pdfplumber",),
}
NAMES = {"luoshi-document": "**Luoshi**, to a Document", "luoshi-plan": "**Luoshi**, to a Plan with targets"}
# the `src` of another build of Luoshi, measured beside this one: LUOSHI_BENCH_BEFORE=../base/src
BEFORE = os.environ.get("LUOSHI_BENCH_BEFORE")
LONGEST = 240  # seconds a reader gets


def told(name: str, path: Path, wanted: Path, source: str) -> dict[str, float] | None:
    """Run one reader, Luoshi from `source`; None where it failed or took too long."""
    python = ROOT / ".venv-bench" / "bin" / "python"
    around = {**os.environ, "PYTHONPATH": source, "PYTHONWARNINGS": "ignore"}

    command = [python if python.exists() else sys.executable, "-m", "bench.table_readers", name, str(path), str(wanted)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=around, capture_output=True, text=True, check=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        print(error.stderr.strip().rpartition("\n")[2])
        return None
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def measure() -> Table:
    plan = plan_of(read_document(DEMO.read_bytes(), DEMO.name))
    lines = []
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder:
        for length in LENGTHS:
            rows = rows_of(plan, length)
            wanted = Path(folder) / "rows.json"
            wanted.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            for kind, make in MAKERS.items():
                path = Path(folder) / f"plan-2025.{kind}"
                make(rows, path)
                readers = [(name, NAMES.get(name, name), str(ROOT / "src")) for name in (*OURS, *RIVALS[kind])]
                if BEFORE:
                    readers += [(name, f"{NAMES[name]}, the build before", BEFORE) for name in OURS]
                for name, shown_as, source in readers:
                    answer = told(name, path, wanted, source)
                    shown = ["failed", "", ""]
                    if answer is not None:
                        shown = [f"{answer['right']:.0f}", f"{answer['seconds']:.3f}", f"{answer['peak']:.0f}"]
                    print(f"  {kind} {length} {shown_as}: {' '.join(shown)}", flush=True)
                    lines.append([kind, f"{length:,}", shown_as, *shown])
    return Table(["format", "rows", "reader", "rows exact", "CPU seconds", "MB at most"], lines)
