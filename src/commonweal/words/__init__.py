"""The words of the pure rooms in the language that is in use: English as written in the code, or a catalogue.

    from commonweal.words import _, ngettext, using

    with using("cy"):
        _("Period: {period}.").format(period="2026")

A message is a whole sentence or label with named places for what is put in. English is the message itself.
"""

from commonweal.words.both import Both, english_of, in_both
from commonweal.words.catalogues import (
    ENGLISH,
    N_,
    Definitions,
    UnknownLanguage,
    _,
    current,
    defined,
    in_english,
    languages,
    ngettext,
    npgettext,
    pgettext,
    using,
)
from commonweal.words.grammar import listed, ordinal

__all__ = [
    "ENGLISH",
    "N_",
    "Both",
    "Definitions",
    "UnknownLanguage",
    "_",
    "current",
    "defined",
    "english_of",
    "in_both",
    "in_english",
    "languages",
    "listed",
    "ngettext",
    "npgettext",
    "ordinal",
    "pgettext",
    "using",
]
