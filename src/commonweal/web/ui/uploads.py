"""Files on their way in: on disk from the first byte, and no further than the limit.

A file past the limit is not an error page: the rest of it is thrown away as it comes, and the form says how
large a file may be (:class:`commonweal.web.ui.fields.LimitedFileField`).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class IncomingFile(UploadedFile):
    """An uploaded file in ``settings.INCOMING``, deleted when it is closed.

    ``too_big`` says that it went past the limit: then ``size`` is what was sent, and the file holds less.
    """

    too_big = False

    def temporary_file_path(self) -> str:
        """The path of the bytes; Django looks for this name to tell a file on disk from one in memory."""
        return str(self.file.name)  # type: ignore[union-attr]

    @property
    def path(self) -> Path:
        return Path(self.temporary_file_path())


class LimitedFileHandler(FileUploadHandler):
    """Writes each file of a form to disk, up to ``settings.UPLOAD_LIMIT`` bytes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        settings.INCOMING.mkdir(parents=True, exist_ok=True)
        suffix = ".upload" + Path(self.file_name or "").suffix[:10]
        content = tempfile.NamedTemporaryFile(suffix=suffix, dir=settings.INCOMING)  # noqa: SIM115
        self.file = IncomingFile(
            content, self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.UPLOAD_LIMIT:
            self.file.too_big = True
        if not self.file.too_big:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.flush()
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
