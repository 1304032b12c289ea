"""From numbers to what people read: sentences, marks, sparklines, charts, tables, downloads, a feed.

Pure: rows, definitions and names come in; text and bytes go out. Sentences and marks are called by module
(``sentences.gap``, ``status.mark``), since their names are short; the rest may be taken from here.
"""

from commonweal.packs import numbers
from commonweal.publish import (
    breakdowns,
    charts,
    downloads,
    feed,
    placenames,
    sentences,
    sparkline,
    status,
    tables,
    wording,
)
from commonweal.publish.charts import (
    compare_chart,
    describe,
    indicator_chart,
    marks_strip,
    render_png,
    render_svg,
    small_multiples,
    spec_key,
)
from commonweal.publish.downloads import (
    cite,
    csv_bytes,
    json_bytes,
    metadata,
    metadata_bytes,
    parquet_bytes,
    with_names,
    zip_bytes,
)
from commonweal.publish.feed import Entry, atom
from commonweal.publish.tables import places_table, series_table

__all__ = [
    "Entry",
    "atom",
    "breakdowns",
    "charts",
    "cite",
    "compare_chart",
    "csv_bytes",
    "describe",
    "downloads",
    "feed",
    "indicator_chart",
    "json_bytes",
    "marks_strip",
    "metadata",
    "metadata_bytes",
    "numbers",
    "parquet_bytes",
    "placenames",
    "places_table",
    "render_png",
    "render_svg",
    "sentences",
    "series_table",
    "small_multiples",
    "sparkline",
    "spec_key",
    "status",
    "tables",
    "with_names",
    "wording",
    "zip_bytes",
]
