"""A small world that a toy verb changes, so that the way of a change can be tested by itself."""

from dataclasses import dataclass, field

import anyio

from deployer.events import Events
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.results import AnyResult, BuildFacts, CleanupFacts, Result, Status
from deployer.steps import step


@dataclass
class World:
    """What is there, and what was done to it."""

    things: list[str] = field(default_factory=lambda: ["Deployment todo-backend"])
    destructive: bool = True
    holds: bool = False
    """Whether doing it never ends by itself."""
    started: anyio.Event = field(default_factory=anyio.Event)
    done: list[Job] = field(default_factory=list)
    cancelled: bool = False
    says: str = "removing"

    async def draft(self, job: Job, pin: Pin, events: Events) -> Draft:
        del pin, events
        changes = tuple(f"remove {one}" for one in self.things)
        return Draft(changes, job.scope, destructive=self.destructive and bool(changes))

    async def do(self, job: Job, pin: Pin, events: Events) -> AnyResult:
        del pin
        with step("remove", events) as running:
            running.progress(self.says)
            self.started.set()
            try:
                if self.holds:
                    await anyio.sleep_forever()
            except anyio.get_cancelled_exc_class():
                self.cancelled = True
                raise
        self.done.append(job)
        removed, self.things = tuple(self.things), []
        facts = (
            CleanupFacts(removed=removed, kept=(), remaining=())
            if job.verb == "cleanup"
            else BuildFacts(images=())
        )
        return Result(agent="toy", status=Status.DONE, summary="Removed.", facts=facts)

    @property
    def work(self) -> Work:
        """The verb's entry."""
        return Work(self.draft, self.do, lambda job, _: f"./todo {job.verb}", on_cluster=False)
