"""What frameworks and their goals are called, in the language in use."""

from __future__ import annotations

from commonweal.packs.models import Framework, Goal
from commonweal.words import defined


def framework(one: Framework) -> str:
    return defined("framework.title", one.title)


def goal_word(one: Framework) -> str:
    """ "goal", "fundamental"."""
    return defined("framework.goal_word", one.goal_word)


def goal(one: Goal) -> str:
    """ "8. Decent Work", by its number where it has one, else by its whole title."""
    number = one.id.removeprefix("goal-")
    if number.isdigit():
        return f"{number}. {short(one)}"
    return defined("goal.title", one.title)


def short(one: Goal) -> str:
    return defined("goal.short_title", one.short_title)
