"""`todo bundle`: one file for a machine without a network."""

from pathlib import Path

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo bundle                                  writes todo-bundle.tar",
        "todo up --on kind --bundle todo-bundle.tar   on the machine without a network",
    ]
)
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False), default=Path("todo-bundle.tar")
)
async def command(*, file: Path, events: Events) -> AnyResult:
    """Write images, their base and tools into one file, for a machine without a network.

    There, the same checkout finds everything in it: nothing is built and nothing is fetched.
    """
    from deployer.pipeline.bundle import make_bundle  # noqa: PLC0415 - slow to import

    return await make_bundle(file, events)
