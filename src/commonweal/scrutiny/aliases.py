"""What reports call the indicators of the inclusive growth pack, besides the pack's own names.

Only names that can mean nothing else: a figure under a wrong indicator would be said to be wrong.
"""

from __future__ import annotations

INDICATORS: dict[str, tuple[str, ...]] = {
    "claimant-count": ("claimant rate", "claimant count rate"),
    "youth-claimant-rate": ("youth claimant count", "young claimant rate"),
    "employment-rate": ("rate of employment", "in employment"),
    "unemployment-rate": ("rate of unemployment",),
    "economic-inactivity": ("economically inactive", "inactivity rate", "economic inactivity rate"),
    "no-qualifications": ("without qualifications", "without any qualifications", "had no qualification"),
    "level-3-or-above": ("level 3 qualification", "level 3 and above", "qualified to level 3"),
    "level-4-or-above": ("level 4 qualification", "level 4 and above", "qualified to level 4"),
    "median-weekly-pay": ("median weekly earnings", "median weekly wage", "median gross weekly pay"),
    "gdhi-per-head": ("disposable household income per head", "gdhi per head", "disposable income per head"),
    "gva-per-hour": ("gva per hour", "gva per hour worked"),
    "housing-affordability": ("affordability ratio", "house price to earnings ratio"),
    "gigabit-broadband": ("gigabit capable broadband", "full fibre or gigabit broadband"),
    "child-poverty-after-housing-costs": ("child poverty rate after housing costs",),
    "child-poverty-before-housing-costs": ("child poverty rate before housing costs",),
    "adult-obesity": ("obesity in adults", "obesity among adults"),
    "smoking": ("smoking prevalence", "smoking rate"),
    "recycling-rate": ("rate of recycling",),
    "gcse-english-and-maths": ("gcse in english and maths", "gcses in english and maths"),
    "apprenticeship-starts": ("apprenticeship starts per 100,000",),
    "jobs-below-living-wage": ("jobs below the living wage", "jobs below the real living wage"),
}  # stays English
