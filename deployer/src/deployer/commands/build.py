"""`todo build`: docker-build-optimizer."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo build              both images and the database's",
        "todo build backend      only this one",
        "todo build --force      build although nothing changed",
    ]
)
@click.argument("services", nargs=-1)
@click.option("--force", is_flag=True, help="Build even what is unchanged.")
async def command(*, services: tuple[str, ...], force: bool, events: Events) -> AnyResult:
    """Build the images, side by side; what is unchanged is not built.

    An image's tag is the hash of all that goes into it.
    """
    from deployer.agents.docker_build_optimizer import (  # noqa: PLC0415 - slow to import
        DockerBuildOptimizer,
    )
    from deployer.requests import BuildRequest  # noqa: PLC0415 - the same

    request = BuildRequest(services=services, force=force)
    return await DockerBuildOptimizer().run(request, events)
