"""helm as typed calls, always pinned to one kubeconfig, context and namespace."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import AwareDatetime, Field, TypeAdapter

from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.requests import Access
from deployer.settings import settings
from deployer.tools.command import CommandFailedError, Completed, OnLine, run
from deployer.tools.processes import running_with, stop_tree
from deployer.tools.refusals import explain

type Values = Mapping[str, object]
type Manifest = Mapping[str, object]

NEWEST = "1.37.0"
"""The Kubernetes that charts are checked for when there is no cluster to ask."""
HISTORY = "5"
QUICK, SLOW = 60.0, 900.0
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml when PyYAML was built with it: ten times as fast."""


class Info(Frozen, extra="ignore"):
    """How a revision stands."""

    last_deployed: AwareDatetime | None = None
    """When work on this revision began."""
    status: str
    """`deployed`, `failed`, `superseded`, `uninstalling`, `pending-install`, …"""
    description: str = ""


class Hook(Frozen, extra="ignore"):
    """An object that helm makes around an installation, upgrade or test."""

    manifest: str
    events: tuple[str, ...] = ()
    """When: `pre-install`, `pre-upgrade`, `test`, …"""


class PastRevision(Frozen, extra="ignore"):
    """One revision of a release as `helm history` lists it."""

    revision: int
    status: str


_History = TypeAdapter(tuple[PastRevision, ...])


class Revision(Frozen, extra="ignore"):
    """The last revision of a release, as `helm status --output json` tells it."""

    name: str
    version: int
    info: Info
    manifest: str = ""
    hooks: tuple[Hook, ...] = Field(default=())
    labels: dict[str, str] = Field(default_factory=dict)
    """Of helm's own record; empty where a helm was asked."""

    @cached_property
    def objects(self) -> tuple[Manifest, ...]:
        """The objects of the release, without its hooks."""
        return parse(self.manifest)

    @property
    def everything(self) -> tuple[Manifest, ...]:
        """All objects, the hooks' included."""
        return (*self.objects, *(one for hook in self.hooks for one in parse(hook.manifest)))

    @property
    def is_pending(self) -> bool:
        """Whether helm was working on it, or died while it was."""
        return self.info.status.startswith("pending")


class Cluster(NamedTuple):
    """What a cluster offers to templates."""

    version: str
    api_versions: Sequence[str] = ()


