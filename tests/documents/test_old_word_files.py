"""A doc whose tables the conversion loses is read from its own streams."""

from pathlib import Path

import pytest

from luoshi.documents.document import Paragraph, Table
from luoshi.documents.limits import DEFAULT
from luoshi.documents.word_binary import read_word_binary
from tests.documents.old_files import MERGED, STRUCK, as_doc, merged, struck

ANEW = pytest.param(True, id="made anew", marks=(pytest.mark.long, pytest.mark.libreoffice))


@pytest.fixture(params=[pytest.param(False, id="kept"), ANEW])
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    return as_doc(merged(), tmp_path) if request.param else MERGED.read_bytes()


@pytest.fixture(params=[pytest.param(False, id="kept"), ANEW])
def struck_file(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    return as_doc(struck(), tmp_path) if request.param else STRUCK.read_bytes()


def test_cells_and_merges_come_out_as_they_were(old_file: bytes) -> None:
    read = read_word_binary(old_file, DEFAULT)
    assert read is not None
    blocks = [block for block in read[0] if isinstance(block, Table) or block.text]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == "2025年重点任务"
    table = blocks[1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.distinct] for row in table.rows] == [
        ["工作目标", "序号", "工作任务", "牵头单位"],
        ["一、稳增长"],
        ["项目建设", "1", "引进项目20个。\n其中亿元以上8个。", "商务局"],
        ["项目建设", "2", "5G基站新建1200个。", "/"],
        ["", "3", "培育企业10家。", "工信局"],
    ]
    assert table.rows[2].cells[0] is table.rows[3].cells[0]


def test_struck_words_are_not_read_and_said_so(struck_file: bytes) -> None:
    read = read_word_binary(struck_file, DEFAULT)
    assert read is not None
    blocks, findings, _, _ = read
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["引进项目20个。"]
    assert [finding.code for finding in findings] == ["text-struck"]


@pytest.mark.parametrize("size", [100, 600, 3000, 9000])
def test_a_cut_file_is_damaged_and_never_hangs(old_file: bytes, size: int) -> None:
    try:
        read_word_binary(old_file[:size], DEFAULT)
    except (ValueError, LookupError):
        return


def test_rows_whose_formats_stand_apart_end_where_they_end() -> None:
    """A row of seven cells has more changes than a page of formats holds; they stand in the stream of data."""
    folder = next((Path(__file__).parent.parent / "cases" / "governments").glob("83-*"))
    read = read_word_binary((folder / "input.doc").read_bytes(), DEFAULT)
    assert read is not None
    (table,) = [block for block in read[0] if isinstance(block, Table)]
    assert (table.width, len(table.rows)) == (7, 11)
    assert [cell.text for cell in table.rows[2].cells][:3] == ["2", "经济发展", "招商引资到位资金"]
