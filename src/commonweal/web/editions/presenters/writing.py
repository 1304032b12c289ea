"""A chapter's writing page: its text, preview, picker, drafted paragraphs, versions and comments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.editions.drafted import Compared, compare
from commonweal.editions.findings import Finding
from commonweal.editions.html import html
from commonweal.editions.pictures import Drawn
from commonweal.editions.tokens import FORMS, PICTURES
from commonweal.editions.tree import Tree, Trouble
from commonweal.publish import breakdowns
from commonweal.web.editions.models import Chapter, ChapterVersion, Comment, Drafted, Edition
from commonweal.web.editions.selectors.picking import PICK, Picker
from commonweal.web.ui.days import day_words, moment_words
from commonweal.web.ui.languages import ENGLISH
from commonweal.words import _ as in_words

from .desk import KIND_WORDS, words_in
from .pieces import View, figure_address, period, preview
from .spoken import INDICATOR, PLACE, Name, Spoken


@dataclass(frozen=True)
class Box:
    """A list to choose from. ``groups``: heading ("" for none) and its options: value, name, chosen."""

    name: str
    id: str
    label: str
    groups: list[tuple[str, list[tuple[str, Name, bool]]]]
    hint: str = ""


@dataclass(frozen=True)
class PickerView:
    boxes: list[Box]
    token: str
    says: SafeString
    wrong: str
    trouble: str


@dataclass(frozen=True)
class DraftView:
    """A drafted paragraph. ``state``: "" while it is offered; ``pieces``: what became of it in the text."""

    indicator: str
    name: Name
    words: SafeString
    state: str
    by: str
    pieces: list[tuple[str, str]]
    kept: str


@dataclass(frozen=True)
class Beside:
    """What changes while one types: the preview and the picker."""

    preview: list[View]
    troubles: list[tuple[str, str, str]]
    picker: PickerView
    words: int
    language: str


@dataclass(frozen=True)
class Page:
    title: str
    slug: str
    edition: str
    edition_title: str
    kind: str
    revision: int
    claimed: str
    mine: bool
    may_write: bool
    may_edit: bool
    saved: str
    beside: Beside
    drafts: list[DraftView]
    findings: list[Finding]
    comments: list[Comment]
    versions: int
    here: str
    desk: str
    language: str


def beside(
    held: Edition, part: Chapter, tree: Tree, troubles: Sequence[tuple[str, Trouble]],
    drawn: Mapping[str, Drawn | str], picker: Picker, text: str,
    spoken: Spoken,
) -> Beside:  # fmt: skip
    return Beside(
        preview=preview(tree, drawn, _source(held, part, drawn)),
        troubles=[(written, t.wrong, t.right) for written, t in troubles],
        picker=picker_view(picker, spoken),
        words=words_in(text),
        language=held.language,
    )


def _source(held: Edition, part: Chapter, drawn: Mapping[str, Drawn | str]) -> Any:
    """The address that draws the picture of a token, for whoever may write."""
    home = reverse("editions:desk:draft-picture", args=[held.slug, part.slug])
    by = {id(d): written for written, d in drawn.items()}
    return lambda picture: f"{home}?token={quote(by.get(id(picture), ''))}"


def picker_view(found: Picker, spoken: Spoken) -> PickerView:
    def nothing(words: str) -> tuple[str, Name]:
        return "", Name(words, spoken.language)

    p = found.picked
    own, others = (spoken.choices(INDICATOR, given) for given in (found.indicators, found.others))
    indicators = [
        ("", [nothing(_("Choose an indicator"))]),
        (_("Of this chapter"), own),
        (_("All others"), others),
    ]
    places = spoken.choices(PLACE, found.places)
    forms = [(str(f), _like(spoken, *said)) for f, said in FORMS.items()]
    pictures = [(str(k), spoken.said(partial(in_words, said))) for k, said in PICTURES.items()]
    periods = [(when, spoken.said(partial(period, when))) for when in found.periods]
    groups = [(g, spoken.said(partial(breakdowns.words, g))) for g in found.groups]
    boxes = [
        _box("indicator", _("Indicator"), p.indicator, indicators),
        _box("place", _("Place"), p.place, [("", [nothing(_("The chapter’s own")), *places[1:]])]),
        _box("form", _("What it shows"), p.form,
             [(_("In a sentence"), forms), (_("On a line of its own"), pictures)]),
        _box("period", _("Period"), p.period, [("", [nothing(_("The latest")), *periods])]),
        _box("since", _("Since"), p.since, [("", [nothing(_("The period before")), *periods])]),
        _box("group", _("Who"), p.group, [("", [nothing(_("Everyone")), *groups])]),
        _box("beside", _("Compared with"), p.beside,
             [("", [nothing(_("The indicator’s own comparator")), *places])]),
    ]  # fmt: skip
    says = mark_safe(html(found.tree, address=figure_address)) if found.tree else SafeString("")
    return PickerView(boxes, found.token, says, found.wrong, found.trouble)


def _like(spoken: Spoken, *parts: str) -> Name:
    """What a form shows, and what that looks like: in English where one of the two has English only."""
    said = [spoken.said(partial(in_words, p)) for p in parts]
    language = next((s.language for s in said if s.language != spoken.language), spoken.language)
    return Name(": ".join(parts if language != spoken.language else said), language)


def _box(name: str, label: str, chosen: str, groups: Sequence[tuple[str, Sequence[tuple[str, Name]]]]) -> Box:
    return Box(
        PICK + name,
        f"id_{PICK}{name}",
        label,
        [(title, [(v, w, v == chosen) for v, w in options]) for title, options in groups if options],
    )


def drafts(
    offered: Sequence[tuple[str, str, Tree]], decided: Sequence[Drafted], text: str, names: Mapping[str, str],
    spoken: Spoken,
) -> list[DraftView]:  # fmt: skip
    """The drafted paragraph of each indicator: offered, taken up (and what was made of it) or left out.

    ``offered``: the indicator, its name, and the paragraph with its figures.
    """
    known = {d.indicator: d for d in decided}
    found = [_draft(i, spoken.name(INDICATOR, name), tree, known.get(i), text) for i, name, tree in offered]
    gone = [d for d in decided if d.indicator not in {i for i, _, _ in offered}]
    return found + [
        _draft(d.indicator, spoken.name(INDICATOR, names.get(d.indicator, d.indicator)), (), d, text)
        for d in gone
    ]


def _draft(indicator: str, name: Name, tree: Tree, row: Drafted | None, text: str) -> DraftView:
    made = nearest(row.text, text) if row is not None and row.what == Drafted.What.TAKEN else None
    share = made.share_kept if made else None
    kept = (
        ""
        if share is None
        else _("%(share)s of its words stand") % {"share": f"{share:.0%}"}
        if share
        else _("None of its words stand")
    )
    return DraftView(
        indicator=indicator,
        name=name,
        words=mark_safe(html(tree, address=figure_address)) if tree else SafeString(""),
        state=row.get_what_display() if row else "",
        by=f"{row.by}, {day_words(row.at)}" if row else "",
        pieces=[(p.kind, p.text) for p in made.pieces] if made else [],
        kept=kept,
    )


def nearest(drafted: str, text: str) -> Compared:
    """A drafted paragraph beside the one of the text that keeps most of it; beside nothing if none does."""
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if p.strip()]
    compared = [compare(drafted.strip(), p.strip()) for p in paragraphs]
    best = max(compared, key=lambda c: (c.kept, -c.added), default=None)
    return best if best is not None and best.kept else compare(drafted.strip(), "")


def page(
    held: Edition, part: Chapter, made: Beside, drafted: list[DraftView], findings: Sequence[Finding],
    comments: Sequence[Comment], versions: int, *, person: int | None, may_edit: bool, may_write: bool,
) -> Page:  # fmt: skip
    return Page(
        title=part.title,
        slug=part.slug,
        edition=held.slug,
        edition_title=held.title,
        kind=str(KIND_WORDS.get(part.kind, part.kind)),
        revision=part.revision,
        claimed=str(part.claimed_by) if part.claimed_by else "",
        mine=part.claimed_by_id is not None and part.claimed_by_id == person,
        may_write=may_write,
        may_edit=may_edit,
        saved=_("Saved by %(changed_by)s, %(changed_at)s")
        % {"changed_by": part.changed_by, "changed_at": moment_words(part.changed_at)},
        beside=made,
        drafts=drafted,
        findings=[f for f in findings if f.chapter == part.slug],
        comments=list(comments),
        versions=versions,
        here=reverse("editions:desk:write", args=[held.slug, part.slug]),
        desk=reverse("editions:desk:desk", args=[held.slug]),
        language=held.language,
    )


def address(held: Edition, part: Chapter) -> str:
    return reverse("editions:desk:write", args=[held.slug, part.slug])


@dataclass(frozen=True)
class VersionRow:
    number: int
    by: str
    at: str
    note: str
    note_language: str
    aside: bool
    href: str
    changes: str


def version_rows(held: Edition, part: Chapter, found: Sequence[ChapterVersion]) -> list[VersionRow]:
    home = reverse("editions:desk:versions", args=[held.slug, part.slug])
    return [
        VersionRow(
            v.number,
            v.by,
            moment_words(v.at),
            v.note,
            note_language(held, v),
            v.aside,
            reverse("editions:desk:version", args=[held.slug, part.slug, v.number]),
            f"{home}?old={v.number - 1}&new={v.number}#differences" if v.number > 1 else "",  # stays English
        )
        for v in found
    ]


def note_language(held: Edition, version: ChapterVersion) -> str:
    return ENGLISH if version.noted_here else held.language


@dataclass(frozen=True)
class Differences:
    title: str
    lede: str
    pieces: list[tuple[str, str]]


def differences(title: str, before: str, after: str) -> Differences:
    made = compare(before, after)
    if not made.added and not made.dropped:
        words = _("Nothing differs.")
    else:
        words = ngettext(
            "%(added)d word added, %(dropped)d taken out, %(kept)d the same.",
            "%(added)d words added, %(dropped)d taken out, %(kept)d the same.",
            made.added,
        ) % {"added": made.added, "dropped": made.dropped, "kept": made.kept}
    return Differences(title, words, [(p.kind, p.text) for p in made.pieces])
