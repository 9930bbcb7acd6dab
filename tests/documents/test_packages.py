"""Packages that Office opens: names with backslashes, in another case, at the root; what is refused says why."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from luoshi.documents import read_document
from luoshi.errors import UnreadableFile
from tests.documents import binary_files, rich_workbook

Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def with_backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): data for name, data in parts.items()}


def in_capitals(parts: Parts) -> Parts:
    return {name if name.startswith("[") else name.upper(): data for name, data in parts.items()}


def strings_in_capitals(parts: Parts) -> Parts:
    return {re.sub("sharedStrings", "SharedStrings", name): data for name, data in parts.items()}


def at_the_root(parts: Parts) -> Parts:
    """Move every part of xl/ to the root, as its relations then say."""
    moved = {}
    for name, data in parts.items():
        if name.endswith((".rels", "[Content_Types].xml")):
            data = data.replace(b'"/xl/', b'"/').replace(b'"xl/', b'"')
        moved[name.removeprefix("xl/")] = data
    return moved


def under_other_names(parts: Parts) -> Parts:
    """Name the main part and its strings otherwise, found by relations with ../ in them."""
    moved = {}
    for name, data in parts.items():
        if name.endswith((".rels", "[Content_Types].xml")):
            data = data.replace(b"/xl/sharedStrings.xml", b"../xl/words.xml").replace(b"workbook.xml", b"book2.xml")
            data = data.replace(b"/xl/worksheets/", b"../xl/worksheets/") if name.startswith("xl/_rels") else data
        moved[name.replace("sharedStrings", "words").replace("workbook.xml", "book2.xml")] = data
    return moved


WAYS = [with_backslashes, in_capitals, strings_in_capitals, at_the_root, under_other_names]


@pytest.mark.parametrize("way", WAYS)
def test_a_workbook_is_read_wherever_its_parts_stand(way: Callable[[Parts], Parts]) -> None:
    data = rich_workbook.whole()
    plain, moved = read_document(data, "a.xlsx"), read_document(packed(way(parts_of(data))), "a.xlsx")
    assert moved.kind == "xlsx"
    assert moved.blocks == plain.blocks
    assert moved.findings == plain.findings
    assert moved.account == plain.account


@pytest.mark.parametrize("way", [with_backslashes, in_capitals])
def test_so_is_a_binary_one(way: Callable[[Parts], Parts]) -> None:
    data = binary_files.whole()
    assert read_document(packed(way(parts_of(data))), "a").blocks == read_document(data, "a").blocks


CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def package_of(kind: str) -> bytes:
    types = f'<Types xmlns="{CONTENT}"><Override PartName="/main.xml" ContentType="{kind}"/></Types>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}" Target="main.xml"/></Relationships>'
    )
    return packed({"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode(), "main.xml": b"<a/>"})


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "演示文稿"),
        ("application/xml", "没有文档或工作表"),
    ],
)
def test_what_is_refused_says_why(kind: str, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        read_document(package_of(kind), "a.xlsx")


def test_an_open_document_with_a_password_says_so() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    for kind in ("spreadsheet", "text"):
        mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
        data = packed({"mimetype": mimetype, "content.xml": b"\x8f\x03", "META-INF/manifest.xml": manifest})
        with pytest.raises(UnreadableFile, match="加密"):
            read_document(data, "a.ods")
