"""Looks at local mode: the processes of this machine, and the files that they write."""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import anyio
import psutil

from deployer.dashboard.board import Board
from deployer.dashboard.state import sample_of
from deployer.dashboard.topology import placed
from deployer.dashboard.view import About, Amount, Fixing, Instance, Problem, Resource, State, Tone
from deployer.diagnosis.redaction import clean_text
from deployer.events import ignore
from deployer.local.deployment import LocalDeployment
from deployer.results import Evidence, LocalService

PAUSE_SECONDS = 2.0
TAIL_BYTES = 40_000
LAST_LINES = 3
CALLS = {
    "browser": ("door",),
    "door": ("frontend", "backend"),
    "frontend": ("backend",),
    "backend": ("database",),
}
UP = "./todo up --on local"


class Here:
    """The processes of local mode, looked at until cancelled.

    Args:
        title: The app's name for the page.
    """

    def __init__(self, title: str) -> None:
        about = About(title=title, cluster="this machine", namespace="local")
        self.board = Board(about, State(at=datetime.now(UTC)))
        self._processes: dict[int, psutil.Process] = {}
        self._read: dict[str, int] = {}

    async def watch(self) -> None:
        """Keep the board up to date."""
        while True:
            facts = await LocalDeployment().status(ignore)
            self.board.about = self.board.about.model_copy(update={"url": facts.url})
            self.look(facts.services, facts.url)
            await anyio.sleep(PAUSE_SECONDS)

    def look(self, services: Iterable[LocalService], url: str) -> None:
        """Show the services as they are, and what they wrote since the last look."""
        found = list(services)
        shown = [self._resource(one) for one in found]
        if shown:
            browser = Resource(id="browser", kind="Client", tone=Tone.IDLE, says=url, column=0)
            shown.insert(0, browser)
        here = {one.id for one in shown}
        joined = (
            one.model_copy(update={"calls": tuple(c for c in CALLS.get(one.id, ()) if c in here)})
            for one in shown
        )
        state = State(
            at=datetime.now(UTC),
            resources=placed(joined),
            budget=Amount(cpu=(os.cpu_count() or 1) * 1000, memory=psutil.virtual_memory().total),
            budget_name="this machine",
            problems=tuple(_stopped(one) for one in found if not one.running),
        )
        self.board.show(state, sample_of(time.time(), state.resources))
        for one in found:
            lines = list(self._new_lines(one))
            self.board.write(("", one.name, one.name, text) for text in lines)

    def _resource(self, one: LocalService) -> Resource:
        tone, says = (Tone.GOOD, "running") if one.running else (Tone.BAD, "does not run")
        use, started = self._use(one.pid) if one.running else (Amount(), None)
        instance = Instance(
            name=f"process {one.pid}",
            tone=tone,
            says=says,
            restarts=one.restarts,
            started=started,
            use=use,
        )
        return Resource(
            id=one.name,
            kind="Process",
            tone=tone,
            says=says,
            column=0,
            instances=(instance,),
            use=use,
        )

    def _use(self, pid: int) -> tuple[Amount, datetime | None]:
        """Return what a process and its children use, and since when it runs."""
        try:
            first = self._process(pid)
            family = [first, *(self._process(one.pid) for one in first.children(recursive=True))]
            # Since the last look; the first look at a process gives 0.
            cpu = sum(one.cpu_percent() for one in family)
            memory = sum(one.memory_info().rss for one in family)
            began = datetime.fromtimestamp(first.create_time(), UTC)
        except psutil.Error:
            return Amount(), None
        return Amount(cpu=round(cpu * 10), memory=memory), began

    def _process(self, pid: int) -> psutil.Process:
        known = self._processes.get(pid)
        if known is None or not known.is_running():
            known = self._processes[pid] = psutil.Process(pid)
        return known

    def _new_lines(self, one: LocalService) -> Iterator[str]:
        data = _from(Path(one.log), self._read.get(one.log))
        if data is None:
            return
        self._read[one.log], text = data
        for line in text.splitlines():
            yield clean_text(line)


def _from(path: Path, position: int | None) -> tuple[int, str] | None:
    """Return a file's new end and the whole lines since a position; None when there is nothing.

    At first these are the last lines of the file; a file that was begun anew is read anew.
    """
    try:
        size = path.stat().st_size
        start = max(0, size - TAIL_BYTES) if position is None or position > size else position
        with path.open("rb") as file:
            file.seek(start)
            data = file.read(size - start)
    except OSError:
        return None
    whole = data[: data.rfind(b"\n") + 1]
    if position is None and start > 0:
        whole = whole.partition(b"\n")[2]
    return start + len(data[: data.rfind(b"\n") + 1]), whole.decode(errors="replace")


def _stopped(one: LocalService) -> Problem:
    said = _from(Path(one.log), None)
    last = said[1].splitlines()[-LAST_LINES:] if said else []
    return Problem(
        id=f"local.stopped/{one.name}",
        rule="local.stopped",
        object=f"Process {one.name}",
        name=one.name,
        cause="it does not run.",
        evidence=tuple(Evidence(what="last words", value=clean_text(line)) for line in last),
        fix=Fixing(summary="Start it again.", command=UP),
    )
