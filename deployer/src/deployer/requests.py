"""What goes into an agent: frozen, keyword-only, checked before anything is touched."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field

from deployer.frozen import Frozen


class Access(Frozen):
    """How to reach one cluster; pinned for a whole run so that it cannot drift."""

    kubeconfig: Path
    context: str
    cluster: str
    """The provider's name: minikube, kind, builtin, or the context itself."""


class BuildRequest(Frozen):
    """Build the images of some services; none named means all."""

    services: tuple[str, ...] = ()
    force: bool = False


class RunRequest(Frozen):
    """Test built images as containers; `images` maps a service to its reference."""

    images: dict[str, str] = Field(default_factory=dict)


class ChartRequest(Frozen):
    """Write and validate the charts; with `check`, write nothing and report drift."""

    check: bool = False
    validate_unchanged: bool = True
    """Validate charts that are up to date too; the pipeline spares itself the seconds."""


class DeployRequest(Frozen):
    """Install the charts on one cluster."""

    access: Access
    images: dict[str, str]
    """Service to the reference that the cluster's nodes can resolve."""
    with_database: bool
    """Install todo-database too; false when DATABASE_URL points elsewhere."""
    timeout_seconds: float = 300


class Scope(StrEnum):
    """What cleanup may remove; each adds to the ones before it."""

    RELEASE = "release"
    DATA = "data"
    IMAGES = "images"
    CLUSTER = "cluster"


class CleanupRequest(Frozen):
    """Remove what is ours, up to the given scopes."""

    access: Access | None
    """None when there is no cluster any more, or never was."""
    scopes: frozenset[Scope] = frozenset({Scope.RELEASE})


class MonitorRequest(Frozen):
    """Look at the deployment once."""

    access: Access
