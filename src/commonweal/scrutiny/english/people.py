"""Groups of people, and sentences in which somebody is said to gain."""

from __future__ import annotations

import re

_PEOPLE = (
    r"(?:people|person|residents?|adults?|women|men|workers?|families|households?|communit(?:y|ies)|"
    r"learners?|"
    r"groups?|pupils|students|tenants|individuals|neighbourhoods?|areas?|wards?|estates?)"
)
_ORIGINS = (
    r"(?:black|asian|bangladeshi|pakistani|indian|caribbean|african|somali|yemeni|chinese|roma|polish|"
    r"romanian|"
    r"irish|jewish|muslim|sikh|hindu|gypsy|minoriti[sz]ed|racialised)"
)

# People whom growth may pass by, named so that one could say who is meant. "Everyone" and "residents" are
# not.
_GROUP = re.compile(
    rf"""\b(?:
    young(?:er)?\s+(?:{_PEOPLE}|mothers|fathers|carers|parents) | youth | teenagers? | child(?:ren)?
    | toddlers? | pupils
    | under-?(?:18|19|21|25|30)s | over-?(?:50|55|60|65)s | students | apprentices | graduates
    | (?:school|care|prison)[\s-]leavers | care[\s-]experienced | looked[\s-]after | leaving\s+(?:prison|care)
    | older\s+{_PEOPLE} | elderly | pensioners | retired\s+people
    | disabled\s+\w+ | disabilit(?:y|ies) | wheelchair\s+users | autistic\s+\w+ | neurodivergent\s+\w+
    | deaf\s+\w+ | blind\s+\w+ | long[\s-]term\s+sick
    | people\s+with\s+(?:a\s+)?(?:disabilit|learning|autis|mental|long-?term|no\s+qualif|few\s+qualif|low|
      caring|
      health|sight|hearing|limited|impair|dementia|mobility)\w*
    | women | girls | mothers | (?:lone|single)\s+(?:parents?|mothers?|fathers?) | parents
    | (?:unpaid\s+)?carers
    | refugees? | asylum[\s-]seekers? | (?:new\s+)?migrants? | new\s+arrivals | newly\s+arrived
    | (?:ethnic|racial)\s+(?:minorit(?:y|ies)|communit(?:y|ies)) | minority[\s-]ethnic | global\s+majority
    | BAME | BME | {_ORIGINS}(?:(?:,|\s+and|\s+or)?\s+\w+)?\s+{_PEOPLE} | travellers | LGBTQ?\+?
    | trans\s+people
    | unemployed | jobless | workless | out\s+of\s+(?:work|employment) | jobseekers? | claimants
    | economically\s+inactive | NEETs? | not\s+in\s+(?:work|education)
    | (?:people|those|anyone|households|families|residents)\s+(?:who\s+live\s+)?without\s+(?:a\s+|any\s+)?
      (?:job|work|qualification|car|home|internet|degree|garden)s?
    | low(?:er|est)?[\s-](?:paid|pay|incomes?|earning|earners?|wage|waged|skilled)(?:\s+{_PEOPLE})?
    | poor(?:er|est)?\s+{_PEOPLE} | (?:in|on)\s+(?:fuel\s+|food\s+|in-work\s+)?poverty
    | on\s+(?:universal\s+credit|benefits|zero[\s-]hours) | homeless(?:\s+people)? | rough\s+sleepers?
    | (?:social|private|council|housing\s+association)\s+tenants | renters | leaseholders
    | (?:in|into)\s+temporary\s+accommodation
    | ex-?offenders | former\s+prisoners | veterans | (?:digitally|socially|financially)\s+excluded
    | (?:most\s+|more\s+|very\s+)?(?:deprived|disadvantaged|marginalised|under-?served|
      left[\s-]behind)\s+{_PEOPLE}
    | vulnerable\s+{_PEOPLE} | furthest\s+from\s+(?:the\s+)?(?:labour|job)s?\s+market | families
    | first[\s-]time\s+buyers | (?:night[\s-]?)?(?:shift\s+)?workers?\s+on\s+(?:low|night)
    | night[\s-](?:shift\s+)?workers? | shift\s+workers? | cleaners | care\s+workers
    | (?:under|over)[\s-](?:(?:five|sixteen|eighteen|twenty|fifty|sixty)(?:-\w+)?|\d\d?)s?(?!\s*%)
      (?=\s+(?:pay|get|can|go|ride|who|is|are|will|have)|s\b) | wheelchairs? | pushchairs? | prams?
    | rent(?:s|ing)?\s+privately
    | prisoners | offenders | stall-?holders | market\s+traders | blue\s+badge\s+holders | tenants
    | (?:bus|taxi|lorry|delivery)\s+drivers | shop\s*workers | (?:home|social)\s+carers
    | (?:people|those|anyone|anybody|men|adults|families|households|couples|somebody|patients)\s+who(?:se)?\s+
      (?!live[sd]?\b(?!\s+(?:alone|with|on|in\s+(?:the\s+poor|poverty|overcrowd|temporary|bed)))|work[s,]?\s|
      visits?\b|use[sd]?\b|need[s]?\b|wants?\b|wish|choose|call\b|will\b|would\b|may\b|can\b)\w+
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)

_GAIN = re.compile(
    r"""\b(?:
    benefit(?:s|ed|ing|ting)?(?!\s+(?:claim|system|payment|cap|recipient)) | beneficial | beneficiar(?:y|ies)
    | gains? | help(?:s|ed|ing|ful)? | support(?:s|ed|ing|ive)? | (?:better|best)\s+(?:off|placed|served)
    | improv(?:e|es|ed|ing|ements?)\s+(?:\w+\s+){0,4}(?:lives|life|chances|outcomes?|prospects|opportunit|
      access|
      conditions|health|wellbeing|living|incomes?|quality|employability|standards?)\w*
    | (?:lives|life\s+chances|outcomes?|prospects|opportunities|conditions|incomes)\s+(?:\w+\s+){0,6}
      (?:will|would|should|are\s+expected\s+to)\s+(?:be\s+)?(?:improve|better|raise|enhance|rise|grow)\w*
    | positive(?:ly)?\s+(?:impacts?|effects?|affects?|outcomes?|contribution|change|difference) | positively
    | (?:new|more|better|greater|many|additional|increased|further|real|equal|good|widen|create|creates)\s+
      (?:\w+\s+){0,3}(?:opportunities|chances|prospects)
    | opportunit(?:y|ies)\s+(?:for|to) | open(?:s|ed|ing)?\s+(?:up\s+)?(?:doors?|opportunit\w+|access)
    | empower(?:s|ed|ing)? | uplift(?:s|ing)? | advantages?
    | makes?\s+(?:a\s+|an\s+)?(?:\w+\s+)?difference | lift(?:s|ed|ing)?\s+(?:\w+\s+){0,4}out\s+of
    | raise(?:s|d)?\s+(?:\w+\s+){0,3}(?:incomes?|aspirations?|living) | good\s+news | welcome(?:d)?\s+by
    | be\s+of\s+(?:value|use|help)\s+to | particularly\s+(?:valuable|useful|good|important)\s+(?:for|to)
    | easier | see\s+(?:real\s+|big\s+)?improvements? | thrive | flourish | prosper
    | (?:more|greater)\s+(?:independence|confidence) | winners | enjoy(?:s|ed)?
    | (?:doors?|opportunit(?:y|ies)|prospects)\s+(?:\w+\s+){0,2}open(?:s|ed)?
    | do\s+(?:well|better)\s+(?:from|out)
    | (?:feel|be|become|grow|live|stay)\s+(?:(?:much|far|even)\s+)?(?:(?:more|less)\s+(?:confident|
      independent|secure|included|connected|resilient|isolated|prosperous|hopeful|employable|ambitious)|
      safer|healthier|happier|wealthier|fairer|richer|better|proud(?:er)?|included|valued)
    | transform(?:s|ative|ational|ed|ing)? | narrow(?:s|ing)?\s+the\s+gap
    | reduc(?:e|es|ing)\s+(?:\w+\s+){0,2}(?:inequalit\w+|disadvantage|barriers|poverty|isolation)
    | remov(?:e|es|ing)\s+(?:the\s+)?barriers
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|without|cannot|unlikely\s+to|fails?\s+to|little)\b\W+(?:\w+\W+){0,3}"
    r"(?:benefit|gain|help|support|reach|improve|better|opportunit)",
    re.IGNORECASE,
)


def names_group(text: str) -> bool:
    return bool(_GROUP.search(text))


def says_gain(text: str) -> bool:
    """Somebody is said to gain, and it is not denied."""
    return bool(_GAIN.search(text)) and not _DENIED.search(text)
