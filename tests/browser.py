"""A real browser for the tests: `page()` opens a page, `axe(page)` finds what shuts people out."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
#: As tools/prepare.py looks for them. The first has no window, and opens a page in half the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium() -> str:
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError(
            "The browser tests need Chromium. On Debian: apt-get install -y chromium; else CHROMIUM=/its/path"
        )
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a process. Playwright runs a loop in this thread, and Django would refuse its queries."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`page("phone", javascript=False)` opens an empty page 390 wide; `page()` one 1280 wide.

    A script that fails, a refused request (Content-Security-Policy included) and any address but this
    machine's fail the test when it ends.
    """
    contexts = []
    complaints: list[str] = []

    def watch_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    def watch_request(request: Request) -> None:
        scheme, _, rest = request.url.partition("://")
        if scheme in {"http", "https"} and rest.split("/")[0].split(":")[0] not in {"127.0.0.1", "localhost"}:
            complaints.append(f"asked another machine: {request.url}")

    def open_page(width: str = "desktop", *, javascript: bool = True, **options: object) -> Page:
        across, down = WIDTHS[width]
        context = chromium.new_context(
            viewport={"width": across, "height": down}, java_script_enabled=javascript, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        opened = context.new_page()
        opened.on("console", watch_console)
        opened.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        opened.on("request", watch_request)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


#: Only what is wrong is brought over: what is right of every element would be most of the work.
WRONG_ONLY = {"resultTypes": ["violations"]}


#: Every way in which text stands on its ground in this page: its colour, size, weight and transparency, and
#: each colour and picture behind it, from the nearest to the first that lets nothing through.
GROUNDS = """() => {
  const known = new Map();
  const behind = (element) => {
    if (!element) return "";
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join(" ");
    const plain = own === "rgba(0, 0, 0, 0) none 1 static";
    const closed = !style.backgroundColor.startsWith("rgba") && style.opacity === "1";
    const all = (plain ? "" : own + "/") + (closed ? "" : behind(element.parentElement));
    known.set(element, all);
    return all;
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim()) continue;
    const style = getComputedStyle(element);
    found.add([element.tagName, style.color, style.fontSize, style.fontWeight, style.textShadow,
      behind(element)].join(" "));
  }
  for (const field of document.querySelectorAll("input, select, textarea, button")) {
    const style = getComputedStyle(field);
    found.add([field.tagName, field.disabled, style.color, style.fontSize, style.fontWeight,
      behind(field)].join(" "));
  }
  return [...found];
}"""


@pytest.fixture(scope="session")
def grounds() -> set[str]:
    """How text stands on its ground wherever axe-core found nothing to say of its contrast."""
    return set()


#: Whether an element is to be seen that axe-core has not yet found sound just as it is, in this document; and
#: the same elements, to be remembered once it has.
UNSEEN = """(remember) => {
  const known = (window.foundSound ??= new Map());
  for (const element of document.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const text = [...element.childNodes].map((n) => n.nodeType === Node.TEXT_NODE ? n.data : "").join("");
    const now = element.cloneNode(false).outerHTML + text + (element.value ?? "") + (element.checked ?? "");
    if (remember) known.set(element, now);
    else if (known.get(element) !== now) return true;
  }
  return false;
}"""
#: What axe-core judges by where things stand, and not by what they are: it may differ with the width.
BY_PLACE = ["target-size", "scrollable-region-focusable", "css-orientation-lock", "link-in-text-block"]


@pytest.fixture
def axe(grounds: set[str]) -> Callable[..., int]:
    """`axe(page)` fails with what axe-core finds against WCAG 2.2 A and AA and its own best practices, and
    where it found nothing to look at. It gives the number of rules that something on the page keeps.

    Contrast takes three quarters of its time. It is judged wherever text stands on its ground as no text did
    on a page that was found sound before. The rules of a page's elements are run once for each state of them:
    at another width, where nothing else is to be seen than before, what is judged by place is judged again.
    """

    def check(page: Page) -> int:
        page.wait_for_load_state()  # after a click the document may be there, and its body not yet
        now = set(page.evaluate(GROUNDS))
        contrast = not now <= grounds
        options: dict[str, object] = dict(WRONG_ONLY)
        if page.evaluate(UNSEEN, False):
            options["rules"] = {"color-contrast": {"enabled": contrast}}
        else:
            options["runOnly"] = {
                "type": "rule",
                "values": [*BY_PLACE, *(["color-contrast"] if contrast else [])],
            }
        # Half a megabyte of script is brought in once for each document, and not for each width.
        known = page.evaluate("'axe' in window")
        found = (Axe("0") if known else Axe()).run(page, options=options).response
        violations, held = found["violations"], len(found["passes"])
        assert not violations, f"\n{page.url}\n" + "\n".join(map(describe, violations))
        assert held, f"axe-core found nothing to look at on {page.url}"
        grounds.update(now)
        page.evaluate(UNSEEN, True)
        return held

    return check


def describe(violation: dict) -> str:
    places = "\n".join(f"    {node['target']}: {node['html'][:160]}" for node in violation["nodes"][:5])
    more = len(violation["nodes"]) - 5
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}" + (
        f"\n    and {more} more" if more > 0 else ""
    )
