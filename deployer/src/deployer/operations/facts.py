"""What the operations server's own tools answer, beside the results of the agents."""

from enum import StrEnum

from deployer.results import Facts


class Verb(StrEnum):
    """What can be planned. Each is also the name of the tool that carries the plan out."""

    BUILD = "build"
    RUN = "run"
    CHART = "chart"
    DEPLOY = "deploy"
    FIX = "fix"
    CLEANUP = "cleanup"


class OfferFacts(Facts):
    """What a verb would change, and the token that allows exactly that."""

    verb: Verb
    target: str
    """Where it would happen: the cluster's context and namespace, or this machine."""
    changes: tuple[str, ...]
    """One line each; empty when there is nothing to do."""
    destructive: bool
    """Whether a person has to agree, beside whoever holds the token."""
    token: str | None
    """Hand it to the tool of the verb's name. None when this server may not change anything."""
    expires_in_seconds: int
    terminal: str
    """The command with which a person does the same in a terminal."""


class LogFacts(Facts):
    """What the services said last."""

    lines: tuple[str, ...]
    """Oldest first in each container, as `SERVICE: text`."""
    cut: bool
    """Whether there was more than is told; ask for one service, or fewer lines."""
