"""Reads app.yaml, the one description of what is deployed."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, Field, ValidationError

from deployer.errors import UsageError
from deployer.frozen import Frozen
from deployer.quantity import amount
from deployer.settings import ROOT

Peer = Literal["frontend", "backend", "database", "door", "dns", "internet"]
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


class Service(Frozen):
    """One image, one chart, one release."""

    context: Path
    runtime: Runtime
    image: str
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
    storage: Quantity | None = None
    calls: tuple[Peer, ...] = ()
    called_by: tuple[Peer, ...] = ()

    @property
    def folder(self) -> Path:
        """The build context in this checkout."""
        return ROOT / self.context


class App(Frozen):
    """Everything that is deployed."""

    name: str
    namespace: str
    quota: Quota
    services: dict[str, Service]

    def label_selector(self) -> str:
        """Return the selector that matches every Kubernetes object of ours."""
        return f"{PART_OF}={self.name}"

    def chart(self, service: str) -> Path:
        """Return the folder of a service's chart; its name is also the release's name."""
        return ROOT / "helm" / f"{self.name}-{service}"


PART_OF = "app.kubernetes.io/part-of"
"""Every Kubernetes object and Docker image of ours carries this label, with the app's name."""


@cache
def load_app(path: Path = ROOT / "app.yaml") -> App:
    """Read and check app.yaml.

    Raises:
        UsageError: It is missing or wrong; the error names the first wrong field.
    """
    try:
        return App.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(
            f"{path.name} cannot be read.",
            cause=" ".join(str(error).split()),
            cure=f"edit {path.name}",
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{path.name} is wrong at {where}.",
            cause=first["msg"].removeprefix("Value error, "),
            cure=f"edit {path.name}",
        ) from error
