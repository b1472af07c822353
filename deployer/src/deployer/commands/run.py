"""`todo run`: docker-container-runner."""

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(examples=["todo run    build what changed, then test the containers"])
async def command(*, events: Events) -> AnyResult:
    """Test the images as containers: health, a real request, a graceful stop.

    They run on a private network with the limits they have on Kubernetes, and are removed
    afterwards.
    """
    from deployer.pipeline.images import run_images  # noqa: PLC0415 - slow to import

    return await run_images(events)
