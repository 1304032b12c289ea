"""By what means: things that are given, obligations on somebody, and verbs that can be seen to be done."""

from __future__ import annotations

import re

from ..letters import word_set

# Verbs that say nothing of what is done.
_VAGUE_VERBS = word_set(
    "improving supporting promoting enabling driving ensuring enhancing fostering encouraging unlocking "
    "boosting contributing delivering growing regenerating stimulating facilitating strengthening creating "
    "developing increasing maximising maximizing addressing tackling championing embedding building working "
    "helping making raising reducing investing providing transforming accelerating bringing being having "
    "taking considering leveraging harnessing realising advancing generating attracting continuing putting "
    "focusing focussing benefiting aligning levelling removing achieving securing seeking looking "
    "catalysing modernising evening morning something nothing anything everything housing including "
    "following existing ongoing during thriving living wellbeing"
)  # stays English
_VAGUE_THINGS = word_set(
    "growth investment investments regeneration partnership partnerships working delivery project projects "
    "scheme schemes programme programmes proposal proposals strategy strategies plan plans approach "
    "development facility developments improvement improvements opportunity opportunities engagement "
    "initiative initiatives activity activities collaboration process framework action actions work "
    "connectivity creation provision job jobs employment economy prosperity change place places region area "
    "areas city towns people community communities support commitment effort efforts aims aim vision "
    "ambition agenda innovation inclusion report recommendations decision decisions services service better "
    "quality life outcomes outcome benefits benefit skills of and the a an in for to on this these our its "
    "their new improved increased greater wider inclusive sustainable economic local targeted strategic "
    "continued ongoing more all both across that range number social environmental infrastructure "
    "facilities capacity potential business businesses funding fair fairer holistic joined up strong "
    "stronger effective integrated high usual existing normal standard arrangements channels procedures "
    "governance structures mechanisms means will would can could may is are be it they we which who have "
    "has everyone residents shared share lives stakeholders partners value procurement maximise core heart "
    "throughout ambitious exciting innovative bold comprehensive major significant transformational "
    "coordinated collaborative forward looking flagship creative world class leading unique important"
)  # stays English
_MEANS = re.compile(r"\b(?:through|via|by\s+means\s+of|thanks\s+to|using)\s+([^.,;:()]{3,90})", re.IGNORECASE)
_CAUSE = re.compile(r"\b(?:because|so\s+that|which\s+means\s+that)\s+([^.;()]{3,120})", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|through)\s+(?:\w+ly\s+)?(?:not\s+)?\w+ing\b", re.IGNORECASE)
_BY_DOING = re.compile(r"\b(?:by|through|and|or|,)\s+(?:\w+ly\s+)?(?:not\s+)?(\w+ing)\b", re.IGNORECASE)

