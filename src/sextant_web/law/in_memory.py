"""Uploads that never touch a disk: what is dropped for a check is read in memory and forgotten."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from sextant.law.intake.pasted import MAX_BYTES

_FLOOD = 20 * MAX_BYTES
"""Past it the line is cut: nobody has such a planning."""


class InMemory(FileUploadHandler):
    """Keeps a file in memory up to the limit; past it, its bytes are dropped as they come and it is marked.

    Django's own handlers put what is heavy in a temporary file, or let a heavy file vanish without a word. Here the
    name stays, with ``too_heavy``, so that the answer can say why.
    """

    chunk_size = 64 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.length = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.length += len(raw_data)
        if self.length <= MAX_BYTES:
            self.kept.write(raw_data)
        elif self.length > _FLOOD:
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        heavy = self.length > MAX_BYTES
        content = BytesIO() if heavy else self.kept
        content.seek(0)
        found = InMemoryUploadedFile(
            content,
            self.field_name,
            self.file_name,
            self.content_type,
            0 if heavy else self.length,
            self.charset,
        )
        found.too_heavy = heavy  # type: ignore[attr-defined]
        return found
