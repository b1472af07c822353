"""Brings pods up whose sources can be edited in place: the pipeline of `up` without its proofs."""

from deployer.pipeline.graph import Job
from deployer.pipeline.up import Up
from deployer.requests import Access
from deployer.results import DeployFacts

LEFT_OUT = frozenset({"test", "monitor", "look"})
"""What proves that an image is fit for use, which one that follows edits is not."""


class DevUp(Up):
    """One run of the pipeline for development."""

    development = True

    async def bring(self) -> DeployFacts:
        """Deploy, and forward the app to its URL.

        Raises:
            DeployerError: It could not be done; what served before serves still.
        """
        await self._run_jobs(f"{self._cluster.name}-dev")
        return self._deployed.facts

    @property
    def access(self) -> Access:
        """How to reach the cluster, once it was brought up."""
        return self._access

    @property
    def url(self) -> str:
        """Where the app answers, once it was brought up."""
        return self._url

    def _jobs(self) -> tuple[tuple[str, Job, tuple[str, ...]], ...]:
        return tuple(
            (name, job, tuple(need for need in needs if need not in LEFT_OUT))
            for name, job, needs in super()._jobs()
            if name not in LEFT_OUT
        )
