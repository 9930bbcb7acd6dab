"""Files on disk, known by their SHA-256: checked, then kept once, and never changed.

They lie in settings.KEPT_FILES as files/ab/abcd…: the first two digits, then all sixty-four.
A row in the database (KeptFile) says that a jurisdiction has them. What may be kept is a
short list, and both the name and the first bytes must say the same:

    pdf, ofd           what was printed or issued; OFD is the national format for documents
    jpg, png           photographs of a site, and scans of a sealed page
    docx, xlsx         what Word, WPS and Excel write today
    doc, xls, wps, et  what they wrote before, and what offices still send

Archives are not taken: nobody can see what is in them, and they hide what is not allowed.
Nor are files that hold macros by their name (docm, xlsm) or that a browser would run (svg, html).
"""

import errno
import hashlib
import os
import tempfile
import unicodedata
import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import ManyToOneRel, Q, QuerySet, Sum

from luoshi.errors import LuoshiError
from luoshi_web.inserts import insert_where, quoted
from luoshi_web.reports.models import Evidence, KeptFile

LONGEST_NAME = 120  # characters
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"

# what the name ends in: the first bytes, a part that must stand in it where it is a zip, and what it is served as
KINDS: dict[str, tuple[bytes, str, str]] = {
    "pdf": (b"%PDF-", "", "application/pdf"),
    "jpg": (b"\xff\xd8\xff", "", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "", "image/png"),
    "docx": (_ZIP, "word/document.xml", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": (_ZIP, "xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet"),
    "ofd": (_ZIP, "OFD.xml", "application/ofd"),
    "doc": (_OLE, "", "application/msword"),
    "wps": (_OLE, "", "application/vnd.ms-works"),
    "xls": (_OLE, "", "application/vnd.ms-excel"),
    "et": (_OLE, "", "application/vnd.ms-excel"),
}
SCANS = ("pdf", "jpg", "jpeg", "png")
TAKEN = "pdf、ofd、jpg、png、docx、xlsx、doc、xls、wps、et"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NotTaken(LuoshiError):
    """The file is of no kind that is kept, is empty, or is too large."""


class NoRoom(LuoshiError):
    """The disk is full: nothing of the file was kept."""

    def __init__(self) -> None:
        super().__init__(
            "服务器的磁盘满了，文件没有存下。写的字还在，请告诉管理员，稍后再传。",
            "The server's disk is full: the file was not kept. What you wrote is still here; please tell the "
            "administrator, and send it again later.",
        )


class TooMuchKept(LuoshiError):
    """The office keeps as many files as it may: nothing of this one was kept."""

    def __init__(self) -> None:
        most = f"{settings.KEPT_TOTAL_BYTES / 1_000_000_000:.3g}"
        super().__init__(
            f"这个地区存的文件已经到{most}吉字节的上限，这个文件没有存下。写的字还在。"
            "请去掉用不着的佐证，或者请管理员放宽。",
            f"The files kept for this jurisdiction have reached {most} GB; this one was not kept. What you wrote is "
            "still here. Take out evidence that is not needed, or ask the administrator for more.",
        )


def disk_is_full(error: OSError) -> bool:
    return error.errno in _FULL


def too_large(name: str) -> NotTaken:
    most = settings.EVIDENCE_FILE_BYTES // 1_000_000
    return NotTaken(
        f"“{name}”超过{most}兆，没有接收。照片可以压缩，文件可以拆开再传。",
        f"'{name}' is larger than {most} MB and was not taken; compress the picture, or split the file.",
    )


def clean_name(name: str) -> str:
    """Return a file's name without folders, control characters and signs that turn the direction of writing.

    The ending stays where a long name is cut.

    Raises:
        NotTaken: nothing of it is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc are controls, Cf turn the direction (a name that ends in “fdp.exe” backwards), Cs and Co are no characters
    seen = "".join(
        " " if one.isspace() else one for one in last if one.isspace() or unicodedata.category(one)[0] != "C"
    )
    seen = " ".join(seen.split()).strip(". ")
    if not seen:
        raise NotTaken("这个文件没有名称，请改名再传。", "This file has no name; please name it and send it again.")
    stem, dot, ending = seen.rpartition(".")
    if len(seen) > LONGEST_NAME and dot:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending[:10]}"
    return seen[:LONGEST_NAME]


def path_of(kept: KeptFile) -> Path:
    """Return where a kept file's bytes lie."""
    return _path(kept.sha256)


def bytes_of(kept: KeptFile) -> bytes:
    """Return a kept file's bytes; none where they are not on this disk."""
    with suppress(FileNotFoundError):
        return path_of(kept).read_bytes()
    return b""


def _path(sha256: str) -> Path:
    return Path(settings.KEPT_FILES) / sha256[:2] / sha256


@transaction.atomic
def keep(
    upload: "File[bytes]", *, jurisdiction_id: int, at: datetime, only: tuple[str, ...] = ()
) -> tuple[KeptFile, str]:
    """Check a file and keep its bytes; return its row and its clean name. The same bytes are kept once.

    Called within the transaction of what the file belongs to; whoever rolls that back lets the bytes go.

    Args and errors as for `keep_within`. Without room there is no row, also where the transaction goes on.
    """
    return keep_within(upload, jurisdiction_id=jurisdiction_id, at=at, only=only)


def keep_within(
    upload: "File[bytes]", *, jurisdiction_id: int, at: datetime, only: tuple[str, ...] = ()
) -> tuple[KeptFile, str]:
    """Do the same for whoever takes the whole transaction back where anything is refused.

    Args:
        only: the endings that are allowed here, all of KINDS without it.

    Raises:
        NotTaken: too large, empty, of another kind than it may be, or than its name says.
        NoRoom: the disk is full. TooMuchKept: the office has as much as it may have.
    """
    name = clean_name(upload.name or "")
    size = upload.size
    if size > settings.EVIDENCE_FILE_BYTES:
        raise too_large(name)
    media_type = _kind(upload, name, only)
    return _kept(upload, digest_of(upload), size, media_type, jurisdiction_id, at), name


@transaction.atomic
def keep_as_it_came(data: bytes, *, jurisdiction_id: int, at: datetime) -> KeptFile:
    """Keep bytes whatever they are: a workbook that came back, also one that could not be read.

    They are given out as a download of no kind. Called within the transaction of what they belong to.

    Raises:
        NoRoom: the disk is full. TooMuchKept: the office has as much as it may have.
    """
    digest = hashlib.sha256(data).hexdigest()
    return _kept(ContentFile(data), digest, len(data), "application/octet-stream", jurisdiction_id, at)


_SAME = ("jurisdiction", "sha256")
_FITS = "(SELECT COALESCE(SUM({size}), 0) FROM {table} WHERE {jurisdiction} = %s) + %s <= %s"


def _names() -> dict[str, str]:
    columns = {field.name: quoted(field.column) for field in KeptFile._meta.concrete_fields}
    return {**columns, "table": quoted(KeptFile._meta.db_table)}


def _kept(
    upload: "File[bytes]", digest: str, size: int, media_type: str, jurisdiction_id: int, at: datetime
) -> KeptFile:
    """Write the row first, and hold it: who lets the same bytes go holds it too. Without room there is no row.

    Bytes that are new are one statement; those that are there, or have no room, are looked at more closely.
    """
    row = KeptFile(jurisdiction_id=jurisdiction_id, sha256=digest, size=size, media_type=media_type, kept_at=at)
    if insert_where(row, _FITS.format(**_names()), (jurisdiction_id, size, settings.KEPT_TOTAL_BYTES), same=_SAME):
        _place(upload, digest)
        return row
    found = KeptFile.objects.select_for_update().filter(jurisdiction_id=jurisdiction_id, sha256=digest).first()
    if found is None or found.size == 0:
        _must_fit(jurisdiction_id, size)
    kept, _ = KeptFile.objects.get_or_create(
        jurisdiction_id=jurisdiction_id,
        sha256=digest,
        defaults={"size": size, "media_type": media_type, "kept_at": at},
    )
    if kept.size == 0 and size:  # they were let go, and are here again
        kept.size = size
        KeptFile.objects.filter(pk=kept.pk).update(size=size)
    _place(upload, digest)
    return kept


def _must_fit(jurisdiction_id: int, size: int) -> None:
    there = KeptFile.objects.filter(jurisdiction_id=jurisdiction_id).aggregate(bytes=Sum("size"))["bytes"] or 0
    if there + size > settings.KEPT_TOTAL_BYTES:
        raise TooMuchKept


def digest_of(upload: "File[bytes]") -> str:
    sha256 = hashlib.sha256()
    for chunk in upload.chunks():
        sha256.update(chunk)
    return sha256.hexdigest()


@transaction.atomic
def let_go(digest: str) -> bool:
    """Remove bytes from the disk that nothing holds any longer; return whether they are gone.

    What was handed in with a version is held for ever, also where it was taken out of the draft since;
    so is every scan and every workbook. A row whose bytes are gone stays, with a size of 0.
    """
    rows = list(KeptFile.objects.select_for_update().filter(sha256=digest))
    free = [row.pk for row in rows if not _is_held(row)]
    KeptFile.objects.filter(pk__in=free).update(size=0)
    if len(free) < len(rows):
        return False
    with suppress(FileNotFoundError):
        _path(digest).unlink()
    return True


def _is_held(kept: KeptFile) -> bool:
    """Tell whether any row needs the bytes; a room above says so by having a column that leads to them."""
    for relation in KeptFile._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        rows: QuerySet[Any] = relation.related_model._default_manager.filter(**{relation.field.name: kept.pk})
        if relation.related_model is Evidence:
            handed_in = Q(versions__isnull=False) | Q(contribution_versions__isnull=False)
            rows = rows.filter(Q(removed_at=None) | handed_in)
        if rows.exists():
            return True
    return False


def _place(upload: "File[bytes]", digest: str) -> None:
    if _path(digest).is_file():
        return
    try:
        _write(upload, _path(digest))
    except OSError as error:
        if disk_is_full(error):
            raise NoRoom from None
        raise


def _kind(upload: "File[bytes]", name: str, only: tuple[str, ...]) -> str:
    """Return the media type that name and first bytes agree on."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    allowed = [one for one in only or KINDS if one != "jpeg"]
    if ending not in (only or KINDS):
        raise NotTaken(
            f"“{name}”不能传。可以传{'、'.join(allowed)}。", f"'{name}' cannot be sent. Send {', '.join(allowed)}."
        )
    begins, part, media_type = KINDS[ending]
    upload.seek(0)
    head = upload.read(8)
    if not head:
        raise NotTaken(f"“{name}”是空的。", f"'{name}' is empty.")
    if not head.startswith(begins) or (part and not _has(upload, part)):
        raise NotTaken(
            f"“{name}”的内容不是{ending}。请用原来的软件另存一份再传，不要只改名称。",
            f"What is in '{name}' is no {ending}; save it anew with its own program instead of renaming it.",
        )
    return media_type


def _has(upload: "File[bytes]", part: str) -> bool:
    """Tell whether a zip's list of contents names a part; nothing is unpacked."""
    try:
        upload.seek(0)
        with zipfile.ZipFile(upload.file if upload.file is not None else upload) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    finally:
        upload.seek(0)


def _write(upload: "File[bytes]", path: Path) -> None:
    """Write the bytes beside their place and link them in when they are all on the disk: whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
            file.flush()
            os.fchmod(file.fileno(), 0o440)
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # somebody else kept the same bytes meanwhile
            os.link(beside, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        os.unlink(beside)
