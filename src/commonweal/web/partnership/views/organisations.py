"""Organisations and partnerships: read them; enter and change them, their seats and their writers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.partnership.actions import organisations as actions
from commonweal.web.partnership.forms import organisations as entered
from commonweal.web.partnership.forms.asked import Partners
from commonweal.web.partnership.models import Organisation, Partnership
from commonweal.web.partnership.presenters import organisations as present
from commonweal.web.partnership.roles import KEEP
from commonweal.web.partnership.selectors import commitments, evidence, rollouts, strategies
from commonweal.web.partnership.selectors import organisations as selectors
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent

from .owned import owned
from .saving import save, the_organisation, the_partnership

_ROLLOUT, _STRATEGY = "partnership:rollout", "partnership:strategy"
_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def _keeps(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.may(KEEP)


@public
@require_safe
@kept
def partners(request: HttpRequest) -> HttpResponse:
    asked, today = Partners.read(request.GET), timezone.localdate()
    found = list(selectors.organisations(asked))
    tables = [(p, selectors.table(p, today)) for p in selectors.partnerships()]
    page = present.partners_page(found, tables, asked, today)
    return render(request, "partnership/partners.html", {"page": page, "may_keep": _keeps(request)})


@public
@require_safe
@kept
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    held, today = the_organisation(slug), timezone.localdate()
    page = present.partner_page(
        held, [(s, selectors.sits(s, today)) for s in selectors.seats_of(held)],
        commitments.of_organisations([held], today), evidence.book(), today,
        [*present.listed(_("Roll-outs that it answers for"), _ROLLOUT, rollouts.of_organisation(held.pk)),
         *present.listed(_("Its strategies"), _STRATEGY, strategies.of_organisation(held.pk))],
    )  # fmt: skip
    context = {
        "page": page,
        "may_keep": _keeps(request),
        "writes": commitments.writes_for(request.user, held),
    }
    return render(request, "partnership/partner.html", context)


@public
@require_safe
@kept
def partnership(request: HttpRequest, slug: str) -> HttpResponse:
    held, today = the_partnership(slug), timezone.localdate()
    own = commitments.touching(today, partnership=held)
    page = present.partnership_page(
        held, selectors.table(held, today), own, evidence.book(), today,
        [*present.listed(_("Roll-outs to it"), _ROLLOUT, rollouts.of_partnership(held.pk)),
         *present.listed(_("Its strategies"), _STRATEGY, strategies.of_partnership(held.pk))],
        owned(held.owns),
    )  # fmt: skip
    return render(request, "partnership/partnership.html", {"page": page, "may_keep": _keeps(request)})


@_read_and_write
@needs(KEEP)
def partner_new(request: HttpRequest) -> HttpResponse:
    form = entered.OrganisationForm(sent(request))
    return save(
        request, form, _("Enter an organisation"),
        lambda: actions.save_organisation(organisation=None, **_fields(request, form)),
        back=reverse("partnership:partners"), then=_address, said=_("It is entered."),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def partner_edit(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_organisation(slug)
    form = entered.OrganisationForm(sent(request), initial=_initial(held, actions.OF_ORGANISATION))
    return save(
        request, form, _("Change what is said of %(name)s") % {"name": held.name},
        lambda: actions.save_organisation(organisation=held, **_fields(request, form)), back=_address(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def writers(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_organisation(slug)
    known = {str(p.pk): p for p in selectors.possible_writers()}
    own = {str(p.pk): p for p in selectors.writers(held)}
    form = entered.WritersForm(
        sent(request), people=[(key, f"{p} ({p.email})") for key, p in known.items()],
        initial={"writers": [key for key in own if key in known]},
    )  # fmt: skip

    @transaction.atomic
    def act() -> Organisation:
        chosen = set(form.cleaned_data["writers"])
        for key in sorted(chosen - own.keys()):
            actions.tie(organisation=held, person=known[key], by=request.user, now=timezone.now())
        for key in sorted(own.keys() - chosen):
            actions.untie(organisation=held, person=own[key], by=request.user, now=timezone.now())
        return held

    return save(request, form, _("Who writes for %(name)s") % {"name": held.name}, act, back=_address(held))


@_read_and_write
@needs(KEEP)
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Another period in which an organisation took part, or that it does again."""
    held = the_organisation(slug)
    form = entered.MembershipForm(sent(request), initial={"revision": held.revision})
    return save(
        request, form, _("Another period of %(name)s") % {"name": held.name},
        lambda: actions.save_membership(
            organisation=held, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        back=_address(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def partnership_new(request: HttpRequest) -> HttpResponse:
    form = entered.PartnershipForm(sent(request))
    return save(
        request, form, _("Enter a partnership"),
        lambda: actions.save_partnership(partnership=None, **_fields(request, form)),
        back=reverse("partnership:partners"), then=_address, said=_("It is entered."),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def partnership_edit(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_partnership(slug)
    form = entered.PartnershipForm(sent(request), initial=_initial(held, actions.OF_PARTNERSHIP))
    return save(
        request, form, _("Change what is said of %(name)s") % {"name": held.name},
        lambda: actions.save_partnership(partnership=held, **_fields(request, form)), back=_address(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def seat(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """Add a seat, or change the one with a number."""
    partnership = the_partnership(slug)
    held = selectors.seat(partnership, number) if number else None
    if number and held is None:
        raise Http404(_("The partnership has no such seat."))
    known = selectors.organisation_choices()
    initial = _initial(held, actions.OF_SEAT) if held else {}
    if held is not None:
        initial["organisation"] = held.organisation.slug if held.organisation else ""
    form = entered.SeatForm(sent(request), organisations=list(known.items()), initial=initial)

    def act() -> Any:
        found = _fields(request, form)
        chosen = selectors.organisation(found["fields"].pop("organisation"))
        found["fields"]["organisation_id"] = chosen.pk if chosen else None
        return actions.save_seat(partnership=partnership, seat=held, **found)

    words = _("Change a seat: %(partnership)s") if held else _("Add a seat: %(partnership)s")
    title = words % {"partnership": partnership.name}
    return save(request, form, title, act, back=_address(partnership))


def _fields(request: HttpRequest, form: Any) -> dict[str, Any]:
    cleaned = dict(form.cleaned_data)
    revision = cleaned.pop("revision")
    return {"fields": cleaned, "revision": revision, "by": request.user, "now": timezone.now()}


def _initial(held: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {"revision": held.revision} | {n: getattr(held, n) for n in names}


def _address(held: Organisation | Partnership) -> str:
    what = "partnership" if isinstance(held, Partnership) else "partner"
    return reverse(f"partnership:{what}", args=[held.slug])
