"""A scanned PDF is read from its pictures where tesseract can, and the plan says that it may be wrong."""

import io

import pdfplumber
import pytest
import typst

from luoshi.documents import read_document
from luoshi.errors import UnreadableFile
from luoshi.tasktable import plan_of

PAGE = """#set page(width: 21cm, height: 29.7cm, margin: 2cm)
#set text(font: "Noto Sans CJK SC", size: 15pt)
2025年重点任务

1.新建改造公园5个，新增绿地12公顷。（牵头单位：住建局）

2.完成固定资产投资300亿元。（牵头单位：发改局）
"""


def scan() -> bytes:
    printed = typst.compile(PAGE.encode())
    with pdfplumber.open(io.BytesIO(printed)) as file:
        picture = file.pages[0].to_image(resolution=150).original.convert("RGB")
    scanned = io.BytesIO()
    picture.save(scanned, "PDF", resolution=150)
    return scanned.getvalue()


@pytest.mark.tesseract
def test_the_tasks_of_a_scan_are_read_and_said_to_be_recognised() -> None:
    plan = plan_of(read_document(scan(), "scan.pdf"))

    assert [target.value for task in plan.tasks for target in task.targets] == [5, 12, 30_000_000_000]
    assert plan.findings[0].code == "recognised"


def test_without_tesseract_a_scan_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UnreadableFile, match="扫描件"):
        read_document(scan(), "scan.pdf")
