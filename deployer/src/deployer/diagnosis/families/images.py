"""The node does not get an image. Source: messages of containerd, Docker and the kubelet."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from deployer.diagnosis.families._image_fixes import load, name_that_exists, pull_secret, set_image
from deployer.diagnosis.families._image_names import kept_elsewhere, on_docker_hub
from deployer.diagnosis.families._words import did_you_mean, events_about, told, waits
from deployer.diagnosis.finding import Confidence, Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.snapshot import Snapshot

BACK_OFF = frozenset({"ErrImagePull", "ImagePullBackOff", "RegistryUnavailable"})
SETTLES = 10.0
"""Seconds: a first failure is tried again at once; only the back-off after it means trouble."""


class Meaning(NamedTuple):
    """What a runtime's words mean."""

    pattern: re.Pattern[str]
    rule: str
    cause: str
    fix: Callable[[Snapshot, Container], Fix]
    confidence: Confidence = "proof"


def _advice(summary: str) -> Callable[[Snapshot, Container], Fix]:
    return lambda _snapshot, _one: Fix(summary=summary)


KNOWN = (
    Meaning(
        re.compile(r"toomanyrequests|429 Too Many Requests"),
        "image.rate-limit",
        "the registry has had too many requests from here, and refuses image {image} for now",
        _advice("wait, log in to the registry, use a mirror, or load the image onto the node"),
    ),
    Meaning(
        re.compile(r"no match for platform|no matching manifest for"),
        "image.platform",
        "image {image} was not built for the node's processor{processor}",
        _advice("build it for that processor: docker buildx build --platform linux/ARCHITECTURE"),
    ),
    Meaning(
        re.compile(r"no space left on device"),
        "image.disk-full",
        "the node's disk has no room for image {image}",
        _advice("remove images and data that the node does not need"),
    ),
    Meaning(
        re.compile(r"repository does not exist or may require|insufficient_scope.*authorization"),
        "image.refused",
        "the registry has no public image {image}: the name is wrong, or it is private",
        pull_secret,
        "strong",
    ),
    Meaning(
        re.compile(
            r"pull access denied|insufficient_scope|401 Unauthorized|403 Forbidden"
            r"|authorization failed|no basic auth credentials|denied: "
        ),
        "image.refused",
        "the registry refuses to hand out image {image} without the right credentials",
        pull_secret,
    ),
    Meaning(
        re.compile(r"x509: "),
        "image.registry-unreachable",
        "the node does not trust the certificate of the registry of image {image}",
        _advice("give the node the registry's CA certificate"),
    ),
    Meaning(
        re.compile(r"server gave HTTP response to HTTPS client"),
        "image.registry-unreachable",
        "the registry of image {image} speaks plain HTTP, and the node insists on HTTPS",
        _advice("name the registry among the node's insecure registries"),
    ),
    Meaning(
        re.compile(
            r"no such host|i/o timeout|connection refused|registry is unavailable|no route to host"
            r"|network is unreachable|server misbehaving|context deadline exceeded|connection reset"
            r"|TLS handshake timeout|Client\.Timeout|proxyconnect|lookup \S+ on "
        ),
        "image.registry-unreachable",
        "the node does not reach the registry of image {image}",
        _advice("mend the registry's address or the node's network, or load the image onto it"),
    ),
    Meaning(
        re.compile(r"manifest unknown|not found|NAME_UNKNOWN|name unknown"),
        "image.unknown",
        "the registry has no image {image}",
        name_that_exists,
    ),
)
"""What the runtime says and what that means; the first match counts."""


