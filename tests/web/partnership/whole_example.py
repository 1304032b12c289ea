"""The whole example: packs, figures, the proposal, the reports and the partners, loaded once a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.database import Images
from tests.web.example import NOW, ROOT, opened
from tests.web.people import somebody
from tests.web.proposals.conftest import kingshurst_copy


@pytest.fixture(scope="module")
def whole_example(django_db_setup: None, images: Images, django_db_blocker: Any) -> Iterator[object]:
    """Everything that ``make run`` loads but editions, counted and published; gives the publication's act."""
    from commonweal.web.partnership.actions.counting import RECORD, publish_record

    with django_db_blocker.unblock(), opened(images, whole_example_copy(images)):
        yield publish_record(by=RECORD, now=NOW)


def whole_example_copy(images: Images) -> str:
    """The name of this worker's own database with all of it, nothing counted yet."""
    kingshurst_copy(images)
    return images.copy("whole-example", load, of="kingshurst")


def load() -> None:
    from commonweal.web.accounts.examples import PEOPLE
    from commonweal.web.accounts.selectors import person_by_email
    from commonweal.web.partnership.actions.example import load_example as load_partners
    from commonweal.web.proposals.actions import load_example
    from commonweal.web.scrutiny.actions.example import load_example as load_reports

    for email, name, role in PEOPLE:
        if person_by_email(email) is None:
            somebody(role, name=name, email=email)
    examples = ROOT / "examples"
    for path in sorted(examples.glob("*.yaml")):
        load_example(path=path, now=NOW)  # of those that are there already nothing is made
    for path in sorted((examples / "reports").glob("*.yaml")):
        load_reports(path=path, now=NOW)
    for path in sorted((examples / "partners").glob("*.yaml")):
        load_partners(path=path, now=NOW)
