"""Small readers of the API's objects, where nearly every field may be missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lightkube.models.core_v1 import (
    Container as ContainerSpec,
)
from lightkube.models.core_v1 import (
    ContainerStateTerminated,
    ContainerStateWaiting,
    ContainerStatus,
    PodTemplateSpec,
)
from lightkube.models.meta_v1 import LabelSelector
from lightkube.resources.apps_v1 import Deployment, ReplicaSet
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

TEMPLATE_HASH = "pod-template-hash"
KEPT = "_containers"
REVISION = "deployment.kubernetes.io/revision"


class Condition(Protocol):
    """A condition of whatever kind of object."""

    @property
    def type(self) -> str | None:
        """Such as `Ready`."""

    @property
    def status(self) -> str | None:
        """`True`, `False` or `Unknown`."""


class Conditioned[C: Condition](Protocol):
    """A status with conditions."""

    @property
    def conditions(self) -> Sequence[C] | None:
        """What the API says, if anything."""


class Statused[C: Condition](Protocol):
    """An object with such a status."""

    @property
    def status(self) -> Conditioned[C] | None:
        """Its status, when there is one yet."""


@dataclass(frozen=True, slots=True)
class Container:
    """One container of a pod: what it should be, and what it is. Init containers are among them."""

    pod: Pod
    spec: ContainerSpec
    status: ContainerStatus | None
    init: bool

    @property
    def name(self) -> str:
        """Its name in the pod."""
        return self.spec.name

    @property
    def image(self) -> str:
        """The image that the specification names."""
        return self.spec.image or ""

    @property
    def waiting(self) -> ContainerStateWaiting:
        """Why it waits; without a reason when it does not."""
        state = self.status.state if self.status else None
        return (state.waiting if state else None) or ContainerStateWaiting()

    @property
    def ended(self) -> ContainerStateTerminated | None:
        """Its last end, of this run or of the one before; None when it never ended."""
        if self.status is None:
            return None
        now, before = self.status.state, self.status.lastState
        return (now.terminated if now else None) or (before.terminated if before else None)

    @property
    def running(self) -> bool:
        """Whether it runs now."""
        return bool(self.status and self.status.state and self.status.state.running)

    @property
    def ready(self) -> bool:
        """Whether it is ready now."""
        return bool(self.status and self.status.ready)

    @property
    def restarts(self) -> int:
        """How often it was started again."""
        return self.status.restartCount if self.status else 0

    @property
    def sidecar(self) -> bool:
        """Whether it is an init container that goes on running."""
        return self.init and self.spec.restartPolicy == "Always"

    @property
    def port_names(self) -> dict[str, int]:
        """The named ports that it declares."""
        return {one.name: one.containerPort for one in self.spec.ports or [] if one.name}

    @property
    def ports(self) -> frozenset[int]:
        """The numbers of the ports that it declares."""
        return frozenset(one.containerPort for one in self.spec.ports or [])


def containers(pod: Pod) -> tuple[Container, ...]:
    """Return a pod's containers, init containers first, each with its status."""
    if pod.spec is None:
        return ()
    status = pod.status
    said = {
        one.name: one
        for one in (
            *((status and status.initContainerStatuses) or ()),
            *((status and status.containerStatuses) or ()),
        )
    }
    return (
        *(
            Container(pod, one, said.get(one.name), init=True)
            for one in pod.spec.initContainers or ()
        ),
        *(Container(pod, one, said.get(one.name), init=False) for one in pod.spec.containers),
    )


def all_containers(snapshot: Snapshot) -> tuple[Container, ...]:
    """Return the containers of every pod that is not on its way out."""
    # Nearly every rule asks for them: they are put together once for a snapshot.
    kept: tuple[Container, ...] | None = snapshot.__dict__.get(KEPT)
    if kept is None:
        staying = (pod for pod in snapshot.pods if not meta(pod).deletionTimestamp)
        kept = tuple(one for pod in staying for one in containers(pod))
        snapshot.__dict__[KEPT] = kept
    return kept


def condition[C: Condition](thing: Statused[C], type_: str) -> C | None:
    """Return a condition of an object, or None when it has no such condition."""
    found = (thing.status.conditions if thing.status else None) or []
    return next((one for one in found if one.type == type_), None)


def holds(thing: Statused[Condition], type_: str, status: str = "True") -> bool:
    """Tell whether a condition is there and has this status."""
    found = condition(thing, type_)
    return found is not None and found.status == status


def phase(pod: Pod) -> str:
    """Return a pod's phase; `Pending` while the API has none."""
    return (pod.status and pod.status.phase) or "Pending"


def is_ready(pod: Pod) -> bool:
    """Tell whether a pod takes requests."""
    return holds(pod, "Ready")


def doing(pod: Pod) -> str:
    """Return what a pod is at, for a person."""
    if meta(pod).deletionTimestamp:
        return "ending"
    if is_ready(pod):
        return "ready"
    waiting = next((one.waiting.reason for one in containers(pod) if one.waiting.reason), "")
    if waiting in {"", "ContainerCreating", "PodInitializing"}:
        said = {"Running": "running, not ready yet", "Pending": "starting"}
        return said.get(phase(pod), phase(pod).lower())
    return waiting


def labels(thing: Thing) -> Mapping[str, str]:
    """Return an object's labels."""
    return meta(thing).labels or {}


def annotations(thing: Thing) -> Mapping[str, str]:
    """Return an object's annotations."""
    return meta(thing).annotations or {}


def registry_of(image: str) -> str:
    """Return the registry's host that an image's name begins with; empty when it names none."""
    first, slash, _ = image.partition("/")
    return first if slash and (re.search(r"[.:]", first) or first == "localhost") else ""


def selects(selector: Mapping[str, str] | None, found: Mapping[str, str]) -> bool:
    """Tell whether a Service's selector matches labels; an empty one matches nothing."""
    return bool(selector) and selector is not None and selector.items() <= found.items()


def matches(selector: LabelSelector | None, found: Mapping[str, str]) -> bool:
    """Tell whether a label selector matches; an empty one matches all, none matches nothing."""
    if selector is None:
        return False
    if not (selector.matchLabels or {}).items() <= found.items():
        return False
    return all(
        _expression(one.operator, found.get(one.key), one.values or [])
        for one in selector.matchExpressions or []
    )


def _expression(operator: str, value: str | None, values: list[str]) -> bool:
    match operator:
        case "In":
            return value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
    return False


def newest_replica_set(snapshot: Snapshot, deployment: Deployment) -> ReplicaSet | None:
    """Return the ReplicaSet of a Deployment's present template: that of the highest revision."""
    sets = [one for one in snapshot.children(deployment) if isinstance(one, ReplicaSet)]
    return max(sets, key=revision, default=None)


def revision(thing: Thing) -> int:
    """Return a ReplicaSet's revision; 0 when it has none."""
    said = annotations(thing).get(REVISION, "")
    return int(said) if said.isdigit() else 0


def template_of(thing: Thing) -> PodTemplateSpec | None:
    """Return the pod template of a workload; None for other objects."""
    found = getattr(getattr(thing, "spec", None), "template", None)
    return found if isinstance(found, PodTemplateSpec) else None


def short(text: str, limit: int = 400) -> str:
    """Return a text without line breaks, cut to a length that a report can show."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def listed(names: Iterable[str], limit: int = 3) -> str:
    """Return names as a person reads them, the first few and how many more."""
    found = list(names)
    more = f" and {len(found) - limit} more" if len(found) > limit else ""
    return ", ".join(found[:limit]) + more
