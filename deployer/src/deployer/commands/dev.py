"""`todo dev`: run the app here and restart what is edited."""

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(examples=["todo dev    then edit api/ or web/; Ctrl-C leaves the app running"])
async def command(*, events: Events) -> AnyResult:
    """Run the app as processes of this machine; an edit rebuilds and restarts what it touches."""
    from deployer.pipeline.dev import dev  # noqa: PLC0415 - slow to import

    return await dev(events)
