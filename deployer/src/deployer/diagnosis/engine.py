"""Applies every rule to a snapshot. A new rule is one function in a family's RULES."""

from deployer.diagnosis.families import (
    admission,
    configuration,
    crashes,
    images,
    readiness,
    scheduling,
)
from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot

RULES: tuple[Rule, ...] = (
    *images.RULES,
    *configuration.RULES,
    *crashes.RULES,
    *scheduling.RULES,
    *admission.RULES,
    *readiness.RULES,
)
"""In the order in which causes come before symptoms."""


def diagnose(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return all that is wrong, causes before symptoms, each object's cause only once."""
    seen: set[tuple[str, str]] = set()
    findings = []
    for finding in (one for rule in RULES for one in rule(snapshot)):
        key = (finding.rule, finding.object)
        if key not in seen:
            seen.add(key)
            findings.append(finding)
    return tuple(findings)
