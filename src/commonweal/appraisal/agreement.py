"""Krippendorff's alpha with a bootstrap interval, and the disagreements behind it, largest first.

Source: Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, University of Pennsylvania.
``docs/methods/agreement.md`` works the formula, its published example and what was decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from commonweal.words import N_, _, ngettext

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Reason = Literal["", "one rater", "nothing rated twice", "one category"]  # stays English
Floats = npt.NDArray[np.float64]

RATING: dict[str, type[pl.DataType] | pl.DataType] = {"item": pl.String, "rater": pl.String}
"""Columns every frame of ratings has, beside ``value``: text, or a number; null is a rating not given."""

DIFFERENCE = {"item": pl.String, "ratings": pl.UInt32, "difference": pl.Float64}
"""Columns of :func:`differences`; ``difference`` is the mean squared distance between two raters, δ²."""

DRAWS = 2_000
CONFIDENCE = 0.95
_AT_ONCE = 4_000_000  # numbers held at a time while resampling: 32 MB


@dataclass(frozen=True)
class Agreement:
    """Alpha is 1 when all agree, 0 when they agree as often as chance would, below 0 when less often.

    ``alpha`` is None where nothing can be compared, and ``reason`` then says why. The interval is None where
    fewer than two items can be compared, or where any resample of them could not be.
    ``items`` and ``ratings`` count only those that can be compared: an item rated once says nothing.
    """

    alpha: float | None
    lower: float | None
    upper: float | None
    items: int
    raters: int
    ratings: int
    level: Level
    reason: Reason = ""


def agreement(
    ratings: pl.DataFrame,
    *,
    level: Level,
    order: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's alpha of ``item``, ``rater``, ``value`` (one row a rating), with its 95% interval.

    ``order`` names the words of a scale of text, lowest first. The interval is the percentile bootstrap over
    items (``draws`` resamples; ``seed`` makes it the same each time); ``draws=0`` leaves it out.

    Raises ValueError naming the item and rater: rated twice by one rater, a word outside ``order``, a number
    that is not finite, a negative one on a ratio scale, text with no order on any scale but nominal.
    """
    coded, scale = _coded(ratings, level, order)
    compared = coded.filter(pl.len().over("item") > 1)
    raters = compared["rater"].n_unique() if compared.height else coded["rater"].n_unique()
    counts, values = _counts(compared, scale)
    items, total = counts.shape[0], int(counts.sum())

    def said(alpha: float | None, reason: Reason = "") -> Agreement:
        lower, upper = _interval(pairs, values, level, draws, seed) if alpha is not None else (None, None)
        return Agreement(alpha, lower, upper, items, raters, total, level, reason)

    if not items:
        return said(
            None, "one rater" if coded["rater"].n_unique() < 2 else "nothing rated twice"
        )  # stays English
    if values.size < 2:
        return said(None, "one category")  # stays English
    pairs = _pairs(counts)
    return said(float(_alpha(pairs.sum(axis=0)[None], values, level)[0]))


def differences(ratings: pl.DataFrame, *, level: Level, order: Sequence[str] = ()) -> pl.DataFrame:
    """Every item rated by two or more with its mean squared distance δ², largest first, then by item.

    Distances are those of alpha on the same scale, so the items at the top are those that cost it most.
    Raises ValueError as :func:`agreement` does.
    """
    coded, scale = _coded(ratings, level, order)
    compared = coded.filter(pl.len().over("item") > 1)
    if not compared.height:
        return pl.DataFrame(schema=DIFFERENCE)
    counts, values = _counts(compared, scale)
    distance = _distance(_pairs(counts).sum(axis=(0, 1))[None], values, level)[0]
    given = counts.sum(axis=1)
    met = np.einsum("ick,ck->i", _pairs(counts), distance) / given
    return pl.DataFrame(
        {"item": compared["item"].unique().sort(), "ratings": given, "difference": met}, schema=DIFFERENCE
    ).sort("difference", "item", descending=[True, False])


