"""All that ``make run`` loads, editions among them: what a page costs and what stands shows there alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.database import Images
from tests.web.example import NOW, ROOT, opened, west_midlands_copy
from tests.web.partnership.whole_example import load as load_example


@pytest.fixture(scope="module")
def whole_site(django_db_setup: None, images: Images, django_db_blocker: Any) -> Iterator[None]:
    """Packs, figures, accounts, proposal, reports, partners, the edition, and what is counted from them."""
    with django_db_blocker.unblock():
        west_midlands_copy(images)
        with opened(images, images.copy("whole-site", load, of="west-midlands")):
            yield


def load() -> None:
    from commonweal.web.editions.actions.example import load_example as load_edition
    from commonweal.web.partnership.actions.counting import RECORD, publish_record

    load_example()
    for path in sorted((ROOT / "examples" / "editions").glob("*/edition.yaml")):
        load_edition(path=path.parent, now=NOW)
    publish_record(by=RECORD, now=NOW)
