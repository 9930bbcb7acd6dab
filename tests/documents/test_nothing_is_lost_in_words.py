"""Characters in the file = characters read + characters said to be left out, for Word, web pages and text.

A raw walk of the test's own over the letters of a file is held against what stands in the document and in the
findings: letter by letter, so that a sum cannot hide a loss.
"""

import email
import html as entities
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from luoshi.documents import Document, Paragraph, read_document
from luoshi.documents.account import Account, weight
from luoshi.documents.office import office_program
from luoshi.tasktable import plan_of
from tests.documents import test_pages_as_they_are_seen as pages
from tests.documents import test_word_as_it_is_seen as word
from tests.documents.office_files import DEMO, as_docx, as_html, parts_of
from tests.documents.old_files import NOTED, NUMBERED, PLANNED
from tests.documents.word_files import docx, flat, run, tasks
from tests.documents.word_files import parts_of as word_parts

HERE = Path(__file__).parent
CASES = sorted(HERE.parent.glob("cases/*/*/input.*"))
MARKUP = (".docx", ".html", ".mht", ".doc")
WORDS_OF_WORD = ("t", "delText")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
REPLACED = Counter("þR£\uf0b3甲")  # what shows another sign in its font, or stands for a box


def letters(text: str) -> Counter[str]:
    """The letters of a text that leave a mark on paper."""
    return Counter(c for c in text if weight(c))


def said(document: Document) -> str:
    """All that stands in the document or in a finding, each cell once."""
    cells = {id(cell): cell.text for table in document.tables for row in table.rows for cell in row.cells}
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return "".join([*cells.values(), *lines, *(finding.written or "" for finding in document.findings)])


def lost(raw: str, document: Document) -> Counter[str]:
    """Which letters of the file are neither read nor said; a raised digit is one in both forms."""
    plain = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    return letters(raw.translate(plain)) - letters(said(document).translate(plain)) - REPLACED


# raw walks: as plain as can be


def raw_of_xml(data: bytes) -> str:
    """The letters of an XML of Word; of two branches that show the same thing one counts."""
    root = etree.fromstring(data)
    found = []
    for element in root.iter("*"):
        within = next((one for one in element.iterancestors(FALLBACK)), None)
        twice = within is not None and any(
            len(one.xpath(".//*[local-name()='t']")) for one in within.itersiblings(preceding=True)
        )
        if etree.QName(element).localname in WORDS_OF_WORD and not twice:
            found.append(element.text or "")
        elif etree.QName(element).localname == "textpath":
            found.append(element.get("string") or "")
    return "".join(found)


