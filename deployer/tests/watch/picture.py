"""Draws docs/images/watch.svg: the screen of `todo watch`, with a look that was recorded.

Run from `deployer/`: `python -m tests.watch.picture`.
"""

import asyncio
import json
import re
from pathlib import Path

from deployer.health import MonitorFacts
from deployer.watch.app import WatchApp
from deployer.watch.feed import RecordedFeed

IMAGES = Path(__file__).resolve().parents[3] / "docs/images"
LOOK = Path(__file__).with_name("recorded") / "image-missing.json"
SIZE = (100, 26)


async def draw() -> None:
    """Draw the screen after its first look."""
    facts = MonitorFacts.model_validate(json.loads(LOOK.read_text(encoding="utf-8"))["facts"])
    app = WatchApp(RecordedFeed([facts]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        picture = Path(app.save_screenshot("watch.svg", path=str(IMAGES)))
    # A picture asks nobody for a font: any monospaced one will do.
    alone = re.sub(r"@font-face \{.*?\}\s*", "", picture.read_text("utf-8"), flags=re.DOTALL)
    picture.write_text(alone, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw())
