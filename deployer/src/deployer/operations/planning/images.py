"""build and run: the images, and their test as containers."""

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.app import load_app
from deployer.deployment_facts import Action
from deployer.events import Events
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.pipeline.images import run_images
from deployer.requests import BuildRequest
from deployer.results import AnyResult


async def _draft_build(job: Job, pin: Pin, events: Events) -> Draft:
    del pin
    images = await DockerBuildOptimizer().plan(BuildRequest(services=job.services), events)
    changes = tuple(f"build {one.reference}" for one in images if one.action is not Action.KEEP)
    return Draft(changes, [one.model_dump(mode="json") for one in images])


async def _build(job: Job, pin: Pin, events: Events) -> AnyResult:
    del pin
    return await DockerBuildOptimizer().run(BuildRequest(services=job.services), events)


async def _draft_run(job: Job, pin: Pin, events: Events) -> Draft:
    draft = await _draft_build(job, pin, events)
    services = ", ".join(load_app().services)
    test = f"start containers of {services} on a private network, ask them, and remove them"
    return Draft((*draft.changes, test), draft.inputs)


async def _run(job: Job, pin: Pin, events: Events) -> AnyResult:
    del job, pin
    return await run_images(events)


BUILD = Work(
    _draft_build,
    _build,
    lambda job, _: " ".join(("./todo build", *job.services)),
    on_cluster=False,
)
RUN = Work(_draft_run, _run, lambda _job, _pin: "./todo run", on_cluster=False)
