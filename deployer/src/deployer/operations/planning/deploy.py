"""deploy: the releases on the pinned cluster."""

from collections.abc import Iterator

from deployer.deployment_facts import Action, PlanFacts
from deployer.events import Events
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.pipeline.deploy import deploy
from deployer.pipeline.plan import make_plan
from deployer.results import AnyResult

VERBS = {Action.CREATE: "install", Action.CHANGE: "upgrade", Action.DELETE: "uninstall"}


async def _draft(job: Job, pin: Pin, events: Events) -> Draft:
    del job
    await pin.access()
    facts = (await make_plan(pin.name, events)).facts
    actions = [one.action for one in facts.changes] + [one.action for one in facts.releases]
    return Draft(
        tuple(lines(facts)),
        facts.model_dump(mode="json", exclude={"fit"}),
        destructive=Action.DELETE in actions,
    )


def lines(facts: PlanFacts) -> Iterator[str]:
    """Say what a deployment would change, a line for each thing."""
    for image in facts.images:
        if image.action is not Action.KEEP:
            yield f"build {image.reference}"
    for release in facts.releases:
        if release.action is not Action.KEEP:
            yield f"{VERBS[release.action]} {release.name}: {release.why}"
            yield from (f"run {hook} first" for hook in release.hooks)
    for change in facts.changes:
        paths = ", ".join(one.path for one in change.fields)
        yield f"{change.action} {change.object}" + (f": {paths}" if paths else "")


async def _do(job: Job, pin: Pin, events: Events) -> AnyResult:
    del job
    await pin.access()
    return await deploy(pin.cluster().name, events)


DEPLOY = Work(_draft, _do, lambda _job, pin: f"./todo deploy --on {pin.name}")
