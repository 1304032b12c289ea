"""Forms of the toolkit's owner: a list, what something points to, a new item, and the act of publishing."""

from .adding import ADDING, ParameterForm, PriorityForm
from .linking import LinksForm
from .lists import SectionForm
from .publishing import PublishForm

__all__ = ["ADDING", "LinksForm", "ParameterForm", "PriorityForm", "PublishForm", "SectionForm"]
