"""What is to be installed: the releases in their order, and the values of each."""

from pathlib import Path
from urllib.parse import urlsplit

from deployer.app import App
from deployer.frozen import Frozen
from deployer.settings import Settings

ORDER = ("database", "backend", "frontend")
"""What comes later needs what comes before."""
HTTPS = 443
PORTS = {"http": 80, "https": 443, "postgresql": 5432, "postgres": 5432}


class Planned(Frozen):
    """One release that should be there."""

    key: str
    """The service's name in app.yaml."""
    chart: Path
    replicas: int
    values: dict[str, object]


def plan(
    app: App, images: dict[str, str], checksums: dict[str, str], settings: Settings
) -> tuple[Planned, ...]:
    """Return the releases in the order in which they are installed.

    Args:
        app: What app.yaml says.
        images: Service to the reference that nodes can resolve; others are not installed.
        checksums: Service to the checksum of its Secret.
        settings: What the user set; no secret of it gets into the values.
    """
    return tuple(
        Planned(
            key=key,
            chart=app.chart(key),
            replicas=app.services[key].replicas,
            values=_values(app, key, images[key], checksums, settings),
        )
        for key in sorted(images, key=ORDER.index)
    )


def _values(
    app: App, key: str, image: str, checksums: dict[str, str], settings: Settings
) -> dict[str, object]:
    service = app.services[key]
    values: dict[str, object] = {"image": image_values(image)}
    if key in checksums:
        values |= {"existingSecret": f"{app.name}-{key}", "secretChecksum": checksums[key]}
    if config := settings.handed_on(service.optional_config):
        values["config"] = config
    if "internet" in service.calls:
        values["networkPolicy"] = {"internetPorts": internet_ports(settings)}
    return values


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
