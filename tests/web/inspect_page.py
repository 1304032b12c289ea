"""The inspector: what holds for every page of the house, looked at in the HTML that was really sent.

``inspect(response)`` fails with everything wrong at once. The client of ``tests/web/conftest.py`` inspects
each HTML page that a test fetches, so that a test of something else finds a broken page too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from tests.markup import read

OWN_HOSTS = {"", "testserver", "localhost", "127.0.0.1"}
DATA_BLOCKS = {"application/json", "application/ld+json"}
UNLABELLED_INPUTS = {"hidden", "submit", "button", "reset", "image"}
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src", "object": "data"}
FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}
#: What stands in the scripts of every page: GOV.UK Frontend, which its pages do without by design.
SCRIPTS_OF_EVERY_PAGE = ("govuk-frontend-supported", "initAll()")
#: Scripts of single pages. Who adds one adds a walk without scripts through its pages (tests/journeys).
WALKED_WITHOUT = (
    "/editions/writing.js",
    "/proposals/saving.js",
    "/scrutiny/reading.js",
    "/mfa/js/webauthn-json.js",
    "/mfa/js/webauthn.js",
    "/account/js/onload.js",
)
#: An address that was put into a page unescaped. The standard allows it, but "&copy=2" is not what it says.
BARE_AMPERSAND = re.compile(r"""\b(?:href|src|action)="[^"<>]*?&(?!amp;|quot;|lt;|gt;|#)[^"]*""")
ID_REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "form")


class Page:
    """A parsed page, with the questions that the rules ask of it."""

    def __init__(self, html: str, nonce: str = "") -> None:
        self.root, self.parse_errors = read(html)
        self.bare_ampersands = BARE_AMPERSAND.findall(html)
        self.nonce = nonce
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.root.iter() if element.tag in names]

    @property
    def elements(self) -> list[Element]:
        return list(self.root.iter())

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.elements if element.get("id") is not None]

    def within(self, element: Element, name: str) -> bool:
        while element in self.parents:
            element = self.parents[element]
            if element.tag == name:
                return True
        return False


def words(element: Element) -> str:
    """The text of an element as it is read: white space is one space."""
    return " ".join("".join(element.itertext()).split())


def inspect(response: Any) -> None:
    """Fail with all that is wrong with the page of a response (or with a whole page as a string)."""
    if isinstance(response, str):
        html, policy, where = response, "", "the page"
    else:
        html = response.content.decode(response.charset)
        policy = response.headers.get("Content-Security-Policy", "")
        where = response.request["PATH_INFO"] if hasattr(response, "request") else "the page"
        if not policy:
            raise AssertionError(f"{where} was sent without a Content-Security-Policy")
    problems = find_problems(html, policy)
    assert not problems, f"{where}:\n  " + "\n  ".join(problems)


def find_problems(html: str, policy: str = "") -> list[str]:
    """Everything wrong with a page, as sentences; empty when it is sound."""
    nonce = re.search(r"'nonce-([^']+)'", policy)
    page = Page(html, nonce.group(1) if nonce else "")
    return [problem for rule in RULES for problem in rule(page)]


def parsed(page: Page) -> Iterator[str]:
    for error in page.parse_errors:
        yield f"HTML that is not valid: {error}"
    for address in page.bare_ampersands:
        yield f"an ampersand that is not escaped: {address}"


