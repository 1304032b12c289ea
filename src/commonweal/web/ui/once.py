"""What is read once while a page is drawn, however many parts of the house ask for it.

A page that is only looked at changes nothing, so all that it shows may be of one moment: the second answer to
the same question would be a query for nothing, and might be of another state of the site than the first. Of a
request that may write, and outside a request, every question is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_READ: ContextVar[dict[Hashable, Any] | None] = ContextVar("read_once", default=None)


def begin() -> None:
    """From here on, in this thread or task, each question is asked once."""
    _READ.set({})


def end() -> None:
    """Forget all answers."""
    _READ.set(None)


def once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to a question of this request, asked if nobody has yet."""
    held = _READ.get()
    if held is None:
        return ask()
    if question not in held:
        held[question] = ask()
    found: Answer = held[question]
    return found


def answered(question: Hashable, answer: Any) -> None:
    """An answer that came along with another one."""
    held = _READ.get()
    if held is not None:
        held.setdefault(question, answer)
