"""A doc on a machine without LibreOffice: words, tables and automatic numbers are read as LibreOffice reads them."""

import contextlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from luoshi.documents import read_document
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.limits import DEFAULT, Limits
from luoshi.documents.ole import Compound, number
from luoshi.documents.word import read_word
from luoshi.documents.word_binary import read_word_binary
from luoshi.documents.word_lists import Level, counted, written
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.tasktable import plan_of
from tests.documents.office_files import DEMO, as_docx, parts_of
from tests.documents.old_files import (
    NOTED,
    NUMBERED,
    NUMBERED_LINES,
    PLANNED,
    as_doc,
    back_to_docx,
    numbered,
    planned,
)

FIELDS = ("no", "chapter", "objective", "text", "lead", "cooperating", "statement", "claim")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any program."""
    monkeypatch.setenv("PATH", "")


def shown(blocks: list[Block]) -> list[object]:
    return [
        [[cell.text for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else (block.level, block.label, block.text)
        for block in blocks
    ]


def own(data: bytes) -> list[object]:
    read = read_word_binary(data, DEFAULT)
    assert read is not None
    return shown(read[0])


def test_automatic_numbers_are_read() -> None:
    read = read_word_binary(NUMBERED.read_bytes(), DEFAULT)
    assert read is not None
    paragraphs = [block for block in read[0] if isinstance(block, Paragraph)]
    labels = {paragraph.text: paragraph.label for paragraph in paragraphs}
    assert [(words, labels[words]) for _, _, words, _ in NUMBERED_LINES] == [
        (words, label) for _, _, words, label in NUMBERED_LINES
    ]
    assert labels["由样式编号。"] == "⑤"
    assert read[2] == "2025年重点任务"
    assert [(paragraph.text, paragraph.level) for paragraph in paragraphs if paragraph.level] == [("一张表", 1)]


@pytest.mark.usefixtures("bare")
def test_a_plan_in_a_table_is_read_with_its_numbers_and_a_doubt() -> None:
    document = read_document(PLANNED.read_bytes(), "2025.doc")
    plan = plan_of(document)
    assert document.kind == "doc"
    assert [(task.no, task.objective, task.text, task.lead) for task in plan.tasks] == [
        (1, "城建", "新建公园5个。", ("园林局",)),
        (2, "城建", "改造道路3条。", ("住建局",)),
        (3, "教育", "新增学位2000个。", ("教育局",)),
        (4, "卫生", "新增床位200张。", ("卫健局",)),
    ]
    assert [finding.code for finding in document.findings] == ["read-directly", "row-hidden", "text-struck"]
    assert "自动编号" in document.findings[0].message
    assert plan.title == "2025年重点任务分解表"


@pytest.mark.libreoffice
def test_it_reads_what_libreoffice_reads(tmp_path: Path) -> None:
    """The same doc, by our reader and by LibreOffice's, which saves what it has read as docx."""
    old = as_doc(numbered(), tmp_path)
    assert own(old) == shown(read_word(back_to_docx(old, tmp_path), DEFAULT)[0])


@pytest.mark.long
@pytest.mark.libreoffice
def test_it_reads_the_table_of_which_libreoffice_keeps_the_words_only(tmp_path: Path) -> None:
    old = as_doc(planned(), tmp_path)
    back = read_word(back_to_docx(old, tmp_path), DEFAULT)[0]
    (_, table) = own(old)
    made = read_word(planned(), DEFAULT)[0][1]
    assert isinstance(made, Table)
    assert table == [[cell.text for cell in row.cells] for row in made.rows]
    assert "新建公园5个。园林局改造道路3条。" in "".join(block.text for block in back if isinstance(block, Paragraph))


@pytest.mark.long
@pytest.mark.libreoffice
def test_the_whole_plan_is_read_as_from_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = plan_of(read_document(DEMO.read_bytes(), DEMO.name))
    old = as_doc(as_docx(parts_of(plain), "2025年政府工作报告重点任务分解表"), tmp_path)
    monkeypatch.setenv("PATH", "")
    plan = plan_of(read_document(old, "a.doc"))
    assert [tuple(getattr(task, name) for name in FIELDS) for task in plan.tasks] == [
        tuple(getattr(task, name) for name in FIELDS) for task in plain.tasks
    ]


