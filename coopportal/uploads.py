"""Uploads: a file that is too big costs no disk, and the form still gets to say so."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedTemporaryFileUploadHandler(TemporaryFileUploadHandler):
    """Store a file up to `UPLOAD_MAX_BYTES`; of a bigger one keep the start and the true size, nothing else.

    The form refuses it by its size, with all other fields still filled in.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk unless the file has grown past the limit."""
        if start <= settings.UPLOAD_MAX_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> TemporaryUploadedFile | None:
        """Return the file with the size the sender sent."""
        upload: Any = super().file_complete(file_size)
        return upload
