"""Runs scenarios on a cluster, a few side by side, and scores each."""

import time
from collections.abc import Sequence
from pathlib import Path

import anyio
from lightkube import AsyncClient

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.fixing import Fixer, check
from deployer.diagnosis.healing import Cure
from deployer.diagnosis.problem import Problem
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.requests import Access
from deployer.selftest.lab import Lab, lab, values
from deployer.selftest.recording import recorded
from deployer.selftest.scenario import Scenario
from deployer.selftest.score import Score, cause_of, judged
from deployer.steps import step
from deployer.tools.kube import connect

AT_ONCE = 3
HEAL_SECONDS = 90.0


class Runner:
    """Runs scenarios.

    Args:
        access: The cluster.
        folders: Where it keeps its own kubectl and helm.
        record: A folder for the snapshots; None keeps none.
        events: Who listens.
    """

    def __init__(
        self, access: Access, folders: Sequence[Path], record: Path | None, events: Events
    ) -> None:
        self._access = access
        self._folders = folders
        self._record = record
        self._events = events
        self._room = anyio.CapacityLimiter(AT_ONCE)
        self._scores: dict[str, Score] = {}

    async def run(self, scenarios: Sequence[Scenario]) -> tuple[Score, ...]:
        """Run all, in the order given."""
        async with anyio.create_task_group() as group:
            for one in scenarios:
                group.start_soon(self._one, one)
        return tuple(self._scores[one.name] for one in scenarios)

    async def _one(self, scenario: Scenario) -> None:
        async with self._room:
            try:
                with step(scenario.name, self._events) as running:
                    score = await self._scored(scenario)
                    running.done(score.wrong or score.first or "quiet")
            except DeployerError as error:
                score = Score(
                    scenario=scenario.name,
                    control=scenario.is_control,
                    right=False,
                    wrong=f"not scored: {error.what} {error.cause}"[:300],
                )
        self._scores[scenario.name] = score

    async def _scored(self, scenario: Scenario) -> Score:
        async with connect(self._access, "default") as client, lab(client, scenario) as place:
            snapshot, seconds = await self._injected(client, place, scenario)
            diagnosis = diagnose(snapshot)
            score = judged(scenario, diagnosis)
            if self._record is not None:
                path = self._record / f"{scenario.name}.json"
                path.write_bytes(recorded(snapshot))
            problem = cause_of(scenario, diagnosis)
            fix = ""
            if scenario.fixable:
                fix = await self._fixed(client, place, snapshot, problem)
            return score.model_copy(update={"fix": fix, "seconds": seconds})

    async def _injected(
        self, client: AsyncClient, place: Lab, scenario: Scenario
    ) -> tuple[Snapshot, float]:
        filled = scenario.filled(await values(client, place.namespace))
        snapshot, took = Snapshot(), 0.0
        for number, stage in enumerate(filled, 1):
            await place.apply(stage.manifests)
            snapshot, took = await place.wait(stage.until, scenario.seconds)
            if number == len(filled) and scenario.settle:
                await anyio.sleep(scenario.settle)
                snapshot, took = await place.wait(stage.until, scenario.seconds)
        started = time.monotonic()
        diagnose(snapshot)
        return snapshot, took + time.monotonic() - started

    async def _fixed(
        self, client: AsyncClient, place: Lab, snapshot: Snapshot, problem: Problem | None
    ) -> str:
        if problem is None:
            return "failed: its cause was not found"
        cure = Cure(snapshot, problem)
        fixer = Fixer(client, self._access, self._folders)
        try:
            fix = check(problem.finding.fix)
            await fixer.preview(fix)
            await fixer.apply(fix)
        except DeployerError as error:
            return f"failed: {error.what} {error.cause}"[:200]
        with anyio.move_on_after(HEAL_SECONDS):
            while True:
                after, _ = await place.wait((), HEAL_SECONDS)
                if cure.look(after, diagnose(after)):
                    return "verified"
                await anyio.sleep(2)
        return "failed: it is still there"
