"""What we ask of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.accounts import roles as roles_of
from commonweal.web.accounts.roles import Role


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
