"""``{{ edition.title|marked:edition.language }}``: words in a text of the page that say their language."""

from __future__ import annotations

from django import template

from commonweal.web.ui import languages

register = template.Library()
register.filter("marked", languages.marked)
