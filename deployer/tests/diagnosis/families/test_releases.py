from datetime import timedelta

import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import NOW, release, snapshot

TIMEOUT = 'Upgrade "web" failed: timed out waiting for the condition'
HOOK = (
    'Upgrade "web" failed: pre-upgrade hooks failed: 1 error occurred:\n\t* job web-migration'
    " failed:"
    " BackoffLimitExceeded\n\n"
)
IMMUTABLE = (
    'Upgrade "web" failed: cannot patch "web" with kind Deployment: Deployment.apps "web" is'
    " invalid:"
    " spec.selector: Invalid value: {}: field is immutable"
)


def one(status: str, minutes: float, **changes: object) -> Snapshot:
    changed = NOW - timedelta(minutes=minutes)
    return snapshot(release("web", status, revision=3, changed=changed, **changes))


def test_a_release_that_is_pending_for_long_is_locked() -> None:
    finding = the(one("pending-upgrade", 40, deployed=2), "helm.pending")
    assert "revision 3 is pending-upgrade since 40 minutes" in finding.cause
    assert finding.cure == "helm rollback web 2 -n shop"
    assert fix_of(finding).risk == "destructive"
    assert finding.severity == "critical"


def test_one_that_was_never_deployed_has_nothing_to_go_back_to() -> None:
    finding = the(one("pending-install", 180), "helm.pending")
    assert finding.cure == "helm uninstall web -n shop"
    assert "since 3 hours" in finding.cause


def test_a_helm_that_takes_long_may_still_be_at_work() -> None:
    finding = the(one("pending-install", 6), "helm.pending")
    assert "seems to have died" in finding.cause
    assert finding.severity == "warning"
    assert finding.patience == 540


def test_our_own_is_taken_over_by_the_deployer() -> None:
    ours = release(
        "todo-backend", "pending-upgrade", namespace="todo", changed=NOW - timedelta(days=1)
    )
    assert the(snapshot(ours), "helm.pending").cure == "./todo up"


@pytest.mark.parametrize(
    ("description", "symptom", "part"),
    [
        (TIMEOUT, True, "waited in vain"),
        (HOOK, True, "pre-upgrade hook of release web failed"),
        (IMMUTABLE, False, "spec.selector of Deployment web cannot be changed"),
        ("something new", True, "something new"),
        ("", True, "does not say why"),
    ],
    ids=["timeout", "hook", "immutable", "new", "silent"],
)
def test_what_helm_noted_is_explained(description: str, symptom: bool, part: str) -> None:  # noqa: FBT001
    finding = the(one("failed", 5, description=description), "helm.failed")
    assert finding.symptom == symptom
    assert part in finding.cause
    assert finding.severity == "critical"


def test_while_an_older_revision_runs_a_failure_is_a_warning() -> None:
    finding = the(one("failed", 5, description=TIMEOUT, deployed=2), "helm.failed")
    assert finding.severity == "warning"
    assert "revision 2 goes on running" in finding.cause
    assert "helm rollback web 2" in finding.cure


def test_an_uninstallation_that_was_broken_off_is_ended() -> None:
    assert the(one("uninstalling", 60), "helm.uninstalling").cure == "helm uninstall web -n shop"


@pytest.mark.parametrize(
    "given",
    [
        one("deployed", 60),
        one("pending-install", 4),
        one("superseded", 60),
        one("uninstalling", 1),
        one("uninstalled", 60),
    ],
)
def test_releases_that_are_well_or_going_are_none(given: Snapshot) -> None:
    assert found(given, "helm.") == []
