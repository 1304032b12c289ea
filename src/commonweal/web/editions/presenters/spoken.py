"""What packs and pure rooms say: in the language of the page where they have words in it, else in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from commonweal.web.ui.languages import ENGLISH, same
from commonweal.words import languages, using

#: By context ("goal.title") and English.
Words = Mapping[tuple[str, str], str]
PLACE = ("place.name", "areaset.name")
INDICATOR = ("indicator.name",)
FRAMEWORK = ("framework.title",)
GOAL = ("goal.short_title", "goal.title")


class Name(str):
    """Words with the language that they are in."""

    language: str

    def __new__(cls, words: str, language: str = ENGLISH) -> Name:
        made = super().__new__(cls, words)
        made.language = language
        return made


@dataclass(frozen=True)
class Spoken:
    """``language``: of the page; ``words``: what the packs say in it, nothing where it is English."""

    words: Words
    language: str

    def found(self, contexts: tuple[str, ...], written: str) -> str:
        """A text of a pack in the language; "" where the pack has it in English only."""
        return next((self.words[c, written] for c in contexts if (c, written) in self.words), "")

    def name(self, contexts: tuple[str, ...], written: str) -> Name:
        found = self.found(contexts, written)
        return Name(found, self.language) if found else Name(written)

    def code(self, names: Mapping[str, str], code: str) -> Name:
        """The place with a code: by its name if it has one, else by the code, which is of no language."""
        return self.name(PLACE, names[code]) if code in names else Name(code, self.language)

    def choices(self, contexts: tuple[str, ...], given: Iterable[tuple[str, str]]) -> list[tuple[str, Name]]:
        return [(value, self.name(contexts, written)) for value, written in given]

    def said(self, make: Callable[[], str]) -> Name:
        """What a pure room makes: in English where a word or a name of a pack in it has English only."""
        with using(ENGLISH):
            english = make()
        if same(self.language, ENGLISH) or self.language not in languages():
            return Name(english)
        lacking = []

        def lookup(context: str, text: str) -> str:
            if (context, text) not in self.words:
                lacking.append(text)
            return self.words.get((context, text), text)

        with using(self.language, lookup):
            made = make()
        if lacking or (made == english and any(c.isalpha() for c in made)):
            return Name(english)
        return Name(made, self.language)
