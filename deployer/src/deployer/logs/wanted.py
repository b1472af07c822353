"""Which lines are wanted."""

import re
from collections.abc import Callable

from deployer.errors import UsageError
from deployer.frozen import Frozen
from deployer.logs.line import Level, LogLine

Say = Callable[[LogLine], None]
"""Takes each wanted line."""
Tell = Callable[[str], None]
"""Takes what is to be said about the reading itself, such as that the API is away."""


class LogsRequest(Frozen):
    """Which lines of whom."""

    services: tuple[str, ...] = ()
    """Only these; empty means all."""
    pods: tuple[str, ...] = ()
    """Only these; empty means all."""
    tail: int = 100
    """How many lines of each container come first."""
    follow: bool = False
    """Go on until cancelled; pods that come later are followed too."""
    since_seconds: int | None = None
    previous: bool = False
    """The run before the last restart instead of the present one."""
    grep: str | None = None
    """A regular expression that a line must match somewhere."""
    level: Level | None = None
    """The least serious level that is wanted."""


class Sieve:
    """Lets wanted lines through; lines without a level of their own go with the one before.

    Args:
        request: What is wanted.

    Raises:
        UsageError: `grep` is no regular expression.
    """

    def __init__(self, request: LogsRequest) -> None:
        self._least = request.level
        self._levels: dict[tuple[str, str, str], Level] = {}
        try:
            self._pattern = re.compile(request.grep) if request.grep else None
        except re.error as error:
            raise UsageError(
                f"{request.grep!r} is no regular expression.", cause=str(error)
            ) from error

    def wants(self, line: LogLine) -> bool:
        """Tell whether a line is wanted; call it once for each line, in order."""
        source = (line.service, line.pod, line.container)
        level = line.level or self._levels.get(source, Level.INFO)
        self._levels[source] = level
        if self._least is not None and level < self._least:
            return False
        return self._pattern is None or self._pattern.search(line.text) is not None


def duration(text: str) -> int:
    """Return `90`, `90s`, `15m`, `2h` or `1d` in seconds.

    Raises:
        UsageError: It is none of these.
    """
    found = re.fullmatch(r"(\d+)([smhd]?)", text.strip())
    if found is None or not int(found[1]):
        raise UsageError(f"{text!r} is no length of time.", cause="Write 90s, 15m, 2h or 1d.")
    return int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}[found[2]]
