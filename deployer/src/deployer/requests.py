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
    """Build the images of some services; none named means all that are not optional."""

    services: tuple[str, ...] = ()
    force: bool = False
    sizes: bool = False
    """Report what each image is made of."""
    development: bool = False
    """Build the images that `todo dev` deploys."""
    sbom: Path | None = None
    """A folder for each image's bill of materials."""


class RunRequest(Frozen):
    """Test built images as containers; `images` maps a service to its reference."""

    images: dict[str, str] = Field(default_factory=dict)


class ChartRequest(Frozen):
    """Write and validate the charts; with `check`, write nothing and report drift."""

    check: bool = False
    validate_unchanged: bool = True
    """Validate charts that are up to date too; the pipeline spares itself the seconds."""
    policy: bool = False
    """Ask kube-score and checkov too; they are installed privately the first time."""
    access: Access | None = None
    """A cluster that is asked, by a dry run, whether it would take every object."""


class DeployRequest(Frozen):
    """Install the charts on one cluster."""

    access: Access
    images: dict[str, str]
    """Service to the reference that the cluster's nodes can resolve; others are not installed."""
    image_ids: dict[str, str] = Field(default_factory=dict)
    """Service to what the nodes call its image's content, where that is known."""
    development: bool = False
    """Deploy pods whose sources can be edited in place; one of each."""
    timeout_seconds: float = 300


class Scope(StrEnum):
    """What cleanup may remove; each adds to the ones before it.

    The agent knows the first three; the cluster, and our own records, are the pipeline's.
    """

    RELEASE = "release"
    DATA = "data"
    IMAGES = "images"
    CLUSTER = "cluster"
    EVERYTHING = "everything"


class CleanupRequest(Frozen):
    """Remove what is ours, up to the given scopes."""

    access: Access | None
    """None when there is no cluster any more, or never was."""
    scopes: frozenset[Scope] = frozenset({Scope.RELEASE})
    look_only: bool = False
    """List what is ours, and remove nothing."""
    take_finalizers: bool = False
    """The user's consent to take finalizers off objects that keep our namespace from going."""


class MonitorRequest(Frozen):
    """Look at a namespace once."""

    access: Access
    namespace: str = ""
    """Any namespace of the cluster; empty means the app's own."""
    endpoints: bool = True
    """Ask the app's endpoints from inside its pods, which costs a process in each."""