class Helm:
    """One helm.

    Args:
        program: Its path.
        namespace: Where releases are.
        access: The cluster; None for what needs none, such as lint and template.
    """

    def __init__(self, program: str, namespace: str, access: Access | None = None) -> None:
        self.program = program
        self._namespace = namespace
        self._access = access

    async def lint(self, chart: Path, values: Values, version: str = NEWEST) -> None:
        """Check a chart; warnings are errors.

        Raises:
            CommandFailedError: helm finds fault with it.
        """
        argv = ["lint", "--strict", str(chart), "--kube-version", version, "--values", "-"]
        try:
            await self._run(argv, stdin=_as_input(values))
        except CommandFailedError as error:
            # What is wrong stands in the report; on the error stream helm only counts it.
            said = error.completed.model_copy(update={"stderr": error.completed.stdout})
            raise CommandFailedError(said) from None

    async def template(
        self, chart: Path, values: Values, cluster: Cluster | None = None
    ) -> tuple[Manifest, ...]:
        """Render a chart; its name is the release's name.

        Raises:
            CommandFailedError: A value is wrong, or a template.
        """
        version, offered = cluster or Cluster(NEWEST)
        argv = ["template", chart.name, str(chart), "--kube-version", version]
        argv += [word for api in offered for word in ("--api-versions", api)]
        done = await self._run([*argv, "--values", "-"], stdin=_as_input(values))
        return parse(done.stdout)

    async def upgrade(
        self,
        chart: Path,
        values: Values,
        *,
        seconds: float,
        labels: Mapping[str, str] | None = None,
        on_line: OnLine | None = None,
    ) -> Revision:
        """Install or upgrade a release and wait until helm calls it ready; labels its record.

        When it is cancelled, helm is asked to end, and marks the revision as failed.

        Raises:
            CommandFailedError: It does not become ready in time, or is refused.
        """
        argv = ["upgrade", "--install", chart.name, str(chart), "--values", "-"]
        argv += ["--wait", "--timeout", f"{seconds:.0f}s", "--history-max", HISTORY]
        argv += [
            word for key, value in (labels or {}).items() for word in ("--labels", f"{key}={value}")
        ]
        done = await self._run(
            [*argv, "--output", "json"], stdin=_as_input(values), seconds=SLOW, on_line=on_line
        )
        return Revision.model_validate_json(done.stdout)

    async def preview(self, chart: Path, values: Values) -> Revision:
        """Return what an upgrade would install, rendered for this cluster; changes nothing.

        Raises:
            CommandFailedError: A value is wrong, or a template.
        """
        argv = ["upgrade", "--install", chart.name, str(chart), "--values", "-"]
        argv += ["--dry-run=server", "--output", "json"]
        done = await self._run(argv, stdin=_as_input(values))
        return Revision.model_validate_json(done.stdout)

    async def status(self, release: str) -> Revision | None:
        """Return the last revision of a release, or None when there is none."""
        try:
            done = await self._run(["status", release, "--output", "json"])
        except CommandFailedError as error:
            if "not found" in error.completed.stderr:
                return None
            raise
        return Revision.model_validate_json(done.stdout)

    async def history(self, release: str) -> tuple[PastRevision, ...]:
        """Return the revisions that helm keeps of a release, the oldest first."""
        done = await self._run(["history", release, "--output", "json"], check=False)
        if done.code != 0 and "not found" not in done.stderr:
            raise CommandFailedError(done)
        return _History.validate_json(done.stdout) if done.code == 0 else ()

    async def rollback(self, release: str, revision: int, *, seconds: float) -> None:
        """Make an earlier revision the present one, and wait until it is ready.

        Raises:
            CommandFailedError: It does not become ready in time, or is refused.
        """
        argv = ["rollback", release, str(revision), "--wait", "--timeout", f"{seconds:.0f}s"]
        await self._run([*argv, "--history-max", HISTORY], seconds=SLOW)

    async def end_abandoned(self) -> int:
        """End every helm of this machine that works on this namespace; returns how many.

        Only for who holds the namespace's lease: what runs then was left behind by somebody
        who died. helm marks its release as failed when it is asked to end.
        """
        ended = 0
        for process in running_with(self._pinned([])[1:]):
            ended += await stop_tree(process)
        return ended

    async def uninstall(self, release: str, *, seconds: float) -> None:
        """Remove a release and wait until its objects are gone.

        Raises:
            CommandFailedError: Something of it cannot be removed.
        """
        argv = ["uninstall", release, "--ignore-not-found", "--wait"]
        await self._run([*argv, "--timeout", f"{seconds:.0f}s"], seconds=SLOW)

    async def test(self, release: str, *, seconds: float) -> None:
        """Run the release's test pods.

        Raises:
            CommandFailedError: One of them failed.
        """
        await self._run(["test", release, "--timeout", f"{seconds:.0f}s"], seconds=SLOW)

    async def _run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        seconds: float = QUICK,
        on_line: OnLine | None = None,
        check: bool = True,
    ) -> Completed:
        try:
            return await run(
                self._pinned(argv),
                stdin=stdin,
                timeout=seconds,
                env=_environment(),
                on_line=on_line,
                check=check,
            )
        except CommandFailedError as error:
            explain(error, self._namespace)
            raise

    def _pinned(self, argv: Sequence[str]) -> list[str]:
        pinned = [self.program, *argv, "--namespace", self._namespace]
        if self._access is not None:
            pinned += ["--kubeconfig", str(self._access.kubeconfig)]
            pinned += ["--kube-context", self._access.context]
        return pinned


def parse(text: str) -> tuple[Manifest, ...]:
    """Return the objects of a stream of YAML documents.

    Raises:
        DeployerError: It is no YAML.
    """
    try:
        documents = list(yaml.load_all(text, Loader=_Loader))
    except yaml.YAMLError as error:
        raise DeployerError("helm rendered what is no YAML.", cause=str(error)) from error
    return tuple(one for one in documents if isinstance(one, dict))


def _as_input(values: Values) -> bytes:
    # By stdin, never by --set: argv can be read by every user of the machine. JSON is YAML.
    return json.dumps(values).encode()


def _environment() -> dict[str, str]:
    """Return variables that keep helm out of the user's home, its plugins and repositories."""
    home = settings().folder("tools", "helm")
    return {f"HELM_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA")}
