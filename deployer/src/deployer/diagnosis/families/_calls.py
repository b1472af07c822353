"""Which pods call which Services: by their environment, their arguments and their own words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightkube.resources.core_v1 import Pod, Service

from deployer.diagnosis.families._addresses import addresses, target
from deployer.diagnosis.families._services import serves
from deployer.diagnosis.reading import Container, all_containers, containers, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

PLACE = re.compile(r"(?<![\w.@-])(?P<host>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(?P<port>\d{2,5})\b")
TWO_WORDS = re.compile(
    r"(?<![\w.@-])(?P<host>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*) (?P<port>\d{2,5})\b"
)
"""As `nc -z HOST PORT` takes it."""
UNANSWERED = re.compile(
    r"(?i)timed? ?out|ETIMEDOUT|deadline exceeded|EAI_AGAIN|temporary failure in name resolution"
)
"""Words of programs whose packets nobody answers; what is refused was reached."""


class Call(NamedTuple):
    """A container that calls a Service of its namespace."""

    caller: Container
    service: Service
    port: int
    """The Service's."""
    because: str
    """Where that is said, such as `env BACKEND_URL`."""
    value: str
    """What is said there; never more than host and port."""


def calls(snapshot: Snapshot) -> Iterator[Call]:
    """Return who calls whom, each pair and port once."""
    seen: set[tuple[str, str, str, int]] = set()
    for one in all_containers(snapshot):
        if phase(one.pod) in {"Succeeded", "Failed"}:
            continue
        for host, port, because in _places(snapshot, one):
            found = target(snapshot, one.pod, host)
            if found is None or found.namespace != snapshot.namespace:
                continue
            service = snapshot.service(found.name)
            known = meta(one.pod).name or "", one.name, found.name, port
            if service is not None and known not in seen:
                seen.add(known)
                yield Call(one, service, port, because, f"{host}:{port}")


def _places(snapshot: Snapshot, one: Container) -> Iterator[tuple[str, int, str]]:
    for address in addresses(one):
        if address.port is not None:
            yield address.host, address.port, f"env {address.variable}"
    text = " ".join([*(one.spec.command or ()), *(one.spec.args or ())])
    for found in (*PLACE.finditer(text), *TWO_WORDS.finditer(text)):
        yield found["host"], int(found["port"]), "command"
    for line in snapshot.log(meta(one.pod).name or "", one.name).splitlines():
        if UNANSWERED.search(line):
            for found in PLACE.finditer(line):
                yield found["host"], int(found["port"]), "log"


def answering(snapshot: Snapshot, call: Call) -> Iterator[tuple[Pod, int, str]]:
    """Return the pods behind a call's Service, with the number and protocol that it leads to."""
    spec = call.service.spec
    ports = [one for one in (spec.ports if spec else None) or () if one.port == call.port]
    if spec is None or not ports:
        return
    for pod in snapshot.selected(spec.selector):
        if not serves(pod, spec.selector or {}):
            continue
        wanted = ports[0].targetPort if ports[0].targetPort is not None else ports[0].port
        names = {name: n for one in containers(pod) for name, n in one.port_names.items()}
        number = names.get(wanted) if isinstance(wanted, str) else wanted
        if number is not None:
            yield pod, number, ports[0].protocol or "TCP"


def misses(snapshot: Snapshot, one: Container) -> bool:
    """Tell whether a container is not well, or says that nobody answers it."""
    return not one.ready or bool(
        UNANSWERED.search(snapshot.log(meta(one.pod).name or "", one.name))
    )
