"""Names and times a step, and tells the listeners how it went."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from deployer.events import Event, Events, Phase


class Timeline:
    """Notes of each step when it began, in seconds after the first moment."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.starts: dict[str, float] = {}

    def note(self, event: Event) -> None:
        """Take in an event; a step that begins again keeps its first beginning."""
        if event.phase is Phase.STARTED:
            self.starts.setdefault(event.step, time.monotonic() - self._began)


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
        # Who stops it, Ctrl-C or a failure beside it, gives no reason that a person could use.
        why = str(error).partition("\n")[0] if isinstance(error, Exception) else "stopped"
        seconds = time.monotonic() - started
        events(Event(step=name, phase=Phase.FAILED, detail=why, seconds=seconds))
        raise
    running.end(time.monotonic() - started)
