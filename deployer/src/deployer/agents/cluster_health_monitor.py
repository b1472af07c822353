"""cluster-health-monitor: one look at a namespace, with rules and without a model."""

import time

from lightkube import AsyncClient

from deployer.agents._monitor.builds import built_images
from deployer.agents._monitor.facts import facts_of
from deployer.agents._monitor.gathering import gather
from deployer.agents._monitor.problems import with_problems
from deployer.app import App, load_app
from deployer.diagnosis.engine import diagnose
from deployer.errors import UnhealthyError
from deployer.events import Events
from deployer.health import MonitorFacts, Problem
from deployer.requests import MonitorRequest
from deployer.results import Result, Status
from deployer.steps import step
from deployer.tools.endpoints import ask_endpoints
from deployer.tools.kube import connect
from deployer.tools.pods import service_pods

NOTHING = Problem(
    key="nothing",
    object="The app",
    cause="nothing of it is in this cluster",
    cure="./todo up",
)


class ClusterHealthMonitor:
    """Reports pods, probes, usage against limits, nodes, images, and what is wrong.

    Args:
        app: What is deployed; app.yaml by default.
    """

    name = "cluster-health-monitor"
    summary = "Reports pods, restarts, probes, usage against limits, and what is wrong."

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
        namespace = request.namespace or self._app.namespace
        with step("look", events) as running:
            async with connect(request.access, namespace) as client:
                facts = await self._look(client, request, namespace)
                if namespace == self._app.namespace:
                    facts = await self._of_the_app(client, facts, ask=request.endpoints)
            running.done(f"{len(facts.pods)} pods, {len(facts.problems)} problems")
        return self._result(facts, time.monotonic() - started)

    async def _look(
        self, client: AsyncClient, request: MonitorRequest, namespace: str
    ) -> MonitorFacts:
        seen = await gather(client, request.access, namespace)
        ours = namespace == self._app.namespace
        facts = facts_of(
            seen,
            cluster=request.access.cluster,
            namespace=namespace,
            app=self._app if ours else None,
            built=await built_images(self._app, seen.snapshot) if ours else {},
        )
        return with_problems(facts, diagnose(seen.snapshot))

    async def _of_the_app(
        self, client: AsyncClient, facts: MonitorFacts, *, ask: bool
    ) -> MonitorFacts:
        """Add what only we know of our own app: whether it is there, and its endpoints answer."""
        if not facts.workloads:
            return facts.model_copy(update={"problems": (NOTHING,)})
        if not ask:
            return facts
        pods = await service_pods(client, self._app.name, self._app.services)
        ports = {key: service.port for key, service in self._app.services.items()}
        try:
            answers = await ask_endpoints(client, pods, ports, tries=1)
        except UnhealthyError as error:
            if facts.problems:  # then it is just another sign of what is known
                return facts
            said = Problem(key=error.what, object=error.what, cause=error.cause, cure=error.cure)
            return facts.model_copy(update={"problems": (said,)})
        return facts.model_copy(update={"endpoints": answers})

    def _result(self, facts: MonitorFacts, seconds: float) -> Result[MonitorFacts]:
        ready = sum(one.ready for one in facts.meant)
        healthy = f"All is well: {ready} of {len(facts.meant)} pods are ready."
        return Result(
            agent=self.name,
            status=Status.UNHEALTHY if facts.problems else Status.DONE,
            summary=str(facts.problems[0]) if facts.problems else healthy,
            facts=facts,
            evidence=facts.endpoints,
            next_step="./todo diagnose" if facts.problems else None,
            seconds=seconds,
        )
