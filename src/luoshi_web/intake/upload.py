"""Uploads that are too large are thrown away as they come, so that no disk and no memory fills."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class TooLargeAFile(FileUploadHandler):
    """Lets a file pass piece by piece, until it is more than is taken: the request is marked, the rest skipped."""

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.INTAKE_FILE_BYTES:
            if self.request is not None:
                self.request.META["luoshi.file_too_large"] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
