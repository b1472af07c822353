"""cluster-health-monitor: one look at the deployment, with rules and without a model."""

import time

from lightkube import AsyncClient
from lightkube.resources.apps_v1 import Deployment, StatefulSet

from deployer.agents._monitor.problems import problems
from deployer.agents._monitor.usage import pods_with_usage
from deployer.app import PART_OF, App, load_app
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.engine import diagnose
from deployer.errors import UnhealthyError
from deployer.events import Events
from deployer.quantity import in_bytes, millicores
from deployer.requests import MonitorRequest
from deployer.results import Evidence, MonitorFacts, Pod, Result, Status
from deployer.steps import step
from deployer.tools.endpoints import ask_endpoints
from deployer.tools.kube import connect, meta
from deployer.tools.pods import service_pods


class ClusterHealthMonitor:
    """Reports pods, use against the quota, probes, and what is wrong.

    Args:
        app: What is deployed; app.yaml by default.
    """

    name = "cluster-health-monitor"
    summary = "Reports pods, restarts, usage against limits, and probes."

    def __init__(self, app: App | None = None) -> None:
        self._app = app or load_app()

    async def run(self, request: MonitorRequest, events: Events) -> Result[MonitorFacts]:
        """Look once; changes nothing.

        Returns:
            A result that is `unhealthy` when anything is wrong.

        Raises:
            MissingError: The cluster does not answer.
        """
        started = time.monotonic()
        with step("look", events) as running:
            async with connect(request.access, self._app.namespace) as client:
                wanted = await self._wanted(client)
                pods = await service_pods(client, self._app.name, self._app.services)
                pods = await pods_with_usage(client, self._app.name, pods)
                findings = diagnose(await take_snapshot(client, self._app.name))
                wrong = list(problems(self._app, wanted, pods, findings))
                probes = await self._probe(client, pods, wrong) if wanted else ()
            if not wanted:
                wrong = ["Nothing of the app is in this cluster. Try: ./todo up"]
            running.done(f"{len(pods)} pods, {len(wrong)} problems")
        return self._result(pods, probes, wrong, time.monotonic() - started)

    async def _wanted(self, client: AsyncClient) -> dict[str, int]:
        """Return how many pods of each service the cluster was told to keep."""
        labels = {PART_OF: self._app.name}
        workloads: list[Deployment | StatefulSet] = [
            *[one async for one in client.list(Deployment, labels=dict(labels))],
            *[one async for one in client.list(StatefulSet, labels=dict(labels))],
        ]
        found = {}
        for one in workloads:
            component = (meta(one).labels or {}).get("app.kubernetes.io/component", "")
            assert one.spec is not None  # noqa: S101 - the API never leaves it out
            found[component] = one.spec.replicas or 0
        return found

    async def _probe(
        self, client: AsyncClient, pods: tuple[Pod, ...], wrong: list[str]
    ) -> tuple[Evidence, ...]:
        ports = {key: service.port for key, service in self._app.services.items()}
        try:
            return await ask_endpoints(client, pods, ports, tries=1)
        except UnhealthyError as error:
            if not wrong:  # else it is just another sign of what is known
                wrong.append(f"{error.what} {error.cause} Try: {error.cure}")
            return ()

    def _result(
        self,
        pods: tuple[Pod, ...],
        probes: tuple[Evidence, ...],
        wrong: list[str],
        seconds: float,
    ) -> Result[MonitorFacts]:
        cpu = [pod.cpu_millicores for pod in pods if pod.cpu_millicores is not None]
        memory = [pod.memory_bytes for pod in pods if pod.memory_bytes is not None]
        ready = sum(pod.ready for pod in pods)
        healthy = f"All is well: {ready} of {len(pods)} pods are ready."
        return Result(
            agent=self.name,
            status=Status.UNHEALTHY if wrong else Status.DONE,
            summary=wrong[0] if wrong else healthy,
            facts=MonitorFacts(
                namespace=self._app.namespace,
                pods=pods,
                cpu_millicores=sum(cpu) if cpu else None,
                memory_bytes=sum(memory) if memory else None,
                cpu_limit_millicores=millicores(self._app.quota.cpu),
                memory_limit_bytes=in_bytes(self._app.quota.memory),
                probes=probes,
                problems=tuple(wrong),
            ),
            evidence=probes,
            next_step="./todo logs" if wrong else None,
            seconds=seconds,
        )
