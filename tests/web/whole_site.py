"""All that ``make run`` loads, editions among them: what a page costs and what stands shows there alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.database import Images
from tests.web.example import NOW, ROOT, opened
from tests.web.partnership.whole_example import whole_example_copy


@pytest.fixture(scope="module")
def whole_site(django_db_setup: None, images: Images, django_db_blocker: Any) -> Iterator[None]:
    """Packs, figures, accounts, proposal, reports, partners, the edition, and what is counted from them."""
    with django_db_blocker.unblock():
        whole_example_copy(images)
        with opened(images, images.copy("whole-site", load, of="whole-example")):
            yield


def load() -> None:
    """What the whole example lacks of it."""
    from commonweal.web.editions.actions.example import load_example as load_edition
    from commonweal.web.partnership.actions.counting import RECORD, publish_record

    for path in sorted((ROOT / "examples" / "editions").glob("*/edition.yaml")):
        load_edition(path=path.parent, now=NOW)
    publish_record(by=RECORD, now=NOW)
