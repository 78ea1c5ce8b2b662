"""Uploads: a file that is too big costs no disk, and the form still gets to say so."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedTemporaryFileUploadHandler(TemporaryFileUploadHandler):
    """Store a file up to the `limit`; of a bigger one keep the start, and the size that was sent as its size.

    The form refuses it by that size, with all other fields still filled in.
    """

    @property
    def limit(self) -> int:
        """What the address takes: `UPLOAD_MAX_BYTES`, or more where `UPLOAD_LIMITS` says so."""
        path = self.request.path if self.request else ""
        return int(settings.UPLOAD_LIMITS.get(path, settings.UPLOAD_MAX_BYTES))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk unless the file has grown past the limit."""
        if start <= self.limit:
            super().receive_data_chunk(raw_data, start)
