"""A real browser for the tests: `page()` opens a page, `axe(page)` finds what shuts people out."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
#: As tools/prepare.py looks for them. The first has no window, and opens a page in half the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
#: Milliseconds until what does not come is given up: it must come on a slow machine that does much else too.
PATIENCE = 30_000
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
    expect.set_options(timeout=PATIENCE)
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
    """`page("phone", javascript=False)` opens an empty page 390 wide; `page()` one 1280 wide: all watched."""
    with watched(chromium) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def one_page(chromium: Browser) -> Iterator[Page]:
    """Shared by the tests of a module that only look: an empty page costs as much as to go on to the next.

    Its width is each test's own business.
    """
    with watched(chromium) as open_page:
        yield open_page()


@contextmanager
def watched(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages. A script that fails, a refused request (Content-Security-Policy included) and any address
    but this machine's raise AssertionError at the end.
    """
    contexts = []
    complaints: list[str] = []

    def watch_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}, on {message.location['url']}")

    def watch_failed_request(request: Request) -> None:
        """No other machine's address leads anywhere (see ARGUMENTS), so to ask for one fails."""
        scheme, _, rest = request.url.partition("://")
        if scheme in {"http", "https"} and rest.split("/")[0].split(":")[0] not in {"127.0.0.1", "localhost"}:
            complaints.append(f"asked another machine: {request.url}")

    def open_page(width: str = "desktop", *, javascript: bool = True, **options: object) -> Page:
        across, down = WIDTHS[width]
        context = chromium.new_context(
            viewport={"width": across, "height": down}, java_script_enabled=javascript, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        opened = context.new_page()
        opened.on("console", watch_console)
        opened.on("pageerror", lambda error: complaints.append(f"script: {error}, on {opened.url}"))
        opened.on("requestfailed", watch_failed_request)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def until(page: Page, holds: str, patience: int = PATIENCE) -> None:
    """Wait until an expression holds in the page; AssertionError where it does not, for so many milliseconds.

    Playwright's own ``wait_for_function`` asks anew from inside the page, which our Content-Security-Policy
    forbids: it only works where the expression holds when it is asked for the first time.
    """
    for _ in range(patience // 50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to be that {holds}")


#: In every document of a page that was looked at once: axe-core, for when it is asked for. It is half a
#: megabyte; to send it for each document takes three times as long as to have it there.
BRING = f"window.bringAxe = () => {{ {AXE_SCRIPT}\n}};"

#: A look at a page, from in it, or null where axe-core is not there. ``known``: the ways in which text stands
#: on its ground, or a link in its text, that were found sound before, each by its number. It gives what is
#: wrong, how many rules are kept, whether there was anything to look at, and the numbers of the new ways.
LOOK = """async (known) => {
  if (!window.axe && window.bringAxe) bringAxe();
  if (!window.axe) return null;
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
  // A number for each way, two hashes of 32 bits (FNV-1a): the words of hundreds would be sent each time.
  const number = (way) => {
    let [one, other] = [0x811c9dc5, 0xcbf29ce4];
    for (let n = 0; n < way.length; n++) {
      one = Math.imul(one ^ way.charCodeAt(n), 0x01000193);
      other = Math.imul(other ^ way.charCodeAt(n), 0x01000197);
    }
    return (one >>> 0).toString(36) + "." + (other >>> 0).toString(36);
  };
  const before = new Set(known.split(" ")), fresh = [], some = new Set();
  for (const [way, all] of ways) {
    if (before.has(number(way))) continue;
    fresh.push(number(way));
    [all[0], all[all.length >> 1], all[all.length - 1]].forEach((element) => some.add(element));
  }

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

  // Whoever can be hit: sound where it is 24 pixels each way, or has as much room about its middle, and no
  // other comes as near. The rest, and what holds another, axe-core judges: it maps all of the page for that.
  const hit = [...document.querySelectorAll(
    "a, area, button, input, select, textarea, summary, iframe, audio, video, [tabindex], [contenteditable]")]
    .filter(shown).map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const [across, down] = [Math.max(width, 24) / 2, Math.max(height, 24) / 2];
      const [x, y] = [left + width / 2, top + height / 2];
      return { element, left: x - across, right: x + across, top: y - down, bottom: y + down };
    }).sort((one, other) => one.top - other.top);
  const near = new Set();
  hit.forEach((one, n) => {
    for (let next = n + 1; next < hit.length && hit[next].top < one.bottom; next++) {
      const other = hit[next];
      if (other.left < one.right && one.left < other.right) near.add(one.element).add(other.element);
    }
  });

  // One run for all: what is judged by ground or room looks at the chosen elements alone.
  const [ground, room] = ["data-ground-looked-at", "data-room-looked-at"];
  const marks = { [ground]: some, [room]: near };
  axe.configure({ rules: [
    { id: "color-contrast", selector: `[${ground}]` },
    { id: "link-in-text-block", selector: `a[href][${ground}], [role=link][${ground}]` },
    { id: "target-size", selector: `[${room}]` },
  ] });
  const byGround = ["color-contrast", "link-in-text-block"];
  const byPlace = ["target-size", "scrollable-region-focusable"];
  // Whether a style sheet holds the page upright is asked once of each that has an address, which its content
  // is part of: axe-core fetches it for that.
  const addresses = [...document.styleSheets].map((sheet) => sheet.href);
  const sheets = number("sheets " + addresses.join(" "));
  const read = addresses.every((address) => address) && before.has(sheets);
  const bySheet = { "css-orientation-lock": { enabled: !read } };
  if (!read) fresh.push(sheets);
  const options = changed // one of those by place is off unasked
    ? { rules: { ...Object.fromEntries(byPlace.map((rule) => [rule, { enabled: true }])), ...bySheet } }
    : { runOnly: { type: "rule", values: [...byGround, ...byPlace, ...(read ? [] : Object.keys(bySheet))] } };
  if (read) options.preload = { assets: ["media"] };
  for (const [mark, elements] of Object.entries(marks)) elements.forEach((e) => e.setAttribute(mark, ""));
  const found = await axe.run(document, { ...options, resultTypes: ["violations"] });
  for (const [mark, elements] of Object.entries(marks)) elements.forEach((e) => e.removeAttribute(mark));
  if (!found.violations.length) states.forEach((state, element) => sound.set(element, state));
  const kept = found.passes.length, looked = kept > 0 || (!changed && sound.size > 0);
  return { violations: found.violations, kept, looked, ways: fresh };
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
        found = page.evaluate(LOOK, " ".join(grounds))
        if found is None:
            page.add_init_script(BRING)
            page.evaluate(AXE_SCRIPT)
            found = page.evaluate(LOOK, " ".join(grounds))
        violations, held = found["violations"], found["kept"]
        assert not violations, f"\n{page.url}\n" + "\n".join(map(describe, violations))
        assert found["looked"], f"axe-core found nothing to look at on {page.url}"
        grounds.update(found["ways"])
        return int(held)

    return check


def describe(violation: dict) -> str:
    places = "\n".join(f"    {node['target']}: {node['html'][:160]}" for node in violation["nodes"][:5])
    more = len(violation["nodes"]) - 5
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}" + (
        f"\n    and {more} more" if more > 0 else ""
    )
