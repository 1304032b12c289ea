"""What the tests of pages stand on: axe-core finds what is planted, also where it looks at a page again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.browser import until, watched

SOUND = """<!DOCTYPE html><html lang="en"><head><title>Sound</title>
<style>@media (min-width: 600px) { .phone { display: none } }
@media (max-width: 600px) { .wide { color: #ccc } }</style></head><body><main><h1>Sound</h1>
<p class="wide">Words</p><button id="b">Save</button>{more}</main></body></html>"""
ONLY_ON_A_PHONE = '<button class="phone"></button>'


def opened_with(page: Callable[..., Page], more: str = "") -> Page:
    opened = page()
    opened.set_content(SOUND.replace("{more}", more).replace("#ccc", "#333"))
    return opened


def to_phone(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})


def test_a_sound_page_is_sound_at_both_widths(page: Callable[..., Page], axe: Callable[..., int]) -> None:
    opened = opened_with(page)
    whole = axe(opened)
    to_phone(opened)
    again = axe(opened)
    assert whole > again > 0  # at another width, only what is judged by its place


def test_what_is_to_be_seen_on_a_phone_only_is_found_there(
    page: Callable[..., Page], axe: Callable[..., int]
) -> None:
    opened = opened_with(page, ONLY_ON_A_PHONE)
    axe(opened)
    to_phone(opened)
    with pytest.raises(AssertionError, match="button-name"):
        axe(opened)


@pytest.mark.parametrize(
    "change",
    [
        "document.getElementById('b').textContent = ''",
        "document.getElementById('b').setAttribute('aria-foo', 'x')",
        "document.querySelector('main').append(document.createElement('button'))",
    ],
)
def test_what_a_script_changed_is_looked_at_again(
    page: Callable[..., Page], axe: Callable[..., int], change: str
) -> None:
    opened = opened_with(page)
    axe(opened)
    opened.evaluate(change)
    with pytest.raises(AssertionError, match=r"button-name|aria-valid-attr"):
        axe(opened)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ('<p>Words <span style="color: #ccc">too pale</span></p>', "color-contrast"),
        ('<p style="background: #222">Words</p>', "color-contrast"),
        ('<div style="background: #222"><p style="opacity: 0.99">Words</p></div>', "color-contrast"),
        ('<input aria-label="Name" value="x" style="color: #ccc">', "color-contrast"),
        (
            '<p>Words in which <a href="/" style="color: #333; text-decoration: none">a link</a> stands</p>',
            "link-in-text-block",
        ),
    ],
)
def test_one_text_among_many_that_stands_badly_is_found_on_a_page_after_sound_ones(
    page: Callable[..., Page], axe: Callable[..., int], more: str, rule: str
) -> None:
    opened = page()
    many = '<p>Words in which <a href="/">a link</a> stands</p>' * 20
    opened.set_content(SOUND.replace("#ccc", "#333").replace("{more}", many))
    axe(opened)
    axe(opened)
    opened.set_content(SOUND.replace("#ccc", "#333").replace("{more}", many + more + many))
    with pytest.raises(AssertionError, match=rule):
        axe(opened)


def test_what_is_judged_by_its_place_is_judged_at_each_width(
    page: Callable[..., Page], axe: Callable[..., int]
) -> None:
    opened = page()
    opened.set_content(SOUND.replace("{more}", ""))
    axe(opened)
    to_phone(opened)  # where the words turn pale
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(opened)


SMALL = '<a href="/{n}" style="position: absolute; top: {top}px; left: 20px; line-height: 8px">o</a>'


@pytest.mark.parametrize(
    ("tops", "sound"),
    [((300, 340), True), ((300, 310), False), ((300, 322), False)],
    ids=["apart", "one on the other", "two pixels too near"],
)
def test_what_is_small_needs_room_at_each_width(
    page: Callable[..., Page], axe: Callable[..., int], tops: tuple[int, ...], sound: bool
) -> None:
    opened = page()
    links = "".join(SMALL.replace("{n}", str(n)).replace("{top}", str(top)) for n, top in enumerate(tops))
    wide = "".join(SMALL.replace("{n}", f"w{n}").replace("{top}", str(400 + 50 * n)) for n in range(4))
    opened.set_content(SOUND.replace("#ccc", "#333").replace("{more}", f"<div>{links}{wide}</div>"))
    for to_next in (lambda: None, lambda: to_phone(opened)):
        to_next()
        if sound:
            assert axe(opened)
        else:
            with pytest.raises(AssertionError, match="target-size"):
                axe(opened)


def test_what_lies_within_another_is_judged(page: Callable[..., Page], axe: Callable[..., int]) -> None:
    opened = page()
    more = (
        '<button style="width: 60px; height: 60px; position: relative" aria-label="Open">'
        '</button><a href="/" style="position: relative; left: -40px; top: -10px; width: 20px; height: 20px;'
        ' display: inline-block; background: #222; color: #fff">o</a>'
    )
    opened.set_content(SOUND.replace("#ccc", "#333").replace("{more}", more))
    with pytest.raises(AssertionError, match="target-size"):
        axe(opened)


@pytest.mark.parametrize(
    ("more", "event", "told"),
    [
        (
            '<img src="http://other.example/a.png" alt="">',
            "requestfailed",
            "asked another machine: http://other.example/a.png",
        ),
        (
            '<img src="http://192.0.2.1/a.png" alt="">',
            "requestfailed",
            "asked another machine: http://192.0.2.1/a.png",
        ),
        (
            '<script>fetch("https://other.example/")</script>',
            "requestfailed",
            "asked another machine: https://other.example/",
        ),
        ("<script>throw new Error('it broke')</script>", "pageerror", "script: it broke"),
    ],
)
def test_a_page_that_asks_another_machine_or_breaks_fails_its_test(
    chromium: Browser, more: str, event: str, told: str
) -> None:
    asked = SOUND.replace("{more}", more)
    with pytest.raises(AssertionError, match=told), watched(chromium) as open_page:
        shown(open_page(), asked, event)


def shown(opened: Page, document: str, event: str) -> None:
    """Waits for the event too: a page does not wait for what its scripts ask for."""
    with opened.expect_event(event):
        opened.set_content(document)


def test_what_comes_later_is_waited_for_where_a_page_allows_no_eval(page: Callable[..., Page]) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
    opened = page()
    opened.set_content(SOUND.replace("<title>", f"{policy}<title>").replace("{more}", ""))
    opened.evaluate("() => { setTimeout(() => { document.title = 'Later' }, 200) }")
    assert opened.title() == "Sound"
    until(opened, "document.title === 'Later'")
    assert opened.title() == "Later"
    with pytest.raises(AssertionError, match="it never came to be that"):
        until(opened, "document.title === 'Never'", patience=200)


PLAIN = """<!DOCTYPE html><html lang="en"><head><title>Plain</title>{head}</head>
<body><main><h1>Plain</h1></main></body></html>"""
LOCKED = "@media (orientation: portrait) { html { transform: rotate(90deg) } }"


@pytest.mark.parametrize(
    "locked",
    ['<link rel="stylesheet" href="/locked.css">', f"<style>{LOCKED}</style>"],
    ids=["own", "within"],
)
def test_a_page_that_is_held_upright_is_found_each_time(
    page: Callable[..., Page], axe: Callable[..., int], locked: str
) -> None:
    opened = page()
    pages = {
        "sound": PLAIN.format(head='<link rel="stylesheet" href="/sound.css">'),
        "locked": PLAIN.format(head=locked),
    }
    sheets = {"sound": "h1 { color: #333 }", "locked": LOCKED}
    for name in pages:
        opened.route(f"**/{name}", partial(answer, body=pages[name], content_type="text/html"))
        opened.route(f"**/{name}.css", partial(answer, body=sheets[name], content_type="text/css"))
    for _ in range(2):
        opened.goto("http://127.0.0.1/sound")
        axe(opened)
        opened.goto("http://127.0.0.1/locked")
        with pytest.raises(AssertionError, match="css-orientation-lock"):
            axe(opened)


def answer(route: Route, **what: str) -> None:
    route.fulfill(**what)
