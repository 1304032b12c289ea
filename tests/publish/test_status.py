"""The six marks: each its own shape, its own word, and a colour that can be read."""

import re

import pytest
from tests.publish.svg import inspect_harmless, parsed

from commonweal.progress.schema import Status
from commonweal.publish import status


def test_there_is_one_mark_a_status_in_the_order_of_counting() -> None:
    assert list(status.MARKS) == list(Status)
    marks = status.MARKS.values()
    assert [m.shape for m in marks] == ["▲", "◢", "▬", "◇", "○", "◌"]
    for told in ("word", "short", "css"):
        assert len({getattr(m, told) for m in marks}) == len(Status)
    drawn = {(m.path, m.filled, m.dashes) for m in marks}
    assert len(drawn) == len(Status)


@pytest.mark.parametrize("key", list(Status))
def test_a_shape_stays_in_its_box(key: Status) -> None:
    assert all(0 <= float(n) <= 16 for n in re.findall(r"[\d.]+", status.mark(key).path))
    scaled = [float(n) for n in re.findall(r"-?[\d.]+", status.unit_path(key))]
    assert all(-1 <= n <= 1 for n in scaled)
    assert min(scaled) < -0.5
    assert max(scaled) > 0.5


@pytest.mark.parametrize("key", list(Status))
def test_a_colour_can_be_read_on_white(key: Status) -> None:
    channels = [int(status.mark(key).colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


@pytest.mark.parametrize("key", list(Status))
def test_a_shape_beside_its_word_is_silent_and_alone_it_speaks(key: Status) -> None:
    # Inline SVG in HTML needs no namespace; a reader of XML does.
    silent = parsed(status.svg(key).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    inspect_harmless(silent)
    assert silent.get("aria-hidden") == "true"
    assert status.mark(key).css in (silent.get("class") or "")
    spoken = status.svg(key, title='Pay "now"')
    assert 'role="img" aria-label="Pay &quot;now&quot;"' in spoken


def test_what_is_no_status_is_refused() -> None:
    with pytest.raises(ValueError, match="green"):
        status.mark("green")


@pytest.mark.parametrize("grade", ["target met", "as good as it can be"])
def test_where_nothing_is_left_to_ask_the_mark_does_not_say_that_it_improves(grade: str) -> None:
    """Such a figure may be slipping."""
    met = status.mark(Status.IMPROVING, "eurostat", grade)
    assert (met.word, met.shape) == (grade, "▲")
    assert status.mark(Status.IMPROVING, "eurostat", "moderate progress").word == "improving"
