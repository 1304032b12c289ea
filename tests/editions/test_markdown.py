"""Markdown: what is kept, what is made harmless, and tokens wherever words may stand."""

from __future__ import annotations

import re

import html5lib
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.editions import checks, markdown, resolve, tree
from commonweal.editions.html import html
from commonweal.editions.tokens import Token

from . import examples as ex
from .test_tokens import any_token

EVIDENCE = ex.evidence()


def shown(text: str) -> str:
    return html(resolve.resolved(text, EVIDENCE, ex.SCOPE).tree)


def words(text: str) -> str:
    return " ".join(tree.plain(run) for run in tree.runs(resolve.resolved(text, EVIDENCE, ex.SCOPE).tree))


VALUE = "{{value of employment-rate}}"


@pytest.mark.parametrize(
    "text",
    [
        f"In work: {VALUE}.",
        f"# In work: {VALUE}",
        f"- one\n- in *work*: **{VALUE}**",
        f"1. in work\n   - {VALUE}",
        f"> {VALUE} is in work",
        f"| place | in work |\n|---|--:|\n| here | {VALUE} |",
        f"| place | {VALUE} |\n|---|---|\n| here | there |",
        f"[in work: {VALUE}](https://example.org)",
        '_in_work_ {{value of employment-rate for ""}}'.replace(' for ""', ""),
    ],
)
def test_a_token_lives_wherever_words_may_stand(text: str) -> None:
    assert "68.6%" in words(text)
    assert 'value="68.6"' in shown(text)


def test_a_token_in_code_stays_as_it_is_written() -> None:
    assert VALUE in shown(f"Write `{VALUE}` in the text.")
    assert VALUE in shown(f"    {VALUE}")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://elsewhere.example/a.png)",
        '<https://ok.example/"onmouseover=alert(1)>',
        "[x](//elsewhere.example)",
        "| <b onclick=alert(1)>a</b> |\n|---|\n| <iframe src=//x> |",
        "{{<script>alert(1)</script> of x}}",
        '{{value of x in "><script>alert(1)</script>}}',
        "# <svg onload=alert(1)>",
    ],
)
def test_a_script_in_markdown_is_only_words(text: str) -> None:
    made = html5lib.parseFragment(shown(text), treebuilder="etree", namespaceHTMLElements=False)
    for element in made.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"script", "img", "iframe", "svg", "b"}
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert (
            not element.attrib.get("href", "https://").lower().startswith(("javascript", "data", "vbs", "//"))
        )


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("<>/\"'=()[]!#*_`{}|:-\n abcjsript"), max_size=120))
def test_no_text_gives_markup_of_its_own(text: str) -> None:
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    made = parser.parseFragment(html(markdown.parse(text)))
    allowed = {
        *(
            "DOCUMENT_FRAGMENT",
            "p",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "code",
        ),
        *("table", "thead", "tbody", "tr", "th", "td", "hr", "strong", "em", "a", "br", "span", "data"),
    }
    assert {e.tag for e in made.iter() if isinstance(e.tag, str)} <= allowed


def test_the_tree_has_the_shapes_that_print_needs() -> None:
    made = markdown.parse(
        "# One\n\ntext  \nnext\n\n## Two\n\n# One\n\n1. a\n2. b\n\n> q\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n"
        "---\n\n"
        "before\n{{chart of employment-rate}}\nafter\n"
    )
    kinds = [type(b).__name__ for b in made]
    assert kinds == [
        *("Heading", "Paragraph", "Heading", "Heading", "Listing", "Quote", "Table", "Rule"),
        *("Paragraph", "Picture", "Paragraph"),
    ]
    headings = [b for b in made if isinstance(b, tree.Heading)]
    assert [(h.level, h.anchor) for h in headings] == [(2, "one"), (3, "two"), (2, "one-2")]
    [table] = [b for b in made if isinstance(b, tree.Table)]
    assert [c.align for c in table.header] == ["left", "right"]


