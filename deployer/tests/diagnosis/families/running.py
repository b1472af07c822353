"""Runs the rules of one family alone."""

from collections.abc import Sequence

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot


def run(rules: Sequence[Rule], snapshot: Snapshot) -> tuple[Finding, ...]:
    """What these rules find, each with evidence that says something."""
    found = tuple(one for rule in rules for one in rule(snapshot))
    for one in found:
        assert one.cause, one
        assert one.evidence, one
        assert all(each.value for each in one.evidence), one
    return found


def only(rules: Sequence[Rule], snapshot: Snapshot) -> Finding:
    """The one thing that they find."""
    (one,) = run(rules, snapshot)
    return one
