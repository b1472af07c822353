"""Tables as every report draws them: without lines, and readable at 80 columns."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table; what stands in it is shown as it is, whatever brackets it has."""
    drawn = Table(*columns, box=None, header_style="dim", pad_edge=False)
    for row in rows:
        drawn.add_row(*(escape(cell) for cell in row))
    return drawn
