"""The runtime cannot make a container, or the kubelet cannot prepare it. Source: their messages."""

import re
from collections.abc import Iterator

from deployer.diagnosis.families import configuration, security
from deployer.diagnosis.families._fixes import look_at
from deployer.diagnosis.families._words import events_about, told, waits
from deployer.diagnosis.finding import Finding, Fix, Rule
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.snapshot import Snapshot

REASONS = frozenset({"CreateContainerConfigError", "CreateContainerError", "PreCreateHookError"})
KNOWN = (
    (
        re.compile(r"(?i)subpath"),
        "config.sub-path",
        "the subPath of one of its volume mounts is not there, is no folder, or may not be made",
        "mend subPath in volumeMounts, or what lies at that place in the volume",
    ),
    (
        re.compile(r"is already in use by|is reserved for|name .* conflict"),
        "config.container-name",
        "the runtime still has a container of this name",
        "delete the pod, so that it is made anew",
    ),
    (
        re.compile(r"no command specified"),
        "config.no-command",
        "neither its image nor its spec says which program to run",
        "give the container a command",
    ),
    (
        re.compile(r"(?i)duplicate mount point|mkdir|not a directory|mountpoint|error mounting"),
        "config.mount-path",
        "one of its volumes cannot be mounted where it should be",
        "mend mountPath in volumeMounts",
    ),
    (
        re.compile(r"device|cdi"),
        "config.device",
        "the runtime cannot give it a device that it asks for",
        "look at the node's device plugin",
    ),
    (
        re.compile(r"context deadline exceeded|DeadlineExceeded"),
        "config.slow-runtime",
        "the node's container runtime takes too long to make it",
        "look at the node's load and disk",
    ),
)
"""What is said, the rule, what that means, and what helps; the first match counts."""


def cannot_be_made(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that cannot be made for a reason that no other rule explains."""
    for one in all_containers(snapshot):
        said = one.waiting.message or ""
        explained = (configuration.MISSING, configuration.NO_KEY, security.OTHER)
        if one.waiting.reason in REASONS and not any(each.search(said) for each in explained):
            yield _explain(snapshot, one, said)


def _explain(snapshot: Snapshot, one: Container, said: str) -> Finding:
    rule, cause = "config.container", f"its container cannot be made: {short(said, 160)}"
    fix = look_at(snapshot, one.pod)
    for pattern, known, meaning, cure in KNOWN:
        if pattern.search(said):
            rule, cause, fix = known, meaning, Fix(summary=cure)
            break
    failed = [e for e in events_about(snapshot, one.pod, "Failed") if e.message not in said]
    return Finding(
        rule=rule,
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix,
        evidence=(*waits(one), *told(*failed[-1:])),
        confidence="weak" if rule == "config.container" else "strong",
    )


RULES: tuple[Rule, ...] = (cannot_be_made,)
