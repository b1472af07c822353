"""What a deployment would change, found out without changing anything."""

from collections.abc import Sequence

from lightkube import AsyncClient
from lightkube.resources.core_v1 import Namespace

from deployer.agents._deploy.drift import changes, named, same_content
from deployer.agents._deploy.namespace import namespace_changes
from deployer.agents._deploy.plan import Planned, plan
from deployer.agents._deploy.secrets import secret_change, wanted_secrets
from deployer.agents._deploy.unwanted import unwanted
from deployer.app import App
from deployer.deployment_facts import Action, Change, PlanFacts, PlannedImage, PlannedRelease
from deployer.profiles import LOCAL
from deployer.results import Result, Status
from deployer.settings import settings
from deployer.tools.helm import Helm, Revision, parse
from deployer.tools.helm_records import last_revision
from deployer.tools.kube import if_there
from deployer.tools.together import together

type Previewed = tuple[PlannedRelease, tuple[Change, ...]]

FIRST = {Action.CREATE: "pre-install", Action.CHANGE: "pre-upgrade"}


def planned_result(
    agent: str, facts: PlanFacts, seconds: float, profile: str = LOCAL
) -> Result[PlanFacts]:
    """Return the plan with the sentence that sums it up; `unchanged` when nothing would change."""
    chosen = "" if profile == LOCAL else f" --on {facts.cluster} --profile {profile}"
    parts = (
        _counted("image", Action.CREATE, facts.images, "to build"),
        _counted("release", Action.CREATE, facts.releases, "to install"),
        _counted("release", Action.CHANGE, facts.releases, "to upgrade"),
        _counted("release", Action.DELETE, facts.releases, "to remove"),
        _counted("object", Action.CREATE, facts.changes, "to create"),
        _counted("object", Action.CHANGE, facts.changes, "to change"),
        _counted("object", Action.DELETE, facts.changes, "to delete"),
    )
    said = ", ".join(part for part in parts if part)
    where = f"on {facts.cluster}, namespace {facts.namespace}"
    if chosen:
        where += f", profile {profile}"
    return Result(
        agent=agent,
        status=Status.DONE if said else Status.UNCHANGED,
        summary=f"Nothing was changed {where}. Planned: {said}."
        if said
        else f"Nothing would change {where}.",
        facts=facts,
        next_step=f"./todo up{chosen}" if said else None,
        seconds=seconds,
    )


def _counted(
    noun: str,
    action: Action,
    things: Sequence[PlannedImage | PlannedRelease | Change],
    what: str,
) -> str:
    count = sum(one.action is action for one in things)
    return f"{count} {noun}{'s' * (count > 1)} {what}" if count else ""


async def preview(
    client: AsyncClient, helm: Helm, app: App, images: dict[str, str]
) -> tuple[tuple[PlannedRelease, ...], tuple[Change, ...]]:
    """Return what would become of each release, and each object that would change.

    Raises:
        UsageError: The namespace, or a Secret in it, is not ours.
        CommandFailedError: helm cannot render a chart.
    """
    found = list(await namespace_changes(client, app))
    is_there = await if_there(client.get(Namespace, app.namespace)) is not None
    secrets = await wanted_secrets(client, app, images)
    found += [change for one in secrets if (change := secret_change(app, one))]
    checksums = {one.key: one.checksum for one in secrets}
    previewed: dict[str, Previewed] = {}

    async def look(one: Planned) -> None:
        previewed[one.key] = await _preview(client, helm, one, namespace_is_there=is_there)

    planned = plan(app, images, checksums, settings())
    async with together() as group:
        for one in planned:
            group.start_soon(look, one)
    gone = tuple(
        PlannedRelease(
            name=app.chart(key).name,
            action=Action.DELETE,
            revision=last.version,
            why="it is not asked for any more",
        )
        for key, last in (await unwanted(client, app, images)).items()
    )
    releases = (*gone, *(previewed[one.key][0] for one in planned))
    return releases, (*found, *(change for one in planned for change in previewed[one.key][1]))


async def _preview(
    client: AsyncClient, helm: Helm, planned: Planned, *, namespace_is_there: bool
) -> Previewed:
    deployed = await last_revision(client, planned.chart.name)
    wanted = await helm.preview(planned.chart, planned.values)
    before = deployed.objects if deployed else ()
    if namespace_is_there:
        changed = await changes(client, before, wanted.objects)
    else:
        changed = tuple(Change(action=Action.CREATE, object=named(one)) for one in wanted.objects)
    action, why = decide(deployed, wanted, changed)
    release = PlannedRelease(
        name=planned.chart.name,
        action=action,
        revision=deployed.version if deployed else 0,
        why=why,
        hooks=hooks_of(wanted, FIRST[action]) if action in FIRST else (),
    )
    return release, changed


def decide(
    deployed: Revision | None, wanted: Revision, changed: Sequence[Change]
) -> tuple[Action, str]:
    """Return what would become of a release, and why."""
    if deployed is None:
        return Action.CREATE, "it is not there yet"
    if deployed.info.status != "deployed":
        return Action.CHANGE, f"its last revision is {deployed.info.status}"
    if not same_content(deployed, wanted):
        return Action.CHANGE, "its chart or values changed"
    if changed:
        return Action.CHANGE, "somebody changed it in the cluster"
    return Action.KEEP, ""


def hooks_of(wanted: Revision, event: str) -> tuple[str, ...]:
    """Return the jobs that helm runs at an event, such as `pre-upgrade`."""
    return tuple(
        named(one)
        for hook in wanted.hooks
        if event in hook.events
        for one in parse(hook.manifest)
        if one["kind"] == "Job"
    )
