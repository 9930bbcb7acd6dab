"""OFD files that are damaged, encrypted or made to cost: one sentence, or what can be read, in bounded time."""

import contextlib
import time
import tracemalloc
from collections.abc import Callable
from itertools import product

import pytest

from luoshi.documents import Limits, read_document
from luoshi.errors import UnreadableFile
from tests.chosen import times
from tests.documents.ofd_files import A4, Book, Page, grid_as_ofd, line, ofd, packed, text, unpacked
from tests.rows import each_of

ROWS = [["序号", "工作任务", "责任单位"], ["1", "新建公园5个。", "园林局"], ["2", "改造道路3条。", "住建局"]]
MANY = times(60_000, 1_000_000)
SECONDS = 20  # on a busy machine; each of these takes one or two


def refused(data: bytes, limits: Limits | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, "a.ofd", limits=limits or Limits())
    assert str(caught.value).endswith("。")
    assert caught.value.english.endswith(".")
    return caught.value


def test_an_encrypted_file_says_so() -> None:
    parts = unpacked(grid_as_ofd(ROWS))
    assert "加密" in str(refused(packed({**parts, "Doc_0/Encrypts/Encryptions.xml": b"<a/>"})))
    assert "加密" in str(refused(packed({**parts, "OFD.xml": b"\x93\x17\xfa", "decryptseed.dat": b"\x01"})))


def test_damaged_parts_and_missing_ones() -> None:
    parts = unpacked(grid_as_ofd(ROWS))
    for name in ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"):
        assert "损坏" in str(refused(packed({**parts, name: parts[name][: len(parts[name]) // 2]})))
        assert str(refused(packed({other: content for other, content in parts.items() if other != name})))


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("name", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_entities_are_refused(name: str) -> None:
    assert "DTD" in str(refused(packed({**unpacked(grid_as_ofd(ROWS)), name: BOMB})))


def test_the_limits_hold() -> None:
    for limits, word in ((Limits(rows=2), "行"), (Limits(cells=5), "格"), (Limits(characters=10), "字")):
        assert word in str(refused(grid_as_ofd(ROWS), limits))
    assert "最多1页" in str(refused(ofd(Book([Page(text(20, 20, "一")), Page(text(20, 20, "二"))])), Limits(pages=1)))
    assert "字节" in str(refused(grid_as_ofd(ROWS), Limits(unpacked_bytes=1000)))


NUMBERS = ["1e308", "-1e308", "nan", "inf", "99999999999999", "", "x", "0"]


PLACES = ("Boundary", "CTM", "X", "Y", "DeltaX", "DeltaY", "Size", "HScale", "CharDirection")


@each_of(("where", "number"), product(PLACES, NUMBERS))
def test_no_number_makes_a_page_cost_more(where: str, number: str) -> None:
    values = {"Boundary": f"{number} {number} {number} {number}", "CTM": " ".join([number] * 6)}
    value = values.get(where, f"g {number} {number} {number}" if where.startswith("Delta") else number)
    objects = {"Boundary": A4, "Size": "3", "CTM": "1 0 0 1 0 0"}
    codes = {"X": "20", "Y": "20", "DeltaX": "g 5 3", "DeltaY": "0"}
    (codes if where in codes else objects)[where] = value
    told = "".join(f' {name}="{found}"' for name, found in objects.items())
    code = "".join(f' {name}="{found}"' for name, found in codes.items())
    body = f"<ofd:TextObject{told}><ofd:TextCode{code}>新建公园</ofd:TextCode></ofd:TextObject>"
    path = f'<ofd:PathObject Boundary="{value if where == "Boundary" else A4}" CTM="{objects["CTM"]}">'
    steps = f"M {number} 0 L {number} {number} L 5 5 A 1 {number} C"
    path += f"<ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>"
    box = f"<ofd:Area><ofd:PhysicalBox>0 0 {number} {number}</ofd:PhysicalBox></ofd:Area>"
    begun = time.process_time()
    document = read_document(ofd(Book([Page(body + path + text(20, 50, "改造道路"), area=box)])), "a.ofd")
    assert "改造道路" in "".join(paragraph.text for paragraph in document.paragraphs)
    assert time.process_time() - begun < SECONDS


def unit(identity: int, inner: str) -> str:
    return f'<ofd:CompositeGraphicUnit ID="{identity}"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>'


def composite(identity: int) -> str:
    return f'<ofd:CompositeObject ID="8" ResourceID="{identity}" Boundary="0 0 9 9"/>'


def in_a_circle() -> bytes:
    units = unit(1, composite(2) + text(0, 0, "圈")) + unit(2, composite(1))
    return ofd(Book([Page(composite(1) + text(20, 20, "新建公园"))], units))


def ten_to_the_tenth(drawn: str = '<ofd:ImageObject ID="9" ResourceID="6"/>') -> bytes:
    units = "".join(unit(n, composite(n + 1) * 10) for n in range(1, 11)) + unit(11, drawn)
    return ofd(Book([Page(composite(1))], units))


def ten_to_the_tenth_of_letters() -> bytes:
    return ten_to_the_tenth(text(0, 0, "炸"))


def templates_on_templates() -> bytes:
    parts = unpacked(ofd(Book([Page(text(20, 20, "页"), text(20, 30 + n, "模")) for n in range(12)])))
    for n in range(12):
        name = f"Doc_0/Tpls/Tpl_{n}/Content.xml"
        under = f'<ofd:Template TemplateID="{500 + (n + 1) % 12}"/>'.encode() * 10
        parts[name] = parts[name].replace(b"<ofd:Content>", under + b"<ofd:Content>")
    return packed(parts)


def blocks_in_blocks() -> bytes:
    return ofd(Book([Page("<ofd:PageBlock>" * 240 + text(20, 20, "深") + "</ofd:PageBlock>" * 240)]))


def a_path_of_very_many_steps() -> bytes:
    steps = "M 0 0 " + " ".join(f"L {n % 200} {n // 2 % 200}" for n in range(MANY // 2))
    return ofd(Book([Page(f"<ofd:PathObject><ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>")]))


def many_short_rules() -> bytes:
    rules = "".join(line(n % 190, n // 200, n % 190 + 3, n // 200) for n in range(MANY // 33))
    return ofd(Book([Page(rules + text(20, 20, "新建公园"))]))


def one_text_of_very_many_letters() -> bytes:
    return ofd(Book([Page(text(20, 20, "字" * 1_000_000))]))  # more glyphs than a page may have, whatever MANY is


@pytest.mark.parametrize(
    "make",
    [
        in_a_circle,
        ten_to_the_tenth,
        pytest.param(ten_to_the_tenth_of_letters, marks=pytest.mark.long),
        templates_on_templates,
        blocks_in_blocks,
    ],
)
def test_what_repeats_itself_ends(make: Callable[[], bytes]) -> None:
    data = make()
    begun = time.process_time()
    with contextlib.suppress(UnreadableFile):
        read_document(data, "a.ofd")
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (a_path_of_very_many_steps, MANY),
        (many_short_rules, MANY),
        (one_text_of_very_many_letters, times(250_000, 1_000_000)),
    ],
)
def test_much_of_one_thing_ends_and_takes_no_more_memory_than_its_size(make: Callable[[], bytes], size: int) -> None:
    data = make()
    begun = time.process_time()
    tracemalloc.start()
    with contextlib.suppress(UnreadableFile):
        read_document(data, "a.ofd")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 400 * size
    assert time.process_time() - begun < SECONDS