def headed(page: Page) -> Iterator[str]:
    headings = page.all("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 headings, where one belongs"
        return
    heading = words(headings[0])
    titles = page.all("title")
    title = words(titles[0]) if titles else ""
    if not heading:
        yield "the h1 is empty"
    if not title.removeprefix("Error: ").removeprefix("Gwall: ").startswith(heading):
        yield f"the title “{title}” does not begin with the h1 “{heading}”"


def identified(page: Page) -> Iterator[str]:
    for name, times in Counter(page.ids).items():
        if times > 1:
            yield f"the id “{name}” is used {times} times"
        if not name or re.search(r"\s", name):
            yield f"the id “{name}” is no id"


def scripts(page: Page) -> Iterator[str]:
    for script in page.all("script"):
        if script.get("type") in DATA_BLOCKS:
            continue
        nonce, source = script.get("nonce"), script.get("src", "")
        if nonce is None and not (source.startswith("/") and not source.startswith("//")):
            yield f"a script with neither a nonce nor an address of our own: {source or words(script)[:60]}"
        if nonce is not None and (not nonce or (page.nonce and nonce != page.nonce)):
            yield "a script whose nonce is not that of the policy"


def inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        for name, value in element.attrib.items():
            if name == "style":
                yield f"a style attribute on {element.tag}: {value[:60]}"
            if name.startswith("on"):
                yield f"a script in the attribute {name} of {element.tag}"
            if name in ("href", "src", "action") and value.strip().lower().startswith("javascript:"):
                yield f"a script in an address of {element.tag}"
    for style in page.all("style"):
        yield f"a style element: {words(style)[:60]}"


def third_parties(page: Page) -> Iterator[str]:
    for element in page.elements:
        fetched = element.get(FETCHED.get(element.tag, ""), "")
        if element.tag == "link" and set(element.get("rel", "").split()) & FETCHING_LINKS:
            fetched = element.get("href", "")
        if element.tag == "form":
            fetched = element.get("action", "")
        if (urlsplit(fetched).hostname or "") not in OWN_HOSTS:
            yield f"{element.tag} asks another machine: {fetched}"


def labelled(page: Page) -> Iterator[str]:
    labels = {label.get("for") for label in page.all("label") if words(label)}
    for field in page.all("input", "select", "textarea"):
        if field.tag == "input" and field.get("type", "text") in UNLABELLED_INPUTS:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labels
        if not named and not page.within(field, "label"):
            yield f"{field.tag} “{field.get('name', '')}” has no label"
    for control in page.all("button", "a"):
        pictured_name = any(image.get("alt") for image in control.iter("img"))
        titled = any(words(title) for title in control.iter() if str(title.tag).endswith("title"))
        has_href = control.tag == "button" or control.get("href") is not None
        if has_href and not (words(control) or control.get("aria-label") or pictured_name or titled):
            yield f"{control.tag} {dict(control.attrib)} has no words"


def pictured(page: Page) -> Iterator[str]:
    for image in page.all("img"):
        if image.get("alt") is None:
            yield f"img {image.get('src')} has no alt"


def referred(page: Page) -> Iterator[str]:
    known = set(page.ids)
    for element in page.elements:
        for attribute in ID_REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in known:
                    yield f"{attribute} of {element.tag} points at “{name}”, which is not there"
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("#") and target[1:] not in known:
            yield f"a link to {target}, which is not there"


def posted(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        names = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post" and "csrfmiddlewaretoken" not in names:
            yield f"the form to {form.get('action')} is sent without a token"
        if page.within(form, "form"):
            yield "a form within a form"


def works_without_scripts(page: Page) -> Iterator[str]:
    """Nothing waits for a script, but on pages of which a walk without scripts shows that they do without."""
    own = [script for script in page.all("script") if not of_every_page(script)]
    for script in own:
        source = urlsplit(script.get("src", "")).path
        if not source.endswith(WALKED_WITHOUT):
            yield f"a script that no walk without scripts knows of: {source or words(script)[:60]}"
    for form in page.all("form"):
        controls = controls_of(page, form)
        by_script = own and any(each.get("type") == "button" for each in controls)
        if not by_script and not any(map(sends, controls)):
            yield f"the form to {form.get('action')} has no button that sends it"
    for element in page.elements:
        if element.get("hidden") is not None or element.get("inert") is not None:
            yield f"{element.tag} {dict(element.attrib)} waits for a script to be shown"
        if element.tag == "button" and element.get("type") == "button" and not own:
            yield f"the button “{words(element)}” does nothing without a script"
        if element.tag == "a" and element.get("href", "").strip() == "#":
            yield f"the link “{words(element)}” leads nowhere without a script"


def of_every_page(script: Element) -> bool:
    """Those two of GOV.UK Frontend, and data, which do nothing that a page could wait for."""
    return script.get("type") in DATA_BLOCKS or any(own in words(script) for own in SCRIPTS_OF_EVERY_PAGE)


def sends(control: Element) -> bool:
    by_itself = "submit" if control.tag == "button" else "text"
    return control.get("type", by_itself) in ("submit", "image") and control.get("disabled") is None


def controls_of(page: Page, form: Element) -> list[Element]:
    """The buttons and inputs within a form that name no other, and those elsewhere that name it."""
    within = [each for each in form.iter() if each.tag in ("button", "input") and each.get("form") is None]
    named = form.get("id")
    return within + [each for each in page.all("button", "input") if named and each.get("form") == named]


def framed(page: Page) -> Iterator[str]:
    if not page.root.get("lang"):
        yield "the page does not say its language"
    if len(page.all("main")) != 1:
        yield f"{len(page.all('main'))} main elements, where one belongs"


RULES = (
    parsed,
    headed,
    identified,
    scripts,
    inline,
    third_parties,
    labelled,
    pictured,
    referred,
    posted,
    works_without_scripts,
    framed,
)
