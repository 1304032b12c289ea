"""Sentences that say there is nothing to account for, the reasons for it, and words that nobody replaced."""

from __future__ import annotations

import re

from ..letters import word_set

_THINGS = r"(?:implications?|impacts?|effects?|consequences|issues|considerations)"
_BETWEEN = r"(?:\w+\s+(?:or\s+|and\s+)?){0,6}"
_FIRST_THE_REASON = (
    r"(?:since|as|because|given\s+that|due\s+to|owing\s+to)\b[^.;]{3,160}?(?:,|\s[–—-])\s+(?:and\s+)?"
)
_NONE = re.compile(
    rf"""^\W*(?:inclusive\s+growth(?:\s+{_THINGS})?\s*[:–—-]\s*)?(?:{_FIRST_THE_REASON})?(?:
    (?:none|nil|n\s?/\s?a|n\.a\.?|not\s+applicable|not\s+relevant|does\s+not\s+apply|no\s+comments?|
      nothing\s+(?:further\s+|more\s+|else\s+)?to\s+(?:report|add)|not\s+required)\b
    | no\W*$
    | (?:it\s+is|we|officers?|the\s+author)\s+(?:not\s+)?(?:considered?|consider|considers|believed?|
      thought|anticipated?|
      expected|envisaged|do\s+not\s+(?:consider|believe|expect|anticipate))\s+(?:that\s+)?
      (?:there\s+(?:are|is|will\s+be|would\s+be)\s+(?:no|any|none)\b|(?:any|no)\s+{_BETWEEN}{_THINGS})
    | there\s+(?:are|is|will\s+be|would\s+be|were)\s+(?:considered\s+to\s+be\s+|thought\s+to\s+be\s+)?
      (?:therefore\s+|thus\s+)?
      (?:no|none|not\s+(?:any|considered|thought|expected))\b
    | (?:officers?|we)\s+are\s+not\s+aware\s+of\s+any\b
    | (?:this|the|these)\s+[^.;]{{3,120}}?\b(?:and|so)\s+(?:there\s+(?:are|is|will\s+be)|has|have|raises?)\s+
      (?:therefore\s+)?no\s+{_BETWEEN}{_THINGS}\b
    | no\s+{_BETWEEN}{_THINGS}\b
    | .{{0,80}}?\b(?:have|has)\s+not\s+identified\s+any\s+{_BETWEEN}{_THINGS}\b
    | .{{0,80}}?\bno\s+{_BETWEEN}{_THINGS}\s+(?:are|were|have\s+been)\s+
      (?:anticipated|identified|expected|foreseen|envisaged)\b
    | (?:this|the|these)\s+(?:\w+\s+){{0,6}}?(?:has|have|raises?|carr(?:y|
      ies)|will\s+have|would\s+have)\s+no\s+{_BETWEEN}(?:{_THINGS}|bearing)\b
    | .{{0,80}}?\b(?:does|do|will|would)\s+not\s+(?:itself\s+|themselves\s+|directly\s+)?
      (?:have|give\s+rise\s+to|raise|result\s+in|carry)\s+(?:any\s+)?{_BETWEEN}{_THINGS}\b
    | (?:the\s+)?(?:impact|effect|outcome)s?\s+(?:is|are)\s+(?:considered\s+(?:to\s+be\s+)?)?(?:neutral|
      nil)\b | neutral\b
    | (?:this|it|these|inclusive\s+growth|the\s+(?:section|heading|tests?))\s+(?:\w+\s+){{0,2}}?
      (?:is|are)\s+not\s+(?:considered\s+|thought\s+|deemed\s+|felt\s+)?(?:to\s+be\s+)?
      (?:directly\s+)?(?:relevant|applicable|engaged|affected|impacted)\b
    | (?:it\s+is|officers?\s+(?:are|do)|we\s+do)\s+not\s+(?:considered?|thought|think|expected?|believed?|
      anticipated?|envisaged?)\s+(?:that\s+)?.{{0,80}}?\bany\s+{_BETWEEN}{_THINGS}\b
    | .{{0,80}}?\b(?:does|do|will|would)\s+not\s+(?:directly\s+|itself\s+)?(?:impact|affect|bear)\s+
      (?:(?:up)?on\s+)?(?:the\s+)?inclusive\s+growth\b
    | no\s+(?:changes?|impacts?|effects?)\W*$
    | .{{0,120}}?\b(?:nobody|no[\s-]one|no\s+(?:group|resident|person|household|communit|business)\w*)
      (?:['’]s\s+\w+)?\s+(?:is|are|will\s+be|would\s+be)\s+(?:directly\s+)?(?:affected|touched)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NONE_WORDS = word_set(
    "officers under heading none nil n a na not applicable relevant there are is be will would were was no "
    "any direct directly "
    "indirect specific significant immediate known identified particular material additional further "
    "adverse negative positive inclusive growth implication implications impact impacts effect effects "
    "consequence consequences issue issues consideration considerations arising arise arises from of this "
    "these the report reports proposal proposals recommendation recommendations at time stage writing "
    "present currently for in on to it that with as and or have has been associated related relating "
    "decision decisions considered anticipated expected foreseen result resulting contained within paper "
    "item required because since they contents content does do may apply section matter connection respect "
    "neutral foreseeable envisaged noted members cabinet committee board asked note regarding by area "
    "council deemed thought felt engaged affected impacted change changes bear "
    "other than those already set out above elsewhere detailed aware more else add therefore so"
)  # stays English
_REASON = re.compile(
    r"\b(?:because|given\s+(?:that|the)|due\s+to|owing\s+to|for\s+(?:information|noting)|(?:so|therefore|"
    r"hence)\b|"
    r"as\s+(?:this|the|it|these|they|all|no|there|we|none|any|a|an|its|both)\b|since\s+(?!(?:19|20)\d\d)\w|"
    r"in\s+that\b|"
    r"(?:only|merely|purely|solely|simply)\b|procedural|administrative|technical|statutory)",
    re.IGNORECASE,
)
_INFORMATION = re.compile(
    r"\b(?:for|to)\s+(?:information|noting)(?:\s+only)?\b|\bnoting\s+report\b", re.IGNORECASE
)
_NOTHING_DECIDED = re.compile(
    r"\b(?:as|because|since)\s+(?:\w+\s+){0,4}?no\s+(?:\w+\s+)?(?:decisions?|changes?|actions?|spending)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:\[[^\]]*\]|<[^>]*>|\{[^}]*\}|t\.?b\.?[cda]\.?|n/?k|to\s+follow|"
    r"(?:text|wording|details?|comments?)\s+(?:to\s+(?:be\s+\w+|follow)|awaited)|"
    r"to\s+be\s+(?:confirmed|completed|added|inserted|provided|advised|determined|drafted|supplied)\b.{0,80}|"
    r"(?:please\s+)?(?:insert|enter|click|tap|type|delete\s+as|complete|add)\b.{0,120}|x{2,}|lorem\s+ipsum.*|"
    r"(?:\w+\s+)?(?:officers?|authors?)\s+to\s+(?:complete|confirm|add|insert|provide|supply)\b.{0,60}|"
    r"awaiting\b.{0,60}|"
    r"draft(?:ing)?\s+note\b.*)\W*$",
    re.IGNORECASE | re.DOTALL,
)


def says_none(sentence: str) -> bool:
    """ "None", "not applicable", "there are no implications": a sentence, or its start."""
    return bool(_NONE.search(sentence))


def left_over(text: str) -> list[str]:
    """Words that say more than that there is nothing."""
    return [w for w in re.findall(r"[^\W_]+", text.lower()) if w not in _NONE_WORDS]


def gives_reason(text: str) -> bool:
    """A reason with something in it: "because there are none" is not one."""
    if _INFORMATION.search(text) or _NOTHING_DECIDED.search(text):
        return True
    return bool(_REASON.search(text)) and len(left_over(_REASON.sub(" ", text))) >= 2


def is_placeholder(text: str) -> bool:
    """A template's own words that nobody replaced."""
    return bool(_PLACEHOLDER.match(text))