def patched(data: bytes, at: int, value: int, size: int) -> bytes:
    """Change a number in the stream of words, which lies in one piece in a small file."""
    words = Compound(data).stream("WordDocument")
    assert words is not None
    begin = data.index(words[:512])
    return data[: begin + at] + value.to_bytes(size, "little") + data[begin + at + size :]


@pytest.mark.usefixtures("bare")
def test_a_doc_with_a_password_says_so() -> None:
    data = PLANNED.read_bytes()
    with pytest.raises(UnreadableFile, match="加密"):
        read_document(patched(data, 10, 0x1300, 2), "a.doc")


@pytest.mark.usefixtures("bare")
def test_a_doc_from_before_word_97_says_how_to_save_it() -> None:
    with pytest.raises(UnreadableFile, match="另存为docx"):
        read_document(patched(PLANNED.read_bytes(), 2, 0x68, 2), "a.doc")


@pytest.mark.usefixtures("bare")
def test_the_limits_hold() -> None:
    for limits, word in ((Limits(rows=2), "行"), (Limits(cells=5), "格"), (Limits(characters=10), "字")):
        with pytest.raises(UnreadableFile, match=word):
            read_document(PLANNED.read_bytes(), "a.doc", limits=limits)


def places() -> Iterator[int]:
    """Where the header tells lengths and addresses (FibRgLw97, FibRgFcLcb97)."""
    yield from range(0x4C, 0x6C, 4)
    for at in (0xA2, 0xFA, 0x102, 0x1A2, 0x2E2, 0x2EA):
        yield from (at, at + 4)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("value", [0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF])
@pytest.mark.parametrize("at", list(places()))
def test_no_number_of_the_header_breaks_or_hangs(at: int, value: int) -> None:
    for path in (NUMBERED, PLANNED):
        try:
            document = read_document(patched(path.read_bytes(), at, value, 4), "a.doc")
        except LuoshiError as error:
            told = str(error)
        else:
            told = "".join(finding.message for finding in document.findings)
        assert told.endswith("。") or "：" in told


@pytest.mark.usefixtures("bare")
def test_no_byte_of_lists_and_styles_breaks_the_reading() -> None:
    """Each byte of the table stream in turn is the largest that there is."""
    data = NUMBERED.read_bytes()
    words, table = Compound(data).stream("WordDocument"), Compound(data).stream("1Table")
    assert words is not None
    assert table is not None
    begin = data.index(table[:512])
    lists = number(words, 0x2E2, 4)
    for start, end in pairwise((lists, lists + 600)):
        for at in range(start, min(end, len(table)), 3):
            changed = data[: begin + at] + b"\xff" + data[begin + at + 1 :]
            with contextlib.suppress(LuoshiError):
                assert read_document(changed, "a.doc").blocks


def test_a_level_that_is_a_huge_number_costs_nothing() -> None:
    levels = {999_999_999: Level(1, "decimal", "%1.%2")}
    assert counted(levels, 999_999_999, {}) == "1.1"


FORMS = {
    "decimal": "3",
    "decimalZero": "03",
    "chineseCountingThousand": "三",
    "taiwaneseCountingThousand": "三",
    "decimalEnclosedCircle": "③",
    "decimalEnclosedParen": "⑶",
    "decimalEnclosedFullstop": "⒊",
    "chineseLegalSimplified": "叁",
    "ideographTraditional": "丙",
    "upperRoman": "III",
    "lowerLetter": "c",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_a_number_is_written_as_word_writes_it(form: str) -> None:
    assert written(3, form) == FORMS[form]


def test_raised_marks_symbols_and_notes_of_a_doc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    document = read_document(NOTED.read_bytes(), "a.doc")
    assert [[cell.text for cell in row.cells][1:] for row in document.tables[0].rows[1:]] == [
        ["建成公寓1200套", "住建局", "☑已完成 □推进中"],
        ["新增绿地3万m²", "园林局", "已新增1万m²"],
    ]
    assert [(f.code, f.written) for f in document.findings][1:] == [
        ("text-note", "1"),
        ("text-struck", "5万"),
        ("text-footnote", "含续建"),
        ("text-margin", "内部资料"),
    ]
