"""A small pack that is whole, to be laid out in a folder with one or more of its files made wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonweal.packs import Problem, check

PACK = """\
id: ours
title: Our pack
version: 1.0.0
licence: CC BY 4.0
summary: A small pack.
sources:
  - id: council
    title: The council's page
    publisher: The council
    address: https://council.example/page
    retrieved: 2024-05
"""

FRAMEWORK = """\
id: wellbeing
title: Wellbeing
summary: What we are for.
goal_word: aim
provenance: seen
source: council
definition:
  - date: 2019
    text: An earlier wording.
    provenance: seen
    source: council
  - date: 2020-03-01
    text: The wording now.
    current: true
    provenance: seen
    source: council
goals:
  - id: health
    title: Good health
    short_title: Health
    summary: People are well.
    outcome: Longer lives.
    domains: [social]
    provenance: seen
    source: council
    indicators:
      - indicator: life-expectancy
        provenance: inferred
        source: council
  - id: voice
    title: A say in what is decided
    short_title: Voice
    summary: People are heard.
    outcome: More of them vote.
    domains: [democratic]
    provenance: reconstructed
    source: council
    gap:
      statement: Nothing measures this.
      why: No one publishes it.
      being_done: A survey is planned.
      provenance: reconstructed
      source: council
"""

INDICATORS = """\
- id: life-expectancy
  name: Life expectancy
  question: How long do people live?
  description: Years that a child born now can expect to live.
  unit: years
  polarity: 1
  type: attainment
  comparator: E92000001
  organisation: The statistical office
  licence: OGL 3.0
  release: yearly
  provenance: seen
  source: council
  targets:
    - kind: value
      value: 85
      by: 2030
      areas: [E08000025]
      provenance: seen
      source: council
  limits: {lower: 0, upper: 130}
  evidence:
    - dataset: deaths
      series: Life expectancy
      breakdown: sex=female
"""

TARGETS = """\
- indicator: life-expectancy
  target:
    kind: parity
    comparator: PAIR
    provenance: seen
    source: council
"""

PLACES = """\
code,name,level,parent,valid_from,valid_to,successor,source
E92000001,England,country,,,,,council
E08000025,Birmingham,district,E92000001,1974-04-01,,,council
E08000031,Wolverhampton,district,E92000001,1974-04-01,2030-03-31,E06000099 E06000098,council
"""

AREA_SETS = """\
- code: PAIR
  name: The two cities
  short_name: Cities
  kind: cities
  members: [E08000025, E08000031]
  aggregation: published
  provenance: seen
  source: council
"""

DATASETS = """\
- id: deaths
  title: Deaths
  organisation: The statistical office
  licence: OGL 3.0
  released: 2024-01-31
  file: figures/deaths.csv
  provenance: seen
  source: council
"""

FIGURES = """\
indicator,area,period,value
life-expectancy,E08000025,2022-01-01/P1Y,79.5
"""

SITE = """\
name: Commonweal here
question: How are we doing?
framework: wellbeing
area: PAIR
areas: [PAIR, E08000025]
framework_areas:
  wellbeing: E08000025
"""

WHOLE: Mapping[str, str] = {
    "pack.yaml": PACK,
    "frameworks/wellbeing.yaml": FRAMEWORK,
    "indicators/health.yaml": INDICATORS,
    "targets.yaml": TARGETS,
    "places.csv": PLACES,
    "area_sets.yaml": AREA_SETS,
    "datasets.yaml": DATASETS,
    "figures/deaths.csv": FIGURES,
    "site.yaml": SITE,
}


def lay(folder: Path, files: Mapping[str, str | bytes] = WHOLE, **others: str) -> Path:
    """Write the files of a pack below ``folder``."""
    for relative, content in (dict(files) | others).items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def whole_but(folder: Path, relative: str, old: str, new: str) -> Path:
    """The whole pack with one text of one file replaced."""
    assert old in WHOLE[relative], old
    return lay(folder, {**WHOLE, relative: WHOLE[relative].replace(old, new, 1)})


def told(problems: list[Problem], folder: Path) -> list[str]:
    """The problems as they are printed, with paths from the pack's folder on."""
    return [str(problem).replace(f"{folder}/", "") for problem in problems]


def what_is_wrong(*folders: Path) -> list[str]:
    return told(check(folders), folders[0])


def minimal(id_: str, requires: str = "") -> str:
    """A ``pack.yaml`` that holds nothing."""
    return PACK.replace("id: ours", f"id: {id_}") + (f"requires: [{requires}]\n" if requires else "")
