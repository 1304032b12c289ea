"""The next version of a set of tests: its questions written anew, and all in which two versions differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from commonweal.appraisal.versions import Change
from commonweal.packs.models import Provenance
from commonweal.packs.test_sets import Part, ReportKind, TestQuestion, TestSet
from commonweal.words import N_, _, pgettext

#: What an owner writes of a question; "carries" and where it comes from stay as they are or are the owner's.
WRITTEN = ("label", "question", "guidance", "parts", "goals")
#: The words of the set itself that an owner writes.
OF_THE_SET = ("title", "summary", "caution", "headings")
_LABELS = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "caution": N_("Caution"),
    "headings": N_("Headings of reports"),
    "label": N_("Name"),
    "question": N_("Question"),
    "guidance": N_("Guidance"),
    "parts": N_("A good answer says"),
    "goals": N_("Goals"),
    "kinds": N_("Kinds of report"),
    "cost_from": N_("From a cost of, in pounds"),
    "key_decision": N_("Key decisions"),
    "places": N_("Places"),
    "carries": N_("Carried over from the assessment"),
    "provenance": N_("Where it comes from"),
    "source": N_("Source"),
    "note": N_("Note on where it comes from"),
    "framework": N_("Framework"),
    "id": N_("Id"),
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOT_COMPARED = {"version", "date", "questions"}


class Refused(ValueError):
    """What is wrong, by the name of the field: "" for none in particular."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(words for _name, words in problems))
        self.problems = list(problems)


def with_questions(
    test_set: TestSet, rows: Sequence[Mapping[str, Any]], *, earlier: TestSet | None = None
) -> TestSet:
    """The set with these questions in this order.

    A row has the ``id`` of the question it rewrites, "" for a new one, and what an owner writes of it:
    ``label``, ``question``, ``guidance``, ``parts``, ``goals``, ``kinds``, ``cost_from``, ``key_decision``,
    ``places``. One that says something else than the set has gets the provenance "own"; one that says again
    what ``earlier`` (the version in force) says gets its origin back. Raises :class:`Refused` with all
    that is wrong.
    """
    known = {q.id: q for q in test_set.questions}
    origins = {q.id: q for q in earlier.questions} if earlier else {}
    taken = {*known, *origins}
    made, problems = [], []
    for row in rows:
        before = known.get(str(row.get("id", "")))
        wrong = list(_wrong(row))
        problems += wrong
        if not wrong:
            id_ = before.id if before else _new_id(str(row["label"]), taken)
            taken.add(id_)
            made.append(_question(row, id_, before, origins.get(id_), test_set.source))
    if not rows:
        problems.append(("", _("A set of tests has one question at least.")))
    if problems:
        raise Refused(problems)
    return test_set.model_copy(update={"questions": tuple(made)})


def with_words(test_set: TestSet, words: Mapping[str, Any]) -> TestSet:
    """The set with other words of its own: ``title``, ``summary``, ``caution``, ``headings``.

    Raises :class:`Refused` with all that is wrong.
    """
    new = {name: words.get(name, getattr(test_set, name)) for name in OF_THE_SET}
    headings = tuple(dict.fromkeys(h for line in new["headings"] if (h := _tidy(str(line)))))
    texts = {name: _tidy(str(new[name])) for name in ("title", "summary", "caution")}
    problems = [(name, _write(name)) for name, text in texts.items() if not _said(text)]
    if not any(_said(h) for h in headings):
        problems.append(
            ("headings", _("Name one heading at least under which reports account for their impact."))
        )
    if problems:
        raise Refused(problems)
    return _checked(test_set, {**texts, "headings": headings})


def row_of(question: TestQuestion) -> dict[str, Any]:
    """A question as :func:`with_questions` takes it."""
    when = question.applies
    return {
        "id": question.id,
        **{name: getattr(question, name) for name in WRITTEN},
        "kinds": when.kinds,
        "cost_from": when.cost_from,
        "key_decision": when.key_decision,
        "places": when.places,
    }


def compare(old: TestSet, new: TestSet, names: Mapping[str, Mapping[str, str]] | None = None) -> list[Change]:
    """Everything that differs but the number and the day of the version, in the order of the new one.

    ``names``: by field ("parts", "goals", "kinds", "places"), what ids are called. Nothing is said if and
    only if nothing differs.
    """
    names = names or {}
    found = []
    if own := _differing(_plain(old, _NOT_COMPARED), _plain(new, _NOT_COMPARED), names):
        found.append(Change(_("The set"), old.id, "changed", tuple(own), "set", ""))
    before = {q.id: q for q in old.questions}
    stays = _in_order([q.id for q in old.questions if q.id in {n.id for n in new.questions}], new)
    for q in new.questions:
        was = before.pop(q.id, None)
        if was is None:
            found.append(_change(q, "added", _differing({}, _flat(q), names)))
            continue
        fields = _differing(_flat(was), _flat(q), names)
        moved = [] if q.id in stays else [_moved(_place(old, q.id), _place(new, q.id))]
        if fields or moved:
            found.append(_change(q, "changed" if fields else "moved", [*fields, *moved]))
    return found + [_change(q, "gone", _differing(_flat(q), {}, names)) for q in before.values()]


