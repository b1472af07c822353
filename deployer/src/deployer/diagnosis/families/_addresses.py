"""Addresses that a container is told to call. Source: env of its spec, DNS for Services."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightkube.resources.core_v1 import Pod, Service

from deployer.diagnosis.reading import Container
from deployer.diagnosis.snapshot import Snapshot

URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9_.-]+)(?::(?P<port>\d+))?"
)
HOST = re.compile(r"(?P<host>[a-z0-9][a-z0-9.-]*)(?::(?P<port>\d+))?")
NAMES_OF_HOSTS = re.compile(r"(^|_)(HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT)$")
PORTS = {
    "http": 80,
    "https": 443,
    "postgres": 5432,
    "postgresql": 5432,
    "redis": 6379,
    "amqp": 5672,
    "mysql": 3306,
    "mongodb": 27017,
}
"""The port that a scheme stands for; a driver's name may follow after a plus sign."""
NUMBER = re.compile(r"[\d.]+")


class Address(NamedTuple):
    """One address in a container's environment."""

    variable: str
    host: str
    port: int | None
    """None when it is not known."""
    is_url: bool


class Target(NamedTuple):
    """The Service that a host stands for."""

    name: str
    namespace: str


def addresses(one: Container) -> Iterator[Address]:
    """Return the addresses in values of a container's variables; references are not followed."""
    values = {each.name: each.value or "" for each in one.spec.env or []}
    for name, value in values.items():
        if "$(" in value:
            continue
        url = URL.search(value)
        bare = HOST.fullmatch(value) if NAMES_OF_HOSTS.search(name) else None
        if url:
            default = PORTS.get(url["scheme"].partition("+")[0])
            port = int(url["port"]) if url["port"] else default
            yield Address(name, url["host"], port, is_url=True)
        elif bare:
            beside = values.get(re.sub(r"[A-Z]+$", "PORT", name), "")
            text = bare["port"] or (beside if beside.isdigit() else "")
            yield Address(name, bare["host"], int(text) if text else None, is_url=False)


def target(snapshot: Snapshot, pod: Pod, host: str) -> Target | None:
    """Return the Service that a host must be; None when it may as well be something else."""
    parts = host.rstrip(".").split(".")
    if host == "localhost" or NUMBER.fullmatch(host) or _is_explained(pod, host):
        return None
    match parts:
        case [name]:
            return Target(name, snapshot.namespace)
        case [name, namespace] if namespace in snapshot.namespaces:
            return Target(name, namespace)
        case [name, namespace, "svc", *_]:
            return Target(name, namespace)
        case [_, name, namespace, "svc", *_]:
            return Target(name, namespace)
    return None


def _is_explained(pod: Pod, host: str) -> bool:
    """Tell whether a pod has its own way to resolve a name."""
    spec = pod.spec
    if spec is None:
        return False
    aliases = {name for one in spec.hostAliases or [] for name in one.hostnames or []}
    searches = bool(spec.dnsConfig and spec.dnsConfig.searches)
    elsewhere = spec.dnsPolicy in {"Default", "None"} or bool(
        spec.hostNetwork and spec.dnsPolicy != "ClusterFirstWithHostNet"
    )
    return host in aliases or (("." not in host) and (searches or elsewhere))


def exists(snapshot: Snapshot, found: Target) -> bool:
    """Tell whether a Service exists; what cannot be read counts as there."""
    if found.namespace == snapshot.namespace:
        return not snapshot.readable("Service") or snapshot.service(found.name) is not None
    if not snapshot.readable("Services"):
        return True
    return f"{found.namespace}/{found.name}" in snapshot.services_elsewhere


def ports_of(service: Service) -> frozenset[int]:
    """Return the ports at which a Service takes connections; empty when it does not limit them."""
    spec = service.spec
    if spec is None or spec.clusterIP == "None" or spec.type == "ExternalName":
        return frozenset()
    return frozenset(one.port for one in spec.ports or [])
