"""What the checks found, waivers, publishing and correcting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.editions.actions import publishing, reviewing
from commonweal.web.editions.actions.telling import Moved, Published
from commonweal.web.editions.forms.setting_up import CorrectionForm, ReasonForm
from commonweal.web.editions.models import Edition
from commonweal.web.editions.presenters import findings as present
from commonweal.web.editions.presenters.desk import address
from commonweal.web.editions.presenters.spoken import Name
from commonweal.web.editions.roles import EDIT, WRITE
from commonweal.web.editions.selectors import drafts, evidence
from commonweal.web.proposals.views import saving
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent
from commonweal.web.ui.languages import marked, titled

from .find import refused, spoken, the_edition

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(WRITE)
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_edition(request, slug)
    parts, waivers = drafts.chapters(held), drafts.waivers(held)
    settled = evidence.settled(held, parts, waivers)
    page = present.page(held, parts, settled, waivers, evidence.check_titles(held.language), spoken())
    out = drafts.is_out(held)
    context = {"page": page, "may_edit": drafts.may_edit(request.user) and not out, "out": out}
    return render(request, "editions/findings.html", context)


@_read_and_write
@needs(EDIT)
def waive(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held, request.POST.get("reason", ""))
    found = next((f for f in evidence.findings_of(held, drafts.chapters(held)) if f.key == key), None)
    if found is None:
        raise Http404(_("This is not found any more: the sentence was changed or mended."))
    form = ReasonForm(sent(request), language=held.language)
    quoted = f"{found.sentence}\n\n{found.wrong} {found.right}".strip()
    return saving.save(
        request, form, _("Let it stay, for a reason"),
        lambda: reviewing.waive(
            edition=held, key=key, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        moved_by=Moved, back=reverse("editions:desk:findings", args=[slug]), button=_("Waive it"),
        said=_("It is waived."), quoted=marked(quoted, held.language),
    )  # fmt: skip


@require_POST
@needs(EDIT)
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    held = the_edition(request, slug)
    found = next((w for w in drafts.waivers(held) if w.pk == number), None)
    if found is None:
        raise Http404(_("There is no such waiver."))
    try:
        reviewing.take_back(waiver=found, by=request.user, now=timezone.now())
    except Published:
        return refused(request, held)
    messages.success(request, _("The waiver is taken back."))
    return redirect("editions:desk:findings", slug)


@_read_and_write
@needs(EDIT)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What publishing does, and what stops it; sent, it is done."""
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held)
    if request.method == "POST":
        try:
            revision = int(request.POST.get("revision", "0")[:9] or 0)
            publishing.publish(edition=held, revision=revision, by=request.user, now=timezone.now())
        except publishing.Stopped as stopped:
            return _stops(request, held, str(stopped), status=409)
        except (Moved, ValueError) as wrong:
            return _stops(request, held, str(wrong), status=409)
        messages.success(request, _("The edition is published. From now on it is corrected, not changed."))
        return redirect(address(held))
    return _stops(request, held, "", status=200)


def _stops(request: HttpRequest, held: Edition, said: str, *, status: int) -> HttpResponse:
    parts, titles, said_in = drafts.chapters(held), evidence.check_titles(held.language), spoken()
    found = publishing.what_stops(held, parts)
    reasons = [(words, present.view(held, parts, f, titles, said_in) if f else None) for words, f in found]
    snapshot = evidence.book(held)
    context = {
        "edition": Edition.objects.get(pk=held.pk), "reasons": reasons, "said": said, "chapters": len(parts),
        "snapshot": snapshot.id[:12] if snapshot else "",
    }  # fmt: skip
    return render(request, "editions/publish.html", context, status=status)


@_read_and_write
@needs(EDIT)
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_edition(request, slug)
    if not drafts.is_out(held):
        raise Http404(_("Only a published edition is corrected."))
    chapters = [(c.slug, Name(c.title, held.language)) for c in drafts.chapters(held)]
    form = CorrectionForm(
        sent(request), initial={"revision": held.revision}, chapters=chapters, language=held.language
    )
    return saving.save(
        request, form, titled(_("Correct %(title)s"), held.language, title=held.title),
        lambda: publishing.correct(
            edition=held, chapter=form.cleaned_data["chapter"], was=form.cleaned_data["was"],
            words=form.cleaned_data["now"], reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"], by=request.user, now=timezone.now(),
        ),
        moved_by=Moved, back=address(held), button=_("Correct it"),
        said=_("It is corrected. The correction stands on the first page."),
    )  # fmt: skip
