"""What cluster-health-monitor leaves: the health of one namespace at one moment, as facts."""

from datetime import datetime
from typing import Literal

from deployer.frozen import Frozen
from deployer.results import Evidence, Facts, Pod

ProbeKind = Literal["startup", "liveness", "readiness"]


class Amounts(Frozen):
    """Processors in thousandths of a core and memory in bytes; None where nothing is said."""

    cpu_millicores: int | None = None
    memory_bytes: int | None = None


class ProbeCount(Frozen):
    """How a container's probes of one kind went since the kubelet knows the container."""

    container: str
    kind: ProbeKind
    succeeded: int | None
    """None when only failures are known: events tell nothing of successes."""
    failed: int

    @property
    def rate(self) -> float | None:
        """The share that succeeded, 0 to 1; None when it is not known."""
        if self.succeeded is None or not self.succeeded + self.failed:
            return None
        return self.succeeded / (self.succeeded + self.failed)


class PodHealth(Frozen):
    """One pod and its containers together."""

    name: str
    uid: str
    service: str
    """The label `app.kubernetes.io/component`, or else the workload's name."""
    node: str
    phase: str
    state: str
    """What it is at, for a person: `ready`, `CrashLoopBackOff`, `ending`, …"""
    ready: bool
    finished: bool
    """It ended well and is not meant to run: a job's pod."""
    containers_ready: str
    """Such as `1/2`."""
    restarts: int
    last_restart: datetime | None
    last_end: str
    """Why the run before ended, such as `OOMKilled (137)`; empty without a restart."""
    created: datetime | None
    image: str
    image_id: str
    used: Amounts = Amounts()
    requests: Amounts = Amounts()
    limits: Amounts = Amounts()
    """None for what any container leaves without a limit."""
    probes: tuple[ProbeCount, ...] = ()

    @property
    def brief(self) -> Pod:
        """The same pod as deployments report it."""
        return Pod(
            name=self.name,
            uid=self.uid,
            service=self.service,
            phase=self.phase,
            ready=self.ready,
            restarts=self.restarts,
            image=self.image,
            image_id=self.image_id,
            cpu_millicores=self.used.cpu_millicores,
            memory_bytes=self.used.memory_bytes,
        )


class Workload(Frozen):
    """A Deployment, StatefulSet or DaemonSet: how many pods it shall have and has."""

    kind: str
    name: str
    service: str
    wanted: int
    ready: int
    updated: int


class QuotaLine(Frozen):
    """One resource of a ResourceQuota, as the API writes its quantities."""

    quota: str
    resource: str
    used: str
    hard: str
    share: float
    """used / hard; 0 when hard is 0."""


class Budget(Frozen):
    """All pods of the namespace together against what they may have."""

    used: Amounts
    requests: Amounts
    limits: Amounts
    hard: Amounts
    """Of app.yaml in our own namespace, else of the namespace's quota for limits."""


class NodeHealth(Frozen):
    """One node."""

    name: str
    ready: bool
    pressures: tuple[str, ...]
    """Conditions that should be false and are not, such as `MemoryPressure`; a cordon too."""
    kubelet: str
    used: Amounts = Amounts()
    allocatable: Amounts = Amounts()


class Warned(Frozen):
    """Warning events of the same kind about the same object, folded into one."""

    object: str
    reason: str
    message: str
    count: int
    last_seen: datetime | None


class Drift(Frozen):
    """An image that is not the one that it should be."""

    object: str
    expected: str
    found: str
    why: str


class CertificateHealth(Frozen):
    """When a certificate ends. Only public parts are ever read."""

    where: str
    """Such as `Secret todo-tls` or `kubeconfig user admin`."""
    subject: str
    not_after: datetime
    days_left: float


class VolumeHealth(Frozen):
    """One PersistentVolumeClaim and how full its volume is."""

    claim: str
    phase: str
    """`Bound`, `Pending` or `Lost`."""
    size_bytes: int
    """What the claim was given, or asks for while it is pending."""
    used_bytes: int | None = None
    """None where the kubelet does not measure: it does not for folders of a node."""
    capacity_bytes: int | None = None
    """The file system's, as the kubelet measures it."""

    @property
    def share(self) -> float | None:
        """The share that is used, 0 to 1; None when it is not measured."""
        if self.used_bytes is None or not self.capacity_bytes:
            return None
        return self.used_bytes / self.capacity_bytes


class Problem(Frozen):
    """One thing that is wrong."""

    key: str
    """The same as long as it is the same problem, whatever its figures."""
    object: str
    cause: str
    cure: str
    """The one command or action that helps."""
    finding: str = ""
    """Its id in this diagnosis, such as `F1`; empty for what no rule of the diagnosis found."""
    named: str = ""
    """What `todo fix` takes, and what stays the same from look to look: `rule/name`."""
    confidence: str = "proof"
    evidence: tuple[Evidence, ...] = ()
    symptoms: tuple[str, ...] = ()
    """What would be well if this were."""

    def __str__(self) -> str:
        return f"{self.object}: {self.cause.rstrip('.')}. Try: {self.cure}"


class MonitorFacts(Facts):
    """What cluster-health-monitor saw."""

    cluster: str
    namespace: str
    taken_at: datetime
    pods: tuple[PodHealth, ...] = ()
    workloads: tuple[Workload, ...] = ()
    budget: Budget
    quotas: tuple[QuotaLine, ...] = ()
    nodes: tuple[NodeHealth, ...] = ()
    warnings: tuple[Warned, ...] = ()
    drift: tuple[Drift, ...] = ()
    certificates: tuple[CertificateHealth, ...] = ()
    volumes: tuple[VolumeHealth, ...] = ()
    endpoints: tuple[Evidence, ...] = ()
    """Our own app's endpoints, asked from inside its pods."""
    usage_source: str = ""
    """`metrics API`, `kubelet summary`, or empty when nothing measures."""
    probe_source: str = ""
    """`kubelet`, or `events`, which know failures only."""
    unknown: tuple[str, ...] = ()
    """What could not be read, and why."""
    problems: tuple[Problem, ...] = ()
    """What is wrong, the worst first; empty when all is well."""
    advice: tuple[Problem, ...] = ()
    """What works, but could be better, or may not go on working."""

    @property
    def meant(self) -> tuple[PodHealth, ...]:
        """The pods that are meant to run: neither finished nor on their way out."""
        return tuple(one for one in self.pods if not one.finished and one.state != "ending")


class Alert(Frozen):
    """One change of a namespace's health, as it is told to a person or a webhook."""

    at: datetime
    kind: Literal["problem", "solved", "restart", "pod", "node", "blind", "back"]
    text: str
    good: bool
    """Whether it is a change for the better, or of no harm."""
