"""Every address of the site, part by part."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from commonweal.web.ui import health

_PARTS = (
    "home",
    "partnership",
    "scrutiny",
    "proposals",
    "toolkit",
    "framework",
    "evidence",
    "accounts",
    "audit",
    "ui",
)

urlpatterns = [
    path("health/", health.alive, name="health"),
    path("accounts/", include("allauth.urls")),
    # What stands in more than one language has an address in each: English without a prefix, Welsh in /cy/.
    *i18n_patterns(
        *[path("", include(f"commonweal.web.{part}.urls")) for part in settings.PARTS_IN_LANGUAGES],
        prefix_default_language=False,
    ),
    *[path("", include(f"commonweal.web.{part}.urls")) for part in _PARTS],
]

handler400 = "commonweal.web.ui.errors.bad_request"
handler403 = "commonweal.web.ui.errors.refused"
handler404 = "commonweal.web.ui.errors.not_found"
handler500 = "commonweal.web.ui.errors.failed"
