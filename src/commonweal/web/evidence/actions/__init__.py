"""Writes of the evidence."""

from commonweal.web.evidence.actions.bring import bring
from commonweal.web.evidence.actions.packs import load_packs
from commonweal.web.evidence.actions.publish import NotPublishable, judge_again, publish, put_aside

__all__ = ["NotPublishable", "bring", "judge_again", "load_packs", "publish", "put_aside"]
