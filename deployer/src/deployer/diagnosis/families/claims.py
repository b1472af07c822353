"""A claim loses its volume, does not go away, or does not grow. Source: claims and their users."""

from collections.abc import Iterator

from deployer.diagnosis.families._constraints import claims_of
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import condition, listed
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

LEAVES = 60.0
"""Seconds in which a claim goes once nobody uses it."""
GROWS = 180.0
"""Seconds in which a file system grows by itself where that is possible."""


def is_lost(snapshot: Snapshot) -> Iterator[Finding]:
    """Find claims whose volume is gone."""
    for claim in snapshot.claims:
        if claim.status and claim.status.phase == "Lost":
            volume = (claim.spec and claim.spec.volumeName) or "its volume"
            yield Finding(
                rule="storage.lost",
                object=snapshot.ref(claim),
                cause=f"its volume {volume} does not exist any more, and its data with it",
                fix=Fix(summary="restore the volume or a backup; then make the claim again"),
                evidence=(Evidence(what="status.phase", value="Lost"),),
            )


def does_not_go(snapshot: Snapshot) -> Iterator[Finding]:
    """Find claims that are being deleted while pods still use them."""
    for claim in snapshot.claims:
        name, since = meta(claim).name or "", meta(claim).deletionTimestamp
        users = [meta(pod).name or "" for pod in snapshot.pods if name in claims_of(pod)]
        if since and users and snapshot.since(since) > LEAVES:
            yield Finding(
                rule="storage.claim-in-use",
                object=snapshot.ref(claim),
                cause=f"it is to be deleted, and {listed(users)} still uses it",
                fix=Fix(summary=f"end {listed(users)} first, or leave the claim as it is"),
                evidence=(
                    Evidence(what="metadata.deletionTimestamp", value=str(since)),
                    Evidence(what="finalizers", value=listed(meta(claim).finalizers or ["none"])),
                ),
                severity="warning",
                patience=None,
            )


def waits_for_restart(snapshot: Snapshot) -> Iterator[Finding]:
    """Find claims that were made larger, and whose file system was not."""
    for claim in snapshot.claims:
        found = condition(claim, "FileSystemResizePending")
        if found and found.status == "True" and snapshot.since(found.lastTransitionTime) > GROWS:
            yield Finding(
                rule="storage.resize-pending",
                object=snapshot.ref(claim),
                cause="it was made larger, but its file system grows only when a pod starts",
                fix=Fix(summary="start the pod that uses it anew"),
                evidence=(
                    Evidence(
                        what="condition FileSystemResizePending", value=found.message or "True"
                    ),
                ),
                severity="warning",
                patience=None,
            )


RULES: tuple[Rule, ...] = (is_lost, does_not_go, waits_for_restart)
