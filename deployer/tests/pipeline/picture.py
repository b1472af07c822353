"""Draws docs/images/up.svg: what a terminal shows of a real `todo up`, line by line.

Run from `deployer/`: `python -m tests.pipeline.picture CLUSTER`. It brings the app up there.
"""

import asyncio
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from deployer.clusters import find_cluster
from deployer.pipeline.up import Up
from deployer.progress import progress
from deployer.report import show

PICTURE = Path(__file__).resolve().parents[3] / "docs/images/up.svg"
COLUMNS = 104


async def draw(on: str) -> None:
    """Bring the app up, and draw what was said meanwhile."""
    console = Console(record=True, width=COLUMNS, force_terminal=True, highlight=False, stderr=True)
    console.print(f"[bold]$ ./todo up --on {on}[/]")
    with progress(console, quiet=False, verbose=False, live=False) as events:
        result = await Up(find_cluster(on), events).run()
    show(result, console)
    picture = console.export_svg(title="todo up", theme=MONOKAI)
    # A picture asks nobody for a font: any monospaced one will do.
    alone = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    PICTURE.write_text(alone, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(sys.argv[1]))
