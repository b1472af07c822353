"""k8s-deploy-agent: brings the app into one cluster, and proves that it answers there."""

import time
from contextlib import AsyncExitStack
from pathlib import Path

import anyio
from lightkube import AsyncClient

from deployer.agents._deploy.fit import check_nodes, check_quota
from deployer.agents._deploy.namespace import ensure_namespace
from deployer.agents._deploy.needs import check_needs
from deployer.agents._deploy.plan import Planned, plan
from deployer.agents._deploy.preview import planned_result, preview
from deployer.agents._deploy.rollout import Rollout
from deployer.agents._deploy.secrets import ensure_secrets
from deployer.agents._deploy.unwanted import remove_unwanted
from deployer.app import App, load_app
from deployer.deployment_facts import PlanFacts, PlannedImage
from deployer.errors import UnhealthyError
from deployer.events import Events
from deployer.requests import Access, DeployRequest
from deployer.results import DeployFacts, Evidence, Pod, Release, Result, Status
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import programs
from deployer.tools.endpoints import ask_endpoints
from deployer.tools.helm import Helm
from deployer.tools.kube import connect
from deployer.tools.lease import Ending, hold
from deployer.tools.pods import service_pods

PATIENCE = 40.0
"""Seconds for which an API server that restarts is waited for; the lease lasts a little longer."""

COMING_SECONDS = 90.0
"""How long pods of an unchanged release may be on their way, as they are after a rollback."""
AGAIN_SECONDS = 1.0


class K8sDeployAgent:
    """Installs the charts, waits for every pod, and asks the endpoints.

    Args:
        tool_folders: Where a cluster keeps its own helm.
        app: What to deploy, under its profile; app.yaml by default.
    """

    name = "k8s-deploy-agent"
    summary = "Installs the charts on a cluster, waits for the pods, and verifies the endpoints."

    def __init__(self, tool_folders: tuple[Path, ...] = (), app: App | None = None) -> None:
        self._tool_folders = tool_folders
        self._app = app or load_app()

    async def run(self, request: DeployRequest, events: Events) -> Result[DeployFacts]:
        """Deploy; what is already there just so is left alone.

        Raises:
            MissingError: The cluster does not answer, or is too small.
            UsageError: The namespace is not ours, or the app does not fit its quota.
            BusyError: Somebody else deploys there right now.
            UnhealthyError: A pod does not become ready, or an endpoint does not answer; what
                served before serves again.
        """
        started = time.monotonic()
        images = request.images
        helm = await self._helm(request)
        async with (
            connect(request.access, self._app.namespace, patience=PATIENCE) as client,
            AsyncExitStack() as stack,
        ):
            with step("prepare namespace", events) as running:
                fit = await self._prepare(client, images)
                held = await stack.enter_async_context(
                    hold(client, self._app.name, running.progress)
                )
                if held.previous and held.previous.ending is Ending.DEAD:
                    await helm.end_abandoned()
                checksums = await ensure_secrets(client, self._app, images)
                running.done(f"{self._app.namespace} on {request.access.context}")
            await remove_unwanted(client, helm, self._app, images, events)
            planned = plan(
                self._app, images, checksums, settings(), development=request.development
            )
            rollout = Rollout(
                client, helm, self._app, seconds=request.timeout_seconds, events=events
            )
            releases = await rollout.run(planned, held)
            ids = new_ids(request.image_ids, planned, releases)
            # A development server makes a page when it is first asked for: that takes its time.
            asked = {} if request.development else self._ports()
            pods, endpoints = await self._verify(client, planned, ids, asked, events)
        result = self._result(request, releases, pods, fit, endpoints)
        return result.model_copy(update={"seconds": time.monotonic() - started})

    async def check(self, access: Access, events: Events) -> None:
        """Check that a cluster has what the app's profile counts on; changes nothing.

        Raises:
            MissingError: It does not answer, or lacks something.
        """
        with step("what the profile needs", events) as running:
            async with connect(access, self._app.namespace) as client:
                count = await check_needs(client, self._app)
            running.done(f"{count} things are there")

    async def plan(
        self, request: DeployRequest, needed: tuple[PlannedImage, ...], events: Events
    ) -> Result[PlanFacts]:
        """Find out what `run` would change; changes nothing.

        Args:
            request: What `run` would get.
            needed: The images that are deployed, and whether each is built yet.
            events: Who listens.

        Raises:
            MissingError: The cluster does not answer, or is too small.
            UsageError: The namespace is not ours, or the app does not fit its quota.
        """
        started = time.monotonic()
        images = request.images
        helm = await self._helm(request)
        async with connect(request.access, self._app.namespace) as client:
            with step("compare with the cluster", events) as running:
                await check_needs(client, self._app)
                check_quota(self._app, list(images))
                fit = await check_nodes(client, self._app, list(images))
                releases, changes = await preview(client, helm, self._app, images)
                running.done(f"{len(changes)} objects would change")
        facts = PlanFacts(
            cluster=request.access.cluster,
            namespace=self._app.namespace,
            images=needed,
            releases=releases,
            changes=changes,
            fit=fit,
        )
        return planned_result(self.name, facts, time.monotonic() - started, self._app.profile)

    async def _helm(self, request: DeployRequest) -> Helm:
        program = await programs.find("helm", self._tool_folders)
        return Helm(program, self._app.namespace, request.access)

    async def _prepare(self, client: AsyncClient, images: dict[str, str]) -> tuple[Evidence, ...]:
        check_quota(self._app, list(images))
        await check_needs(client, self._app)
        fit = await check_nodes(client, self._app, list(images))
        await ensure_namespace(client, self._app)
        return (Evidence(what="room on the nodes", value=fit),) if fit else ()

    async def _verify(
        self,
        client: AsyncClient,
        planned: tuple[Planned, ...],
        image_ids: dict[str, str],
        ports: dict[str, int],
        events: Events,
    ) -> tuple[tuple[Pod, ...], tuple[Evidence, ...]]:
        with step("verify", events) as running:
            pods = await self._ready_pods(client, planned)
            check_images(pods, image_ids)
            endpoints = await ask_endpoints(client, pods, ports) if ports else ()
            running.done(f"{len(pods)} pods ready, {len(endpoints)} endpoints answer")
        return pods, endpoints

    def _ports(self) -> dict[str, int]:
        return {key: service.port for key, service in self._app.services.items()}

    async def _ready_pods(
        self, client: AsyncClient, planned: tuple[Planned, ...]
    ) -> tuple[Pod, ...]:
        """Return all pods once they are ready; a rollback before this may have some on their way.

        Raises:
            UnhealthyError: Some are still not ready after a while.
        """
        last = time.monotonic() + COMING_SECONDS
        while True:
            pods = await service_pods(client, self._app.name, [one.key for one in planned])
            short = _first_short(planned, pods)
            if short is None:
                return pods
            if time.monotonic() > last:
                raise short
            await anyio.sleep(AGAIN_SECONDS)

    def _result(
        self,
        request: DeployRequest,
        releases: tuple[Release, ...],
        pods: tuple[Pod, ...],
        fit: tuple[Evidence, ...],
        endpoints: tuple[Evidence, ...],
    ) -> Result[DeployFacts]:
        changed = [release.name for release in releases if release.changed]
        where = f"{request.access.context}, namespace {self._app.namespace}"
        said = f"Installed {', '.join(changed)}" if changed else "Nothing to change"
        return Result(
            agent=self.name,
            status=Status.DONE if changed else Status.UNCHANGED,
            summary=f"{said} on {where}: {len(pods)} pods are ready.",
            facts=DeployFacts(
                cluster=request.access.cluster,
                context=request.access.context,
                namespace=self._app.namespace,
                releases=releases,
                pods=pods,
                endpoints=endpoints,
            ),
            evidence=(*fit, *endpoints),
            next_step="./todo status",
        )


