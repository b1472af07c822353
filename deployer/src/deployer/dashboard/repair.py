"""Fixes from the page: shown first, agreed to as it was shown, applied, and looked at again."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import anyio

from deployer.dashboard.translate import problem_id
from deployer.dashboard.view import Offer, Outcome
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.fixing import Fixer, check
from deployer.diagnosis.healing import Cure
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import UsageError
from deployer.pipeline.fix import until_gone
from deployer.requests import Access
from deployer.tools.kube import connect

VERIFY_SECONDS = 120.0


class Repairs(Protocol):
    """Offers fixes and applies those that a person agrees to."""

    async def offer(self, problem: str) -> Offer:
        """Return what a problem's fix would change; changes nothing.

        Raises:
            UsageError: The problem is gone, or no program can fix it.
            DeployerError: The server refuses the change, or does not answer.
        """

    async def accept(self, offer: str, typed: str) -> Outcome:
        """Apply just what was offered.

        Args:
            offer: The offer's id.
            typed: For a destructive fix, the object's name as the person typed it.

        Raises:
            UsageError: It is not the last offer, the name is another, or things have changed.
            DeployerError: The server refuses the change, or does not answer.
        """


class Repair:
    """Repairs of one namespace, one at a time.

    Args:
        access: The cluster.
        folders: Where the cluster keeps its own kubectl and helm.
    """

    def __init__(self, access: Access, folders: Sequence[Path]) -> None:
        self._access = access
        self._folders = folders
        self._seen: tuple[Snapshot, Diagnosis] | None = None
        self._offered: tuple[Offer, Problem] | None = None
        self._turn = anyio.Lock()

    def know(self, snapshot: Snapshot, diagnosis: Diagnosis) -> None:
        """Take in what was seen last."""
        self._seen = snapshot, diagnosis

    async def offer(self, problem: str) -> Offer:
        """Return what a problem's fix would change."""
        snapshot, found = self._find(problem)
        fix = check(found.finding.fix)
        offer = Offer(
            id=secrets.token_urlsafe(16),
            object=str(found.finding.object),
            name=found.finding.object.name,
            risk=fix.risk,
            summary=fix.summary,
            difference=await self._preview(fix, snapshot.namespace),
            undo=fix.undo,
        )
        self._offered = offer, found
        return offer

    async def accept(self, offer: str, typed: str) -> Outcome:
        """Apply just what was offered, and look until it helped or did not."""
        async with self._turn:
            if self._offered is None or self._offered[0].id != offer:
                raise UsageError("This is not what was offered last.", cure="look at it again")
            shown, problem = self._offered
            if shown.risk == "destructive" and typed != shown.name:
                raise UsageError(f"{typed!r} is not {shown.name!r}: nothing was changed.")
            self._offered = None
            return await self._apply(shown, problem)

    async def _apply(self, shown: Offer, problem: Problem) -> Outcome:
        snapshot, found = self._find(problem_id(problem))
        fix = check(found.finding.fix)
        space = snapshot.namespace
        same = fix == problem.finding.fix and await self._preview(fix, space) == shown.difference
        if not same:
            raise UsageError(
                "It would change something else by now: nothing was changed.",
                cure="look at it again",
            )
        async with connect(self._access, space) as client:
            said = await Fixer(client, self._access, self._folders).apply(fix)
        cure = Cure(snapshot, found)
        await until_gone(self._access, cure, VERIFY_SECONDS)
        return Outcome(worked=cure.worked, says=said, undo=fix.undo)

    async def _preview(self, fix: Fix, namespace: str) -> str:
        async with connect(self._access, namespace) as client:
            return await Fixer(client, self._access, self._folders).preview(fix)

    def _find(self, problem: str) -> tuple[Snapshot, Problem]:
        if self._seen is not None:
            snapshot, diagnosis = self._seen
            for one in diagnosis.problems:
                if problem_id(one) == problem:
                    return snapshot, one
        raise UsageError("This problem is gone by now.", cure="look at what is left")
