"""Save a form of the register."""

from __future__ import annotations

from functools import partial

from commonweal.web.proposals.views import saving
from commonweal.web.scrutiny.actions.register import RegisterMoved

save = partial(saving.save, moved_by=RegisterMoved)
