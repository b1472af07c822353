"""Errors that reach a person: what happened, why, and the one command that helps."""

from enum import IntEnum

FREE_SPACE = "free some disk space, or set TODO_CACHE_DIR to a folder on a larger disk"


class ExitCode(IntEnum):
    """The exit codes of every command (design: contracts)."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    MISSING = 3
    UNHEALTHY = 4
    INTERRUPTED = 130
    TERMINATED = 143


class DeployerError(Exception):
    """A failure with its cause and its cure.

    Args:
        what: One sentence: what could not be done.
        cause: One sentence: why.
        cure: The one command or action that helps.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, what: str, *, cause: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cause = cause
        self.cure = cure

    def __str__(self) -> str:
        lines = (self.what, self.cause, self.cure and f"Try: {self.cure}")
        return "\n".join(line for line in lines if line)


class UsageError(DeployerError):
    """The request or a configuration file is wrong; nothing was touched."""

    exit_code = ExitCode.USAGE


class MissingError(DeployerError):
    """Something that the user must provide is not there: an engine, disk space, a key."""

    exit_code = ExitCode.MISSING


class UnhealthyError(DeployerError):
    """What was deployed does not answer as it should."""

    exit_code = ExitCode.UNHEALTHY


def first_of(error: BaseExceptionGroup) -> BaseException:
    """Return the error of ours inside nested groups, or else the first of any kind."""
    leaves = [
        first_of(one) if isinstance(one, BaseExceptionGroup) else one for one in error.exceptions
    ]
    return next((one for one in leaves if isinstance(one, DeployerError)), leaves[0])
