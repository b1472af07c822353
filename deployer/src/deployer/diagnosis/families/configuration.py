"""A container cannot be made as it is described. Source: kubelet's waiting reasons."""

import re
from collections.abc import Iterator

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot
from deployer.results import Evidence

REASONS = frozenset({"CreateContainerConfigError", "CreateContainerError", "RunContainerError"})
KNOWN = (
    (
        re.compile(r'secret "(?P<name>[^"]+)" not found'),
        "config.secret-missing",
        "the Secret {name} does not exist",
    ),
    (
        re.compile(r'configmap "(?P<name>[^"]+)" not found'),
        "config.configmap-missing",
        "the ConfigMap {name} does not exist",
    ),
    (
        re.compile(
            r"couldn't find key (?P<key>\S+) in (?P<kind>Secret|ConfigMap) \S+/(?P<name>\S+)"
        ),
        "config.key-missing",
        "the {kind} {name} has no key {key}",
    ),
    (
        re.compile(r"runAsNonRoot|non-root"),
        "config.runs-as-root",
        "the image would run as root, which is not allowed",
    ),
    (
        re.compile(r"(?P<what>exec: \S+: \S.*|permission denied|no such file or directory)"),
        "config.command",
        "its command cannot be started ({what})",
    ),
)
"""What the kubelet says, the rule, and what that means; the first match counts."""


def cannot_be_created(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that lack a Secret, a ConfigMap, a key, or a program."""
    for pod in snapshot.pods:
        for container in pod.containers:
            if container.waiting in REASONS:
                rule, cause = _explain(container.message)
                yield Finding(
                    rule=rule,
                    object=f"Pod {pod.name}/{container.name}",
                    cause=cause,
                    cure="./todo up",
                    evidence=(
                        Evidence(what="state.waiting.reason", value=container.waiting),
                        Evidence(what="state.waiting.message", value=container.message[:400]),
                    ),
                )


def _explain(message: str) -> tuple[str, str]:
    for pattern, rule, cause in KNOWN:
        found = pattern.search(message)
        if found:
            return rule, cause.format(**found.groupdict())
    return "config.container", f"its container cannot be made: {message}"


RULES: tuple[Rule, ...] = (cannot_be_created,)
