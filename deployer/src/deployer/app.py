"""Reads app.yaml, the one description of what is deployed."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, Field, ValidationError

from deployer.errors import UsageError
from deployer.frozen import Frozen
from deployer.quantity import amount, in_bytes, millicores
from deployer.settings import ROOT, settings
from deployer.yaml_lines import line_of, read_yaml

Peer = Literal["frontend", "backend", "database", "door", "dns", "internet", "kubernetes", "kagent"]
Runtime = Literal["python", "node", "postgresql"]
"""What the image runs on: what a test inside it can be written in."""


def _quantity(value: str) -> str:
    amount(value)
    return value


Quantity = Annotated[str, AfterValidator(_quantity)]
"""As Kubernetes writes it: `100m`, `192Mi`."""


class Resources(Frozen):
    """Processors and memory."""

    cpu: Quantity
    memory: Quantity


class Quota(Resources):
    """The namespace's bounds."""

    pods: str


class Probes(Frozen):
    """The paths that tell whether a container has started, lives, and may get traffic."""

    startup: str
    liveness: str
    readiness: str


class Secrets(Frozen):
    """Names of the keys that a Secret must or may hold; never their values."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


class Migration(Frozen):
    """The job that brings the database's schema up to date before new pods start."""

    command: tuple[str, ...]
    requests: Resources
    limits: Resources


class Development(Frozen):
    """How a service runs while its sources are edited: one pod, which follows them."""

    stage: str | None = None
    """A stage of the Dockerfile; None means the image that is deployed otherwise too."""
    command: tuple[str, ...]
    sources: tuple[str, ...]
    """Folders of the context that are kept the same in the pod, below the image's /app."""
    scratch: tuple[str, ...] = ()
    """Folders below /app that the program writes to."""
    limits: Resources


class Service(Frozen):
    """One image, one chart, one release."""

    context: Path
    dockerfile: Path | None = None
    """Where it is, when it is not in the context."""
    optional: bool = False
    """Whether it is installed only when it is asked for."""
    takes_from: str | None = None
    """The service whose limits shrink by ours when both are installed, so that the quota holds."""
    runtime: Runtime
    image: str
    tag: str | None = None
    """The image's tag, where it is not ours to build."""
    image_budget_mb: int | None = None
    build_budget_seconds: int | None = None
    port: int = Field(ge=1, le=65535)
    replicas: int = Field(ge=0)
    requests: Resources
    limits: Resources
    probes: Probes | None = None
    config: dict[str, str] = Field(default_factory=dict)
    optional_config: tuple[str, ...] = ()
    secrets: Secrets = Secrets()
    migration: Migration | None = None
    development: Development | None = None
    storage: Quantity | None = None
    metrics: str | None = None
    """The path where Prometheus reads."""
    writable: tuple[str, ...] = ()
    """Folders beside /tmp that the program writes to; their content is gone with the pod."""
    calls: tuple[Peer, ...] = ()
    called_by: tuple[Peer, ...] = ()

    @property
    def folder(self) -> Path:
        """The build context in this checkout."""
        return ROOT / self.context

    @property
    def named_recipe(self) -> Path:
        """The Dockerfile, as app.yaml names it."""
        return self.dockerfile or self.context / "Dockerfile"

    @property
    def recipe(self) -> Path:
        """The Dockerfile in this checkout; the lists of packages to install lie beside it."""
        return ROOT / self.named_recipe


class SecretKey(Frozen):
    """One key of a Secret that somebody else makes."""

    name: str
    key: str


class Profile(Frozen):
    """A way to run the app: what differs there from the rest of app.yaml."""

    quota: Quota | None = None
    database: SecretKey | None = None
    """Where a database's address lies; then none of our own is installed."""
    values: dict[str, dict[str, object]] = Field(default_factory=dict)
    """Service to values of its chart."""


class App(Frozen):
    """Everything that is deployed."""

    name: str
    namespace: str
    quota: Quota
    services: dict[str, Service]
    profiles: dict[str, Profile] = Field(default_factory=dict)
    profile: str = Field(default="local", exclude=True)
    """The profile that the app is seen under."""
    source: Path | None = Field(default=None, exclude=True)
    """The file that says all this, when it was read from one."""

    @property
    def differs(self) -> Profile:
        """What the profile says that the app is seen under."""
        return self.profiles.get(self.profile, Profile())

    def label_selector(self) -> str:
        """Return the selector that matches every Kubernetes object of ours."""
        return f"{PART_OF}={self.name}"

    def developing(self) -> "App":
        """Return what `todo dev` deploys: one pod of each service that can be edited in place."""
        services = {
            key: one.model_copy(update={"replicas": 1, "limits": one.development.limits})
            if one.development
            else one
            for key, one in self.services.items()
        }
        return self.model_copy(update={"services": services})

    def wanted(self, *, with_database: bool, with_operations: bool) -> tuple[str, ...]:
        """Return the services that are to be installed."""
        asked = {"database": with_database, "operations": with_operations}
        return tuple(
            name for name, one in self.services.items() if asked.get(name, not one.optional)
        )

    def limits(self, service: str, installed: Sequence[str]) -> Resources:
        """Return the limits of one pod, less what it gives to others that are installed."""
        limits = self.services[service].limits
        for one in (self.services[name] for name in installed):
            if one.takes_from == service:
                cpu = millicores(limits.cpu) - millicores(one.limits.cpu)
                memory = in_bytes(limits.memory) - in_bytes(one.limits.memory)
                limits = Resources(cpu=f"{cpu}m", memory=f"{memory // MEBIBYTE}Mi")
        return limits

    def chart(self, service: str) -> Path:
        """Return the folder of a service's chart; its name is also the release's name."""
        return ROOT / "helm" / f"{self.name}-{service}"


MEBIBYTE = 2**20
PART_OF = "app.kubernetes.io/part-of"
"""Every Kubernetes object and Docker image of ours carries this label, with the app's name."""


@cache
def load_app(path: Path = ROOT / "app.yaml") -> App:
    """Read and check app.yaml.

    Raises:
        UsageError: It is missing or wrong; the error names the first wrong field.
    """
    try:
        app = App.model_validate(read_yaml(path.read_text(encoding="utf-8")))
        namespace = settings().namespace or app.namespace
        return app.model_copy(update={"source": path, "namespace": namespace})
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(
            f"{path.name} cannot be read.",
            cause=" ".join(str(error).split()),
            cure=f"edit {path.name}",
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line = line_of(path, first["loc"]).line
        raise UsageError(
            f"{path.name} is wrong at {where} (line {line}).",
            cause=first["msg"].removeprefix("Value error, "),
            cure=f"edit {path.name}",
        ) from error
