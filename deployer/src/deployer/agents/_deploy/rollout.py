"""Installs what changed, in order; what fails is kept as evidence and rolled back."""

from lightkube import AsyncClient

from deployer.agents._deploy.autoscalers import end_autoscaler
from deployer.agents._deploy.evidence import save_evidence
from deployer.agents._deploy.plan import Planned
from deployer.agents._deploy.recovery import recover
from deployer.agents._deploy.release import (
    How,
    inputs_of,
    install,
    is_unchanged,
    release_of,
    versions,
)
from deployer.app import App
from deployer.errors import DeployerError, UnhealthyError
from deployer.events import Events
from deployer.results import Release
from deployer.steps import step
from deployer.tools.helm import Helm, Revision
from deployer.tools.lease import Held
from deployer.tools.together import together

ROLLBACK_SECONDS = 120.0
GOOD = frozenset({"deployed", "superseded"})


class RolledBackError(UnhealthyError):
    """A rollout failed; says why, where the evidence is, and what serves now.

    Args:
        error: What went wrong.
        notes: A line each: the evidence, and what was done.
    """

    def __init__(self, error: DeployerError, notes: list[str]) -> None:
        cause = "\n".join([error.cause, *notes]) if error.cause else "\n".join(notes)
        super().__init__(error.what, cause=cause, cure=error.cure)


class Rollout:
    """One pass over all releases.

    Args:
        client: The cluster.
        helm: Its helm.
        app: What is deployed.
        seconds: How long one release may take.
        events: Who listens.
    """

    def __init__(
        self, client: AsyncClient, helm: Helm, app: App, *, seconds: float, events: Events
    ) -> None:
        self._client = client
        self._helm = helm
        self._app = app
        self._seconds = seconds
        self._events = events
        self._releases: dict[str, Release] = {}
        self._before: dict[str, Revision | None] = {}
        self._inputs: dict[str, str] = {}
        self._touched: list[Planned] = []

    async def run(self, planned: tuple[Planned, ...], held: Held) -> tuple[Release, ...]:
        """Bring every release to what is planned.

        Raises:
            RolledBackError: One did not become ready.
            DeployerError: Somebody else's helm is at work.
        """
        unchanged: dict[str, Revision | None] = {}

        async def look(one: Planned) -> None:
            last = await recover(self._client, one.chart.name, held.previous)
            self._before[one.key] = last
            inputs = self._inputs[one.key] = inputs_of(one, cluster)
            unchanged[one.key] = await is_unchanged(self._client, self._helm, one, last, inputs)

        cluster = await versions(self._client)
        async with together() as group:
            for one in planned:
                group.start_soon(look, one)
        held.settle()
        try:
            for stage in self._stages(planned):
                async with together() as group:
                    for one in stage:
                        group.start_soon(self._install, one, unchanged[one.key])
        except UnhealthyError as error:
            raise await self._give_up(error) from error
        return tuple(self._releases[one.key] for one in planned)

    def _stages(self, planned: tuple[Planned, ...]) -> list[tuple[Planned, ...]]:
        """Return what is installed one after another, and what side by side.

        What comes later calls what comes before. Where nothing serves yet nobody calls, so
        that only the database has to be there first: without it no migration runs.
        """
        first = [one for one in planned if one.key == "database"]
        others = [one for one in planned if one.key != "database"]
        if any(self._before[one.key] for one in others):
            return [(one,) for one in planned]
        return [stage for stage in (tuple(first), tuple(others)) if stage]

    async def _install(self, planned: Planned, unchanged: Revision | None) -> None:
        with step(f"install {planned.key}", self._events) as running:
            if unchanged is not None:
                running.skip("unchanged")
                self._releases[planned.key] = release_of(planned, unchanged, changed=False)
                return
            self._touched.append(planned)
            await end_autoscaler(self._client, planned, self._app.name)
            release = await install(
                self._client,
                self._helm,
                planned,
                app=self._app.name,
                how=How(self._seconds, self._inputs[planned.key]),
                running=running,
            )
            running.done(f"revision {release.revision}, {planned.replicas} ready")
            self._releases[planned.key] = release

    async def _give_up(self, error: UnhealthyError) -> RolledBackError:
        """Keep the evidence, then take back whatever this run changed, the last first."""
        with step("keep evidence", self._events) as running:
            path = await save_evidence(self._client, self._app)
            running.done(str(path) if path else "the cluster did not tell in time")
        notes = [f"Evidence: {path}"] if path else []
        notes += [await self._roll_back(one) for one in reversed(self._touched)]
        return RolledBackError(error, notes)

    async def _roll_back(self, planned: Planned) -> str:
        name, before = planned.chart.name, self._before[planned.key]
        with step(f"roll back {planned.key}", self._events) as running:
            past = await self._helm.history(name)
            good = [
                one.revision
                for one in past
                if one.status in GOOD and before is not None and one.revision <= before.version
            ]
            if before is not None and past and past[-1].revision == before.version:
                running.skip("helm refused it before anything changed")
                return f"{name} was not changed."
            if not good:
                running.skip("there is no earlier revision that worked")
                return f"{name} stays as it is: there is no earlier revision that worked."
            try:
                await self._helm.rollback(name, good[-1], seconds=ROLLBACK_SECONDS)
            except DeployerError as error:
                running.skip(error.what)
                return f"{name} could not be rolled back to revision {good[-1]}: {error.cause}"
            running.done(f"to revision {good[-1]}")
        return f"{name} was rolled back to revision {good[-1]}, which serves."
