"""What PDFium hands out is turned to what is looked at: rotation, crop box, turned words, letters, signs."""

import io
import threading
import unicodedata

import pypdfium2
import pytest

from luoshi.documents import read_document
from luoshi.documents.pdf_letters import LETTERLESS, LETTERS, RADICALS
from luoshi.errors import UnreadableFile
from tests.documents.office_files import compiled

HEAD = '#set page(width: 20cm, height: 12cm, margin: 1cm)\n#set text(font: "Noto Sans CJK SC", size: 11pt)\n'
ROWS = [["序号", "任务", "责任单位"], ["1", "新建公园5个，增长6.5%", "园林局"], ["2", "投用学校3所office", "区教育局"]]
GRID = "table(columns: (2cm, 9cm, 4cm), " + ", ".join(f"[{cell}]" for row in ROWS for cell in row) + ")"


def pdf(body: str) -> bytes:
    return compiled(HEAD + body)


def changed(data: bytes, *, turn: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """Turn the pages with the clock, and show a part of them only."""
    file = pypdfium2.PdfDocument(data)
    for page in file:
        page.set_rotation(turn)
        if crop:
            page.set_cropbox(*crop)
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def rows(data: bytes) -> list[list[str]]:
    document = read_document(data, "a.pdf")
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_looked_at_however_it_is_turned(turn: int) -> None:
    assert rows(changed(pdf(f"#{GRID}"), turn=turn)) == ROWS


@pytest.mark.parametrize(
    ("drawn", "turn"), [("-90deg", 90), ("90deg", 270), ("-90deg", 0), ("90deg", 0), ("180deg", 0)]
)
def test_a_table_that_was_drawn_turned_is_read_too(drawn: str, turn: int) -> None:
    data = pdf(f"#set page(width: 20cm, height: 20cm)\n#rotate({drawn}, reflow: true, {GRID})")

    assert rows(changed(data, turn=turn)) == ROWS


@pytest.mark.parametrize("turn", [0, 90])
def test_what_the_crop_box_hides_is_not_read(turn: int) -> None:
    data = pdf(f"#{GRID}\n#v(4cm)\n制表人：王某")
    document = read_document(changed(data, turn=turn, crop=(20.0, 200.0, 560.0, 340.0)), "a.pdf")

    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == ROWS
    assert document.paragraphs == []


@pytest.mark.parametrize("angle", ["-90deg", "90deg"])
def test_words_turned_by_a_quarter_are_read_in_their_cell(angle: str) -> None:
    turned = f"table.cell(rowspan: 2, rotate({angle}, reflow: true)[科技创新office])"
    table = f"#table(columns: 3, [目标], [序号], [任务], {turned}, [1], [新建公园5个], [2], [投用学校3所])"

    found = rows(pdf(table))
    assert [row[0] for row in found] == ["目标", "科技创新office", "科技创新office"]


@pytest.mark.parametrize("width", ["1.1cm", "4cm"])
def test_characters_one_below_another_are_one_word(width: str) -> None:
    stacked = "table.cell(rowspan: 2)[科\\ 技\\ 创\\ 新]"
    table = f"#table(columns: ({width}, 2cm, 6cm), [类], [序号], [任务], {stacked}, [1], [公园5个], [2], [学校3所])"

    assert rows(pdf(table))[1][0].replace("\v", "") == "科技创新"


def test_a_watermark_is_said_to_be_left_out_once() -> None:
    mark = "#set page(background: rotate(-30deg, text(30pt)[内部资料]))\n"
    document = read_document(pdf(f"{mark}#{GRID}\n#pagebreak()\n#{GRID}"), "a.pdf")

    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == ROWS
    assert [(f.code, f.written, f.place.page) for f in document.findings] == [("text-turned", "内部资料", 1)]


def test_a_minus_at_the_end_of_a_line_stays() -> None:
    table = "#table(columns: (2cm, 3cm), [1], [同比增长-#linebreak()6.5%], [2], [增长7%])"

    assert rows(pdf(table))[0][1].replace("\v", "").replace("\n", "") == "同比增长-6.5%"


def test_text_drawn_twice_for_boldness_is_read_once_and_double_letters_stay() -> None:
    twice = "#let bold(it) = {box(place(dx: 0.4pt, it) + it)}\n"
    table = "#table(columns: (2cm, 8cm), [1], [#bold[新建公园11个，office all]], [2], [共100个])"

    assert rows(pdf(twice + table))[0] == ["1", "新建公园11个，office all"]


def test_every_radical_is_a_letter_or_said() -> None:
    assert [LETTERS[ord(radical)] for radical in "⽇⺠⻓⻅⻋⻢⽬"] == list("日民长见车马目")
    named = {code for code in range(0x2E80, 0x2FD6) if unicodedata.name(chr(code), "")}
    assert named - set(RADICALS) == {0x2E80}
    assert set(RADICALS) <= named
    assert all("\u3400" <= letter <= "\U0002ffff" for letter in RADICALS.values())
    assert {0x2E80, 0x2E9A} <= LETTERLESS


def test_files_read_at_the_same_time_do_not_meet() -> None:
    """PDFium knows no threads: four of them end the process without the lock."""
    data, found = pdf(f"#{GRID}\n" * 3), []
    threads = [threading.Thread(target=lambda: found.append(rows(data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [ROWS * 3] * 4


def test_a_file_with_a_password_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="加密"):
        read_document(ENCRYPTED, "a.pdf")


ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%%%EOF
""" % (b"11" * 32, b"22" * 32)