def cannot_be_pulled(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose image the node neither has nor gets."""
    for one in all_containers(snapshot):
        if one.waiting.reason in BACK_OFF:
            yield _explain(snapshot, one)


def is_never_pulled(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose image is not on the node and must not be pulled."""
    for one in all_containers(snapshot):
        if one.waiting.reason == "ErrImageNeverPull":
            cause = f"the node does not have image {one.image}, and may not pull it (policy Never)"
            yield _missing(snapshot, one, cause)


def cannot_be_used(snapshot: Snapshot) -> Iterator[Finding]:
    """Find images that the runtime has, but cannot examine or may not use."""
    for one in all_containers(snapshot):
        match one.waiting.reason:
            case "SignatureValidationFailed":
                cause = f"the signature of image {one.image} does not satisfy the node's policy"
                fix = Fix(summary="sign the image, or change the node's image policy")
                yield _finding(snapshot, one, "image.signature", cause, fix)
            case "ImageInspectError":
                cause = f"the node's container runtime cannot examine image {one.image}"
                fix = Fix(summary="look at the node's disk and at its container runtime")
                yield _finding(snapshot, one, "image.inspect", cause, fix)


def _explain(snapshot: Snapshot, one: Container) -> Finding:
    # The first answer of the runtime says most; the back-off after it may repeat little of it.
    failed = [e for e in events_about(snapshot, one.pod, "Failed") if one.image in e.message]
    said = " ".join([one.waiting.message or "", *(event.message for event in failed)])
    more = told(*failed[-1:])
    if is_ours(one.pod) and on_docker_hub(one.image):
        return _missing(snapshot, one, _not_there(snapshot, one), more)
    for meaning in KNOWN:
        if meaning.pattern.search(said):
            return _meant(snapshot, one, meaning, more)
    cause = f"the node cannot get image {one.image}"
    fix = Fix(summary="read what the container runtime says, and mend the image's name")
    return _finding(snapshot, one, "image.pull", cause, fix, more, confidence="weak")


def _meant(
    snapshot: Snapshot, one: Container, meaning: Meaning, more: tuple[Evidence, ...]
) -> Finding:
    if meaning.rule == "image.refused":
        absent = absent_pull_secrets(snapshot, one)
        if absent:
            return _without_secret(snapshot, one, absent, more)
    kept = kept_elsewhere(snapshot, one)
    if meaning.rule in {"image.registry-unreachable", "image.refused"} and kept.same_repository:
        return _missing(snapshot, one, _not_there(snapshot, one), more, confidence="strong")
    cause = meaning.cause.format(image=one.image, processor=_processor(snapshot, one))
    if meaning.rule in {"image.unknown", "image.refused"} and kept.nearest:
        cause += f"; the nearest on the node is {kept.nearest}"
    return _finding(
        snapshot,
        one,
        meaning.rule,
        cause,
        meaning.fix(snapshot, one),
        more,
        confidence=meaning.confidence,
    )


def _not_there(snapshot: Snapshot, one: Container) -> str:
    kept = kept_elsewhere(snapshot, one).same_repository
    instead = f" (it has {kept[0]})" if kept else ""
    cause = f"the node does not have image {one.image}{instead}"
    return f"{cause}, which was built on this machine" if is_ours(one.pod) else cause


def _missing(
    snapshot: Snapshot,
    one: Container,
    cause: str,
    more: tuple[Evidence, ...] = (),
    *,
    confidence: Confidence = "proof",
) -> Finding:
    kept = kept_elsewhere(snapshot, one).same_repository
    fix = (
        PUT_BACK
        if is_ours(one.pod)
        else set_image(snapshot, one, kept[0])
        if kept
        else load(snapshot, one)
    )
    return _finding(snapshot, one, "image.missing-on-node", cause, fix, more, confidence=confidence)


def absent_pull_secrets(snapshot: Snapshot, one: Container) -> tuple[str, ...]:
    """Return the pull secrets that a pod names and that do not exist."""
    named = [ref.name or "" for ref in (one.pod.spec and one.pod.spec.imagePullSecrets) or ()]
    if snapshot.readable("Secret"):
        return tuple(name for name in named if snapshot.secret(name) is None)
    said = " ".join(
        event.message
        for event in events_about(snapshot, one.pod, "FailedToRetrieveImagePullSecret")
    )
    return tuple(name for name in named if name in re.split(r"[\s(),]+", said))


def _without_secret(
    snapshot: Snapshot, one: Container, absent: tuple[str, ...], more: tuple[Evidence, ...]
) -> Finding:
    known = [s.name for s in snapshot.secrets if s.type == "kubernetes.io/dockerconfigjson"]
    names = ", ".join(absent)
    cause = f"the pull secret {names} does not exist in this namespace, so that the registry "
    cause += f"refuses image {one.image}{did_you_mean(absent[0], known)}"
    stated = Evidence(what="spec.imagePullSecrets", value=names)
    fix = pull_secret(snapshot, one, absent[0])
    return _finding(snapshot, one, "image.pull-secret-missing", cause, fix, (stated, *more))


def _processor(snapshot: Snapshot, one: Container) -> str:
    node = snapshot.node((one.pod.spec and one.pod.spec.nodeName) or "")
    info = node.status.nodeInfo if node and node.status else None
    return f" ({info.architecture})" if info else ""


def _finding(  # noqa: PLR0913 - one place for what all of these findings share
    snapshot: Snapshot,
    one: Container,
    rule: str,
    cause: str,
    fix: Fix,
    more: tuple[Evidence, ...] = (),
    *,
    confidence: Confidence = "proof",
) -> Finding:
    return Finding(
        rule=rule,
        object=snapshot.ref(one.pod, one.name),
        cause=short(cause),
        fix=fix,
        evidence=(*waits(one), *more),
        confidence=confidence,
        patience=SETTLES if one.waiting.reason == "ErrImagePull" else 0.0,
    )


RULES: tuple[Rule, ...] = (cannot_be_pulled, is_never_pulled, cannot_be_used)
