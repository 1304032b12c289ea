"""A real browser for the tests: `page()` opens a page, `axe(page)` finds what shuts people out."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
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


#: A look at a page, from in it. ``known``: the ways in which text stands on its ground, or a link in its
#: text, that were found sound before. It gives what is wrong, how many rules are kept, and the new ways.
LOOK = """async (known) => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

  // Each way: its colour, size, weight and transparency, and each colour and picture behind it, from the
  // nearest to the first that lets nothing through; and the elements that stand so.
  const ways = new Map();
  const stand = (way, element) => ways.has(way) ? ways.get(way).push(element) : ways.set(way, [element]);
  const grounds = new Map();
  const behind = (element) => {
    if (!element) return "";
    if (grounds.has(element)) return grounds.get(element);
    const style = getComputedStyle(element);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join(" ");
    const plain = own === "rgba(0, 0, 0, 0) none 1 static";
    const closed = !style.backgroundColor.startsWith("rgba") && style.opacity === "1";
    const all = (plain ? "" : own + "/") + (closed ? "" : behind(element.parentElement));
    grounds.set(element, all);
    return all;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !shown(element)) continue;
    const style = getComputedStyle(element);
    stand([element.tagName, style.color, style.fontSize, style.fontWeight, style.textShadow,
      behind(element)].join(" "), element);
  }
  for (const field of document.querySelectorAll("input, select, textarea, button")) {
    if (!shown(field)) continue;
    const style = getComputedStyle(field);
    stand([field.tagName, field.disabled, style.color, style.fontSize, style.fontWeight,
      behind(field)].join(" "), field);
  }
  for (const link of document.querySelectorAll("a[href], [role=link]")) {
    if (!shown(link)) continue;
    const style = getComputedStyle(link), text = getComputedStyle(link.parentElement);
    stand(["link in", text.display, text.color, text.fontWeight, style.display, style.color, style.fontWeight,
      style.fontStyle, style.fontSize, style.textDecorationLine, style.borderBottomStyle,
      behind(link)].join(" "), link);
  }
  const fresh = [...ways.keys()].filter((way) => !new Set(known).has(way));
  const some = fresh.flatMap((way) => { const all = ways.get(way);
    return [all[0], all[all.length >> 1], all[all.length - 1]]; });

  // Whether an element is to be seen that has not been found sound just as it is, in this document.
  const states = new Map();
  for (const element of document.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const text = [...element.childNodes].map((n) => n.nodeType === Node.TEXT_NODE ? n.data : "").join("");
    states.set(element,
      element.cloneNode(false).outerHTML + text + (element.value ?? "") + (element.checked ?? ""));
  }
  const sound = (window.foundSound ??= new Map());
  const changed = [...states].some(([element, state]) => sound.get(element) !== state);

  const off = { enabled: false }, resultTypes = ["violations"];
  const byPlace = ["target-size", "scrollable-region-focusable", "css-orientation-lock"];
  const byGround = ["color-contrast", "link-in-text-block"];
  const found = [await axe.run(document, changed
    ? { resultTypes, rules: Object.fromEntries(byGround.map((rule) => [rule, off])) }
    : { resultTypes, runOnly: { type: "rule", values: byPlace } })];
  if (some.length) {
    found.push(await axe.run({ include: [...new Set(some)] },
      { resultTypes, runOnly: { type: "rule", values: byGround } }));
  }
  const violations = found.flatMap((one) => one.violations);
  if (!violations.length) states.forEach((state, element) => sound.set(element, state));
  return { violations, kept: found[0].passes.length, ways: fresh };
}"""


@pytest.fixture(scope="session")
def grounds() -> set[str]:
    """How text stands on its ground wherever axe-core found nothing to say of its contrast."""
    return set()


@pytest.fixture
def axe(grounds: set[str]) -> Callable[..., int]:
    """`axe(page)` fails with what axe-core finds against WCAG 2.2 A and AA and its own best practices, and
    where it found nothing to look at. It gives the number of rules that something on the page keeps.

    Contrast would take three quarters of its time. It is judged on three elements of each way that text
    stands on its ground as none did that was found sound before. The rules of a page's elements are run once
    for each state of them: at another width, where nothing else is to be seen than before, what is judged by
    place is judged again.
    """

    def check(page: Page) -> int:
        page.wait_for_load_state()  # after a click the document may be there, and its body not yet
        if not page.evaluate("'axe' in window"):  # half a megabyte, once for each document
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(LOOK, list(grounds))
        violations, held = found["violations"], found["kept"]
        assert not violations, f"\n{page.url}\n" + "\n".join(map(describe, violations))
        assert held, f"axe-core found nothing to look at on {page.url}"
        grounds.update(found["ways"])
        return int(held)

    return check


def describe(violation: dict) -> str:
    places = "\n".join(f"    {node['target']}: {node['html'][:160]}" for node in violation["nodes"][:5])
    more = len(violation["nodes"]) - 5
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}" + (
        f"\n    and {more} more" if more > 0 else ""
    )
