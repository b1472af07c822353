"""What comes out of an agent. Every command prints one `Result`; `--json` prints it whole."""

from enum import StrEnum
from typing import Any

from deployer.errors import ExitCode
from deployer.frozen import Frozen


class Status(StrEnum):
    """How an agent's run ended. A run that fails raises a `DeployerError` instead."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    UNHEALTHY = "unhealthy"

    @property
    def exit_code(self) -> ExitCode:
        """The exit code that a command ends with."""
        codes = {Status.FAILED: ExitCode.FAILED, Status.UNHEALTHY: ExitCode.UNHEALTHY}
        return codes.get(self, ExitCode.DONE)


class Evidence(Frozen):
    """One observed fact that shows a claim of the result."""

    what: str
    value: str


class Facts(Frozen):
    """Base of what an agent found out or made."""


class Result[F: Facts](Frozen):
    """How an agent's run ended and what shows it."""

    agent: str
    status: Status
    summary: str
    """One plain sentence for a person."""
    facts: F
    evidence: tuple[Evidence, ...] = ()
    next_step: str | None = None
    """The one command that makes sense now."""
    seconds: float = 0.0


type AnyResult = Result[Any]
"""A result of whatever agent, for what handles them all alike."""


class BuiltImage(Frozen):
    """One image of ours in the engine."""

    service: str
    reference: str
    """`name:tag`, the tag being the hash of the build's inputs."""
    id: str
    size_bytes: int
    built: bool
    """False when the same inputs had been built before."""
    seconds: float


class BuildFacts(Facts):
    """What docker-build-optimizer leaves."""

    images: tuple[BuiltImage, ...]


class ContainerTest(Frozen):
    """How one container behaved."""

    service: str
    reference: str
    healthy_after_seconds: float
    checks: tuple[Evidence, ...]
    stopped_after_seconds: float


class RunFacts(Facts):
    """What docker-container-runner saw."""

    containers: tuple[ContainerTest, ...]


class ChartFacts(Facts):
    """What helm-chart-generator wrote and checked."""

    charts: tuple[str, ...]
    changed_files: tuple[str, ...]
    checks: tuple[Evidence, ...]


class Release(Frozen):
    """One Helm release after the deployment."""

    name: str
    chart: str
    revision: int
    changed: bool


class Pod(Frozen):
    """One pod as the cluster reports it."""

    name: str
    uid: str
    service: str
    phase: str
    ready: bool
    restarts: int
    image: str
    image_id: str
    cpu_millicores: int | None = None
    memory_bytes: int | None = None


class DeployFacts(Facts):
    """What k8s-deploy-agent brought about."""

    cluster: str
    context: str
    namespace: str
    releases: tuple[Release, ...]
    pods: tuple[Pod, ...]
    endpoints: tuple[Evidence, ...]
    """Each endpoint that answered from inside the cluster, and with what."""
    url: str | None = None


class CleanupFacts(Facts):
    """What k8s-cleanup removed, and what it left on purpose."""

    removed: tuple[str, ...]
    kept: tuple[str, ...]
    remaining: tuple[str, ...]
    """What is still there although it should not be; empty when all went well."""


class MonitorFacts(Facts):
    """What cluster-health-monitor saw."""

    namespace: str
    pods: tuple[Pod, ...]
    cpu_millicores: int | None
    memory_bytes: int | None
    cpu_limit_millicores: int
    memory_limit_bytes: int
    probes: tuple[Evidence, ...]
    problems: tuple[str, ...]


class UpFacts(Facts):
    """What `todo up` brought about on a cluster."""

    url: str
    cluster: str
    namespace: str
    images: tuple[BuiltImage, ...]
    releases: tuple[Release, ...]
    pods: tuple[Pod, ...]
    steps: dict[str, float]
    """Seconds by step, the whole run included as `total`."""
    receipt: str
    """The file that keeps this result."""


class LocalService(Frozen):
    """One process of local mode."""

    name: str
    pid: int
    running: bool
    restarts: int
    log: str


class LocalFacts(Facts):
    """What `todo up` brought about as processes of this machine."""

    url: str
    data_folder: str
    services: tuple[LocalService, ...]


class Check(Frozen):
    """One prerequisite and how it stands."""

    name: str
    ok: bool
    needed: bool
    """False when some way of deploying does without it."""
    found: str
    cure: str = ""


class DoctorFacts(Facts):
    """What `todo doctor` found."""

    checks: tuple[Check, ...]


class NoFacts(Facts):
    """For commands whose summary says it all."""


class TestFacts(Facts):
    """How the project's own suites ended."""

    __test__ = False  # it is not a test, whatever pytest thinks of its name

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    skipped: tuple[str, ...]
    """One line each: what was skipped, why, and what provides it."""
    output: dict[str, str]
    """The last lines of each failed suite."""
