"""Describes a FastAPI or Next.js service of somebody else as app.yaml would, to make its chart."""

import re
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from deployer.app import App, Probes, Quota, Resources, Runtime, Secrets, Service
from deployer.errors import UsageError
from deployer.frozen import Frozen

CHART_NAME = re.compile(r"[a-z]([-a-z0-9]{0,38}[a-z0-9])?")
IMAGE = re.compile(
    r"(?P<name>[a-z0-9]([a-zA-Z0-9._:/-]*?[a-zA-Z0-9])?)(:(?P<tag>[A-Za-z0-9_][A-Za-z0-9._-]*))?"
)


class Kind(StrEnum):
    """What the service is made with."""

    FASTAPI = "fastapi"
    NEXTJS = "nextjs"


class Usual(Frozen):
    """What services of one kind have in common."""

    runtime: Runtime
    port: int
    health: str
    writable: tuple[str, ...] = ()


USUAL = {
    Kind.FASTAPI: Usual(runtime="python", port=8000, health="/health"),
    # Next.js keeps what it rendered there, and the root file system cannot be written.
    Kind.NEXTJS: Usual(runtime="node", port=3000, health="/", writable=("/app/.next/cache",)),
}
REQUESTS = Resources(cpu="100m", memory="128Mi")
LIMITS = Resources(cpu="1", memory="1Gi")


class NewChart(Frozen):
    """A service that needs a chart; what is left out is what is usual for its kind."""

    name: str
    kind: Kind
    image: str = ""
    port: int | None = None
    live: str = ""
    """The path that answers while the process lives."""
    ready: str = ""
    """The path that answers while it may get traffic."""
    config: dict[str, str] = Field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    replicas: int = 2


def describe(new: NewChart) -> App:
    """Return an app that is just this service.

    Raises:
        UsageError: The name or the image is none that Kubernetes takes.
    """
    if not CHART_NAME.fullmatch(new.name):
        raise UsageError(
            f"{new.name!r} is no name for a chart.",
            cause="Names are small letters, digits and dashes, at most 40, a letter first.",
        )
    image = IMAGE.fullmatch(new.image or new.name)
    if image is None:
        raise UsageError(
            f"{new.image!r} is no image.", cause="It is written as registry.example/name:tag."
        )
    usual = USUAL[new.kind]
    live = new.live or usual.health
    service = Service(
        context=Path(),
        runtime=usual.runtime,
        image=image["name"],
        tag=image["tag"],
        port=new.port or usual.port,
        replicas=new.replicas,
        requests=REQUESTS,
        limits=LIMITS,
        probes=Probes(startup=live, liveness=live, readiness=new.ready or live),
        config=new.config,
        secrets=Secrets(required=new.secrets),
        writable=(*usual.writable, *new.writable),
        calls=("dns", "internet"),
        called_by=("door",),
    )
    quota = Quota(cpu="4", memory="8Gi", pods="12")
    return App(name=new.name, namespace=new.name, quota=quota, services={new.name: service})
