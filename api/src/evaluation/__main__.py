"""`python -m src.evaluation`: score a model on the cases, and print what it got right."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from src.evaluation import report
from src.evaluation.cases import FOLDER, HALVES, NoCasesError, load
from src.evaluation.models import NoKeyError, open_model
from src.evaluation.score import Score, score
from src.evaluation.tools import offers
from src.evaluation.world import World
from src.evaluation.world_data import NOW
from src.settings import Settings

_NO_DATABASE = "postgresql://localhost/none"


def main() -> int:
    """Run the command line; 0 when the model was scored, 2 when it could not be."""
    # No database is opened, but the settings want one to be named.
    os.environ.setdefault("DATABASE_URL", _NO_DATABASE)
    options = _parser().parse_args()
    try:
        found = asyncio.run(_scored(options, Settings()))
    except (NoCasesError, NoKeyError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(report.as_json(found) if options.json else report.as_text(found))
    return 0


async def _scored(options: argparse.Namespace, settings: Settings) -> Score:
    halves = [options.half] if options.half else HALVES
    cases = load(options.cases, halves)
    model, provider = open_model(options.model, settings, NOW)
    try:
        tools = offers(World().tools)
        return await score(options.model, model, cases, tools, NOW, at_once=options.at_once)
    finally:
        if provider:
            await provider.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m src.evaluation", description=__doc__)
    parser.add_argument(
        "--model",
        default="offline",
        help="offline, or a model of the provider that OPENROUTER_BASE_URL and _API_KEY name",
    )
    parser.add_argument(
        "--cases", type=Path, default=FOLDER, help="a folder with dev/*.yaml and heldout/*.yaml"
    )
    parser.add_argument("--half", choices=HALVES, help="only this half of the cases")
    parser.add_argument(
        "--at-once", type=int, default=1, metavar="N", help="how many cases at the same time"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
