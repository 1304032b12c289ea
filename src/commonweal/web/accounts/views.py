"""Your own account, and the people of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.web.accounts import actions, presenters, selectors
from commonweal.web.accounts.forms.people import HeldRolesForm, NameForm, NewPersonForm
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import MANAGE_PEOPLE
from commonweal.web.audit import selectors as audit
from commonweal.web.ui import asked
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

EVENTS_SHOWN = 10


@dataclass(frozen=True)
class AskedPeople(asked.Asked):
    """What the list of people can be asked."""

    q: str = asked.text(cut=True)
    page: int = asked.number(1, least=1)


def mine(request: HttpRequest) -> HttpResponse:
    """Who you are here and what your roles let you do."""
    user = cast(User, request.user)
    page = presenters.my_page(user, audit.by_person(str(user.pk))[:EVENTS_SHOWN])
    return render(request, "accounts/mine.html", {"page": page})


def rename(request: HttpRequest) -> HttpResponse:
    """Change your own name."""
    user = cast(User, request.user)
    form = NameForm(sent(request), initial={"display_name": user.display_name})
    if form.is_valid():
        actions.rename(by=user, now=timezone.now(), user=user, display_name=form.cleaned_data["display_name"])
        messages.success(request, _("Your name is changed."))
        return redirect("accounts:mine")
    return render(request, "accounts/rename.html", {"form": form})


@needs(MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    wanted = AskedPeople.read(request.GET)
    found = Paginator(selectors.people(wanted.q), 50).get_page(wanted.page)
    rows = [presenters.person_row(user) for user in found]
    return render(request, "accounts/people.html", {"asked": wanted, "found": found, "rows": rows})


@needs(MANAGE_PEOPLE)
def add(request: HttpRequest) -> HttpResponse:
    """Give somebody an account, and send them the link to choose a password."""
    form = NewPersonForm(sent(request))
    if form.is_valid():
        try:
            user = actions.create_user(by=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.RefusedError as refused:
            form.add_error("email", str(refused))
        else:
            _send_link(request, user)
            told = _("%(name)s has an account. We have sent a link to %(email)s.")
            messages.success(request, told % {"name": user, "email": user.email})
            return redirect("accounts:person", pk=user.pk)
    return render(request, "accounts/add.html", {"form": form})


@needs(MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: their roles, to give and to take, and what was done to them."""
    user = _person(pk)
    form, both = HeldRolesForm(sent(request), held=user.roles), []
    if form.is_valid():
        chosen, seen = form.cleaned_data["roles"], form.cleaned_data["held"]
        try:
            actions.set_roles(by=request.user, now=timezone.now(), user=user, roles=chosen, seen=seen)
        except actions.RolesMovedError as moved:
            both = form.with_both(moved.held)
        except actions.RefusedError as refused:
            form.add_error("roles", str(refused))
        else:
            messages.success(request, _("The roles of %(name)s are saved.") % {"name": user})
            return redirect("accounts:person", pk=pk)
    page = presenters.person_page(user, audit.about(user)[:EVENTS_SHOWN])
    status = 409 if both else 200
    return render(request, "accounts/person.html", {"page": page, "form": form, "both": both}, status=status)


@require_POST
@needs(MANAGE_PEOPLE)
def switch(request: HttpRequest, pk: int, active: bool) -> HttpResponse:
    """Switch an account off or on."""
    user = _person(pk)
    if active:
        act, done = actions.switch_on, _("The account of %(name)s is switched on.")
    else:
        act, done = actions.switch_off, _("The account of %(name)s is switched off.")
    try:
        act(by=request.user, now=timezone.now(), user=user)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done % {"name": user})
    return redirect("accounts:person", pk=pk)


def _person(pk: int) -> User:
    try:
        return selectors.person(pk)
    except User.DoesNotExist:
        raise Http404(_("nobody has that number")) from None


def _send_link(request: HttpRequest, user: User) -> None:
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)
