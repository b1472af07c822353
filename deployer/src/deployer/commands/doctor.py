"""`todo doctor`: this machine's prerequisites."""

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(examples=["todo doctor", "todo doctor --json"])
async def command(*, events: Events) -> AnyResult:
    """Check this machine's prerequisites: what was found, and what helps where something lacks.

    Changes nothing.
    """
    from deployer.doctor import examine  # noqa: PLC0415 - slow to import

    return await examine(events)