def raw_of_docx(data: bytes) -> str:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.search(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$", name):
                found.append(raw_of_xml(package.read(name)))
            elif name.startswith("word/") and not name.endswith((".xml", ".rels", ".png", ".bin", ".jpeg")):
                found.append(raw(package.read(name)))
            elif re.search(r"word/chunk", name) and name.endswith(".xml"):
                found.append(raw_of_xml(package.read(name)))
    return "".join(found)


def raw_of_html(text: str) -> str:
    text = re.sub(r"(?is)<!--.*?-->|<head\b.*?</head>|<(script|style|template|title)\b.*?</\1>", "", text)
    typed = re.findall(
        r"""(?i)<input(?![^>]*type=["']?(?:hidden|password|checkbox|radio))[^>]*\bvalue="([^"]*)\"""", text
    )
    return entities.unescape(re.sub(r"<[^<>]*>", "", text) + "".join(typed))


def raw(data: bytes) -> str:
    """The letters of a file of any of these kinds."""
    if data.startswith(b"PK"):
        return raw_of_docx(data)
    head = data[:3000].lower()
    if b"xmlpackage" in head or b"wordml" in head:
        return raw_of_xml(data)
    if re.match(rb"\s*[A-Za-z-]+:", data.lstrip(b"\xef\xbb\xbf")):
        parts = [
            p
            for p in email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf")).walk()
            if p.get_content_type() == "text/html"
        ]
        return "".join(raw_of_html(decoded(part.get_payload(decode=True) or b"")) for part in parts)  # type: ignore[arg-type]
    text = decoded(data)
    return raw_of_html(text) if "<" in text else text.replace("|", "")


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def accounted(data: bytes, name: str) -> Document:
    """Read a file, and hold it to the letters that stand in it."""
    document = read_document(data, name)
    assert document.account is not None
    assert document.account.lost == 0, document.account
    assert set(document.account.left_out) <= {finding.code for finding in document.findings}
    # a copy is said by how many rows it has, and a binary file is accounted for as its conversion gave it
    if "table-repeated" not in document.account.left_out and not data.startswith(b"\xd0\xcf\x11\xe0"):
        assert lost(raw(data), document) == Counter(), lost(raw(data), document)
    return document


OLD = [path for path in CASES if path.suffix == ".doc"]
WRITTEN = [path for path in CASES if path.suffix in MARKUP]
TRIED = [pytest.param(path, marks=pytest.mark.long) if path in OLD[1:] else path for path in WRITTEN]


@pytest.mark.parametrize("path", TRIED, ids=lambda path: path.parent.name)
def test_every_case_is_accounted_for(path: Path) -> None:
    accounted(path.read_bytes(), path.name)


def cell_of_word(cell: str) -> bytes:
    return docx(tasks(("1", "新建公园5个", "园林局", cell)), word.style("character", "x", word.RAISED))


DELETED = run("删去").replace("w:t ", "w:delText ").replace("w:t>", "w:delText>")
WORD: dict[str, bytes] = {
    **{f"mark {n}": cell_of_word(cell) for n, cell in enumerate((*word.MARKS, *word.KEPT))},
    **{f"sign {n}": cell_of_word(cell) for n, cell in enumerate(word.SIGNS)},
    **{f"control {n}": cell_of_word(cell) for n, cell in enumerate(word.CONTROLS)},
    **{f"box: {kind}": cell_of_word(cell) for kind, cell in word.BOXES.items()},
    **{
        f"inserted {name}": docx(word.BODY + '<w:altChunk r:id="r1"/>', "", {f"aFChunk:{name}": content})
        for name, content in word.CHUNKS.items()
    },
    "one XML": flat(word_parts(word.BODY)),
    "the XML of 2003": word.as_2003(word.BODY),
    "deleted and hidden": docx(
        tasks(
            (
                "1",
                f"<w:del>{run('删去').replace('w:t', 'w:delText')}</w:del>" + run("新建5个"),
                "园林局",
                run("藏", word.HIDDEN),
            )
        )
    ),
}


@pytest.mark.parametrize("kind", WORD)
def test_every_kind_of_word_is_accounted_for(kind: str) -> None:
    accounted(WORD[kind], "a.docx")


BODY = pages.row(*pages.FIRST) + pages.row(*pages.SECOND)
PAGES: dict[str, bytes] = {
    **{f"field {n}": pages.page(pages.with_cell(cell)) for n, cell in enumerate(pages.FIELDS)},
    **{f"archive: {kind}": data for kind, data in pages.ARCHIVES.items()},
    **{
        f"copy: {kind}": pages.page(
            pages.copies(pages.row(*pages.FIRST) + pages.row(*pages.SECOND), fixed, outer, inner)
        )
        for kind, (fixed, outer, inner) in pages.COPIES.items()
    },
    "page": pages.page(
        "<nav>首页</nav><p>甲<p hidden>乙</p><svg><text>丙</text></svg><noscript>丁</noscript><pre>戊 己</pre>"
    ),
    "between rows": pages.page("<table>甲<tr>乙<td>丙</td>丁</tr>戊<caption>己</caption></table>"),
    "layout": pages.page("<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table>丁</td></tr></table>"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_is_accounted_for(kind: str) -> None:
    accounted(PAGES[kind], "a.html")


@pytest.mark.parametrize("make", [as_docx, as_html])
def test_the_demo_is_accounted_for(make: Callable[..., bytes]) -> None:
    parts = parts_of(plan_of(read_document(DEMO.read_bytes(), DEMO.name)))
    accounted(make(parts, "2025年政府工作报告重点任务分解表"), "a")


TEXTS = {
    "the demo": DEMO.read_bytes(),
    "bars": "2025年任务\n序号|任务|牵头单位\n1|新建公园5个|园林局\n2|改造|道路3条|住建局|多\n".encode(),
    "Markdown": "# 2025年任务\n\n| 序号 | 任务 |\n|---|---|\n| 1 | **新建**公园5个 |\n\n- 一项\n".encode(),
    "tabs": '序号\t任务\n1\t"新建\n公园5个"\n'.encode(),
    "columns of spaces": "序号  任务         牵头单位\n1     新建公园5个  园林局\n2     改造道路3条  住建局\n".encode(),
    "a box": "┌──┬────┐\n│序号│任务    │\n├──┼────┤\n│1   │新建公园│\n└──┴────┘\n".encode(),
    "prose": "一、教育\n1.新增学位100个（教育局）。\n2.新建学校3所（教育局）。\n".encode(),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_every_kind_of_text_is_accounted_for(kind: str) -> None:
    document = read_document(TEXTS[kind], "a.txt")
    assert document.account is not None
    assert document.account.lost == 0, document.account
    drawn = Counter(c for c in decoded(TEXTS[kind]) if c.isalnum()) - letters(said(document))
    assert drawn == Counter()


@pytest.mark.parametrize("path", [NUMBERED, PLANNED, NOTED, *OLD], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_old_file_read_directly_is_accounted_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert office_program() is None
    document = read_document(path.read_bytes(), path.name)
    assert document.account is not None
    assert document.account.held > 50
    assert document.account.lost == 0, document.account


def test_what_is_in_neither_is_said() -> None:
    (finding,) = Account(10, 7, {"text-hidden": 2}).findings()
    assert finding.code == "characters-unaccounted"
    assert "1个" in finding.message
