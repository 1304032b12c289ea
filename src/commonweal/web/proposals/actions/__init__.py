"""Writes of proposals, assessments and pilots."""

from .answering import Moved, add_claim, put, remove_claim, save_answer, unmoved
from .assessing import agree_to_measure, complete, moderate, start_assessment, start_second
from .discussing import (
    cite,
    close_remark,
    figure_codes,
    figure_named,
    pin,
    record_design_change,
    remark,
    remove_design_change,
    uncite,
)
from .example import load_example
from .piloting import draft_from_pilot, enter_effort, rate_clarity, save_pilot
from .proposals import (
    add_document,
    change_programme,
    make_programme,
    move,
    remove_document,
    save_lists,
    save_need,
    save_proposal,
    say_decision,
)

__all__ = [
    "Moved",
    "add_claim",
    "add_document",
    "agree_to_measure",
    "change_programme",
    "cite",
    "close_remark",
    "complete",
    "draft_from_pilot",
    "enter_effort",
    "figure_codes",
    "figure_named",
    "load_example",
    "make_programme",
    "moderate",
    "move",
    "pin",
    "put",
    "rate_clarity",
    "record_design_change",
    "remark",
    "remove_claim",
    "remove_design_change",
    "remove_document",
    "save_answer",
    "save_lists",
    "save_need",
    "save_pilot",
    "save_proposal",
    "say_decision",
    "start_assessment",
    "start_second",
    "uncite",
    "unmoved",
]
