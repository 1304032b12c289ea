"""Forms of proposals, answers and pilots."""

from .answer import AnswerForm, NeedForm
from .asked import Asked
from .board import PilotForm, ProgrammeForm
from .proposal import (
    DecisionForm,
    DocumentForm,
    OptionsForm,
    PartnersForm,
    PlacesForm,
    ProposalForm,
)
from .words import ClarityForm, DesignChangeForm, EffortForm, ModerationForm, RemarkForm, ReplyForm

__all__ = [
    "AnswerForm",
    "Asked",
    "ClarityForm",
    "DecisionForm",
    "DesignChangeForm",
    "DocumentForm",
    "EffortForm",
    "ModerationForm",
    "NeedForm",
    "OptionsForm",
    "PartnersForm",
    "PilotForm",
    "PlacesForm",
    "ProgrammeForm",
    "ProposalForm",
    "RemarkForm",
    "ReplyForm",
]
