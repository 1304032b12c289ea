"""Files that are uploaded: each is read, or it is said why not and which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.web.accounts.roles import Analyst
from commonweal.web.evidence import models, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

TURNOUT = b"indicator,area,period,value\nlocal-election-turnout,E08000025,2023-05-04,30.1\n"


@pytest.fixture
def upload(signed_in: Callable[..., Client]) -> Callable[..., Any]:
    client = signed_in(Analyst)

    def send(*files: tuple[str, bytes]) -> Any:
        uploaded = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post("/evidence/", {"files": uploaded}, follow=True)

    return send


def problems(answer: Any) -> list[tuple[str, str, str]]:
    brought = models.Import.objects.get(id=answer.context["page"].id)
    return selectors.problems(brought).select("severity", "rule", "message").rows()


def test_two_files_of_one_name_are_both_stopped(upload: Callable[..., Any]) -> None:
    answer = upload(("data.csv", TURNOUT), ("data.csv", TURNOUT.replace(b"30.1", b"31")))
    both = "“data/data.csv” and “data (2)/data.csv” are both the dataset “data”."
    message = f"{both} Rename one of them, or leave it out."
    assert problems(answer) == [("stop", "same-dataset", message)] * 2
    assert not answer.context["page"].publishable


def test_what_is_not_read_of_an_upload_is_said(upload: Callable[..., Any]) -> None:
    answer = upload(("good.csv", TURNOUT), ("notes.pdf", b"%PDF"), ("more.csv.gz", b"x"))
    assert [(severity, rule) for severity, rule, _ in problems(answer)] == [("warn", "not-read")] * 2
    text = answer.content.decode()
    assert "“notes/notes.pdf” is not read: figures are read from CSV, XLSX and ODS." in text
    assert "is not read: it is packed. Unpack it, and bring what is in it." in text
    assert answer.context["page"].publishable


@pytest.mark.parametrize("letter", ["n", "ñ"])
@pytest.mark.parametrize("length", [125, 250])
def test_a_long_name_keeps_its_suffix(upload: Callable[..., Any], letter: str, length: int) -> None:
    answer = upload((letter * length + ".csv", TURNOUT))
    assert problems(answer) == []
    [file] = answer.context["page"].files
    assert (file.rows, file.file.endswith(".csv")) == (1, True)


def test_long_names_that_begin_alike_stay_apart(upload: Callable[..., Any]) -> None:
    other = TURNOUT.replace(b"local-election-turnout", b"gdhi-per-head")
    answer = upload(("ñ" * 240 + "1.csv", TURNOUT), ("ñ" * 240 + "2.csv", other))
    assert len(answer.context["page"].files) == 2


def test_of_several_files_it_is_said_which_is_empty(upload: Callable[..., Any]) -> None:
    answer = upload(("empty.csv", b""), ("good.csv", TURNOUT), ("void.csv", b""))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "“empty.csv”: The file is empty." in text
    assert "“void.csv”: The file is empty." in text
    assert "good.csv" not in text


def test_of_one_file_it_need_not_be_said(upload: Callable[..., Any]) -> None:
    assert "The file is empty." in upload(("empty.csv", b"")).content.decode()


def test_what_can_only_be_mended_does_not_wait_to_be_published(upload: Callable[..., Any]) -> None:
    assert "Now: waiting to be published." in upload(("turnout.csv", TURNOUT)).content.decode()
    stopped = upload(("turnout.csv", TURNOUT.replace(b"30.1", b"n/a"))).content.decode()
    assert "Now: held back until it is mended." in stopped


def test_where_no_figure_is_left_it_is_said_so(upload: Callable[..., Any]) -> None:
    header = b"areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    answer = upload(("cats.csv", header + b"na,Nowhere,Other,Cats,2019,5,Count,cats\n"))
    assert [(severity, rule) for severity, rule, _ in problems(answer)] == [("warn", "no-official-code")]
    text = answer.content.decode()
    assert "no figure is left in the files. The warnings say why" in text
    assert "Now: nothing to publish." in text
    assert "problems that stop" not in text


def test_a_description_alone_is_no_file_of_figures(upload: Callable[..., Any]) -> None:
    text = upload(("cats.json", b"{}")).content.decode()
    assert "There is no file of figures in what was brought." in text
    assert "Not found (1)" in text
