"""Files on their way in: on disk, within the limit, and gone afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from commonweal.web.ui.fields import LimitedFileField
from commonweal.web.ui.uploads import IncomingFile

Posted = Callable[..., HttpRequest]


class FileForm(forms.Form):
    file = LimitedFileField()


@pytest.fixture
def incoming(settings: Any, tmp_path: Path) -> Path:
    settings.INCOMING, settings.UPLOAD_LIMIT = tmp_path / "incoming", 3_000_000
    return tmp_path / "incoming"


@pytest.fixture
def posted(incoming: Path) -> Iterator[Callable[..., HttpRequest]]:
    """A request with files, closed at the end as Django closes its own."""
    requests: list[HttpRequest] = []

    def post(*files: tuple[str, bytes]) -> HttpRequest:
        data = {f"file{number or ''}": SimpleUploadedFile(*file) for number, file in enumerate(files)}
        requests.append(RequestFactory().post("/", data))
        return requests[-1]

    yield post
    for request in requests:
        request.close()
    assert list(incoming.glob("*")) == []


def test_a_file_is_on_disk_and_whole(incoming: Path, posted: Posted) -> None:
    form = FileForm({}, posted(("wages.csv", b"a,b\n" * 50_000)).FILES)
    assert form.is_valid()
    file = form.cleaned_data["file"]
    assert isinstance(file, IncomingFile)
    assert file.path.parent == incoming
    assert file.path.suffix == ".csv"
    assert file.path.read_bytes() == b"a,b\n" * 50_000
    assert (file.name, file.size) == ("wages.csv", 200_000)
    file.close()
    assert list(incoming.iterdir()) == []


def test_a_file_past_the_limit_is_not_kept_and_the_form_says_why(incoming: Path, posted: Posted) -> None:
    form = FileForm({}, posted(("big.csv", b"x" * 3_100_000)).FILES)
    assert form.errors["file"] == ["The file has 4 MB. It may have 3 MB at most."]
    assert sum(path.stat().st_size for path in incoming.iterdir()) <= 3_000_000


def test_a_file_of_just_the_limit_is_taken(incoming: Path, posted: Posted) -> None:
    assert FileForm({}, posted(("a.csv", b"x" * 3_000_000)).FILES).is_valid()


def test_several_files_are_told_apart(incoming: Path, posted: Posted) -> None:
    files = posted(("a.csv", b"first"), ("b.csv", b"second")).FILES
    assert [files["file"].read(), files["file1"].read()] == [b"first", b"second"]


def test_an_empty_file_and_none_at_all(incoming: Path, posted: Posted) -> None:
    assert FileForm({}, posted(("a.csv", b"")).FILES).errors["file"] == ["The file is empty."]
    assert FileForm({}, {}).errors["file"] == ["Choose a file."]


def test_a_name_cannot_lead_out_of_the_folder(incoming: Path, posted: Posted) -> None:
    file = posted(("../../etc/passwd.csv", b"x")).FILES["file"]
    assert file.path.parent == incoming
    assert file.name == "passwd.csv"
