"""What a section's text leaves open, sentence by sentence. Advice to its author and its readers, no
verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commonweal.words import _

from . import english
from .advice import PARTS, Flag, Part, Rules, Vocabulary
from .figures import Figure, disagreeing
from .headings import Wanted, core_of
from .letters import latin_share, plain
from .report import Report
from .sections import Section, find_sections
from .sentences import Names, sentences


@dataclass(frozen=True)
class Account:
    """How a report accounts for its impact. ``section``: the best found; ``others``: further ones.

    ``notes``: what a reader must know of the reading itself: pages that are pictures, words in another
    language.
    """

    section: Section | None
    others: tuple[Section, ...]
    flags: tuple[Flag, ...]
    notes: tuple[str, ...] = ()


def account_of(
    report: Report,
    *,
    wanted: Wanted | None = None,
    vocabulary: Vocabulary | None = None,
    figures: Sequence[Figure] = (),
    place: str = "",
    rules: Rules | None = None,
) -> Account:
    """The section of a report and everything that can be advised on it, except copies of other reports.

    ``place``: the key of the report's own place, for figures whose sentence names none.
    """
    wanted = wanted or Wanted()
    found = find_sections(report, wanted)
    notes = [report.note] if report.note else []
    if not found:
        return Account(None, (), (_absent(report, wanted),), tuple(notes))
    text = found[0].text
    flags = flags_of(text, vocabulary=vocabulary, figures=figures, place=place, rules=rules)
    if not flags and text.strip() and not is_judged(text):
        notes.append(_("The section is not in English: its words were not judged."))
    return Account(found[0], tuple(found[1:]), tuple(flags), tuple(notes))


def flags_of(
    text: str,
    *,
    vocabulary: Vocabulary | None = None,
    figures: Sequence[Figure] = (),
    place: str = "",
    rules: Rules | None = None,
) -> list[Flag]:
    """The flags of a section's text: empty · none · generic · claim · figure, in the order of the text."""
    vocabulary, rules = vocabulary or Vocabulary(), rules or Rules()
    said = sentences(text)
    if empty := _empty(text, said):
        return [empty]
    wrong = disagreeing(text, vocabulary, figures, place=place)
    if not is_judged(text, rules):
        return wrong
    none = _none(said)
    if none == "reasoned":
        return wrong
    if isinstance(none, Flag):
        return [none, *wrong]
    judge = _Judge(vocabulary)
    generic = judge.generic(text, said, rules)
    return [*([generic] if generic else []), *judge.claims(said), *wrong]


def is_judged(text: str, rules: Rules | None = None) -> bool:
    """Whether English words can tell anything of a text."""
    rules = rules or Rules()
    if latin_share(text) < 0.5:
        return False
    return len(text.split()) < rules.judged_words or english.is_english(text)


def parts_named(text: str, vocabulary: Vocabulary | None = None) -> set[Part]:
    """Which of the six parts of an account a text names."""
    return _Judge(vocabulary or Vocabulary()).named(sentences(text))


def _absent(report: Report, wanted: Wanted) -> Flag:
    core = " ".join(core_of(wanted.headings[0])) if wanted.headings else ""
    nearest = next(
        (
            s
            for b in report.blocks
            if not b.contents and not b.title
            for s in sentences(b.text)
            if core in plain(s)
        ),
        "",
    )
    why = []
    if wanted.headings:
        none = _("No section was found under “{heading}” or a heading like it.")
        why.append(none.format(heading=wanted.headings[0]))
    if nearest:
        why.append(_("The words do come up elsewhere in the report."))
    if report.pictures:
        why += [report.note, _("It may be there.")]
    return Flag(
        "absent",
        nearest,
        " ".join(why),
        _("Add the section, or say in one sentence why the report needs none."),
    )


def _empty(text: str, said: Sequence[str]) -> Flag | None:
    helps = _("Write who gains and how, or why the report has no such effect.")
    if not any(c.isalnum() for c in text):
        return Flag("empty", text.strip(), _("There is a heading and nothing under it."), helps)
    if all(english.is_placeholder(s) for s in said) or english.is_placeholder(text):
        return Flag("empty", said[0], _("Only the template's own words stand under the heading."), helps)
    return None


def _none(said: Sequence[str]) -> Flag | str:
    """A flag for a bare "none"; "reasoned" for one with its reason; "" where something else is said."""
    at = next((n for n, s in enumerate(said) if english.says_none(s)), None)
    if at is None or at > 1:
        return ""
    if english.gives_reason(" ".join(said[at : at + 3])):
        return "reasoned"
    others = [s for n, s in enumerate(said) if n != at and english.left_over(s)]
    if any(english.says_gain(s) for s in others):
        return ""
    if len(english.left_over(said[at])) >= 3 or len(english.left_over(" ".join(others))) >= 4:
        return "reasoned"
    return Flag(
        "none",
        said[at],
        _("It says that there is nothing to account for, and not why."),
        _("Add the reason in one sentence: what the decision changes, and why nobody gains or loses by it."),
    )


class _Judge:
    """The built-in words and those of a vocabulary, made ready once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._groups = Names(vocabulary.groups)
        self._places = Names(vocabulary.places, proper=True)
        self._indicators = Names(vocabulary.indicators)

    def named(self, said: Sequence[str]) -> set[Part]:
        tests: dict[Part, Callable[[str], bool]] = {
            "group": self.group,
            "mechanism": english.names_mechanism,
            "number": english.names_number,
            "place": lambda s: english.names_place(s) or bool(self._places.find(s)),
            "indicator": lambda s: english.names_indicator(s) or bool(self._indicators.find(s)),
            "follow-up": english.names_follow_up,
        }
        return {part for part, test in tests.items() if any(test(s) for s in said)}

    def group(self, sentence: str) -> bool:
        return english.names_group(sentence) or bool(self._groups.find(sentence))

    def generic(self, text: str, said: Sequence[str], rules: Rules) -> Flag | None:
        named = self.named(said)
        lacks = tuple(part for part in PARTS if part not in named)
        if len(lacks) < rules.generic_lacks:
            return None
        listed = "; ".join(_(PARTS[part]) for part in lacks)
        return Flag(
            "generic",
            said[0],
            _("The account names {parts}.").format(parts=listed),
            _("Say for one group how many people gain, where, by what means, and who will look again when."),
            lacks=lacks,
        )

    def claims(self, said: Sequence[str]) -> list[Flag]:
        """Sentences in which a group gains, with no means in them or in those beside them."""
        found = []
        for n, sentence in enumerate(said):
            near = said[max(n - 1, 0) : n + 2]
            if self._is_claim(sentence) and not any(english.names_mechanism(s) for s in near):
                found.append(
                    Flag(
                        "claim",
                        sentence,
                        _(
                            "A group is said to gain, and neither this sentence nor those beside it say by "
                            "what means."
                        ),
                        _("Say what would have to happen, and who sees to it, for this group to gain."),
                    )
                )
        return found

    def _is_claim(self, sentence: str) -> bool:
        return self.group(sentence) and english.says_gain(sentence)
