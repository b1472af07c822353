"""A claim gets no volume. Source: claims, volumes, storage classes, the provisioner's events."""

import re
from collections.abc import Iterator

from lightkube.resources.core_v1 import PersistentVolume, PersistentVolumeClaim

from deployer.diagnosis.families._words import did_you_mean, events_about, nearest, told
from deployer.diagnosis.finding import Confidence, Evidence, Finding, Fix, Patch, Rule
from deployer.diagnosis.reading import annotations, listed, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SETTLES = 30.0
"""Seconds in which a volume is made."""
SILENT = 30.0
"""Seconds after which a provisioner that says nothing at all is taken to be away."""
SLOW = 180.0
"""Seconds after which one that began is taken to be stuck."""
DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class"
SELECTED_NODE = "volume.kubernetes.io/selected-node"
NO_CLASS = re.compile(r'storageclass\S* "(?P<name>[^"]+)" not found')
MODES = re.compile(r"(?i)access ?modes?|ReadWriteMany")


def gets_no_volume(snapshot: Snapshot) -> Iterator[Finding]:
    """Find claims that wait for a volume, and why they will not get one."""
    for claim in snapshot.claims:
        pending = claim.status is None or claim.status.phase in {None, "Pending"}
        if pending and not meta(claim).deletionTimestamp:
            found = (
                _released(snapshot, claim)
                or _class_missing(snapshot, claim)
                or _no_default(snapshot, claim)
                or _provisioning_fails(snapshot, claim)
                or _provisioner_is_silent(snapshot, claim)
            )
            if found:
                yield found


def _finding(  # noqa: PLR0913 - one place for what all findings about claims share
    snapshot: Snapshot,
    claim: PersistentVolumeClaim,
    rule: str,
    cause: str,
    fix: Fix,
    evidence: tuple[Evidence, ...],
    *,
    confidence: Confidence = "proof",
    patience: float = SETTLES,
) -> Finding:
    return Finding(
        rule=rule,
        object=snapshot.ref(claim),
        cause=cause,
        fix=fix,
        evidence=evidence,
        confidence=confidence,
        patience=patience,
    )


def _class_of(claim: PersistentVolumeClaim) -> str | None:
    return claim.spec.storageClassName if claim.spec else None


def _class_missing(snapshot: Snapshot, claim: PersistentVolumeClaim) -> Finding | None:
    name = _class_of(claim)
    known = [meta(one).name or "" for one in snapshot.storage_classes]
    failed = events_about(snapshot, claim, "ProvisioningFailed")
    stated = next((NO_CLASS.search(event.message) for event in reversed(failed)), None)
    absent = bool(name) and snapshot.readable("StorageClass") and name not in known
    # A volume made by hand may carry a class that does not exist as an object.
    by_hand = any(one.spec and one.spec.storageClassName == name for one in snapshot.volumes)
    if not name or not (absent or (stated and name not in known)) or (by_hand and not stated):
        return None
    there = f"; there is {listed(known)}" if known and not nearest(name, known) else ""
    better = nearest(name, known) or (known[0] if len(known) == 1 else "one that exists")
    return _finding(
        snapshot,
        claim,
        "storage.class-missing",
        f"its storage class {name} does not exist{did_you_mean(name, known) or there}",
        # What a claim asks for cannot be changed; it holds nothing yet.
        Fix(
            summary=f"delete the claim, which holds nothing yet, and make it again with "
            f"storageClassName: {better}",
            risk="destructive",
        ),
        (Evidence(what="spec.storageClassName", value=name), *told(*failed[-1:])),
        patience=0.0,
    )


def _no_default(snapshot: Snapshot, claim: PersistentVolumeClaim) -> Finding | None:
    if _class_of(claim) or (claim.spec and claim.spec.volumeName):
        return None
    failed = events_about(snapshot, claim, "FailedBinding")
    classes = snapshot.storage_classes
    default = any(annotations(one).get(DEFAULT_CLASS) == "true" for one in classes)
    explicit = _class_of(claim) == ""
    if explicit and failed:
        cause = "it asks for a volume without a storage class, and there is none that fits"
        fix = Fix(
            summary='make it again without `storageClassName: ""`, or make a volume by hand',
            risk="destructive",
        )
        rule = "storage.no-volume"
    elif not explicit and not default and snapshot.readable("StorageClass"):
        cause = "it names no storage class, and the cluster has no default"
        fix = (
            _make_default(meta(classes[0]).name or "")
            if classes
            else Fix(summary="install a volume provisioner and its storage class")
        )
        rule = "storage.no-default-class"
    else:
        return None
    stated = Evidence(what="spec.storageClassName", value='""' if explicit else "not set")
    return _finding(snapshot, claim, rule, cause, fix, (stated, *told(*failed[-1:])))


