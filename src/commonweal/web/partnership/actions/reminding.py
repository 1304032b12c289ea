"""Reminders by e-mail of what an organisation promised: written once, sent by `commonweal notices send`."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.partnership.commitments import Standing, Stands
from commonweal.web.partnership.models import Commitment, Reminder, Said
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors import organisations
from commonweal.web.scrutiny.actions.notices import site
from commonweal.web.scrutiny.selectors import notices

log = logging.getLogger(__name__)
#: So many days before the day that counts, partners are reminded.
BEFORE = dt.timedelta(days=30)
#: The subject of a letter and its first lines, by what it is for.
_SAYS = {
    "said": (
        gettext_lazy("A commitment is spoken of: %(title)s"),
        gettext_lazy("A commitment of %(organisation)s is spoken of: %(title)s"),
        gettext_lazy("Read what is said of it, and reply if you wish:"),
    ),
    "late": (
        gettext_lazy("A commitment is late: %(title)s"),
        gettext_lazy("A commitment of %(organisation)s is late: %(title)s"),
        gettext_lazy("Say how it stands, that its day changes and why, or that it is done:"),
    ),
    "waits": (
        gettext_lazy("A commitment waits for an update: %(title)s"),
        gettext_lazy("A commitment of %(organisation)s waits for an update: %(title)s"),
        gettext_lazy("Say how it stands, that its day changes and why, or that it is done:"),
    ),
}


def remind(*, now: dt.datetime) -> int:
    """Write the letters on what is due within :data:`BEFORE` or late, and on what nobody spoke of for long.

    Each person has one letter on one commitment for one day and reason. Returns how many are new.
    """
    day, letters = selectors.day_of(now), []
    for held in selectors.commitments():
        # Nobody reads the mail of the example's accounts.
        why = "" if held.example else _why(selectors.stands_on(held, day), day)
        for person in organisations.writers(held.organisation) if why else []:
            if person.is_active and selectors.writes_for(person, held.organisation) and notices.wants(person):
                key = f"{held.pk}:{why}:{person.pk}"
                letters.append(
                    Reminder(key=key, commitment=held, to=person, late=why.startswith("late"), made_at=now)
                )
    known = set(Reminder.objects.filter(key__in=[r.key for r in letters]).values_list("key", flat=True))
    fresh = [r for r in letters if r.key not in known]
    # Two who write the same letter at once write one.
    Reminder.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def tell(said: Said, *, now: dt.datetime) -> int:
    """Write to those who may reply to what somebody said of a commitment; how many letters are new."""
    held = said.commitment
    if held.example:
        return 0
    letters = [
        Reminder(key=f"{held.pk}:said-{said.pk}:{person.pk}", commitment=held, to=person, made_at=now)
        for person in organisations.writers(held.organisation)
        if person.is_active and selectors.writes_for(person, held.organisation) and notices.wants(person)
    ]
    return len(Reminder.objects.bulk_create(letters))


def send(*, clock: Callable[[], dt.datetime]) -> tuple[int, int]:
    """Send the letters that wait. Returns how many went, and how many failed and are kept.

    A letter to somebody who writes for the organisation no longer, or wants none, is not sent but taken out.
    """
    sent = failed = 0
    for letter in Reminder.objects.filter(sent_at=None).select_related("commitment__organisation", "to"):
        organisation = letter.commitment.organisation
        if not selectors.writes_for(letter.to, organisation) or not notices.wants(letter.to):
            letter.delete()
            continue
        # Taken before it is sent, so that of two processes that send at once one sends it.
        kept = Reminder.objects.filter(pk=letter.pk)
        if not kept.filter(sent_at=None).update(sent_at=clock()):
            continue
        try:
            message(letter).send()
        except Exception as wrong:
            kept.update(sent_at=None, failed=f"{type(wrong).__name__}: {wrong}"[:300])
            log.warning("reminder %s could not be sent: %s", letter.pk, wrong)
            failed += 1
        else:
            kept.update(failed="")
            sent += 1
    return sent, failed


def message(letter: Reminder) -> EmailMessage:
    """The letter as it is sent."""
    held: Commitment = letter.commitment
    named = {"organisation": held.organisation.name, "title": " ".join(held.title.split())}
    said = ":said-" in letter.key
    subject, first, asks = _SAYS["said" if said else "late" if letter.late else "waits"]
    page = reverse("partnership:mine") + f"?commitment={held.pk}"
    if said:
        page = reverse("partnership:commitment", args=[held.pk])
    home = site()
    lines = [
        first % named,
        f"{asks}\n{home}{page}",
        _("You have this letter because you write for the organisation. You can have no notices at all:")
        + f"\n{home}{reverse('scrutiny:notices')}",
    ]
    return EmailMessage(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject % named}"[:200],
        body="\n\n".join(lines) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to.email],
    )


def _why(stands: Stands, day: dt.date) -> str:
    """What a letter is for, with its day: "late:…", "due:…", "quiet:…"; "" for nothing."""
    if stands.standing is Standing.LATE:
        return f"late:{stands.until}"
    if stands.standing not in (Standing.ON_COURSE, Standing.CHANGED):
        return ""
    if stands.until - day <= BEFORE:
        return f"due:{stands.until}"
    return f"quiet:{day - dt.timedelta(days=stands.quiet)}" if stands.quiet else ""
