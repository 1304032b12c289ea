"""Bring figures and publish them: two requests, and everything seen between them."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.accounts import selectors as people
from commonweal.web.accounts.roles import BRING_DATA, PUBLISH_DATA
from commonweal.web.evidence import actions, models, presenters, selectors
from commonweal.web.evidence.forms import BringForm, PublishForm
from commonweal.web.ui.access import needs

CSV = "text/csv; charset=utf-8"  # stays English
#: What a disk takes of a name, in bytes; and what passes for a suffix of it, in letters.
LONGEST_NAME = 255
LONGEST_SUFFIX = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs(BRING_DATA, PUBLISH_DATA)
def bring(request: HttpRequest) -> HttpResponse:
    """What waits and what was published; and, for an analyst, the form."""
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_bound and request.user.may(BRING_DATA) and form.is_valid():
        with tempfile.TemporaryDirectory(dir=_incoming()) as folder:
            brought = actions.bring(
                paths=[Path(folder)] if _lay_out(form.cleaned_data["files"], Path(folder)) else [],
                title=_title(form.cleaned_data["files"]),
                by=request.user,
                now=timezone.now(),
            )
        return redirect("evidence:review", brought.id)
    page = presenters.imports_page(selectors.imports())
    status = 200 if not form.is_bound else 422
    return render(
        request,
        "evidence/bring.html",
        {"form": form, "imports": page, "may_bring": request.user.may(BRING_DATA)},
        status=status,
    )


@require_safe
@needs(BRING_DATA, PUBLISH_DATA)
def review(request: HttpRequest, brought: uuid.UUID) -> HttpResponse:
    return _review(request, _found(brought), reasons={}, refusal="")


@require_POST
@needs(PUBLISH_DATA)
def publish(request: HttpRequest, brought: uuid.UUID) -> HttpResponse:
    found = _found(brought)
    form = PublishForm(request.POST, warnings=presenters.warning_keys(found, selectors.problems(found)))
    reasons = form.reasons() if form.is_valid() else {}
    if refused := _why_not(request, found):
        return _review(request, found, reasons=reasons, refusal=refused, status=403)
    try:
        actions.publish(brought=found, by=request.user, now=timezone.now(), reasons=reasons)
    except actions.NotPublishable as why:
        return _review(request, found, reasons=reasons, refusal=str(why), status=409)
    messages.success(request, _("“%(title)s” is published. The pages show it now.") % {"title": found.title})
    return redirect("evidence:review", found.id)


@require_POST
@needs(BRING_DATA, PUBLISH_DATA)
def put_aside(request: HttpRequest, brought: uuid.UUID) -> HttpResponse:
    found = _found(brought)
    try:
        actions.put_aside(brought=found, by=request.user, now=timezone.now())
    except actions.NotPublishable as why:
        return _review(request, found, reasons={}, refusal=str(why), status=409)
    messages.success(
        request, _("“%(title)s” is put aside. Nothing on the pages has changed.") % {"title": found.title}
    )
    return redirect("evidence:bring")


@require_safe
@needs(BRING_DATA, PUBLISH_DATA)
def problems(request: HttpRequest, brought: uuid.UUID) -> HttpResponse:
    """Every problem, as a file for a spreadsheet."""
    found = _found(brought)
    response = HttpResponse(selectors.problems_csv(found), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="problems-{found.id}.csv"'  # stays English
    return response


@require_safe
@needs(BRING_DATA, PUBLISH_DATA)
def changes(request: HttpRequest, brought: uuid.UUID, dataset: str) -> HttpResponse:
    """What one file would add, revise and remove."""
    found, file = _found_file(brought, dataset)
    return render(
        request,
        "evidence/changes.html",
        {"file": file, "brought": found, "changes": selectors.changes(file, found.base_snapshot)},
    )


@require_safe
@needs(BRING_DATA, PUBLISH_DATA)
def changes_csv(request: HttpRequest, brought: uuid.UUID, dataset: str) -> HttpResponse:
    """The same, to the last figure, as a file for a spreadsheet."""
    found, file = _found_file(brought, dataset)
    response = HttpResponse(selectors.changes_csv(file, found), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="changes-{dataset}.csv"'  # stays English
    return response


def _found_file(brought: uuid.UUID, dataset: str) -> tuple[models.Import, models.ImportedFile]:
    found = _found(brought)
    file = next((f for f in found.files.all() if f.dataset == dataset and f.vintage_id), None)
    if file is None:
        raise Http404(_("No such file in this import."))
    return found, file


def _found(brought: uuid.UUID) -> models.Import:
    found = selectors.imported(brought)
    if found is None:
        raise Http404(_("No import has that name."))
    return found


def _review(
    request: HttpRequest,
    found: models.Import,
    *,
    reasons: dict[tuple[str, str], str],
    refusal: str,
    status: int = 200,
) -> HttpResponse:
    why_not = _why_not(request, found) or _overtaken(found)
    page = presenters.review_page(found, selectors.problems(found), reasons, why_not)
    context = {
        "page": page,
        "refusal": refusal,
        "may_publish": request.user.may(PUBLISH_DATA) and not why_not,
        "brought": found,
    }
    return render(request, "evidence/review.html", context, status=status)


def _why_not(request: HttpRequest, found: models.Import) -> str:
    """Why this publisher may not publish this import; empty where they may, or are no publisher."""
    if not request.user.may(PUBLISH_DATA) or people.may_publish(request.user, found.brought_by_id):
        return ""
    return _("You brought these figures, so somebody else decides whether they are published.")


def _overtaken(found: models.Import) -> str:
    """That other figures were published since: what this page says would change is no longer what would."""
    waits = found.state == models.Import.State.BROUGHT and found.candidate_snapshot
    if not waits or found.base_snapshot == (selectors.snapshot_in_force() or ""):
        return ""
    return str(actions.Overtaken())


def _incoming() -> Path:
    folder = Path(settings.INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _lay_out(files: list[UploadedFile], folder: Path) -> bool:
    """Each dataset in a folder of its own, as the publisher lays them out; names made harmless.

    A file whose name has come before lies in another folder: the check says that there are two.
    """
    for file in files:
        name = _harmless(file.name or "file")
        stem = Path(name).stem
        target, number = folder / stem / name, 1
        while target.exists():
            number += 1
            target = folder / f"{_cut(stem, 200)} ({number})" / name
        target.parent.mkdir(exist_ok=True)
        with target.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
    return bool(files)


def _harmless(name: str) -> str:
    """A name that leads nowhere and that a disk takes, with its suffix: by that it is known what is in it."""
    name = Path(name.replace("\\", "/")).name.lstrip(".") or "file"
    if len(name.encode()) <= LONGEST_NAME:
        return name
    suffix = Path(name).suffix if len(Path(name).suffix) <= LONGEST_SUFFIX else ""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{_cut(name.removesuffix(suffix), LONGEST_NAME - len(suffix.encode()) - 9)}-{digest}{suffix}"


def _cut(text: str, most: int) -> str:
    """As much of a text as takes so many bytes in UTF-8."""
    return text.encode()[:most].decode(errors="ignore")


def _title(files: list[UploadedFile]) -> str:
    names = sorted({Path(f.name or "file").stem for f in files})
    # It is kept with the import and said in the record.
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"  # stays English
