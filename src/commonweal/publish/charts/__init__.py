"""Charts as Vega-Lite specifications, drawn by vl-convert as SVG or PNG.

Each function gives a specification as a plain dictionary, whose ``description`` is the chart in one sentence.
"""

from commonweal.publish.charts.comparison import compare_chart
from commonweal.publish.charts.multiples import small_multiples
from commonweal.publish.charts.render import render_png, render_svg, spec_key
from commonweal.publish.charts.shares import shares_chart
from commonweal.publish.charts.spoken import describe, describe_comparison, describe_strip
from commonweal.publish.charts.strip import marks_strip
from commonweal.publish.charts.trend import indicator_chart

__all__ = [
    "compare_chart",
    "describe",
    "describe_comparison",
    "describe_strip",
    "indicator_chart",
    "marks_strip",
    "render_png",
    "render_svg",
    "shares_chart",
    "small_multiples",
    "spec_key",
]
