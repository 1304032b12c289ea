"""How many, where, by which measure, and who looks again."""

from __future__ import annotations

import re

_QUANTITY = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|"
    r"sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|millions?|dozens?|half|a\s+third|a\s+quarter|a\s+fifth|a\s+tenth|"
    r"two[\s-]thirds|"
    r"three[\s-]quarters|one\s+(?:in|out\s+of)\s+\w+)"
)
_NUMBER = re.compile(rf"£\s?\d|\d|\b{_QUANTITY}\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Years, dates, ages, and the numbers of sections, levels and plans: digits that count nothing.
_COUNTS_NOTHING = re.compile(
    rf"""(?:
    \b(?:19|20)\d\d\s?[-/–]\s?(?:\d\d\b|(?:19|20)\d\d) | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b
    | \b(?:19|20)\d\d\b(?!\s*(?:people|residents|homes|jobs|places|%|households))
    | \b(?:sections?|paragraph|para|appendix|levels?|phase|stage|tier|option|part|schedule|policy|article|
      zone|line|
      route|junction|grade|band|SDG|goal|priority|objective|theme|table|figure|item|recommendation|lot|NVQ|
        WM|HS|
      covid|net)[\s-]?\d+(?:\.\d+)*\b
    | \b[AM]\d+\b | \b\d+\s?[-–]\s?\d+[\s-]years?[\s-]olds? | \baged?\s+\d+(?:\s*(?:to|-|–)\s*\d+)?
    | \b(?:under|over)-?\d+s\b | \b(?:\d+|{_QUANTITY})[\s-](?:year|month|week|day)[\s-]
      (?:plan|strategy|programme|period|horizon|lease|term|vision)\w* | \b24/7\b
      | ^\s*\d+(?:\.\d+)*[.)]?\s(?=[A-Z])
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_INDICATOR = re.compile(
    r"""\b(?:
    indicators? | baseline | KPIs? | claimant\s+count | (?:healthy\s+)?life\s+expectancy
    | (?:employment|unemployment|claimant|inactivity|poverty|vacancy|turnout|occupancy|literacy|obesity|
      mortality|
      crime|completion|attendance|absence|pass|take-?up|recycling|homelessness|survival|retention|
        participation|
      qualification|conversion|patronage|eviction)\s+(?:rate|count|level|figure)s?
    | (?:median|average|mean)\s+(?:\w+\s+){0,2}(?:pay|wages?|earnings|income|rent|price|time|wait)s?
    | disposable\s+income | index\s+of\s+multiple\s+deprivation | IMD | attainment\s+8 | GVA | GDHI
    | air\s+quality\s+(?:readings?|levels?) | nitrogen\s+dioxide | (?:carbon|CO2|greenhouse\s+gas)\s+emissions
    | (?:housing\s+)?affordability\s+ratio
    | (?:share|proportion|percentage|number|%|per\s?cent)\s+of\s+(?:\w+\s+){0,3}(?:residents|people|adults|
      households|
      homes|pupils|premises|young|children|workers|employees|jobs|journeys|learners|women|working)
    | (?:qualifications?|qualified)\s+(?:at|to)\s+level | no\s+qualifications | (?:child|fuel)\s+poverty
    | temporary\s+accommodation\s+(?:numbers?|count) | EPC\s+(?:rating|band)s?
    | measured\s+(?:by|as|against|with)
    | (?:is|are)\s+the\s+measures? | (?:waiting|housing)\s+list\s+(?:of|stands|numbers?) | take-up
    | empty-homes\s+number | (?:passenger|visitor|tenancy|footfall)\s+numbers | arrears
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)

_LOOKS_AGAIN = re.compile(
    r"\b(?:monitor(?:s|ed|ing)?|review(?:s|ed|ing)?|(?:be|is|are)\s+reported|reports?\s+(?:back|to|on|by|"
    r"the|comes|starts)|"
    r"reporting|evaluat\w+|track(?:s|ed|ing)?|measur(?:e|es|ed|ing)|audit(?:s|ed)?|check(?:s|ed|ing)?|"
    r"survey(?:s|ed)?|"
    r"revisit(?:s|ed)?|count(?:s|ed)?|sampled?|sees?|follow(?:ed|s)?[\s-]up|look(?:s|"
    r"ed)?\s+(?:at\s+)?(?:\w+\s+)?again|"
    r"look(?:s|ed)?\s+at|published?|collect(?:s|ed)?|record(?:s|ed)?|ask(?:s|ed)?\s+(?:\w+\s+){0,3}again|"
    r"compared?|(?:tell|show)s?\s+(?:the|this|a|members|cabinet|councillors)|hears?|(?:is|are)\s+read|writes?\s+down|"
    r"(?:is|are|be)\s+told|gives?\s+(?:us|the\s+council)|"
    r"(?:bring|take)s?\s+(?:the\s+|its\s+|their\s+)?(?:results?|numbers|figures|findings)|"
    r"go(?:es)?\s+to\s+(?:the|this|a))\b",
    re.IGNORECASE,
)
_WHEN_OR_WHO = re.compile(
    r"\b(?:every|each)\s+(?:\w+\s+)?(?:quarter|year|month|term|six|three|two|autumn|spring|summer|winter|"
    r"week|contract|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\w*|"
    r"\b(?:in|by|over|next|last|this)\s+(?:the\s+)?(?:spring|summer|autumn|winter|whitsun|new\s+year)\b|"
    r"\bannual\s+(?:\w+\s+)?(?:meeting|report|return|survey|count)|"
    r"\b(?:quarterly|annual(?:ly)?|monthly|termly|yearly|six-monthly|half-yearly|weekly|daily|(?:once|"
    r"twice)\s+a\s+year)\b|"
    r"\b(?:in|by|from|until|before|during|at|after|next|every|each)\s+(?:\w+\s+){0,3}"
    rf"(?:(?:19|20)\d\d|easter|christmas|(?:{_MONTHS})\b)|"
    r"\b(?:after|within|at)\s+(?:\w+\s+){0,2}(?:\d+|one|two|three|six|nine|twelve|eighteen|first|"
    r"second)[\s-]?"
    r"(?:months?|years?|weeks?|terms?|winter|summer)\b|"
    r"\b(?:committee|board|panel|scrutiny|cabinet|dashboard|steering\s+group|manager|director|officers?|"
    r"auditors?|forum|"
    r"university|members?)\b|\bat\s+(?:\w+\s+){0,2}(?:end|completion|milestone|months?)\b|\bKPIs?\b",
    re.IGNORECASE,
)

_LOCALITY = re.compile(
    r"\b(?:[A-Z][\w’'-]+\s+){1,3}(?:ward|estate|neighbourhood|district|borough|town\s+centre|village|"
    r"parish|quarter|"
    r"Ward|Estate|Road|Street|Lane|Park|Common|Cross|Heath|Green|Hill|Town|Quarter|Village|Corridor)\b"
)
_IN_A_PLACE = re.compile(
    r"\b(?:[Ii]n|at|[Aa]round|[Aa]cross|near|from|between|of|to|serving|within|along|outside)\s+(?:the\s+)?"
    r"(?:north|south|east|west|central|inner|outer)?\s*"
    r"((?:[A-Z][\w’'-]+)(?:\s+(?:and\s+|upon\s+|on\s+|-in-)?[A-Z][\w’'-]+){0,3})"
)
_NO_PLACE = re.compile(
    rf"^(?:{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Autumn|Winter|"
    rf"Easter|"
    r"Christmas|Council|Councillors?|Cabinet|Committee|Board|Combined|Authority|Government|Department|"
    r"Director|Mayor|"
    r"Members?|Officers?|England|Britain|UK|United|Europe|EU|Level|Living|Universal|Real|Section|Appendix|"
    r"Phase|Year|"
    r"Act|Plan|Strategy|Inclusive|Growth|Equality|Social|Public|Framework|Corporate|Key|Good|Net|COVID|"
    r"Covid|Brexit|"
    r"GDHI|GVA|HS2|NHS|ESOL|NVQ|GCSEs?|T|A|I|Q|KPIs?|IMD|Overview|Scrutiny|Green|HM|His|Her|The|This|Local|"
    r"National|"
    r"Sustainable|Statement|Report|Chief|Head|Service|Programme|English|Punjabi|Urdu|Pension)\b"
)


def names_number(text: str) -> bool:
    """A quantity; not a year, a date, an age, or the number of a section."""
    return bool(_NUMBER.search(_COUNTS_NOTHING.sub(" ", text)))


def names_indicator(text: str) -> bool:
    return bool(_INDICATOR.search(text))


def names_follow_up(text: str) -> bool:
    """Somebody looks again, and it says when or who: "will be monitored" alone is not enough."""
    return bool(_LOOKS_AGAIN.search(text)) and bool(_WHEN_OR_WHO.search(text))


def names_place(text: str) -> bool:
    """A capital after "in", "at" or "across", or before "ward", "estate" or "Road"; not a month or an
    office."""
    return bool(_LOCALITY.search(text)) or any(not _NO_PLACE.match(m[1]) for m in _IN_A_PLACE.finditer(text))
