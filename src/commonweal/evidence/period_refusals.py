"""Why a period cannot be read, in words for an analyst.

Apart from :mod:`periods`, whose words stand on pages that are to be had in other languages.
"""

from __future__ import annotations

from commonweal.words import _


def empty() -> ValueError:
    return ValueError(_("The period is empty."))


def no_shape() -> ValueError:
    return ValueError(_("Write a date (2024-05-15) or a start and a length (2019-01-01/P1Y)."))


def year_not_between(year: int, first: int, last: int) -> ValueError:
    said = _("The year {year} is not between {first} and {last}.")
    return ValueError(said.format(year=f"{year:04}", first=first, last=last))


def backwards() -> ValueError:
    return ValueError(_("It ends before it begins."))


def no_such_month(month: int) -> ValueError:
    return ValueError(_("There is no month {month}.").format(month=month))


def not_a_month(text: str) -> ValueError:
    return ValueError(_("“{text}” is not a month.").format(text=text))


def no_such_day(day: int, month: str, year: int) -> ValueError:
    said = _("{month} {year} has no day {day}.")
    return ValueError(said.format(month=month, year=f"{year:04}", day=day))


def too_long() -> ValueError:
    return ValueError(_("It is too long."))


def no_such_length(length: str) -> ValueError:
    return ValueError(_("A length of {length} is not possible.").format(length=length))


def not_two_years(text: str) -> ValueError:
    return ValueError(_("{text} is not two years that follow each other.").format(text=text))


def month_or_years(
    text: str, month: str, first: int, last: int, *, as_month: str, as_years: str
) -> ValueError:
    """``as_month`` and ``as_years`` are how to write the one and the other."""
    said = _(
        "“{text}” may be {month} {first}, or {first} to {last}. Write {as_month} for the month, {as_years} "
        "for the years."
    )
    return ValueError(
        said.format(text=text, month=month, first=first, last=last, as_month=as_month, as_years=as_years)
    )


def kind_of_year(text: str, year: int) -> ValueError:
    """A label of two years of which nothing says where it begins."""
    said = _(
        "“{text}” may be the financial year from April {year}, or the academic year from September {year}. "
        "Write {fiscal} for the financial year, {academic} for the academic year."
    )
    return ValueError(said.format(text=text, year=year, **_years_from(year)))


def kind_of_years(text: str, year: int, count: int) -> ValueError:
    said = _(
        "“{text}” may be financial years from April {year} on, or academic years from September {year} on. "
        "Write {fiscal} for the financial years, {academic} for the academic years."
    )
    return ValueError(said.format(text=text, year=year, **_years_from(year, count)))


def month_or_year(text: str, month: str, year: int, as_month: str) -> ValueError:
    said = _(
        "“{text}” may be {month} {year}, the financial year from April {year}, or the academic year from "
        "September {year}. Write {as_month} for the month, {fiscal} for the financial year, {academic} for "
        "the academic year."
    )
    return ValueError(said.format(text=text, month=month, year=year, as_month=as_month, **_years_from(year)))


def years_or_year(text: str, year: int) -> ValueError:
    said = _(
        "“{text}” may be the two years {year} and {next} together, the financial year from April {year}, or "
        "the academic year from September {year}. Write {as_years} for the two years, {fiscal} for the "
        "financial year, {academic} for the academic year."
    )
    return ValueError(
        said.format(text=text, year=year, next=year + 1, as_years=f"{year}-01-01/P2Y", **_years_from(year))
    )


def marker(text: str, bare: str, note: str, as_part: str) -> ValueError:
    """A marker that may name a part of the period; ``as_part``: how to write the part, where it is known."""
    if as_part:
        said = _(
            "“{text}” may be a part of {period}. Write {as_part} for the part; or write {period} alone, and "
            "“{marker}” in the column of notes."
        )
    else:
        said = _(
            "“{marker}” may make another period of {period}. Write its start and length (2019-01-01/P6M); or "
            "write {period} alone, and “{marker}” in the column of notes."
        )
    return ValueError(said.format(text=text, marker=note, period=bare, as_part=as_part))


def _years_from(year: int, count: int = 1) -> dict[str, str]:
    return {"fiscal": f"{year}-04-01/P{count}Y", "academic": f"{year}-09-01/P{count}Y"}
