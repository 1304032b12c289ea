"""Writes of the evidence."""

from commonweal.web.evidence.actions.at_once import bring_and_publish
from commonweal.web.evidence.actions.bring import bring
from commonweal.web.evidence.actions.packs import load_packs
from commonweal.web.evidence.actions.publish import (
    NotPublishable,
    Overtaken,
    judge_again,
    publish,
    put_aside,
)

__all__ = [
    "NotPublishable",
    "Overtaken",
    "bring",
    "bring_and_publish",
    "judge_again",
    "load_packs",
    "publish",
    "put_aside",
]
