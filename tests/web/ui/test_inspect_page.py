"""The inspector finds each fault that it is there for."""

from __future__ import annotations

import pytest
from tests.web.inspect_page import find_problems

POLICY = "script-src 'self' 'nonce-abc'"
SOUND = """<!DOCTYPE html><html lang="en"><head><title>Places – Commonweal</title>
<script nonce="abc">initAll();</script><script src="/static/proposals/saving.js"></script>
<link rel="stylesheet" href="/static/a.css"></head>
<body><main><h1>Places</h1>{}</main></body></html>"""


def test_a_sound_page_has_no_problem() -> None:
    content = """<a href="#end">end</a><p id="end">…</p><img src="/a.png" alt="">
    <a href="https://www.ons.gov.uk/">Source</a><script type="application/json">{}</script>
    <form method="post" action="/a/"><input type="hidden" name="csrfmiddlewaretoken" value="x">
    <label for="q">Words</label><input id="q" name="q"><button>Go</button></form>"""
    assert find_problems(SOUND.format(content), POLICY) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<p><div></p>", "not valid"),
        ("<b><i>a</b></i>", "not valid"),
        ("<div/>", "not valid"),
        ('<p class="a" class="b">a</p>', "not valid"),
        ("<p>&nosuch;</p>", "not valid"),
        ('<a href="/?a=1&copy=2">a</a>', "not escaped"),
        ("<h1>Two</h1>", "2 h1"),
        ('<p id="a"></p><p id="a"></p>', "used 2 times"),
        ('<p id="a b"></p>', "is no id"),
        ("<script>1</script>", "neither a nonce"),
        ('<script nonce="other">1</script>', "not that of the policy"),
        ('<script nonce="">1</script>', "not that of the policy"),
        ('<script src="https://cdn.example/a.js"></script>', "neither a nonce"),
        ('<script src="//cdn.example/a.js" nonce="abc"></script>', "another machine"),
        ('<p style="color:red">a</p>', "style attribute"),
        ('<svg><g style="fill:red"></g></svg>', "style attribute"),
        ('<p onclick="a()">a</p>', "attribute onclick"),
        ('<a href="javascript:a()">a</a>', "script in an address"),
        ('<img src="https://other.example/a.png" alt="">', "another machine"),
        ('<form action="https://other.example/"></form>', "another machine"),
        ('<img src="/a.png">', "no alt"),
        ('<input name="q">', "no label"),
        ('<label for="q"></label><input name="q" id="q">', "no label"),
        ('<select name="s"></select>', "no label"),
        ("<button></button>", "no words"),
        ('<a href="/"></a>', "no words"),
        ('<input aria-label="a" aria-describedby="gone">', "points at “gone”"),
        ('<a href="#gone">a</a>', "is not there"),
        ('<form method="post" action="/x/"></form>', "without a token"),
        ('<script src="/static/map.js"></script>', "no walk without scripts knows of: /static/map.js"),
        ('<script nonce="abc">show()</script>', "no walk without scripts knows of: show()"),
        ('<form action="/a/"></form>', "no button that sends it"),
        ('<form action="/a/"><button disabled>Go</button></form>', "no button that sends it"),
        ('<form id="a" action="/a/"><button form="b">Go</button></form>', "no button that sends it"),
        ("<p hidden>a</p>", "waits for a script to be shown"),
        ("<p inert>a</p>", "waits for a script to be shown"),
        ('<a href="#">a</a>', "leads nowhere"),
        ("<main></main>", "2 main"),
    ],
)
def test_a_fault_is_found(content: str, said: str) -> None:
    assert any(said in problem for problem in find_problems(SOUND.format(content), POLICY))


def test_a_button_that_sends_nothing_stands_only_where_a_script_of_the_page_is() -> None:
    button = SOUND.format('<button type="button">Show</button>')
    assert find_problems(button, POLICY) == []
    alone = button.replace('<script src="/static/proposals/saving.js"></script>', "")
    assert find_problems(alone, POLICY) == ["the button “Show” does nothing without a script"]
    form = alone.replace("<button", '<form action="/a/"><button').replace("</button>", "</button></form>")
    assert "the form to /a/ has no button that sends it" in find_problems(form, POLICY)


def test_a_form_may_be_sent_by_a_button_elsewhere() -> None:
    content = '<form id="a" action="/a/"></form><button form="a">Go</button>'
    assert find_problems(SOUND.format(content), POLICY) == []


def test_a_title_must_begin_with_the_heading() -> None:
    page = SOUND.format("").replace("<title>Places", "<title>Something else")
    assert any("does not begin" in problem for problem in find_problems(page, POLICY))


def test_the_title_of_a_page_with_errors_may_say_so_first() -> None:
    assert find_problems(SOUND.format("").replace("<title>", "<title>Error: "), POLICY) == []


def test_the_language_must_be_said() -> None:
    page = SOUND.format("").replace(' lang="en"', "")
    assert any("language" in problem for problem in find_problems(page, POLICY))
