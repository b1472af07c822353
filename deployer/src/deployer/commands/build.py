"""`todo build`: docker-build-optimizer."""

from pathlib import Path

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo build              both images and the database's",
        "todo build backend      only this one",
        "todo build --force      build although nothing changed",
        "todo build --sizes      what each image is made of, and which line asks for it",
        "todo build --sbom out   write each image's bill of materials (SPDX) to out/",
    ]
)
@click.argument("services", nargs=-1)
@click.option("--force", is_flag=True, help="Build even what is unchanged.")
@click.option("--sizes", is_flag=True, help="Show the size by layer and by package.")
@click.option(
    "--sbom", type=click.Path(path_type=Path, file_okay=False), help="Write SPDX files there."
)
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take what is in a file of `todo bundle`.",
)
async def command(
    *,
    services: tuple[str, ...],
    force: bool,
    sizes: bool,
    sbom: Path | None,
    bundle: Path | None,
    events: Events,
) -> AnyResult:
    """Build the images, side by side; what is unchanged is not built.

    An image's tag is the hash of all that goes into it.
    """
    from deployer.agents.docker_build_optimizer import (  # noqa: PLC0415 - slow to import
        DockerBuildOptimizer,
    )
    from deployer.requests import BuildRequest  # noqa: PLC0415 - the same

    if bundle is not None:
        from deployer.pipeline.bundle import open_bundle  # noqa: PLC0415 - the same

        await open_bundle(bundle, events)
    request = BuildRequest(services=services, force=force, sizes=sizes, sbom=sbom)
    return await DockerBuildOptimizer().run(request, events)
