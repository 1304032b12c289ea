"""What we ask of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.accounts import roles as roles_of
from commonweal.web.accounts.roles import Role


@dataclass(frozen=True)
class Both:
    """A role as it is saved and as it was sent."""

    label: str
    saved: str
    mine: str


class NameForm(forms.Form):
    """The name that others see: what signing up asks besides the address, and "change your name"."""

    display_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        help_text=gettext_lazy("Shown beside what you do on this site."),
        error_messages={"required": gettext_lazy("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["display_name"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Called by django-allauth when the account is made."""
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])


class RolesField(forms.MultipleChoiceField):
    """The roles that can be given, each with its description."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        choices = [(role.code, f"{role.name}: {role.description}") for role in roles_of.all_roles()]
        super().__init__(choices=choices, required=False, **options)

    def clean(self, value: Any) -> list[type[Role]]:
        return roles_of.known(super().clean(value))


class RolesForm(forms.Form):
    """The roles of one person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Made with the form, not with the class: parts may add roles after this module is read.
        self.fields["roles"] = RolesField(label=_("Roles"), help_text=_("A person may hold several."))


class HeldRolesForm(RolesForm):
    """The roles of somebody who holds some, and with them those that were held when the form was opened."""

    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, held: Iterable[type[Role]]) -> None:
        codes = [role.code for role in held]
        super().__init__(data, initial={"roles": codes, "held": " ".join(codes)})

    def clean_held(self) -> list[type[Role]]:
        return roles_of.known(self.cleaned_data["held"].split())

    def with_both(self, now: Iterable[type[Role]]) -> list[Both]:
        """Begin again from the roles that are held now: what was ticked stays. Each role that differs."""
        saved, chosen = list(now), self.cleaned_data["roles"]
        self.data = self.data.copy()
        self.data["held"] = " ".join(role.code for role in saved)
        words = {True: _("ticked"), False: _("not ticked")}
        return [
            Both(str(role.name), words[role in saved], words[role in chosen])
            for role in roles_of.all_roles()
            if (role in saved) != (role in chosen)
        ]


class NewPersonForm(RolesForm):
    """Somebody who gets an account."""

    display_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Give the person's name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send a link to it, with which the person chooses a password."),
        error_messages={
            "required": gettext_lazy("Give the person's e-mail address."),
            "invalid": gettext_lazy("Give a whole address, like name@example.gov.uk."),
        },
    )
