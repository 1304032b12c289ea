"""Appraisal: how far assessors of the same proposal agree, and where they do not.

    agreement(ratings, level="ordinal", order=("requires improvement", "satisfactory", "good"))

One row a rating: which item was rated, by whom, with what word or number.
"""

from commonweal.appraisal.agreement import (
    DIFFERENCE,
    RATING,
    Agreement,
    Level,
    agreement,
    differences,
)

__all__ = ["DIFFERENCE", "RATING", "Agreement", "Level", "agreement", "differences"]