def _make_default(name: str) -> Fix:
    body = {"metadata": {"annotations": {DEFAULT_CLASS: "true"}}}
    back = f"kubectl annotate storageclass {name} {DEFAULT_CLASS}-"
    return Fix(
        summary=f"make storage class {name} the default",
        patch=Patch(kind="StorageClass", name=name, body=body),
        undo=back,
    )


def _provisioning_fails(snapshot: Snapshot, claim: PersistentVolumeClaim) -> Finding | None:
    failed = events_about(snapshot, claim, "ProvisioningFailed", "ProvisionFailed")
    if not failed:
        return None
    said, name = failed[-1].message, _class_of(claim)
    if MODES.search(said):
        modes = listed((claim.spec and claim.spec.accessModes) or [])
        return _finding(
            snapshot,
            claim,
            "storage.access-mode",
            f"storage class {name} makes no volumes that can be used as {modes}",
            Fix(
                summary="make the claim again with accessModes: [ReadWriteOnce]", risk="destructive"
            ),
            (Evidence(what="spec.accessModes", value=modes), *told(failed[-1])),
            confidence="strong",
        )
    return _finding(
        snapshot,
        claim,
        "storage.provisioning",
        f"no volume can be made for it: {short(said, 160)}",
        Fix(summary=f"look at the provisioner of storage class {name}"),
        told(failed[-1]),
        confidence="strong",
    )


def _provisioner_is_silent(snapshot: Snapshot, claim: PersistentVolumeClaim) -> Finding | None:
    known = {meta(one).name: one for one in snapshot.storage_classes}
    found = known.get(_class_of(claim) or "")
    waits = found is not None and found.volumeBindingMode == "WaitForFirstConsumer"
    began = events_about(snapshot, claim, "Provisioning")
    if found is None or snapshot.age(claim) < (SLOW if began else SILENT):
        return None
    if waits and SELECTED_NODE not in annotations(claim):
        # Normal: its volume is made when a pod that uses it is placed.
        return None
    said = events_about(snapshot, claim, "ExternalProvisioning")
    return _finding(
        snapshot,
        claim,
        "storage.provisioner-silent",
        f"the provisioner {found.provisioner} of storage class {meta(found).name} does not answer",
        Fix(summary=f"look at the pods of {found.provisioner}", risk="read"),
        (Evidence(what="provisioner", value=found.provisioner), *told(*said[-1:])),
        confidence="strong",
    )


def _released(snapshot: Snapshot, claim: PersistentVolumeClaim) -> Finding | None:
    for volume in snapshot.volumes:
        ref = volume.spec.claimRef if volume.spec else None
        mine = ref is not None and (ref.namespace, ref.name) == (
            snapshot.namespace,
            meta(claim).name,
        )
        if mine and ref and volume.status and volume.status.phase == "Released":
            return _kept(snapshot, claim, volume, ref.uid or "")
    return None


def _kept(
    snapshot: Snapshot, claim: PersistentVolumeClaim, volume: PersistentVolume, uid: str
) -> Finding:
    name = meta(volume).name or ""
    body = {"spec": {"claimRef": {"uid": None, "resourceVersion": None}}}
    return Finding(
        rule="storage.volume-released",
        object=snapshot.ref(volume),
        cause=f"it still belongs to an earlier claim of the name {meta(claim).name}, so that the "
        "new one does not get it",
        fix=Fix(
            summary=f"give volume {name} and its data to the new claim",
            risk="destructive",
            patch=Patch(kind="PersistentVolume", name=name, body=body),
        ),
        evidence=(
            Evidence(what="status.phase", value="Released"),
            Evidence(what="spec.claimRef.uid", value=uid or "unknown"),
        ),
        causes=(snapshot.ref(claim),),
        patience=SETTLES,
    )


RULES: tuple[Rule, ...] = (gets_no_volume,)
