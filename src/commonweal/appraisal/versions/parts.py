"""The parts of a toolkit, and which fields of each an owner can write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.packs.models import Sourced
from commonweal.packs.toolkits import Group, Prompt, Toolkit
from commonweal.words import N_, _

Pairs = tuple[tuple[str, str], ...]
#: An item as it is written: its ``id`` ("" for a new one), each text as text, each link as a list of ids.
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """What an owner writes of one kind of item: field and label.

    ``needed``: so many of the ``words``, from the first, are never empty. ``links`` hold ids of other things.
    """

    words: Pairs
    needed: int = 1
    links: Pairs = ()


_QUESTION = (("question", N_("Question")), ("guidance", N_("Guidance")))
_BESIDE = ("beside", N_("Where it stands"))
_VALUE = (
    ("since", N_("From which day")),
    ("value", N_("Number")),
    ("words", N_("Words, where it is not a number")),
    ("note", N_("Where this was read")),
)

WRITTEN: Mapping[str, Written] = {
    "toolkit": Written(
        (
            ("title", N_("Title")),
            ("summary", N_("Summary")),
            ("caution", N_("Caution")),
            ("note", N_("Where its words come from")),
        ),
        3,
    ),
    "stages": Written(
        (("question", N_("Question")), ("name", N_("Name")), ("purpose", N_("What it is for"))), 3
    ),
    "prompts": Written(_QUESTION),
    "prompts.fit": Written((*_QUESTION, _BESIDE)),
    "prompts.evaluation": Written((*_QUESTION, _BESIDE)),
    "prompts.beneficiaries": Written((*_QUESTION, _BESIDE)),
    "criteria": Written(_QUESTION),
    "good-work": Written((*_QUESTION, ("monitored", N_("How a contract would show it")))),
    "priorities": Written((("name", N_("Name")), ("summary", N_("What it is"))), 2),
    "goals": Written((), links=(("goals", N_("Goals")), ("indicators", N_("Evidence")))),
    "ratings": Written((("name", N_("Word")), ("meaning", N_("What it means"))), 2),
    "groups": Written((("name", N_("Name")), ("description", N_("Who they are"))), 2),
    "sub-groups": Written((("name", N_("Name")),)),
    "evidence": Written(
        (), links=(("indicators", N_("Evidence")), ("parameters", N_("Numbers it depends on")))
    ),
    "parameters": Written((("name", N_("Name")), ("unit", N_("Unit"))), 2),
    "values": Written(_VALUE, 0),
}

_ALONE = ("", N_("By itself: it is answered"))
#: Where a prompt of a stage can stand. Another stage would neither ask it nor show it.
STANDS: Mapping[str, Pairs] = {
    "prompts.fit": (_ALONE, ("priority", N_("Beside how each priority is delivered"))),
    "prompts.evaluation": (_ALONE, ("chain", N_("Beside what leads to what, for each priority"))),
    "prompts.beneficiaries": (_ALONE, ("claim", N_("Beside each claim on people"))),
}
IN_WORDS = {id_: label for choices in STANDS.values() for id_, label in choices}


def in_words(labelled: Pairs) -> Pairs:
    """Fields or ids with their labels in the language in use."""
    return tuple((name, _(label)) for name, label in labelled)


@dataclass(frozen=True)
class Section:
    """One part of a toolkit. ``chapter`` is the heading that it stands under.

    ``fixed``: what is there is rewritten, and nothing added, moved or taken out. ``least``: so many items
    there must be. ``alone``: a new item needs more than the list shows, so it is written on a page of its
    own, and :func:`~.writing.with_new` adds it.
    """

    key: str
    title: str
    kind: str
    items: tuple[Sourced, ...]
    chapter: str
    fixed: bool = False
    least: int = 0
    alone: bool = False

    @property
    def fields(self) -> Pairs:
        return in_words(WRITTEN[self.kind].words)

    @property
    def links(self) -> Pairs:
        return in_words(WRITTEN[self.kind].links)

    @property
    def needed(self) -> int:
        return WRITTEN[self.kind].needed

    @property
    def by_day(self) -> bool:
        """Whether the day of each item says where it stands."""
        return self.kind == "values"

    def choices(self, name: str) -> Pairs:
        """What a field can be, where it is one of a few; with what items have that is none of those."""
        known = STANDS.get(self.kind, ()) if name == "beside" else ()
        there = dict.fromkeys(text(item, name) for item in self.items) if known else {}
        return in_words((*known, *((v, IN_WORDS[v]) for v in there if v not in dict(known))))


def sections(toolkit: Toolkit) -> list[Section]:
    """Every part that an owner may rewrite, in the order in which an assessor meets it."""
    fit, evaluation, beneficiaries, work = toolkit.stages
    first, second, third, fourth = (f"{n}. {s.name}" for n, s in enumerate(toolkit.stages, 1))
    prompts = _("{stage}: prompts")
    whole, numbers = _("The toolkit"), _("Numbers that change by the year")
    return [
        Section("toolkit", _("Title, summary and caution"), "toolkit", (toolkit,), whole, fixed=True),
        Section("needs", _("What an assessor needs"), "prompts", toolkit.needs, whole),
        # What a stage does is code: its words may change, the number and the order of stages may not.
        Section("stages", _("The four stages"), "stages", toolkit.stages, whole, fixed=True),
        Section("stage.fit", prompts.format(stage=fit.name), "prompts.fit", fit.prompts, first),
        *_when("stage-criteria.fit", fit.name, fit.criteria, first),
        Section(
            "priorities", _("The priorities"), "priorities", toolkit.priorities, first, least=1, alone=True
        ),
        *(
            Section(
                f"goals.{p.id}",
                _("{priority}: goals and evidence").format(priority=p.name),
                "goals",
                (p,),
                first,
                fixed=True,
            )
            for p in toolkit.priorities
        ),
        Section(
            "stage.evaluation",
            prompts.format(stage=evaluation.name),
            "prompts.evaluation",
            evaluation.prompts,
            second,
        ),
        *_when("stage-criteria.evaluation", evaluation.name, evaluation.criteria, second),
        *(
            Section(
                f"priority.{p.id}", f"{evaluation.name}: {p.name}", "criteria", p.criteria, second, least=1
            )
            for p in toolkit.priorities
        ),
        Section("ratings", _("The scale"), "ratings", toolkit.ratings, second, least=2),
        Section("groups", _("Target groups"), "groups", toolkit.groups, third, least=1),
        *(part for g in toolkit.groups for part in _of_group(g, third)),
        Section(
            "stage.beneficiaries",
            prompts.format(stage=beneficiaries.name),
            "prompts.beneficiaries",
            beneficiaries.prompts,
            third,
        ),
        *_when("stage-criteria.beneficiaries", beneficiaries.name, beneficiaries.criteria, third),
        Section("stage.good-work", prompts.format(stage=work.name), "prompts", work.prompts, fourth),
        Section(
            "good-work", _("{stage}: criteria").format(stage=work.name), "good-work", work.criteria, fourth
        ),
        Section("parameters", _("The numbers"), "parameters", toolkit.parameters, numbers, alone=True),
        *(
            Section(
                f"values.{p.id}",
                _("{number}: by year").format(number=p.name),
                "values",
                p.values,
                numbers,
                least=1,
            )
            for p in toolkit.parameters
        ),
    ]


def section(toolkit: Toolkit, key: str) -> Section | None:
    return next((s for s in sections(toolkit) if s.key == key), None)


def rows(part: Section) -> list[dict[str, Any]]:
    """The items of a part as they would be written."""
    return [
        {
            "id": id_of(item),
            **{name: text(item, name) for name, _label in part.fields},
            **{name: list(getattr(item, name)) for name, _label in part.links},
        }
        for item in part.items
    ]


def id_of(item: Sourced) -> str:
    """What tells an item from others of its list: its id; of a value of a number, its day."""
    return str(getattr(item, "id", "") or getattr(item, "since", ""))


def text(item: Sourced, name: str) -> str:
    """A field as it is written: a whole number without a point, a day as 2024-01-31."""
    value = getattr(item, name)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return "" if value is None else str(value)


def tidy(written: str) -> str:
    """No white space around a text, and the ends of lines that packs have: browsers send others."""
    return re.sub(r"\r\n?", "\n", written).strip()


def _of_group(group: Group, chapter: str) -> Iterator[Section]:
    yield Section(
        "sub-groups." + group.id,
        _("{group}: groups within it").format(group=group.name),
        "sub-groups",
        group.sub_groups,
        chapter,
    )
    yield Section(
        f"evidence.{group.id}",
        _("{group}: evidence and numbers").format(group=group.name),
        "evidence",
        (group,),
        chapter,
        fixed=True,
    )


def _when(key: str, stage: str, criteria: Sequence[Prompt], chapter: str) -> Iterator[Section]:
    """Criteria of a stage that asks none: a pack may hold them, so they can be seen and taken out."""
    if criteria:
        yield Section(key, _("{stage}: criteria").format(stage=stage), "criteria", tuple(criteria), chapter)
