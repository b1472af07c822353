"""The image of a container cannot be had. Source: kubelet's waiting reasons, containerd's texts."""

import re
from collections.abc import Iterator

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import ContainerState, PodState, Snapshot
from deployer.results import Evidence

BACK_OFF = frozenset({"ImagePullBackOff", "ErrImagePull"})
KNOWN = (
    (
        re.compile(r"pull access denied|insufficient_scope|401 Unauthorized|403 Forbidden"),
        "image.refused",
        "the registry refuses to hand out image {image}",
        "name the registry's credentials in imagePullSecrets",
    ),
    (
        re.compile(r"toomanyrequests|429 Too Many Requests"),
        "image.rate-limit",
        "the registry has had too many requests for image {image}",
        "docker login, or use a mirror",
    ),
    (
        re.compile(r"no match for platform|no matching manifest"),
        "image.platform",
        "image {image} was not built for this node's processor",
        "./todo build --force",
    ),
    (
        re.compile(r"no space left on device"),
        "image.disk-full",
        "the node's disk has no room for image {image}",
        "free disk space of the node",
    ),
    (
        re.compile(r"no such host|i/o timeout|connection refused|x509|server gave HTTP"),
        "image.registry-unreachable",
        "the node does not reach the registry of image {image}",
        "check the registry's address, then run ./todo up",
    ),
    (
        re.compile(r"not found|manifest unknown"),
        "image.unknown",
        "the registry has no image {image}",
        "./todo up",
    ),
)
"""What the runtime says, the rule, what that means, and what helps; the first match counts."""


def cannot_be_pulled(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose image the node neither has nor gets."""
    for pod in snapshot.pods:
        for container in pod.containers:
            if container.waiting in BACK_OFF:
                yield _explain(pod, container, snapshot)


def is_never_pulled(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose image is not on the node and must not be pulled, or has no name."""
    for pod in snapshot.pods:
        for container in pod.containers:
            if container.waiting == "ErrImageNeverPull":
                yield _missing(pod, container, container.message)
            elif container.waiting == "InvalidImageName":
                cause = f"{container.image!r} cannot be the name of an image"
                yield _finding("image.name", pod, container, cause, "mend app.yaml")


def _explain(pod: PodState, container: ContainerState, snapshot: Snapshot) -> Finding:
    # The first answer of the runtime says most; the back-off after it repeats little of it.
    said = " ".join([container.message, *(one.message for one in snapshot.events_of(pod.name))])
    # Without a registry's host it can only be an image that was built here.
    if "/" not in container.image:
        return _missing(pod, container, said)
    for pattern, rule, cause, cure in KNOWN:
        if pattern.search(said):
            return _finding(rule, pod, container, cause.format(image=container.image), cure, said)
    cause = f"the node cannot get image {container.image}"
    return _finding("image.pull", pod, container, cause, "./todo up", said)


def _missing(pod: PodState, container: ContainerState, said: str) -> Finding:
    cause = f"the node does not have image {container.image}, which was built on this machine"
    return _finding("image.missing-on-node", pod, container, cause, "./todo up", said)


def _finding(
    rule: str, pod: PodState, container: ContainerState, cause: str, cure: str, said: str = ""
) -> Finding:
    return Finding(
        rule=rule,
        object=f"Pod {pod.name}/{container.name}",
        cause=cause,
        cure=cure,
        evidence=(
            Evidence(what="state.waiting.reason", value=container.waiting),
            Evidence(what="state.waiting.message", value=(said or container.message)[:400]),
        ),
        # A first failure is tried again at once; only the back-off after it means trouble.
        patience=10.0 if container.waiting == "ErrImagePull" else 0.0,
    )


RULES: tuple[Rule, ...] = (cannot_be_pulled, is_never_pulled)
