"""A pod is refused before it exists. Source: events `FailedCreate` of its owner."""

import re
from collections.abc import Iterator

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot
from deployer.results import Evidence

QUOTA = re.compile(
    r"exceeded quota: \S+ requested: (?P<wanted>\S+), used: \S+ limited: (?P<limit>\S+)"
)
SETTLES = 45.0
"""Seconds in which pods that end give their share of the quota back."""


def is_refused(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads whose pods the cluster refuses to make."""
    for event in snapshot.events:
        if event.reason != "FailedCreate":
            continue
        rule, cause, cure, patience = _explain(event.message)
        yield Finding(
            rule=rule,
            object=f"{event.kind} {event.name}",
            cause=cause,
            cure=cure,
            evidence=(Evidence(what="event FailedCreate", value=event.message[:500]),),
            patience=patience,
        )


def _explain(message: str) -> tuple[str, str, str, float]:
    if "exceeded quota" in message:
        found = QUOTA.search(
            message.replace(", requested", " requested").replace(", limited", " limited")
        )
        detail = f" (wants {found['wanted']}, the limit is {found['limit']})" if found else ""
        cause = f"the namespace's quota leaves no room for another pod{detail}"
        return "admission.quota", cause, "lower replicas or limits in app.yaml", SETTLES
    if "violates PodSecurity" in message:
        cause = "the namespace allows only pods of level `restricted`"
        return "admission.security", cause, "./todo chart", 0.0
    if "serviceaccount" in message:
        # Made in the same moment; the controller tries again.
        return "admission.account", "its service account is missing", "./todo up", SETTLES
    return (
        "admission.refused",
        f"the cluster refuses its pods: {message[:200]}",
        "./todo up",
        SETTLES,
    )


RULES: tuple[Rule, ...] = (is_refused,)
