"""Files that are to be kept, as they come: bounded one by one and all together, and only from who is signed in.

A file that is too large, one too many, or one for which the disk has no room is thrown away while it
comes; the fields beside it are read all the same, so that the form keeps what was typed.
"""

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

from luoshi.errors import LuoshiError
from luoshi_web.reports.actions.keeping import NoRoom, NotTaken, clean_name, disk_is_full, too_large

FIELDS = ("evidence_file", "sealed_file")
MOST_FILES = 10  # at once
IN_MEMORY = 1_000_000  # bytes of a file; beyond, it goes to a temporary file
REFUSED = "luoshi.files_refused"


class ForKeeping(FileUploadHandler):
    """Takes the files of the fields that are kept, and leaves all others to the handlers behind it."""

    mine = False
    count = 0
    received = 0
    taken: Any = None  # not `file`: what has that name the parser closes whenever any file is skipped

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.mine = self.field_name in FIELDS
        if not self.mine:
            return
        self.count += 1
        self.received = 0
        user = getattr(self.request, "user", None)
        self.taken = None
        if user is None or not user.is_authenticated:
            raise SkipFile
        if self.count > MOST_FILES:
            self._refuse(
                NotTaken(
                    f"一次最多传{MOST_FILES}个文件，多出来的没有接收。",
                    f"{MOST_FILES} files at most can be sent at once; those beyond were not taken.",
                )
            )
        self.taken = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.mine:
            return raw_data
        self.received += len(raw_data)
        if self.received > settings.EVIDENCE_FILE_BYTES:
            self._refuse(too_large(_named(self.file_name)))
        try:
            self.taken.write(raw_data)
        except OSError as error:
            if not disk_is_full(error):
                raise
            self._refuse(NoRoom())
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if not self.mine:
            return None
        self.taken.seek(0)
        return UploadedFile(self.taken, self.file_name, self.content_type, self.received, self.charset)

    def _refuse(self, error: LuoshiError) -> None:
        if self.taken is not None:
            self.taken.close()
        if self.request is not None:
            self.request.META.setdefault(REFUSED, []).append(error)
        raise SkipFile


def _named(name: str | None) -> str:
    try:
        return clean_name(name or "")
    except NotTaken:
        return "?"


def refused(request: HttpRequest) -> list[LuoshiError]:
    """Return why files of a request were thrown away while they came, a sentence each."""
    return list(request.META.get(REFUSED, ()))
