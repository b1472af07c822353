"""Which Services a failing container says that it cannot reach, or was told to use."""

import re
from collections.abc import Iterator

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.finding import Finding
from deployer.diagnosis.reading import containers
from deployer.diagnosis.reference import ObjectRef
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

UNREACHED = re.compile(
    r"refused|timed? ?out|unreachable|no route to host|could not translate host|name resolution"
    r"|name or service not known|enotfound|eai_again|no such host|unknown host|bad gateway"
    r"|service unavailable|does not answer|not known in the cluster|waits? for|waiting for"
    r"|cannot reach|could not connect|getaddrinfo|\b50[234]\b",
    re.IGNORECASE,
)
"""Words of programs that miss another one."""


def awaited(snapshot: Snapshot, finding: Finding) -> tuple[ObjectRef, ...]:
    """Return the Services whose failure would explain a finding about a container.

    Those that the finding's own words name, by name or address; when they name none, those
    that the container's environment and arguments name.
    """
    pod = snapshot.pod(finding.object.name) if finding.object.kind == "Pod" else None
    if pod is None or not misses_something(finding):
        return ()
    said = _said(finding)
    named = tuple(_mentioned(snapshot, said, pod))
    return named or tuple(_mentioned(snapshot, _configuration(pod, finding.object.container), pod))


def misses_something(finding: Finding) -> bool:
    """Tell whether a finding's words are those of a program that does not reach another."""
    return UNREACHED.search(_said(finding)) is not None


def _said(finding: Finding) -> str:
    return "\n".join([finding.cause, *(one.value for one in finding.evidence)])


def _mentioned(snapshot: Snapshot, text: str, pod: Pod) -> Iterator[ObjectRef]:
    own = meta(pod).name or ""
    # The pod's own name often begins with that of its Service.
    words = set(re.findall(r"[\w.-]+", text.replace(own, " ")))
    hosts = {word.strip(".").split(".")[0] for word in words} | words
    for service in snapshot.services:
        address = service.spec.clusterIP if service.spec else None
        if meta(service).name in hosts or (address and address != "None" and address in words):
            yield snapshot.ref(service)


def _configuration(pod: Pod, container: str) -> str:
    found: list[str] = []
    for one in containers(pod):
        if container in {"", one.name}:
            found += [variable.value or "" for variable in one.spec.env or ()]
            found += [*(one.spec.command or ()), *(one.spec.args or ())]
    return "\n".join(found)
