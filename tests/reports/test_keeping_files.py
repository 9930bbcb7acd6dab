"""Files are checked, then kept once by their SHA-256, whole or not at all."""

import hashlib
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from luoshi_web.reports.actions.keeping import NoRoom, NotTaken, clean_name, keep, path_of
from luoshi_web.reports.models import KeptFile
from tests.reports.files import OLE, PDF, PNG, sent, zipped
from tests.reports.town import Town, on


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.KEPT_FILES = tmp_path / "files"
    return settings.KEPT_FILES


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: the write fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_bytes_are_kept_once_by_what_they_are_and_cannot_be_written(town: Town, files: Path) -> None:
    first, name = keep(sent("佐证.pdf"), jurisdiction_id=town.place.pk, at=on(10))
    second, _ = keep(sent("b.pdf"), jurisdiction_id=town.place.pk, at=on(11))

    digest = hashlib.sha256(PDF).hexdigest()
    assert (first, name, path_of(first)) == (second, "佐证.pdf", files / digest[:2] / digest)
    assert path_of(first).read_bytes() == PDF
    assert stat.S_IMODE(path_of(first).stat().st_mode) == 0o440
    assert [one.name for one in files.rglob("*") if one.is_file()] == [digest]
    assert (first.size, first.media_type) == (len(PDF), "application/pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PNG", PNG),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + bytes(9)),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", zipped("xl/workbook.xml")),
        ("a.ofd", zipped("OFD.xml")),
        ("a.wps", OLE),
        ("a.et", OLE),
    ],
)
def test_what_offices_send_is_kept(town: Town, name: str, content: bytes) -> None:
    keep(sent(name, content), jurisdiction_id=town.place.pk, at=on(10))
    assert KeptFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", PNG, "的内容不是pdf"),
        ("a.docx", zipped("xl/workbook.xml"), "的内容不是docx"),
        ("a.xlsx", b"PK\x03\x04 and no zip", "的内容不是xlsx"),
        ("a.doc", b"<html>", "的内容不是doc"),
        ("a.exe", b"MZ", "不能传"),
        ("a.html", b"<html>", "不能传"),
        ("a.svg", b"<svg/>", "不能传"),
        ("a.docm", zipped("word/document.xml"), "不能传"),
        ("a.zip", zipped("a.pdf"), "不能传"),
        ("pdf", PDF, "不能传|没有名称"),
        ("a.pdf", b"", "是空的"),
        ("a.pdf.exe", PDF, "不能传"),
        ("\u202efdp.exe", PDF, "不能传"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_a_reason(
    town: Town, files: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(NotTaken, match=why):
        keep(sent(name, content) if content else ContentFile(b"", name), jurisdiction_id=town.place.pk, at=on(10))
    assert not files.exists()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("a\r\nb\x00\t.pdf", "a b .pdf"),
        ("\u202eabc\u200b.pdf", "abc.pdf"),
        ("...pdf", "pdf"),
        (f"{'长' * 300}.pdf", f"{'长' * 116}.pdf"),
    ],
)
def test_a_name_holds_no_folder_and_no_character_that_is_not_seen(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize("name", ["", "..", "a/", "\x00\x01"])
def test_a_file_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(NotTaken, match="没有名称"):
        clean_name(name)


def test_a_file_that_is_too_large_is_refused_before_anything_is_kept(town: Town, files: Path, settings) -> None:
    settings.EVIDENCE_FILE_BYTES = 1_000_000
    with pytest.raises(NotTaken, match="超过1兆"):
        keep(sent("a.pdf", PDF + bytes(1_000_000)), jurisdiction_id=town.place.pk, at=on(10))
    assert not files.exists()


def test_on_a_full_disk_nothing_is_half_written(town: Town, files: Path) -> None:
    with disk_of(15_000_000), pytest.raises(NoRoom, match="磁盘满了"):
        keep(sent("a.pdf", PDF + bytes(16_000_000)), jurisdiction_id=town.place.pk, at=on(10))

    assert [one for one in files.rglob("*") if one.is_file()] == []
    assert KeptFile.objects.count() == 0
    keep(sent("a.pdf", PDF + bytes(16_000_000)), jurisdiction_id=town.place.pk, at=on(10))  # there is room again
    assert KeptFile.objects.count() == 1
