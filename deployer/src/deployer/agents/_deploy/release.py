"""Installs one release, or finds that there is nothing to install."""

import anyio
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Secret

from deployer.agents._deploy.drift import has_drifted, same_content
from deployer.agents._deploy.plan import Planned
from deployer.agents._deploy.watch import HopelessError, PodWatch
from deployer.errors import UnhealthyError
from deployer.results import Release
from deployer.steps import Step
from deployer.tools.command import CommandFailedError
from deployer.tools.helm import Helm, Revision
from deployer.tools.kube import if_there
from deployer.tools.together import together


async def is_unchanged(client: AsyncClient, helm: Helm, planned: Planned) -> Revision | None:
    """Return the deployed revision when installing would change nothing, else None."""
    deployed = await helm.status(planned.chart.name)
    if deployed is None or deployed.info.status != "deployed":
        return None
    wanted = await helm.preview(planned.chart, planned.values)
    if not same_content(deployed, wanted) or await has_drifted(client, deployed.objects):
        return None
    return deployed


async def recover(client: AsyncClient, helm: Helm, name: str) -> bool:
    """Free a release that a helm which died left pending; tells whether there was one.

    Only helm's note of the unfinished revision goes: what it had made in the cluster stays,
    and the next installation takes it over.
    """
    last = await helm.status(name)
    if last is None or not last.is_pending:
        return False
    await if_there(client.delete(Secret, f"sh.helm.release.v1.{name}.v{last.version}"))
    return True


async def install(
    client: AsyncClient, helm: Helm, planned: Planned, *, app: str, seconds: float, running: Step
) -> Release:
    """Install or upgrade a release and return when all its pods are ready.

    Raises:
        HopelessError: A pod cannot become ready; helm was stopped and says `failed`.
        UnhealthyError: The time is over, or helm failed.
    """
    watch = PodWatch(client, app, running.progress)
    await watch.begin()
    done: list[Revision] = []
    try:
        with anyio.fail_after(seconds):
            async with together() as group:
                group.start_soon(watch.follow)
                group.start_soon(watch.judge)
                done.append(await helm.upgrade(planned.chart, planned.values, seconds=seconds))
                await watch.until_ready(planned.key, planned.replicas, _image(planned))
                group.cancel_scope.cancel()
    except (CommandFailedError, TimeoutError) as error:
        raise await _explained(error, watch, planned) from error
    return release_of(planned, done[0], changed=True)


def release_of(planned: Planned, revision: Revision, *, changed: bool) -> Release:
    """Return what the result says of a release."""
    return Release(
        name=revision.name, chart=planned.chart.name, revision=revision.version, changed=changed
    )


async def _explained(
    error: CommandFailedError | TimeoutError, watch: PodWatch, planned: Planned
) -> UnhealthyError:
    """Return an error that names the cause, when the pods tell it."""
    findings = [one for one in await watch.findings() if watch.lasts(one)]
    if findings:
        return HopelessError(findings[0])
    said = error.cause if isinstance(error, CommandFailedError) else "The time is over."
    return UnhealthyError(
        f"{planned.chart.name} did not become ready.", cause=said, cure="./todo status"
    )


def _image(planned: Planned) -> str:
    image = planned.values["image"]
    assert isinstance(image, dict)  # noqa: S101 - made by the plan
    return f"@{image['digest']}" if image["digest"] else f"{image['repository']}:{image['tag']}"
