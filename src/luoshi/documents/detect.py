"""Which format a file is: its first bytes decide, never its name."""

import io
import re
import zipfile

from luoshi.documents.limits import DEFAULT
from luoshi.documents.zip_package import Package, damaged, encrypted
from luoshi.errors import OtherKindOfFile, UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_BARE_XLS = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_MIME = re.compile(
    rb"^(?:mime-version:|content-type:\s*multipart/|content-transfer-encoding:)", re.IGNORECASE | re.MULTILINE
)
_HEADERS = 8_192  # bytes in which the headers of a single-file page are looked for
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def kind_of(data: bytes, name: str = "") -> str:
    """Return the format: text, csv, html, mhtml, docx, xlsx, pdf, ofd, doc, odt, xls (et too), xlsb, ods, xls2003,
    doc2003, or flat-docx (a docx as one XML).

    `name` decides only between csv and text, which look alike.

    Raises:
        UnreadableFile: empty, an image, an archive, encrypted, or a package of another kind.
    """
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableFile("文件是空的，请检查后重新选择文件。", "The file is empty; please choose another.")
    if data.startswith(b"PK"):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(_BARE_XLS):  # a workbook from before Excel 5, or one that a program wrote without its envelope
        return "xls"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "doc"
    if data.startswith(_IMAGES):
        raise OtherKindOfFile(
            "文件是图片，无法读取文字，请提供docx、xlsx或可复制文字的PDF。",
            "The file is an image without text; please provide docx, xlsx or a PDF whose text can be copied.",
        )
    if data.startswith(_ARCHIVES):
        raise OtherKindOfFile("文件是压缩包，请解压后再导入。", "The file is an archive; please unpack it first.")
    return _textual(data, name)


def _packed(data: bytes) -> str:
    from luoshi.documents.ofd_package import ROOT, plain  # loaded for packages alone

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise damaged() from None
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if any(plain(name) == ROOT for name in names):
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        return _open_document(data)
    if "[content_types].xml" in names:
        return _by_its_main_part(data)
    raise OtherKindOfFile(
        "文件是压缩包，里面没有Word或Excel内容，请解压后再导入。",
        "The file is an archive that holds no Word or Excel content; please unpack it first.",
    )


def _by_its_main_part(data: bytes) -> str:
    """Tell an Office package whose parts stand in folders of other names by the type of its main part."""
    package = Package(data, DEFAULT)
    main = package.main()
    types = package.xml("[Content_Types].xml")
    kinds = [
        one.get("ContentType", "")
        for one in (types if types is not None else ())
        if main and one.get("PartName", "").replace("\\", "/").lstrip("/").lower() == main.lower()
    ]
    head = package.read(main)[:2048]
    kind = " ".join(kinds)
    if "wordprocessingml" in kind or b"wordprocessingml" in head:
        return "docx"
    if "binary" in kind or main.endswith(".bin"):
        return "xlsb"
    if "spreadsheetml" in kind or "ms-excel" in kind or b"spreadsheetml" in head:
        return "xlsx"
    if "presentationml" in kind:
        raise OtherKindOfFile(
            "文件是演示文稿（PPT），请提供Word、Excel或可复制文字的PDF。",
            "The file is a presentation; please provide Word, Excel or a PDF whose text can be copied.",
        )
    raise OtherKindOfFile(
        "文件是Office格式的压缩包，但其中没有文档或工作表的部件，请用Word、WPS或Excel重新保存。",
        "The file is a package of Office, but the part with the document or workbook is missing; please save it again.",
    )


def _open_document(data: bytes) -> str:
    package = Package(data, DEFAULT)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise encrypted()
    return "ods" if b"spreadsheet" in package.read("mimetype")[:100] else "odt"


def _compound(data: bytes) -> str:
    """Tell Office's old binary formats apart by the names of their streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise encrypted()
    if has("WordDocument"):
        return "doc"
    if any(has(name) for name in ("Workbook", "Book", "WORKBOOK", "BOOK", "workbook", "book")):
        return "xls"
    raise UnreadableFile(
        "文件是旧版Office格式，但不是Word或Excel，请另存为docx或xlsx。",
        "The file is an old Office file, but neither Word nor Excel; please save it as docx or xlsx.",
    )


def _textual(data: bytes, name: str) -> str:
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"schemas-microsoft-com:office:spreadsheet" in head and b"<workbook" in head:
        return "xls2003"
    if b"schemas.microsoft.com/office/2006/xmlpackage" in head:
        return "flat-docx"
    if b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return "doc2003"
    if _is_archive(data):
        return "mhtml"
    marks = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<meta")
    if head.startswith(marks) or b"<html" in head or b"<table" in head:
        return "html"
    if head.startswith(b"<?xml"):
        if b"schemas.microsoft.com/office/word" in head or b"pkg:package" in head:
            return "doc"
        return "html"
    return "csv" if name.lower().endswith((".csv", ".tsv")) else "text"


def _is_archive(data: bytes) -> bool:
    """Tell a single-file page by the headers that it begins with; "<html" may stand near them too."""
    head = data[:_HEADERS].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not _HEADER.match(head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return _MIME.search(headers) is not None
