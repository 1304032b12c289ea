"""Where our rules about accounts meet django-allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed unless ``COMMONWEAL_SIGNUP`` opens it; what is wrong is said in our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right."),
        "too_many_login_attempts": gettext_lazy(
            "There were too many tries. Wait five minutes, then try again."
        ),
        "enter_current_password": gettext_lazy("That is not the password you have now."),
        "incorrect_password": gettext_lazy("That is not your password."),
        "same_as_current": gettext_lazy("That is the address you have now. Give another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.COMMONWEAL_SIGNUP)

    def new_user(self, request: HttpRequest) -> Any:
        user = super().new_user(request)
        user.joined_at = timezone.now()
        return user
