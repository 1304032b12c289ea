"""Days and moments as a page says them, in its language."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day_words(when: dt.date | dt.datetime) -> str:
    """ "25 November 2026"."""
    return date_format(when, "j F Y", use_l10n=False)


def moment_words(when: dt.datetime) -> str:
    """ "25 November 2026 at 14:05"."""
    return _("%(day)s at %(time)s") % {"day": day_words(when), "time": f"{when:%H:%M}"}
