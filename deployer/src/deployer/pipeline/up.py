"""Brings the app up on a cluster: every agent in turn, side by side where the order allows."""

import time
from datetime import UTC, datetime
from pathlib import Path

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.docker_container_runner import DockerContainerRunner
from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.app import load_app
from deployer.clusters.base import Cluster, State
from deployer.door import forwarder
from deployer.events import Event, Events
from deployer.pipeline.graph import Graph
from deployer.pipeline.target import Target, last_target, remember
from deployer.requests import Access, BuildRequest, ChartRequest, DeployRequest, RunRequest
from deployer.results import (
    BuildFacts,
    ChartFacts,
    DeployFacts,
    Evidence,
    Result,
    RunFacts,
    Status,
    UpFacts,
)
from deployer.settings import settings


class Up:
    """One run of the pipeline; keeps what the jobs hand to one another.

    Args:
        cluster: Where to.
        events: Who listens.
        test: Whether images that were just built are tested as containers first.
    """

    _build: Result[BuildFacts]
    _charts: Result[ChartFacts]
    _deployed: Result[DeployFacts]
    _access: Access
    _routed: dict[str, str]
    _url: str

    def __init__(self, cluster: Cluster, events: Events, *, test: bool = True) -> None:
        self._cluster = cluster
        self._listener = events
        self._test = test
        self._tested: Result[RunFacts] | None = None
        self._seconds: dict[str, float] = {}
        self._with_database = settings().database_url is None

    async def run(self) -> Result[UpFacts]:
        """Run the whole graph.

        Returns:
            The receipt, also kept as a file; `unchanged` when nothing had to be done.
        """
        started = time.monotonic()
        await self._graph().run()
        self._seconds["total"] = time.monotonic() - started
        return self._result()

    def _graph(self) -> Graph:
        graph = Graph()
        graph.add("prepare", self._prepare)
        graph.add("build", self._build_images, needs=("prepare",))
        graph.add("charts", self._write_charts)
        graph.add("cluster", self._start_cluster, needs=("prepare",))
        graph.add("test", self._test_images, needs=("build",))
        graph.add("route", self._route_images, needs=("build", "cluster"))
        graph.add("deploy", self._deploy, needs=("route", "charts", "test"))
        graph.add("forward", self._forward, needs=("deploy",))
        return graph

    def _events(self, event: Event) -> None:
        if event.seconds is not None:
            self._seconds[event.step] = event.seconds
        self._listener(event)

    async def _prepare(self) -> None:
        was_running = await self._cluster.state() is State.RUNNING
        last = last_target()
        if last is not None and last.name == self._cluster.name:
            was_running = last.cluster_was_running
        remember(Target(name=self._cluster.name, cluster_was_running=was_running))
        await self._cluster.prepare(self._events)

    async def _build_images(self) -> None:
        wanted = [name for name in load_app().services if self._with_database or name != "database"]
        self._build = await DockerBuildOptimizer().run(
            BuildRequest(services=tuple(wanted)), self._events
        )

    async def _write_charts(self) -> None:
        self._charts = await HelmChartGenerator(tool_folders=self._cluster.tool_folders).run(
            ChartRequest(validate_unchanged=False), self._events
        )

    async def _start_cluster(self) -> None:
        self._access = await self._cluster.start(self._events)

    async def _test_images(self) -> None:
        # An image whose inputs are unchanged passed this test when it was built.
        fresh = [one for one in self._build.facts.images if one.built]
        if self._test and fresh:
            images = {one.service: one.reference for one in self._build.facts.images}
            self._tested = await DockerContainerRunner().run(
                RunRequest(images=images), self._events
            )

    async def _route_images(self) -> None:
        images = self._build.facts.images
        routed = await self._cluster.route_images([one.reference for one in images], self._events)
        self._routed = {one.service: routed[one.reference].reference for one in images}

    async def _deploy(self) -> None:
        request = DeployRequest(
            access=self._access, images=self._routed, with_database=self._with_database
        )
        agent = K8sDeployAgent(tool_folders=self._cluster.tool_folders)
        self._deployed = await agent.run(request, self._events)

    async def _forward(self) -> None:
        self._url = await forwarder.start(
            self._access, self._events, tool_folders=self._cluster.tool_folders
        )

    def _result(self) -> Result[UpFacts]:
        deployed, built = self._deployed.facts, self._build.facts
        parts = (self._build.status, self._charts.status, self._deployed.status)
        unchanged = set(parts) == {Status.UNCHANGED}
        receipt = settings().folder("receipts") / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
        result: Result[UpFacts] = Result(
            agent="pipeline",
            status=Status.UNCHANGED if unchanged else Status.DONE,
            summary=self._summary(unchanged=unchanged),
            facts=UpFacts(
                url=self._url,
                cluster=self._cluster.name,
                namespace=deployed.namespace,
                images=built.images,
                releases=deployed.releases,
                pods=deployed.pods,
                steps=self._seconds,
                receipt=str(receipt),
            ),
            evidence=self._evidence(),
            next_step="./todo down",
            seconds=self._seconds["total"],
        )
        _keep(receipt, result)
        return result

    def _evidence(self) -> tuple[Evidence, ...]:
        tested = self._tested.evidence if self._tested else ()
        return (*self._charts.evidence, *tested, *self._deployed.evidence)

    def _summary(self, *, unchanged: bool) -> str:
        pods = self._deployed.facts.pods
        ready = sum(pod.ready for pod in pods)
        where = f"on {self._cluster.name}, namespace {self._deployed.facts.namespace}"
        took = f"{self._seconds['total']:.0f} s"
        if unchanged:
            return f"Nothing changed: {ready} of {len(pods)} pods are ready {where} ({took})."
        return f"The app is up {where}: {ready} of {len(pods)} pods are ready ({took})."


def _keep(receipt: Path, result: Result[UpFacts]) -> None:
    receipt.write_text(result.model_dump_json(indent=2, serialize_as_any=True), encoding="utf-8")
