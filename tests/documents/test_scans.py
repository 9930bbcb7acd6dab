"""A scanned PDF is read from its pictures where tesseract can, and the plan says that it may be wrong."""

import pytest

from luoshi.documents import read_document
from luoshi.errors import UnreadableFile
from luoshi.tasktable import plan_of
from tests.documents.office_files import compiled

PAGE = """#set page(width: 21cm, height: 29.7cm, margin: 2cm)
#set text(font: "Noto Sans CJK SC", size: 15pt)
2025年重点任务

1.新建改造公园5个，新增绿地12公顷。（牵头单位：住建局）

2.完成固定资产投资300亿元。（牵头单位：发改局）
"""


def scan() -> bytes:
    """The page as a picture of it, in a PDF."""
    picture = compiled(PAGE, format="png", ppi=150)
    octets = ", ".join(map(str, picture))
    page = f"#set page(width: 21cm, height: 29.7cm, margin: 0cm)\n#image(bytes(({octets})), width: 100%)"
    return compiled(page)


@pytest.mark.tesseract
def test_the_tasks_of_a_scan_are_read_and_said_to_be_recognised() -> None:
    plan = plan_of(read_document(scan(), "scan.pdf"))

    assert [target.value for task in plan.tasks for target in task.targets] == [5, 12, 30_000_000_000]
    assert plan.findings[0].code == "recognised"


def test_without_tesseract_a_scan_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UnreadableFile, match="扫描件"):
        read_document(scan(), "scan.pdf")
