"""Silence becomes failure: in tests a template variable that does not exist raises."""

from __future__ import annotations


class UnknownVariableError(Exception):
    """A template asked for a variable that its view did not give."""


class UnknownVariableRaises(str):
    """A value of ``string_if_invalid``. Django puts the variable's name in with ``%``: that raises here."""

    def __new__(cls) -> UnknownVariableRaises:
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        raise UnknownVariableError(f"the template asks for {variable}, which it was not given")