def test_a_picture_inside_a_sentence_is_a_finding() -> None:
    found = resolve.resolved("See {{chart of employment-rate}} here.", EVIDENCE, ex.SCOPE)
    assert [t.kind for _, t in found.troubles] == ["unfit"]
    found = resolve.resolved("{{chart of nothing}}", EVIDENCE, ex.SCOPE)
    assert [t.kind for _, t in found.troubles] == ["unknown"]
    found = resolve.resolved("{{chart of employment-rate}}", EVIDENCE, ex.SCOPE)
    assert found.troubles == ()


def test_provisional_is_said_once_in_a_paragraph() -> None:
    text = "{{value of employment-rate in E08000025}} and {{movement of employment-rate in E08000025}}."
    assert words(text) == "66.1% (provisional) and rose by 0.2 percentage points."
    assert words(f"# {text}\n\n{text}").count("provisional") == 1
    assert (
        words("- {{value of fuel-poverty}}")
        == "21.2% (measured a new way, so not compared with earlier figures)"
    )


def test_deep_nesting_is_borne() -> None:
    assert shown(">" * 3000 + " x")
    assert shown("- " * 500 + "x")
    assert shown("*" * 5000 + "x" + "[" * 2000)


@given(
    any_token(), st.sampled_from(["In {} too.", "# {}", "- **{}**", "| a |\n|---|\n| {} |", "> x {}\n> y"])
)
def test_every_token_survives_markdown(token: Token, around: str) -> None:
    made = markdown.parse(around.format(token))
    assert [n.token for n in tree.numbers(made)] + [p.token for p in tree.pictures(made)] == [token]


def test_a_token_may_be_broken_over_two_lines() -> None:
    assert "68.6%" in words("It was {{value of\nemployment-rate}} then.")


@pytest.mark.parametrize(
    "text",
    [
        "It was {{value of employment-rate then.",
        "It was value of employment-rate}} then.",
        "It was {{value of {x} }} then.",
        "It was {{value of\n\nemployment-rate}} then.",
        "| a |\n|---|\n| {{value of |",
    ],
)
def test_half_a_token_is_a_finding(text: str) -> None:
    chapter = resolve.resolved(text, EVIDENCE, ex.SCOPE, slug="one")
    found = checks.run([chapter], EVIDENCE, only=["token"])
    assert found
    assert all(f.must for f in found)


def test_braces_in_code_are_no_token() -> None:
    chapter = resolve.resolved("Write `{{` and `}}` round it.", EVIDENCE, ex.SCOPE, slug="one")
    assert checks.run([chapter], EVIDENCE) == ()


def test_a_difference_that_printed_figures_do_not_give_says_so() -> None:
    late = ex.series({"2022": 2.61, "2023": 2.36}, "claimants", area=ex.SOLIHULL)
    held = ex.evidence(pl.concat([late, ex.series({"2022": 2.7, "2023": 2.74}, "claimants", area=ex.UK)]))

    def said(text: str) -> str:
        tokens = re.sub(r"<([a-z-]+)>", r"{{\1 of claimants in E08000029 beside K02000001}}", text)
        return " ".join(tree.plain(run) for run in tree.runs(resolve.resolved(tokens, held, ex.SCOPE).tree))

    # 2.36 and 2.61 print as 2.4 and 2.6; 0.25 between them prints as 0.3.
    assert (
        said("<value> after <earlier>: <change>")
        == "2.4% after 2.6%: 0.3 percentage points (before rounding)"
    )
    # 2.74 - 2.36 = 0.38 prints as 0.4, between 2.4 and 2.7.
    assert said("<value>, <comparator>: <gap>") == "2.4%, 2.7%: 0.4 percentage points (before rounding)"
    # Nothing is said where a reader cannot take it again, or where it comes out.
    assert said("<gap>") == "0.4 percentage points"
    assert said("<value>\n\n<comparator>, <gap>") == "2.4% 2.7%, 0.4 percentage points"
    assert words(
        "{{value of employment-rate}}, {{comparator of employment-rate}}: {{gap of employment-rate}}"
    ) == ("68.6%, 74.7%: 6.1 percentage points")
