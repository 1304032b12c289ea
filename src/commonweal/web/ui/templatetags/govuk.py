"""GOV.UK components and the other tags that every template may use (they need no ``{% load %}``)."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from commonweal.web.ui import languages
from commonweal.web.ui import panels as panels_of
from commonweal.web.ui.asked import Asked
from commonweal.web.ui.forms import all_errors

register = template.Library()


@register.simple_tag
def in_language(code: str) -> SafeString:
    """`` lang="en-GB"`` for words in another language than the page's, and nothing for words in its own."""
    return mark_safe("") if languages.same(code, get_language()) else format_html(' lang="{}"', code)


@register.simple_tag
def in_interface(code: str) -> SafeString:
    """The page's own language, for its words among words in the language ``code``."""
    mine = languages.shown(get_language())
    return mark_safe("") if languages.same(code, mine) else format_html(' lang="{}"', mine)


@register.simple_tag
def elsewhere(href: str) -> SafeString:
    """`` hreflang="en-GB"`` on a link from a page in another language to a page that has English only."""
    return languages.hreflang(href)


@register.simple_tag(takes_context=True)
def panels(context: Context, slot: str, **about: Any) -> SafeString:
    """What other parts of the house have to show here: ``{% panels "goal" goal=goal %}``."""
    request = context["request"]
    return mark_safe(
        "\n".join(
            render_to_string(panel.template, {**panel.context, "panel": panel}, request)
            for panel in panels_of.collect(slot, request, **about)
        )
    )


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """The errors of a form, each a link to its field. Put above the h1, it is not drawn again in the form."""
    form.summarised = True  # type: ignore[attr-defined]
    return {"errors": all_errors(form) if form.is_bound else []}


@register.filter
def errors_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The message and target of every error, for the form's own template."""
    return all_errors(form) if form.is_bound and not getattr(form, "summarised", False) else []


@register.inclusion_tag("govuk/breadcrumbs.html")
def breadcrumbs(*pairs: str, language: str = "") -> dict[str, Any]:
    """``{% breadcrumbs "Home" "/" "Goals" goals_address %}``: label and address, from the top down.

    ``language``: of the last label, where it is not the page's.
    """
    if len(pairs) % 2:
        raise template.TemplateSyntaxError("breadcrumbs needs an address for every label")
    trail = list(zip(pairs[::2], pairs[1::2], strict=True))
    return {"trail": trail, "of_last": in_language(language) if language else ""}


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A status in one or two words. The colour repeats what the word says, never more."""
    if colour:
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)
    return format_html('<strong class="govuk-tag">{}</strong>', text)


@register.inclusion_tag("govuk/button.html")
def button(text: str, href: str = "", kind: str = "", name: str = "", value: str = "") -> dict[str, Any]:
    """A button, or a link that looks like one. ``kind``: "", "secondary" or "warning"."""
    return {"text": text, "href": href, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("govuk/banner.html")
def banner(text: str, success: bool = False, banner_id: int | str = "only") -> dict[str, Any]:
    """A notice across the page; ``success`` when something has just been done."""
    return {"text": text, "success": success, "banner_id": banner_id}


@register.filter
def is_success(level_tag: str) -> bool:
    """Whether a message of Django's says that something has been done."""
    return level_tag == "success"


@register.simple_block_tag
def details(content: SafeString, summary: str) -> SafeString:
    """``{% details "How this is judged" %}…{% enddetails %}``"""
    return mark_safe(render_to_string("govuk/details.html", {"summary": summary, "content": content}))


@register.inclusion_tag("govuk/pagination.html")
def pagination(page: Page, asked: Asked) -> dict[str, Any]:
    """Links to the other pages of a list; ``asked`` must have a ``page``. Nothing when there is one page."""
    previous = asked.address(page=page.previous_page_number()) if page.has_previous() else ""
    following = asked.address(page=page.next_page_number()) if page.has_next() else ""
    numbers = [
        (number, asked.address(page=number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {"page": page, "previous": previous, "following": following, "numbers": numbers}


@register.simple_tag
def address(asked: Asked, **changes: Any) -> str:
    """The query string of the same page with changes: ``{% address asked order="name" %}``."""
    return asked.address(**changes)


@register.filter
def level_class(widget_attrs: dict[str, Any], part: str) -> str:
    """The class of a larger label or legend, when the widget's attrs ask for one."""
    size = widget_attrs.get(f"{part}_size", "")
    return f"govuk-{'fieldset__legend' if part == 'legend' else 'label'}--{size}" if size else ""
