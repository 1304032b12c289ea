"""Proposals: what they are, where, with whom, by which options; and the steps of their decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.appraisal.gates import lacking
from commonweal.web.audit import actions as audit
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import (
    Document,
    Need,
    Option,
    Partner,
    Programme,
    Proposal,
    ProposalPlace,
)
from commonweal.web.ui import storing

from .answering import Moved

_ABOUT = ("title", "kind", "summary", "sponsor", "programme", "decision_by", "cost", "cost_note", "public")
#: Every proposal has this option from its first day.
NOTHING = "Do nothing"  # stays English


class ProposalMoved(Exception):
    """Somebody else saved the proposal in the meantime. ``held`` is as it stands now."""

    def __init__(self, held: Proposal) -> None:
        super().__init__(
            _("%(who)s changed the proposal after you opened this page.") % {"who": held.changed_by}
        )
        self.held = held


class ProgrammeMoved(Exception):
    """Somebody else saved the programme in the meantime. ``held`` is as it stands now."""

    def __init__(self, held: Programme) -> None:
        super().__init__(_("Somebody else changed the programme after you opened this page."))
        self.held = held


class NotYet(ValueError):
    """A proposal cannot move on: ``lacking`` says what it still needs."""

    def __init__(self, gates: list[Any]) -> None:
        super().__init__("; ".join(g.words for g in gates))
        self.lacking = gates


@transaction.atomic
def make_programme(
    *, slug: str, title: str, summary: str, by: Any, now: dt.datetime, example: str = ""
) -> Programme:
    made = Programme.objects.create(
        slug=slug, title=title, summary=summary, example=example, made_by=str(by), made_at=now
    )
    _record_programme(made, by, now, "made", "set up")  # stays English
    return made


@transaction.atomic
def change_programme(
    *, programme: Programme, title: str, summary: str, revision: int, by: Any, now: dt.datetime
) -> Programme:
    """Give a programme another title or summary. Raises :class:`ProgrammeMoved`."""
    held = Programme.objects.select_for_update().get(id=programme.pk)
    if held.revision != revision:
        raise ProgrammeMoved(held)
    held.title, held.summary = title, summary
    held.revision += 1
    held.save(update_fields=["title", "summary", "revision"])
    _record_programme(held, by, now, "changed", "changed")
    return held


@transaction.atomic
def save_proposal(
    *, proposal: Proposal | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    example: str = "",
) -> Proposal:  # fmt: skip
    """Make a proposal, with the option to do nothing, or change what it says of itself.

    Raises :class:`ProposalMoved` where it was saved since ``revision``.
    """
    if proposal is None:
        held = Proposal(made_by=str(by), made_at=now, example=example)
    else:
        held = Proposal.objects.select_for_update().get(id=proposal.pk)
        if held.revision != revision:
            raise ProposalMoved(held)
        held.revision += 1
    for name in _ABOUT:
        if name in fields:
            setattr(held, name, fields[name])
    held.changed_by, held.changed_at = str(by), now
    held.save()
    if proposal is None:
        Option.objects.create(proposal=held, title=NOTHING, nothing=True)
    _record(held, by, now, "changed" if proposal else "made", "changed" if proposal else "began")
    return held


@transaction.atomic
def save_lists(
    *,
    proposal: Proposal,
    revision: int,
    by: Any,
    now: dt.datetime,
    places: Sequence[str] | None = None,
    partners: Sequence[Mapping[str, Any]] | None = None,
    options: Sequence[Mapping[str, Any]] | None = None,
) -> Proposal:
    """Give a proposal these places, partners or options; None leaves a list as it is.

    Raises :class:`ProposalMoved`; ValueError for a place that is not of the site.
    """
    held = Proposal.objects.select_for_update().get(id=proposal.pk)
    if held.revision != revision:
        raise ProposalMoved(held)
    if places is not None:
        known = selectors.site_places()
        if strange := [p for p in places if p not in known]:
            raise ValueError(
                _("“%(place)s” is not a place of this site's register.") % {"place": strange[0][:32]}
            )
        held.places.exclude(area__in=places).delete()
        for area in places:
            ProposalPlace.objects.get_or_create(proposal=held, area=area)
    if partners is not None:
        held.partners.all().delete()
        Partner.objects.bulk_create(Partner(proposal=held, **p) for p in partners)
    if options is not None:
        held.options.all().delete()
        Option.objects.bulk_create(Option(proposal=held, **o) for o in options)
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save()
    _record(held, by, now, "changed", "changed")
    return held


@transaction.atomic
def save_need(
    *, proposal: Proposal, key: str, words: str, not_known: bool, who: str, until: dt.date | None,
    revision: int, by: Any, now: dt.datetime,
) -> Need:  # fmt: skip
    """Answer one of the things that an assessor needs to know.

    Raises :class:`~.answering.Moved`; ValueError for a revision of an answer that is not there.
    """
    # The proposal is locked, since a row that is not there yet cannot be: two writers come one by one.
    Proposal.objects.select_for_update().get(id=proposal.pk)
    held = Need.objects.filter(proposal=proposal, key=key).first()
    if held is None and revision:
        raise ValueError(_("What you changed is no longer there. Load the page again."))
    if held is not None and held.revision != revision:
        raise Moved(held, held.changed_by)
    made = held or Need(proposal=proposal, key=key, revision=0)
    made.parts, made.not_known = {"words": words.strip()}, not_known
    made.who, made.until = (who.strip(), until) if not_known else ("", None)
    made.revision += 1
    made.changed_by, made.changed_at = str(by), now
    made.save()
    _record(proposal, by, now, "needs", "answered what an assessor needs to know of")  # stays English
    return made


@transaction.atomic
def say_decision(*, proposal: Proposal, words: str, revision: int, by: Any, now: dt.datetime) -> None:
    """Write down what was decided, in a sentence. Raises :class:`ProposalMoved`."""
    held = Proposal.objects.select_for_update().get(id=proposal.pk)
    if held.revision != revision:
        raise ProposalMoved(held)
    held.decision = words.strip()
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["decision", "revision", "changed_by", "changed_at"])
    _record(held, by, now, "decision", "wrote down the decision on")  # stays English


@transaction.atomic
def move(*, proposal: Proposal, to: str, by: Any, now: dt.datetime) -> Proposal:
    """Move a proposal to another step of its decision. Raises :class:`NotYet` with all that is missing."""
    held = Proposal.objects.select_for_update().get(id=proposal.pk)
    if found := [g for g in lacking(selectors.facts(held), to) if g.stops]:
        raise NotYet(found)
    before, held.step = held.get_step_display(), to
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save()
    words = f"moved from {before.lower()} to {held.get_step_display().lower()}:"  # stays English
    _record(held, by, now, "moved", words)
    return held


@transaction.atomic
def add_document(
    *, proposal: Proposal, path: Path, name: str, kind: str, by: Any, now: dt.datetime
) -> Document:
    """Keep a file under its digest. The same file again is the same document."""
    kept = storing.keep(path)
    made, fresh = Document.objects.get_or_create(
        proposal=proposal,
        sha256=kept.sha256,
        defaults={
            "name": name[:200], "kind": kind, "size": kept.size, "added_by": str(by), "added_at": now,
        },
    )  # fmt: skip
    if fresh:
        _record(proposal, by, now, "document", f"added the document “{made.name}” to")  # stays English
    return made


@transaction.atomic
def remove_document(*, proposal: Proposal, document: int, by: Any, now: dt.datetime) -> None:
    """Take a document away from a proposal. Its bytes stay: another proposal may have it too."""
    found = proposal.documents.filter(id=document).first()
    if found is not None:
        _record(proposal, by, now, "document", f"took the document “{found.name}” away from")  # stays English
        found.delete()


def _record(proposal: Proposal, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    audit.record(
        by=by,
        now=now,
        act=f"proposal.{verb}",
        subject=("proposal", str(proposal.pk), proposal.title),
        sentence=f"{words} the proposal “{proposal.title}”",
    )


def _record_programme(made: Programme, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    audit.record(
        by=by,
        now=now,
        act=f"programme.{verb}",
        subject=("programme", made.slug, made.title),
        sentence=f"{words} the programme “{made.title}”",
    )
