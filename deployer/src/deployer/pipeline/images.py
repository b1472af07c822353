"""Builds the images and tests them as containers, for the commands that need just that."""

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.docker_container_runner import DockerContainerRunner
from deployer.events import Events
from deployer.requests import BuildRequest, RunRequest
from deployer.results import BuildFacts, Result, RunFacts


async def run_images(events: Events) -> Result[RunFacts]:
    """Build what changed and run all images through the container test."""
    return await DockerContainerRunner().run(
        RunRequest(images=references(await DockerBuildOptimizer().run(BuildRequest(), events))),
        events,
    )


def references(built: Result[BuildFacts]) -> dict[str, str]:
    """Map each service to the reference of its image."""
    return {image.service: image.reference for image in built.facts.images}
