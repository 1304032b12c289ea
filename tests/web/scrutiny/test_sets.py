"""The sets of tests that packs bring: versions that never change under those who were asked."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.web.example import NOW

from commonweal.packs.test_sets import TestSet
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.scrutiny import actions, selectors
from commonweal.web.scrutiny.models import Report, SetVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def brought(**more: object) -> TestSet:
    version = selectors.in_force()
    assert version is not None
    return selectors.content(version).model_copy(update=more)


def test_the_packs_tests_are_in_force() -> None:
    ours = brought()
    assert len(ours.questions) == 10
    assert actions.take_in(test_sets=[ours], by=COMMAND_LINE, now=NOW) == []


def test_other_words_under_a_known_version_are_refused() -> None:
    with pytest.raises(ValueError, match="Give them a new version"):
        actions.take_in(test_sets=[brought(summary="Otherwise.")], by=COMMAND_LINE, now=NOW)


def test_a_later_version_of_a_pack_comes_into_force_unless_an_owner_has_published() -> None:
    [later] = actions.take_in(
        test_sets=[brought(version="1.1.0", summary="Later.")], by=COMMAND_LINE, now=NOW
    )
    assert selectors.in_force() == later
    SetVersion.objects.filter(pk=later.pk).update(published_by="An owner", published_at=NOW)
    [offered] = actions.take_in(
        test_sets=[brought(version="1.2.0", summary="Again.")], by=COMMAND_LINE, now=NOW
    )
    assert offered.state == "offered"
    assert selectors.in_force() == later


def test_an_exempt_report_can_never_be_public() -> None:
    about = {"reference": "R1", "title": "Secret", "kind": "project", "author_role": "Head of land"}
    who = {"made_by": "x", "made_at": NOW, "changed_by": "x", "changed_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**about, **who, exempt=True, public=True)
