"""Brings the app up on a cluster: every agent in turn, side by side where the order allows."""

from datetime import UTC, datetime

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.app import load_app
from deployer.clusters.base import Cluster, RoutedImage, State
from deployer.door import forwarder
from deployer.events import Event, Events
from deployer.health import MonitorFacts
from deployer.pipeline import measures, proofs
from deployer.pipeline.clock import Clock
from deployer.pipeline.contract import Measured
from deployer.pipeline.graph import Graph, Job
from deployer.pipeline.live import Live, read_live
from deployer.pipeline.measures import Measures
from deployer.pipeline.receipt import judge, keep, missed, receipt_path
from deployer.pipeline.target import Target, app_for, last_target, remember, wanted_on
from deployer.profiles import LOCAL, OPERATIONS
from deployer.requests import (
    Access,
    BuildRequest,
    ChartRequest,
    DeployRequest,
    MonitorRequest,
    RunRequest,
)
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
from deployer.steps import Timeline
from deployer.tools.together import together


class Up:
    """One run of the pipeline; keeps what the jobs hand to one another.

    Args:
        cluster: Where to.
        events: Who listens.
        test: Whether images that were just built are tested as containers first.
        profile: A profile of app.yaml; None is that of last time on this cluster.
        operations: Whether the operations server comes into the cluster too, or goes; None means
            as last time.
    """

    development = False
    """Whether sources are to be edited in place."""
    _build: Result[BuildFacts]
    _charts: Result[ChartFacts]
    _deployed: Result[DeployFacts]
    _access: Access
    _cluster_runs: datetime
    """From when on: containers that ended with their cluster did not crash."""
    _routed: dict[str, RoutedImage]
    _url: str
    _monitored: Result[MonitorFacts]
    _live: Live

    def __init__(
        self,
        cluster: Cluster,
        events: Events,
        *,
        test: bool = True,
        profile: str | None = None,
        operations: bool | None = None,
    ) -> None:
        self._cluster = cluster
        self._listener = events
        self._test = test
        self._tested: Result[RunFacts] | None = None
        self._seconds: dict[str, float] = {}
        self._timeline = Timeline()
        app = app_for(cluster.name, profile)
        self._app = app.developing() if self.development else app
        self._wanted = wanted_on(cluster.name, self._app, operations=operations)
        self._agent = K8sDeployAgent(tool_folders=cluster.tool_folders, app=self._app)

    async def run(self) -> Result[UpFacts]:
        """Run the whole graph.

        Returns:
            The receipt, also kept as a file; `unchanged` when nothing had to be done.
        """
        self._seconds["total"] = await self._run_jobs(self._cluster.name)
        return self._result()

    async def _run_jobs(self, course: str) -> float:
        """Run every job; the clock remembers how long they take under the name of the course.

        Returns:
            Seconds from the first to the last.
        """
        clock = Clock(course, {name: needs for name, _, needs in self._jobs()})
        async with together() as group:
            group.start_soon(clock.tell, self._listener)
            await self._graph(clock).run()
            group.cancel_scope.cancel()
        clock.end(self._listener)
        clock.keep()
        return clock.elapsed

    def _jobs(self) -> tuple[tuple[str, Job, tuple[str, ...]], ...]:
        """Return each job: its name, what it does, and what must have ended before it."""
        # Of what another profile needs, something may lack: that is said before a build's minutes.
        needs = (("needs", self._check_needs, ("cluster",)),) if self._app.profile != LOCAL else ()
        return (
            ("prepare", self._prepare, ()),
            ("cluster", self._start_cluster, ("prepare",)),
            *needs,
            ("build", self._build_images, ("needs" if needs else "prepare",)),
            ("charts", self._write_charts, ()),
            ("test", self._test_images, ("build",)),
            ("route", self._route_images, ("build", "cluster")),
            ("deploy", self._deploy, ("route", "charts", "test")),
            ("forward", self._forward, ("deploy",)),
            ("monitor", self._monitor, ("deploy",)),
            ("look", self._look, ("deploy",)),
        )

    def _graph(self, clock: Clock) -> Graph:
        graph = Graph()
        for name, job, needs in self._jobs():
            graph.add(name, _timed(clock, name, job), needs=needs)
        return graph

    def _events(self, event: Event) -> None:
        self._timeline.note(event)
        if event.seconds is not None:
            self._seconds[event.step] = event.seconds
        self._listener(event)

    async def _prepare(self) -> None:
        target = last_target()
        if target is None or target.name != self._cluster.name:
            was_running = await self._cluster.state() is State.RUNNING
            target = Target(name=self._cluster.name, cluster_was_running=was_running)
        remember(target.model_copy(update={"operations": OPERATIONS in self._wanted}))
        await self._cluster.prepare(self._events)

    async def _build_images(self) -> None:
        request = BuildRequest(services=self._wanted, development=self.development)
        self._build = await DockerBuildOptimizer().run(request, self._events)

    async def _write_charts(self) -> None:
        self._charts = await HelmChartGenerator(tool_folders=self._cluster.tool_folders).run(
            # Charts that passed every check and did not change need none; a profile may be new.
            ChartRequest(
                validate_unchanged="charts.faults" not in proofs.earlier()
                or self._app.profile != LOCAL
            ),
            self._events,
        )

    async def _start_cluster(self) -> None:
        self._access = await self._cluster.start(self._events)
        self._cluster_runs = datetime.now(UTC)

    async def _check_needs(self) -> None:
        await self._agent.check(self._access, self._events)

    async def _test_images(self) -> None:
        # An image whose inputs are unchanged passed this test when it was built.
        # Nothing calls an optional one: what answers is asked in the cluster.
        services = load_app().services
        fresh = [
            one
            for one in self._build.facts.images
            if one.built and not services[one.service].optional
        ]
        if self._test and fresh:
            from deployer.agents.docker_container_runner import (  # noqa: PLC0415 - seldom needed
                DockerContainerRunner,
            )

            images = {one.service: one.reference for one in self._build.facts.images}
            self._tested = await DockerContainerRunner().run(
                RunRequest(images=images), self._events
            )

    async def _route_images(self) -> None:
        images = self._build.facts.images
        routed = await self._cluster.route_images([one.reference for one in images], self._events)
        self._routed = {one.service: routed[one.reference] for one in images}

    async def _deploy(self) -> None:
        request = DeployRequest(
            access=self._access,
            images={key: one.reference for key, one in self._routed.items()},
            image_ids={key: one.image_id for key, one in self._routed.items()},
            development=self.development,
        )
        self._deployed = await self._agent.run(request, self._events)
        target = last_target() or Target(name=self._cluster.name)
        remember(target.model_copy(update={"profile": self._app.profile}))

    async def _forward(self) -> None:
        self._url = await forwarder.start(
            self._access, self._events, tool_folders=self._cluster.tool_folders
        )

    async def _monitor(self) -> None:
        self._monitored = await ClusterHealthMonitor().run(
            MonitorRequest(access=self._access), self._events
        )

    async def _look(self) -> None:
        self._live = await read_live(self._access, load_app(), self._cluster_runs)

    def _result(self) -> Result[UpFacts]:
        deployed, built = self._deployed.facts, self._build.facts
        parts = (self._build.status, self._charts.status, self._deployed.status)
        unchanged = set(parts) == {Status.UNCHANGED}
        criteria = judge(self._measured(unchanged=unchanged), self._agents())
        wrong = missed(criteria)
        path = receipt_path()
        result: Result[UpFacts] = Result(
            agent="pipeline",
            status=self._status(unchanged=unchanged, wrong=bool(wrong)),
            summary=self._summary(unchanged=unchanged, wrong=wrong),
            facts=UpFacts(
                url=self._url,
                cluster=self._cluster.name,
                namespace=deployed.namespace,
                images=built.images,
                releases=deployed.releases,
                pods=tuple(one.brief for one in self._monitored.facts.pods),
                starts=self._timeline.starts,
                steps=self._seconds,
                criteria=criteria,
                receipt=str(path),
            ),
            evidence=self._evidence(),
            next_step="./todo status" if wrong else "./todo down",
            seconds=self._seconds["total"],
        )
        keep(path, result)
        return result

    def _measured(self, *, unchanged: bool) -> Measures:
        total = self._seconds["total"]
        found = {
            **measures.of_images(self._build.facts.images),
            **measures.of_charts(self._charts.facts),
            # A database of before the profile may still be there: app.yaml knows all services.
            **measures.of_pods(load_app(), self._monitored.facts.meant),
            **measures.of_health(self._deployed.facts.endpoints, self._seconds["verify"]),
            **measures.of_usage(load_app(), self._monitored.facts, self._live),
            "run.questions": Measured(value=0, evidence="todo up reads no input"),
        }
        if self._tested:
            found |= measures.of_containers(self._tested.facts)
        if not unchanged:
            found["run.total_seconds"] = Measured(value=total, evidence="the clock of this run")
        return found

    def _agents(self) -> tuple[str, ...]:
        tested = (self._tested.agent,) if self._tested else ()
        others = (self._build.agent, self._charts.agent, self._deployed.agent)
        return (*others, self._monitored.agent, *tested)

    def _evidence(self) -> tuple[Evidence, ...]:
        tested = self._tested.evidence if self._tested else ()
        return (*self._charts.evidence, *tested, *self._deployed.evidence)

    @staticmethod
    def _status(*, unchanged: bool, wrong: bool) -> Status:
        if wrong:
            return Status.UNHEALTHY
        return Status.UNCHANGED if unchanged else Status.DONE

    def _summary(self, *, unchanged: bool, wrong: tuple[str, ...]) -> str:
        pods = self._monitored.facts.meant
        ready = sum(pod.ready for pod in pods)
        where = f"on {self._cluster.name}, namespace {self._deployed.facts.namespace}"
        took = f"{self._seconds['total']:.0f} s"
        if wrong:
            return f"The app is up {where}, but: {'; '.join(wrong)} ({took})."
        if unchanged:
            return f"Nothing changed: {ready} of {len(pods)} pods are ready {where} ({took})."
        return f"The app is up {where}: {ready} of {len(pods)} pods are ready ({took})."


def _timed(clock: Clock, name: str, job: Job) -> Job:
    async def run() -> None:
        with clock.job(name):
            await job()

    return run