def _first_short(planned: tuple[Planned, ...], pods: tuple[Pod, ...]) -> UnhealthyError | None:
    """Return the error of the first release that has too few pods ready; None when none has."""
    for one in planned:
        ready = sum(pod.ready for pod in pods if pod.service == one.key)
        if ready < one.replicas:
            return UnhealthyError(
                f"{one.chart.name} has {ready} of {one.replicas} pods ready.",
                cause="It was installed before, and is not healthy now.",
                cure="./todo status",
            )
    return None


def new_ids(
    image_ids: dict[str, str], planned: tuple[Planned, ...], releases: tuple[Release, ...]
) -> dict[str, str]:
    """Return the ids of those images whose pods are of this run.

    Others were checked when they came. They may run an earlier build of the very same inputs,
    which another build of them does not make wrong.
    """
    changed = {one.name for one in releases if one.changed}
    keys = {one.key for one in planned if one.chart.name in changed}
    return {key: image_id for key, image_id in image_ids.items() if key in keys}


def check_images(pods: tuple[Pod, ...], image_ids: dict[str, str]) -> None:
    """Check that what runs is what was built, whatever its tag says.

    Args:
        pods: The pods that run.
        image_ids: Service to what the nodes call its image's content, where that is known.

    Raises:
        UnhealthyError: A pod runs another image.
    """
    for pod in pods:
        wanted = image_ids.get(pod.service, "")
        if wanted and not pod.image_id.endswith(wanted):
            raise UnhealthyError(
                f"{pod.name} runs another image than the one that was built.",
                cause=f"It runs {pod.image_id}; {pod.image} was built as {wanted}.",
                cure="./todo cleanup --scope images, then ./todo up",
            )
