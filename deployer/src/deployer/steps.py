"""Names and times a step, and tells the listeners how it went."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from deployer.events import Event, Events, Phase


class Step:
    """A running step; agents report progress on it.

    Args:
        name: The step's stable name.
        events: Who listens.
    """

    def __init__(self, name: str, events: Events) -> None:
        self.name = name
        self._events = events
        self._phase = Phase.DONE
        self._detail = ""

    def progress(self, detail: str) -> None:
        """Tell the listeners what the step does now."""
        self._events(Event(step=self.name, phase=Phase.PROGRESS, detail=detail))

    def done(self, detail: str) -> None:
        """Say what the step achieved; told when it ends."""
        self._detail = detail

    def skip(self, why: str) -> None:
        """Say that there was nothing to do; told when the step ends."""
        self._phase, self._detail = Phase.SKIPPED, why

    def end(self, seconds: float) -> None:
        """Tell the listeners that the step ended well."""
        self._events(Event(step=self.name, phase=self._phase, detail=self._detail, seconds=seconds))


@contextmanager
def step(name: str, events: Events) -> Iterator[Step]:
    """Announce a step, run the body, and tell how it ended.

    Yields:
        The step, for progress and for what it achieved.
    """
    running, started = Step(name, events), time.monotonic()
    events(Event(step=name, phase=Phase.STARTED))
    try:
        yield running
    except BaseException as error:
        first_line = str(error).partition("\n")[0]
        seconds = time.monotonic() - started
        events(Event(step=name, phase=Phase.FAILED, detail=first_line, seconds=seconds))
        raise
    running.end(time.monotonic() - started)
