"""django-allauth's forms, with every field named in the words of this site."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

_FORGOTTEN = lazy(format_html, str)(
    gettext_lazy('<a class="govuk-link" href="{}">Forgotten it? Choose a new one</a>'),
    reverse_lazy("account_reset_password"),
)


class InOurWords:
    """Gives the fields of a form the labels of ``labels`` and the hints of ``hints``, by the field's name."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            if name in self.fields:  # type: ignore[attr-defined]
                self.fields[name].label = label  # type: ignore[attr-defined]
        for name, hint in self.hints.items():
            self.fields[name].help_text = hint  # type: ignore[attr-defined]


class SignInForm(InOurWords, account.LoginForm):
    labels = {
        "login": gettext_lazy("E-mail address"),
        "remember": gettext_lazy("Keep me signed in for two weeks"),
    }
    hints = {"password": _FORGOTTEN}


class SignUpForm(InOurWords, account.SignupForm):
    labels = {"email": gettext_lazy("E-mail address"), "password1": gettext_lazy("Password")}


class ForgottenForm(InOurWords, account.ResetPasswordForm):
    labels = {"email": gettext_lazy("E-mail address")}


class ChooseForm(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": gettext_lazy("New password"), "password2": gettext_lazy("New password once more")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": gettext_lazy("The password you have now"),
        "password1": gettext_lazy("New password"),
        "password2": gettext_lazy("New password once more"),
    }


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    labels = {"password1": gettext_lazy("New password"), "password2": gettext_lazy("New password once more")}


class NewAddressForm(InOurWords, account.AddEmailForm):
    labels = {"email": gettext_lazy("New e-mail address")}


class ConfirmForm(InOurWords, account.ReauthenticateForm):
    labels = {"password": gettext_lazy("Password")}
