"""The contract about time: what is left, by what earlier runs took, and whether it suffices."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import anyio

from deployer.events import Event, Events, Phase
from deployer.settings import settings

LIMIT_SECONDS = 900.0
"""The plan's bound for a whole deployment."""
KEPT = 7
"""Runs of which durations are kept."""
TELL_SECONDS = 2.0
SLACK = 2.0
"""A job that takes so many times as long as one without work does have work."""
SLACK_SECONDS = 2.0
STEP = "time"

type Durations = dict[str, list[float]]
"""Job to what it took, the newest last."""


class Clock:
    """Times the jobs of one run, and tells what is left.

    Args:
        where: The cluster's name; each has its own durations.
        needs: Each job and what must have ended before it.
        now: The time in seconds, from any moment on.
    """

    def __init__(
        self,
        where: str,
        needs: Mapping[str, Sequence[str]],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = settings().folder("durations") / f"{where.replace('/', '-')}.json"
        self._kept = _read(self._path)
        self._needs = needs
        self._now = now
        self._began = now()
        self._started: dict[str, float] = {}
        self._took: dict[str, float] = {}
        self._first_guess: float | None = None

    @contextmanager
    def job(self, name: str) -> Iterator[None]:
        """Time a job."""
        self._started[name] = self._now()
        yield
        self._took[name] = self._now() - self._started[name]

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return self._now() - self._began

    def remaining(self) -> float | None:
        """Return the seconds until the last job will end; None when there is nothing to go by."""
        known = self._kept.get(self._kind(), {})
        if any(job not in known for job in self._needs):
            return None
        usual = {job: median(known[job]) for job in self._needs}
        return max(self._ends_in(job, usual) for job in self._needs)

    def keep(self) -> None:
        """Keep what the jobs of a run that ended well took."""
        durations = self._kept.setdefault(self._kind(), {})
        for job, seconds in self._took.items():
            durations[job] = [*durations.get(job, []), round(seconds, 3)][-KEPT:]
        self._path.write_text(json.dumps(self._kept, indent=1), encoding="utf-8")

    async def tell(self, events: Events) -> None:
        """Tell what is left, until cancelled; warn once when the limit is at risk."""
        warned = False
        while True:
            left = self.remaining()
            if left is not None:
                self._first_guess = self._first_guess or self.elapsed + left
                detail = f"about {spoken(left)} left" if left else "nearly done"
                events(Event(step=STEP, phase=Phase.PROGRESS, detail=detail))
            whole = self.elapsed + (left or 0.0)
            if whole > LIMIT_SECONDS and not warned:
                warned = True
                risk = f"{LIMIT_SECONDS / 60:.0f} minutes are at risk: about {spoken(whole)} in all"
                events(Event(step=STEP, phase=Phase.SKIPPED, detail=risk))
            await anyio.sleep(TELL_SECONDS)

    def end(self, events: Events) -> None:
        """Say what it took, and what had been expected."""
        guess = f"expected about {spoken(self._first_guess)}" if self._first_guess else "first run"
        events(Event(step=STEP, phase=Phase.DONE, detail=guess, seconds=self.elapsed))

    def _kind(self) -> str:
        """Return which earlier runs this one is like: those with something to build, or not."""
        idle = self._kept.get("unchanged", {}).get("build", [0.0])
        since = self._started.get("build")
        took = self._took.get("build", self._now() - since if since else 0.0)
        return "changed" if took > SLACK * median(idle) + SLACK_SECONDS else "unchanged"

    def _ends_in(self, job: str, usual: Mapping[str, float]) -> float:
        if job in self._took:
            return 0.0
        if job in self._started:
            return max(usual[job] - (self._now() - self._started[job]), 0.0)
        before = max((self._ends_in(one, usual) for one in self._needs[job]), default=0.0)
        return before + usual[job]


def spoken(seconds: float) -> str:
    """Return a duration as a person says it."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"  # noqa: PLR2004


def _read(path: Path) -> dict[str, Durations]:
    try:
        found: dict[str, Durations] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found
