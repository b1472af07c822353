"""What the cluster reports at one moment, flat and typed, so that rules can be pure."""

from pydantic import Field

from deployer.frozen import Frozen


class ContainerState(Frozen):
    """One container of a pod. Empty text means that the API said nothing."""

    name: str
    ready: bool = False
    restarts: int = 0
    image: str = ""
    image_id: str = ""
    waiting: str = ""
    """`state.waiting.reason`, such as `ImagePullBackOff`."""
    message: str = ""
    """`state.waiting.message`, or that of the termination."""
    ended: str = ""
    """The reason of the last end, in `state` or `lastState`: `OOMKilled`, `Error`, …"""
    exit_code: int | None = None
    log: str = ""
    """The last lines that it wrote before it ended."""


class PodState(Frozen):
    """One pod."""

    name: str
    uid: str
    component: str = ""
    """The label `app.kubernetes.io/component`: the service, `migration` or `test`."""
    phase: str = "Pending"
    ready: bool = False
    deleting: bool = False
    unschedulable: str = ""
    """Why no node takes it."""
    reason: str = ""
    """`status.reason`, such as `Evicted`."""
    message: str = ""
    containers: tuple[ContainerState, ...] = ()

    @property
    def restarts(self) -> int:
        """Restarts of all containers together."""
        return sum(one.restarts for one in self.containers)

    @property
    def doing(self) -> str:
        """What it is at, for a person."""
        if self.deleting:
            return "ending"
        if self.ready:
            return "ready"
        waiting = next((one.waiting for one in self.containers if one.waiting), "")
        if waiting in {"", "ContainerCreating", "PodInitializing"}:
            return {"Running": "running, not ready yet", "Pending": "starting"}.get(
                self.phase, self.phase.lower()
            )
        return waiting


class EventState(Frozen):
    """One event of type Warning."""

    uid: str
    count: int
    kind: str
    """The kind of the object that it is about."""
    name: str
    reason: str
    message: str


class Snapshot(Frozen):
    """Pods and warnings of one namespace."""

    pods: tuple[PodState, ...] = ()
    events: tuple[EventState, ...] = Field(default=())

    def events_of(self, name: str) -> tuple[EventState, ...]:
        """Return the warnings about an object of this name."""
        return tuple(event for event in self.events if event.name == name)
