"""The whole example: packs, figures, the proposal, the reports and the partners, loaded once a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.example import NOW, ROOT
from tests.web.people import somebody


@pytest.fixture(scope="module")
def whole_example(west_midlands, django_db_blocker) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """Everything that ``make run`` loads, counted and published."""
    from commonweal.web.accounts.examples import PEOPLE
    from commonweal.web.accounts.selectors import person_by_email
    from commonweal.web.partnership.actions.counting import RECORD, publish_record
    from commonweal.web.partnership.actions.example import load_example as load_partners
    from commonweal.web.proposals.actions import load_example
    from commonweal.web.scrutiny.actions.example import load_example as load_reports

    with django_db_blocker.unblock():
        for email, name, role in PEOPLE:
            if person_by_email(email) is None:
                somebody(role, name=name, email=email)
        examples = ROOT / "examples"
        for path in sorted(examples.glob("*.yaml")):
            load_example(path=path, now=NOW)
        for path in sorted((examples / "reports").glob("*.yaml")):
            load_reports(path=path, now=NOW)
        for path in sorted((examples / "partners").glob("*.yaml")):
            load_partners(path=path, now=NOW)
        yield publish_record(by=RECORD, now=NOW)