_BOUND = (
    r"(?:contractors?|developers?|suppliers?|operators?|providers?|landlords?|bidders?|employers?|"
    r"builders?|college|"
    r"lessees?|sponsors?)"
)
_INSTRUMENT = re.compile(
    r"""\b(?:
    apprenticeships? | traineeships? | trainees | internships? | training | bursar(?:y|ies) | grants?
    | vouchers?
    | subsid(?:y|ies|ised|ise) | discount(?:s|ed)? | free\s+(?!up|from|to\b|of\b|market|flow)\w+
    | free\s+of\s+charge
    | ring-?fenc\w+ | quotas?
    | (?:guaranteed|supported)\s+(?:job\s+)?(?:interview|internship|employment|place|shift|hour)s?
    | job\s+guarantee | (?:work|job)\s+(?:placements?|experience|trials?|coaches|brokers?|brokerage)
    | mentor(?:s|ing)? | coach(?:es|ing) | link\s+workers? | outreach
    | contracts?\s+(?:clauses?|conditions?|terms?|requirements?|obligations?|will|must|requires?|includes?|
      says?|
      obliges?|raises?|pays?|sets?|gives?|guarantees?|caps?|keeps?|reserves?|offers?)
    | contractual\s+\w+
    | (?:clauses?|conditions?|terms)\s+(?:of|in)\s+(?:the\s+|each\s+|every\s+|all\s+)?(?:\w+\s+)?
      (?:contracts?|grants?|leases?|tenders?|sale|agreements?)
    | social\s+value\s+(?:clause|weighting|question|commitment|schedule)s?
    | (?:tender|bid|quality)\s+(?:score|marks|weighting)
    | living\s+wage | minimum\s+hours | (?:hours|interviews?|places?)\s+(?:are\s+)?guaranteed | sick\s+pay
    | pay\s+from\s+£ | step-?free | level\s+(?:access|paths?|entrances?) | dropped\s+kerbs?
    | tactile\s+paving | lifts | ramps? | interpreters?
    | translat(?:ed|ion|ors?) | cr[eè]che | childcare | nursery\s+(?:places?|on) | concession(?:s|ary)?
    | fare\s+cap | capped\s+fares? | caps?\s+the\s+(?:fare|rent|price)s?
    | reserv(?:ed|es|ing)\s+(?:for|a|at|two|three|\d+)
    | priorit(?:y|ised|ise)\s+(?:for|to|access|lettings?|allocation) | first\s+(?:call|refusal|choice)\s+on
    | (?:local|first)\s+lett?ings? | first\s+lets | nominations? | section\s+106
    | planning\s+(?:conditions?|obligations?)
    | loans? | rents?\s+(?:cap|set|kept|at|held|frozen|below) | social\s+rent
    | (?:evening|weekend|community|language|English|day)\s+(?:class|course|opening|session)(?:es|s)?
    | ESOL | drop-?in
    | advis(?:e|o)rs? | case\s?workers? | one-to-one | home\s+visits?
    | visit\w*\s+(?:\w+\s+){0,3}at\s+home | door-?knocking
    | insulat(?:ion|ed|ing) | retrofit(?:s|ted|ting)? | heat\s+pumps? | hot\s+meals? | laptops?
    | data\s+(?:sims?|allowance)
    | courses? | classes | workshops\s+(?:on|for|in) | tuition | lessons
    | (?:bus|tram|rail|train|night|shuttle|minibus)\s+(?:route|service|link|lane|stop|extension|line|pass)s?
    | cycle\s+(?:route|lane|track|hire|training)s?
    | (?:zebra|pedestrian|signal-controlled|safe)\s+crossings? | clinics?
    | recruit(?:s|ed|ing|ment)? | hir(?:e|es|ed|ing)\s+(?!car|of)
    | tak(?:e|es|ing)\s+on\s+(?:at\s+least\s+)?(?:\d+|two|three|four|five|six|eight|ten|twelve)
    | shortlist\w* | targeted\s+(?:recruitment|outreach|advert\w+) | wage\s+subsid\w+
    | (?:profit|revenue)\s+shar\w+
    | community\s+(?:shares?|ownership|land\s+trust|benefit\s+clause)s? | waiv(?:e|ed|er|ers|ing)
    | (?:smaller|separate|small)\s+lots | (?:into|in)\s+lots | prompt\s+payment | paid\s+within
    | travel\s+(?:pass(?:es)?|costs?|expenses) | equipment | uniforms? | rent\s+deposits?
    | deposit\s+scheme | hardship\s+fund
    | (?:fund|panel|forum)\s+(?:run|chaired|held|decided)\s+by | sliding\s+scale
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_OBLIGED = re.compile(
    rf"""\b(?:
    {_BOUND}\s+(?:\w+\s+)?(?:will|must|shall|has\s+to|have\s+to|is\s+to|are\s+to|agrees?\s+to|
      undertakes?\s+to|
      signs?\s+up\s+to|(?:is|are)\s+bound\s+to)\s+(?!benefit|support|contribute|help|be\s+encouraged|
        be\s+asked|seek|
      endeavour|aim|try|look|work\s+with|employ\s+local\s+labour\s+where)
    | (?:requires?|obliges?|binds?|commits?)\s+(?:the\s+|each\s+|every\s+|all\s+)?(?:\w+\s+)?(?:{_BOUND}|
      partners?)\s+to
    | (?:will|would|must|shall|are|is|to)\s+be\s+(?:offered|paid|given|trained|recruited|hired|guaranteed|
      reserved|
      waived|subsidised|refunded|reimbursed|lent|fitted|interviewed|advertised\s+(?:first|in|at|through|for)|
      let\s+(?:to|at|first)|set\s+aside|earmarked|allocated\s+to)
    | (?:are|is)\s+(?:paid|offered|guaranteed|reserved|lent|refunded|let|kept\s+for|advertised|referred)\b
    | on\s+condition\s+that
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# What can be seen to be done, or counted when it is paid; "opens doors" and "builds on" are not.
_SEEN_DONE = re.compile(
    r"""\b(?:
    (?:pays?|paid|charge[sd]?|costs?)\s+(?:\w+\s+){0,2}?
      (?:no\b(?!\s+attention)|nothing|half|less|£\s?\d|a\s+(?:third|quarter|half)|for\s+(?:the|a|an|their|its|\d))
    | (?:lends?|buys?|bought|mends?|mended|repairs?|repaired|installs?|installed|fits?|fitted|plants?|planted|
      halves|halved|freezes|frozen|refunds?|waives?|reopens?|reopened|resurfac\w+|re-?hous(?:es|ed))\s+
      (?!in\b|into\b|with\s+the|well\b|the\s+(?:gap|economy|needs?)\b|trust\b|confidence\b|
      relation\w*)\w+
    | (?:nobody|no-?one)\s+(?:\w+[\s-]){0,4}?pays | (?:at|for)\s+(?:a\s+rent\s+of\s+)?£\s?\d+(?:\.\d\d)?\s+
      (?:a|per)\s+(?:day|week|month|year|head|person|visit|session) | rents?\s+(?:of\s+£|falls?\s+(?:by|to))
    | fund\s+of\s+£ | no\s+longer\s+(?:use|have\s+to|need\s+to|pay|wait|run|drive|park)
    | (?:lays?|laid)\s+on\s+(?:a|an|\d|free|for)
    | (?:opens?|stays?\s+open|runs?)\s+(?:(?:their|its|the)\s+\w+\s+)?
      (?:at|from|until|till|on|every|each|for)\s+(?:\d|half|seven|eight|nine|ten|six|five|sundays?|saturdays?|weekends?|evenings?|night)
    | (?:adds?|employs?|keeps?|sets?\s+aside|gives?|get|gets|trains?|fills?|builds?|made|moves?)\s+
      (?:up\s+to\s+|at\s+least\s+|about\s+|another\s+|the\s+first\s+)?(?:\d+|two|three|four|five|six|eight|ten|
      twelve|twenty|thirty|forty|fifty|half|a\s+third|a\s+quarter)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def names_mechanism(text: str) -> bool:
    """Whether a sentence says by what means: a thing, an obligation, a cause, or "by" and a verb with
    content."""
    if _INSTRUMENT.search(text) or _OBLIGED.search(text) or _SEEN_DONE.search(text):
        return True
    if by := _BY.search(text):
        done = [m[1].lower() for m in _BY_DOING.finditer(text[by.start() :])]
        if any(verb not in _VAGUE_VERBS and len(verb) > 4 for verb in done):
            return True
    if any(_content(m[1], 7) for m in _MEANS.finditer(text)):
        return True
    return any(_content(m[1], 14) >= 3 for m in _CAUSE.finditer(text))


def _content(means: str, within: int) -> int:
    """How many of the first words are neither vague things nor vague verbs."""
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", means)][:within]
    return sum(
        1
        for w in words
        if len(w) > 2 and w not in _VAGUE_THINGS and w not in _VAGUE_VERBS and not w.endswith("ing")
    )
