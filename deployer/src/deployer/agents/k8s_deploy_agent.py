"""k8s-deploy-agent: brings the app into one cluster, and proves that it answers there."""

import time
from pathlib import Path

from lightkube import AsyncClient

from deployer.agents._deploy.fit import check_nodes, check_quota
from deployer.agents._deploy.namespace import ensure_namespace
from deployer.agents._deploy.plan import Planned, plan
from deployer.agents._deploy.release import install, is_unchanged, recover, release_of
from deployer.agents._deploy.secrets import ensure_secrets
from deployer.app import App, load_app
from deployer.errors import UnhealthyError
from deployer.events import Events
from deployer.requests import DeployRequest
from deployer.results import DeployFacts, Evidence, Pod, Release, Result, Status
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import programs
from deployer.tools.endpoints import ask_endpoints
from deployer.tools.helm import Helm, Revision
from deployer.tools.kube import connect
from deployer.tools.pods import service_pods
from deployer.tools.together import together


class K8sDeployAgent:
    """Installs the charts, waits for every pod, and asks the endpoints.

    Args:
        tool_folders: Where a cluster keeps its own helm.
        app: What to deploy; app.yaml by default.
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
            UnhealthyError: A pod does not become ready, or an endpoint does not answer.
        """
        started = time.monotonic()
        images = {
            key: image
            for key, image in request.images.items()
            if key != "database" or request.with_database
        }
        program = await programs.find("helm", self._tool_folders)
        helm = Helm(program, self._app.namespace, request.access)
        async with connect(request.access, self._app.namespace) as client:
            fit, planned = await self._prepare(client, request, images, events)
            releases = await self._install(client, helm, planned, request, events)
            pods, endpoints = await self._verify(client, planned, events)
        result = self._result(request, releases, pods, (*fit, *endpoints))
        return result.model_copy(update={"seconds": time.monotonic() - started})

    async def _prepare(
        self, client: AsyncClient, request: DeployRequest, images: dict[str, str], events: Events
    ) -> tuple[tuple[Evidence, ...], tuple[Planned, ...]]:
        with step("prepare namespace", events) as running:
            check_quota(self._app, list(images))
            fit = await check_nodes(client, self._app, list(images))
            await ensure_namespace(client, self._app)
            checksums = await ensure_secrets(client, self._app, with_database=request.with_database)
            running.done(f"{self._app.namespace} on {request.access.context}")
        found = (Evidence(what="room on the nodes", value=fit),) if fit else ()
        return found, plan(self._app, images, checksums, settings())

    async def _install(
        self,
        client: AsyncClient,
        helm: Helm,
        planned: tuple[Planned, ...],
        request: DeployRequest,
        events: Events,
    ) -> tuple[Release, ...]:
        unchanged: dict[str, Revision | None] = {}

        async def look(one: Planned) -> None:
            await recover(client, helm, one.chart.name)
            unchanged[one.key] = await is_unchanged(client, helm, one)

        async with together() as group:
            for one in planned:
                group.start_soon(look, one)
        releases = []
        for one in planned:
            with step(f"install {one.key}", events) as running:
                found = unchanged[one.key]
                if found is not None:
                    running.skip("unchanged")
                    releases.append(release_of(one, found, changed=False))
                    continue
                release = await install(
                    client,
                    helm,
                    one,
                    app=self._app.name,
                    seconds=request.timeout_seconds,
                    running=running,
                )
                running.done(f"revision {release.revision}, {one.replicas} ready")
                releases.append(release)
        return tuple(releases)

    async def _verify(
        self, client: AsyncClient, planned: tuple[Planned, ...], events: Events
    ) -> tuple[tuple[Pod, ...], tuple[Evidence, ...]]:
        with step("verify", events) as running:
            pods = await service_pods(client, self._app.name, [one.key for one in planned])
            for one in planned:
                ready = sum(pod.ready for pod in pods if pod.service == one.key)
                if ready < one.replicas:
                    raise UnhealthyError(
                        f"{one.chart.name} has {ready} of {one.replicas} pods ready.",
                        cause="It was installed before, and is not healthy now.",
                        cure="./todo status",
                    )
            ports = {key: service.port for key, service in self._app.services.items()}
            endpoints = await ask_endpoints(client, pods, ports)
            running.done(f"{len(pods)} pods ready, {len(endpoints)} endpoints answer")
        return pods, endpoints

    def _result(
        self,
        request: DeployRequest,
        releases: tuple[Release, ...],
        pods: tuple[Pod, ...],
        evidence: tuple[Evidence, ...],
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
                endpoints=evidence,
            ),
            evidence=evidence,
            next_step="./todo status",
        )
