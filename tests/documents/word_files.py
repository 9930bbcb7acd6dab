"""Small files of Word for tests: a table of tasks whose cells are given as Word's own XML."""

import base64
import io
import zipfile
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ("序号", "任务", "牵头单位", "截至2025年6月底完成情况")
_KIND = "application/vnd.openxmlformats-"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_KIND}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)


def run(text: str, looks: str = "") -> str:
    """A run of words; `looks` is what stands in its rPr."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A paragraph of runs; plain words are made a run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{content if content.startswith('<') else run(content)}</w:p>"


def table(rows: Sequence[Sequence[str]], style: str = "") -> str:
    """A table; a cell is plain words, runs, or whole paragraphs."""
    named = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>' if style else ""
    cells = [
        "".join(f"<w:tc>{cell if cell.startswith('<w:p>') else paragraph(cell)}</w:tc>" for cell in row) for row in rows
    ]
    return f"<w:tbl>{named}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def tasks(*rows: Sequence[str]) -> str:
    """A title and a table of tasks under HEADER."""
    return paragraph("2025年重点任务分解表") + table([HEADER, *rows])


def parts_of(body: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """The parts of a docx; `parts` are further ones by their name, each related to the text by its kind.

    The kind stands before a colon: "footnotes:footnotes.xml", "aFChunk:chunk.html" (its id is its number, r1, r2).
    """
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
    }
    related = []
    for named, content in (parts or {}).items():
        kind, _, name = named.rpartition(":")
        related.append((kind, name))
        files[f"word/{name}"] = content
    files["word/_rels/document.xml.rels"] = relations([*related, ("styles", "styles.xml")])
    return files


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A part of relations: kind and target; their ids are r1, r2, r3."""
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def packed(files: dict[str, str | bytes]) -> bytes:
    """A package of parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stored.getvalue()


def flat(files: dict[str, str | bytes]) -> bytes:
    """The same package as one XML, as templates of office systems write it; parts of other kinds in base64."""
    entries = []
    for name, content in files.items():
        if name == "[Content_Types].xml":
            continue
        if isinstance(content, str) and content.startswith("<") and not content.startswith("<html"):
            entries.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
        else:
            data = content.encode() if isinstance(content, str) else content
            stored = base64.b64encode(data).decode()
            entries.append(f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{stored}</pkg:binaryData></pkg:part>')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{"".join(entries)}</pkg:package>'
    ).encode()


def docx(body: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A docx with a body of Word's own XML."""
    return packed(parts_of(body, styles, parts))
