"""What comes out of an agent. Every command prints one `Result`; `--json` prints it whole."""

from enum import StrEnum
from typing import Any

from pydantic import Field

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


class SizePart(Frozen):
    """A layer of an image, or a package in it."""

    service: str
    kind: str
    """`layer`, `deb`, `pypi` or `npm`."""
    name: str
    size_bytes: int
    line: str = ""
    """Where it is asked for, as `api/requirements.txt:12`; empty when another package asks."""

    @property
    def size(self) -> str:
        """For a person. Of Debian's packages only what all of their files would take is known."""
        return f"{'≤ ' if self.kind == 'deb' else ''}{self.size_bytes / 1e6:.1f} MB"


class BuildFacts(Facts):
    """What docker-build-optimizer leaves."""

    images: tuple[BuiltImage, ...]
    parts: tuple[SizePart, ...] = ()
    """What the images are made of, when that was asked for."""
    sboms: tuple[str, ...] = ()
    """Files with bills of materials (SPDX 2.3), when they were asked for."""


class ContainerTest(Frozen):
    """How one container behaved."""

    service: str
    reference: str
    healthy_after_seconds: float
    checks: tuple[Evidence, ...]
    stopped_after_seconds: float
    log: str
    """The file that keeps all that it printed."""


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
    foreign: int = 0
    """How many lasting things that are not ours were in the cluster before."""
    foreign_gone: tuple[str, ...] = ()
    """Those of them that were not there afterwards; we remove none, but others may have."""


class Verdict(StrEnum):
    """Whether a criterion of the deployment's contract is kept."""

    MET = "met"
    MISSED = "missed"
    RISKED = "risked"
    """Not kept, where the contract only warns."""
    UNMEASURED = "unmeasured"


class Judged(Frozen):
    """One criterion of the deployment's contract, as it was found."""

    id: str
    says: str
    source: str
    """The plan's own words."""
    bound: str
    """Such as `< 200 MB`."""
    measured: str
    """Such as `136.7 MB`; empty when it was not measured."""
    verdict: Verdict
    evidence: str
    """What shows it; for what was not measured, the command that measures it."""


class UpFacts(Facts):
    """What `todo up` brought about on a cluster."""

    url: str
    cluster: str
    namespace: str
    images: tuple[BuiltImage, ...]
    releases: tuple[Release, ...]
    pods: tuple[Pod, ...]
    starts: dict[str, float] = Field(default_factory=dict)
    """Seconds after the beginning at which each step began."""
    steps: dict[str, float]
    """Seconds by step, the whole run included as `total`."""
    criteria: tuple[Judged, ...] = ()
    """The deployment's contract, criterion by criterion."""
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


class DevFacts(Facts):
    """What `todo dev` did on a cluster."""

    url: str
    cluster: str
    namespace: str
    edits: int
    """How many times something was sent into a pod."""
    rebuilds: int
    """How many times images were built anew, the first time apart."""


class Check(Frozen):
    """One prerequisite and how it stands."""

    name: str
    ok: bool
    needed: bool
    """False when some way of deploying does without it."""
    found: str
    cure: str = ""


class Repair(Frozen):
    """Something that `todo doctor --fix` did, or could not do."""

    what: str
    ok: bool
    how: str
    """What was used; or why it could not be done."""
    undo: str = ""
    """The command that takes it back."""


class DoctorFacts(Facts):
    """What `todo doctor` found."""

    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...] = ()


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
