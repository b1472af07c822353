"""Short questions to the engine for the tests of rules."""

from deployer.diagnosis.engine import findings
from deployer.diagnosis.finding import Finding, Fix
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import Tree


def found(given: Snapshot, *prefixes: str) -> list[Finding]:
    """What the engine finds, of the rules whose names begin so; rules of others do not matter."""
    return [one for one in findings(given) if one.rule.startswith(prefixes)]


def the(given: Snapshot, rule: str) -> Finding:
    """The one finding of a rule."""
    (one,) = [one for one in findings(given) if one.rule == rule]
    return one


def fix_of(finding: Finding) -> Fix:
    """Its fix, which it has to have."""
    assert finding.fix is not None
    return finding.fix


def body_of(finding: Finding) -> Tree:
    """The body of the patch that helps."""
    patch = fix_of(finding).patch
    assert patch is not None
    body: Tree = patch.body
    return body
