"""What an agent is: one job with a typed request and a typed result."""

from typing import Protocol

from deployer.events import Events
from deployer.frozen import Frozen
from deployer.results import Facts, Result


class Agent[R: Frozen, F: Facts](Protocol):
    """Does one job. Never prints, never exits; tells its progress as events."""

    @property
    def name(self) -> str:
        """The agent's name, the same in the CLI, MCP, `.claude/agents` and the docs."""

    @property
    def summary(self) -> str:
        """One sentence: what it is for."""

    async def run(self, request: R, events: Events) -> Result[F]:
        """Do the job.

        Raises:
            DeployerError: It could not be done; the error says why and what helps.
        """
