"""`todo status`: what runs, where, and how well."""

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=["todo status", "todo status --json    for programs; exit 4 when unhealthy"]
)
async def command(*, events: Events) -> AnyResult:
    """Say what runs, where, and how well."""
    from deployer.pipeline.status import status  # noqa: PLC0415 - slow to import
    from deployer.pipeline.target import last_target  # noqa: PLC0415 - the same

    return await status(last_target(), events)