def _wrong(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("label", "question"):
        if not _said(str(row.get(name, ""))):
            yield name, _write(name)
    if not row.get("parts"):
        yield "parts", _("Choose one part of a good answer at least.")
    cost = row.get("cost_from")
    if cost is not None and not 0 <= cost < 10**12:
        yield "cost_from", _("Write the cost in pounds, from nothing to a million million.")


def _write(name: str) -> str:
    return _("{field}: write it.").format(field=_(_LABELS[name]))


def _question(
    row: Mapping[str, Any], id_: str, before: TestQuestion | None, origin: TestQuestion | None, source: str
) -> TestQuestion:
    """Raises :class:`Refused` for what no set can hold."""
    written: dict[str, Any] = {
        "label": _tidy(str(row["label"])),
        "question": _tidy(str(row["question"])),
        "guidance": _tidy(str(row.get("guidance", ""))),
        "parts": _chosen(row, "parts", before),
        "goals": _chosen(row, "goals", before),
        "applies": {
            "kinds": _chosen(row, "kinds", before),
            "cost_from": row.get("cost_from"),
            "places": _chosen(row, "places", before),
            "key_decision": row.get("key_decision"),
        },
    }
    carries = before.carries if before else ()
    try:
        made = TestQuestion(
            id=id_, carries=carries, provenance=Provenance.OWN, source=source, note="", **written
        )
    except ValidationError as wrong:
        raise _refused(wrong) from None
    for known in (before, origin):
        if known is not None and _same_words(known, made):
            return known
    return made


def _same_words(one: TestQuestion, other: TestQuestion) -> bool:
    ignored = {"provenance", "source", "note"}
    return one.model_dump(exclude=ignored) == other.model_dump(exclude=ignored)


def _chosen(row: Mapping[str, Any], name: str, before: TestQuestion | None) -> tuple[str, ...]:
    """What was ticked, in the order it had before, and then as it was ticked."""
    ticked = [str(v) for v in row.get(name) or ()]
    held = before.applies if before and name in ("kinds", "places") else before
    earlier = [v for v in getattr(held, name, ()) if v in ticked]
    return tuple(dict.fromkeys([*earlier, *ticked]))


def _checked(test_set: TestSet, update: Mapping[str, Any]) -> TestSet:
    data = {**test_set.model_dump(), **update}
    try:
        return TestSet.model_validate(data)
    except ValidationError as wrong:
        raise _refused(wrong) from None


def _refused(wrong: ValidationError) -> Refused:
    """One problem a field, in the words of the schema."""
    return Refused(list({str(e["loc"][0]): str(e["msg"]) for e in wrong.errors()}.items()))


def _new_id(label: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")[:60].strip("-") or "question"
    base = base if base[0].isalpha() else f"q-{base}"
    return next(i for i in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


def _change(question: TestQuestion, what: Any, fields: Sequence[tuple[str, str, str]]) -> Change:
    return Change(_("Question"), question.id, what, tuple(fields), question.id, question.label)


def _plain(item: TestSet, without: set[str]) -> dict[str, Any]:
    return {name: value for name, value in item.model_dump(mode="json").items() if name not in without}


def _flat(question: TestQuestion) -> dict[str, Any]:
    data = question.model_dump(mode="json")
    return {**{k: v for k, v in data.items() if k not in ("applies", "id")}, **data["applies"]}


def _differing(
    was: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str, str]]:
    found = []
    for name in dict.fromkeys([*now, *was]):
        old, new = was.get(name), now.get(name)
        if old == new:
            continue
        told = _told(name, old, names), _told(name, new, names)
        # Two values that read alike are shown as they are kept, and so is an empty one that is new or gone.
        if told[0] == told[1] and was and now:
            told = json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)
        if told[0] or told[1]:
            found.append((_(_LABELS[name]) if name in _LABELS else name, *told))
    return found


def _told(name: str, value: Any, names: Mapping[str, Mapping[str, str]]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Only key decisions") if value else _("Only decisions that are not key")
    if isinstance(value, list | tuple):
        known = names.get(name, {})
        return "; ".join(known.get(str(v), str(v)) for v in value)
    if isinstance(value, float | int):
        return f"{value:,.2f}".removesuffix(".00")
    return str(value)


def _in_order(before: list[str], new: TestSet) -> set[str]:
    """The most questions that stand in the same order in both: all others have moved."""
    at = {id_: n for n, id_ in enumerate(before)}
    runs: list[list[str]] = []
    for q in new.questions:
        if q.id in at:
            earlier = [run for run in runs if at[run[-1]] < at[q.id]]
            runs.append([*_longest(earlier), q.id])
    return set(_longest(runs))


def _longest(runs: Sequence[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run)) if runs else []


def _moved(was: str, now: str) -> tuple[str, str, str]:
    return (
        pgettext("in a list", "Place"),
        was,
        now if was != now else _("{place}, with others before it").format(place=now),
    )


def _place(test_set: TestSet, id_: str) -> str:
    at = [q.id for q in test_set.questions].index(id_)
    after = _("{place}, after “{question}”")
    return after.format(place=at + 1, question=test_set.questions[at - 1].label) if at else _("1, the first")


def _tidy(words: str) -> str:
    return _UNPRINTABLE.sub("", words.replace("\r\n", "\n")).strip()


def _said(words: str) -> bool:
    return any(c.isalnum() for c in words)


PARTS: tuple[str, ...] = get_args(Part)
KINDS: tuple[str, ...] = get_args(ReportKind)
