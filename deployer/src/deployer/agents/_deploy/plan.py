"""What is to be installed: the releases in their order, and the values of each."""

from pathlib import Path
from urllib.parse import urlsplit

from deployer.app import App, Service
from deployer.frozen import Frozen
from deployer.profiles import merged, values_of
from deployer.settings import Settings

ORDER = ("database", "backend", "frontend", "operations")
"""What comes later needs what comes before."""
HTTPS = 443
DISK = {"ephemeral-storage": "2Gi"}
"""For what a development server keeps beside the sources."""
PORTS = {"http": 80, "https": 443, "postgresql": 5432, "postgres": 5432}


class Planned(Frozen):
    """One release that should be there."""

    key: str
    """The service's name in app.yaml."""
    chart: Path
    replicas: int
    values: dict[str, object]


def plan(
    app: App,
    images: dict[str, str],
    checksums: dict[str, str],
    settings: Settings,
    *,
    development: bool = False,
) -> tuple[Planned, ...]:
    """Return the releases in the order in which they are installed.

    Args:
        app: What app.yaml says, under its profile.
        images: Service to the reference that nodes can resolve; others are not installed.
        checksums: Service to the checksum of its Secret.
        settings: What the user set; no secret of it gets into the values.
        development: Whether sources are to be edited in place, where a service can do that.
    """
    return tuple(
        Planned(
            key=key,
            chart=app.chart(key),
            replicas=app.services[key].replicas,
            values=_values(app, key, images[key], checksums, settings)
            | (_editable(app.services[key]) if development else {})
            | _shrunk(app, key, tuple(images)),
        )
        for key in sorted(images, key=ORDER.index)
    )


def _values(
    app: App, key: str, image: str, checksums: dict[str, str], settings: Settings
) -> dict[str, object]:
    service = app.services[key]
    values: dict[str, object] = {}
    if key in checksums:
        values |= {"existingSecret": f"{app.name}-{key}", "secretChecksum": checksums[key]}
    if config := settings.handed_on(service.optional_config):
        values["config"] = config
    if "kubernetes" in service.calls:
        values["allowChanges"] = settings.mcp_changes
    if "internet" in service.calls:
        values["networkPolicy"] = {"internetPorts": internet_ports(settings)}
    return merged(merged(values, values_of(app, key)), {"image": image_values(image)})


def _editable(service: Service) -> dict[str, object]:
    if service.development is None:
        return {}
    return {
        "development": {"enabled": True},
        "replicas": service.replicas,
        "resources": {"limits": service.development.limits.model_dump() | DISK},
    }


def _shrunk(app: App, key: str, installed: tuple[str, ...]) -> dict[str, object]:
    """Return the limits of a service that gives some of its own to another one."""
    limits = app.limits(key, installed)
    if limits == app.services[key].limits:
        return {}
    return {"resources": {"limits": limits.model_dump()}}


def image_values(reference: str) -> dict[str, str]:
    """Split an image's reference as the charts' values want it."""
    name, at, digest = reference.partition("@")
    repository, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:  # a colon before a slash belongs to the registry's port
        repository, tag = name, ""
    return {"repository": repository, "tag": tag, "digest": digest if at else ""}


def internet_ports(settings: Settings) -> list[int]:
    """Return the ports outside the cluster that the backend has to reach, smallest first."""
    urls = [settings.openrouter_base_url or "", settings.otel_exporter_otlp_endpoint or ""]
    if settings.database_url:
        urls.append(settings.database_url.get_secret_value())
    ports = {HTTPS}
    for parts in (urlsplit(url) for url in urls if url):
        ports.add(parts.port or PORTS.get(parts.scheme, HTTPS))
    return sorted(ports)
