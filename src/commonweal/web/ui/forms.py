"""Django's forms in GOV.UK markup: ``{{ form }}`` draws the error summary, the fields and their messages.

Set as ``FORM_RENDERER``, so that every form, ours or a package's, looks and reads the same. A form may say
how its fields look: ``legend_size`` or ``label_size`` (``"s"``, ``"m"``, ``"l"``) as an attribute of the
field's widget (``widget.attrs``), and ``inline = True`` on a RadioSelect for short answers side by side.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input, Widget
from django.http import HttpRequest, QueryDict

# Each widget with the class GOV.UK Frontend styles it by. The first that fits counts.
_CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)
_ERROR_CLASSES = {
    "govuk-file-upload": "govuk-file-upload--error",
    "govuk-textarea": "govuk-textarea--error",
    "govuk-select": "govuk-select--error",
    "govuk-input": "govuk-input--error",
}


class GovukBoundField(forms.BoundField):
    """A field that knows its GOV.UK classes and the ids of its hint and its error."""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def aria_describedby(self) -> str:
        """The ids of what explains the field: its hint, then its error."""
        if not self.auto_id or self.is_hidden:
            return ""
        ids = [self.hint_id] if self.help_text else []
        return " ".join([*ids, self.error_id] if self.errors else ids)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            attrs["class"] = " ".join(self._classes(widget))
        if "placeholder" in widget.attrs:
            attrs["placeholder"] = False  # it vanishes as one types, and the label says it already
        return attrs

    def _classes(self, widget: Widget) -> list[str]:
        own = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
        classes = [own, str(widget.attrs.get("class", ""))]
        if self.errors and own in _ERROR_CLASSES:
            classes.append(_ERROR_CLASSES[own])
        return [name for name in classes if name]

    @property
    def first_id(self) -> str:
        """The id that a link of the error summary goes to: the control itself, or the first of a group."""
        if self.use_fieldset and self.auto_id:
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def kind(self) -> str:
        """``"group"`` (radios, checkboxes, several inputs), ``"checkbox"``, ``"file"`` or ``"single"``."""
        widget = self.field.widget
        if self.use_fieldset:
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "file" if isinstance(widget, forms.FileInput) else "single"


class GovukRenderer(TemplatesSetting):
    """Draws forms with the templates of ``ui/templates/govuk``."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    formset_template_name = "govuk/formset.html"
    bound_field_class = GovukBoundField


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, for its ``data``; None when the page is only looked at.

    ``request.POST or None`` would take a form sent with every box empty for one that was not sent.
    """
    return request.POST if request.method == "POST" else None


def all_errors(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The message and the id it belongs to, of every error, in the order of the fields; "" for the form."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else getattr(field, "first_id", field.id_for_label)
        found.extend((target, str(message)) for message in field.errors)
    return found