def _coded(ratings: pl.DataFrame, level: Level, order: Sequence[str]) -> tuple[pl.DataFrame, Floats]:
    """`item`, `rater`, `code` of the ratings given, and the number each code stands for."""
    if level not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError(  # stays English
            f"No such level of measurement: {level}. Say nominal, ordinal, interval or ratio."
        )
    given = ratings.select("item", "rater", "value").filter(pl.col("value").is_not_null())
    _refuse(
        given.filter(pl.struct("item", "rater").is_duplicated()),
        N_("What is rated twice by the same rater: {named}"),
    )
    if given["value"].dtype.is_numeric():
        if order:
            raise ValueError("An order is for words; these ratings are numbers.")  # stays English
        given = given.with_columns(pl.col("value").cast(pl.Float64))
        _refuse(
            given.filter(~pl.col("value").is_finite()), N_("What has a rating that is not a number: {named}")
        )
        if level == "ratio":
            _refuse(
                given.filter(pl.col("value") < 0), N_("What has a negative rating on a ratio scale: {named}")
            )
        scale = given["value"].unique().sort()
    else:
        if level in ("interval", "ratio") or (level == "ordinal" and not order):
            raise ValueError(  # stays English
                f"Words have no distances on {level} scale without numbers or an order."
            )
        given = given.with_columns(pl.col("value").cast(pl.String))
        scale = pl.Series(order or given["value"].unique().sort(), dtype=pl.String)
        _refuse(
            given.filter(~pl.col("value").is_in(scale.implode())),
            N_("What has a rating outside the scale: {named}"),
        )
    codes = pl.DataFrame({"value": scale, "code": np.arange(len(scale))})
    numbers = scale.to_numpy() if scale.dtype.is_numeric() else np.arange(len(scale))
    return given.join(codes, on="value", how="left").drop("value"), numbers.astype(np.float64)


def _refuse(wrong: pl.DataFrame, what: str) -> None:
    """``what``: a message that names them."""
    if wrong.height:
        named = "; ".join(
            _("{item} by {rater}").format(item=repr(item), rater=repr(rater))
            for item, rater in wrong.select("item", "rater").rows()[:10]
        )
        said = ngettext("{n} ratings cannot be used.", "{n} ratings cannot be used.", wrong.height)
        raise ValueError(f"{said.format(n=wrong.height)} {_(what).format(named=named)}")


def _counts(compared: pl.DataFrame, scale: Floats) -> tuple[Floats, Floats]:
    """Items × values: how many raters gave each; and the values that someone gave, lowest first."""
    items = compared["item"].unique().sort()
    row = items.search_sorted(compared["item"]).to_numpy() if compared.height else np.empty(0, np.int64)
    counts = np.zeros((len(items), scale.size))
    np.add.at(counts, (row, compared["code"].to_numpy()), 1.0)
    used = counts.any(axis=0)
    return counts[:, used], scale[used]


def _pairs(counts: Floats) -> Floats:
    """Items × values × values: each item's share of the coincidence matrix; it sums to its ratings."""
    both = counts[:, :, None] * counts[:, None, :]
    both -= np.eye(counts.shape[1]) * counts[:, :, None]
    out: Floats = both / (counts.sum(axis=1) - 1)[:, None, None]
    return out


def _distance(totals: Floats, values: Floats, level: Level) -> Floats:
    """Draws × values × values: δ² between two values, which on an ordinal scale rests on the totals."""
    low, high = values[:, None], values[None, :]
    if level == "nominal":
        squared = (low != high).astype(np.float64)
    elif level == "interval":
        squared = (low - high) ** 2
    elif level == "ratio":
        # Two zeros are the same value; dividing by their sum would not say so.
        squared = ((low - high) / np.where(low + high == 0, 1.0, low + high)) ** 2
    else:
        # Half the first, all between and half the last: the distance between their mean ranks.
        rank = np.cumsum(totals, axis=1) - totals / 2
        ordinal: Floats = (rank[:, :, None] - rank[:, None, :]) ** 2
        return ordinal
    return np.broadcast_to(squared, (totals.shape[0], *squared.shape))


def _alpha(coincidences: Floats, values: Floats, level: Level) -> Floats:
    """Alpha of each of draws × values × values; NaN where only one value is left."""
    totals = coincidences.sum(axis=2)
    distance = _distance(totals, values, level)
    n = totals.sum(axis=1)
    observed = (coincidences * distance).sum(axis=(1, 2)) / n
    expected = np.einsum("dc,dk,dck->d", totals, totals, distance) / (n * (n - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        out: Floats = 1 - observed / np.where(expected > 0, expected, np.nan)
    return out


def _interval(
    pairs: Floats, values: Floats, level: Level, draws: int, seed: int
) -> tuple[float | None, float | None]:
    items, size = pairs.shape[0], values.size
    if items < 2 or draws < 1:
        return None, None
    chance = np.random.default_rng(seed)
    flat = pairs.reshape(items, size * size)
    at_once = max(1, _AT_ONCE // max(items, size * size))
    alphas = []
    for start in range(0, draws, at_once):
        weights = chance.multinomial(items, np.full(items, 1 / items), size=min(at_once, draws - start))
        alphas.append(_alpha((weights @ flat).reshape(-1, size, size), values, level))
    drawn = np.concatenate(alphas)
    drawn = drawn[~np.isnan(drawn)]
    # A resample in which all gave one word has no alpha. Where that is common the items are too few to say.
    if drawn.size < CONFIDENCE * draws:
        return None, None
    lower, upper = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(lower), float(upper)
