"""A job does not do its work. Source: the Job controller's conditions, and pods' own deadlines."""

from collections.abc import Iterator

from lightkube.resources.batch_v1 import CronJob, Job

from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import UP, is_ours, kubectl
from deployer.diagnosis.reading import annotations, condition, holds, labels, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

HOOK = "helm.sh/hook"
DEADLINE = "DeadlineExceeded"


def failed(snapshot: Snapshot) -> Iterator[Finding]:
    """Find jobs that gave up; why is told by rules about their pods, unless their time was over."""
    for one in snapshot.jobs:
        found = condition(one, "Failed")
        if found is None or found.status != "True" or _was_repeated(snapshot, one):
            continue
        late = found.reason == DEADLINE
        seconds = one.spec.activeDeadlineSeconds if one.spec else None
        cause = (
            f"it was not done within the {seconds} s of its activeDeadlineSeconds"
            if late
            else f"it gave up: {found.message or found.reason or 'it does not say why'}"
        )
        yield Finding(
            rule=_rule(one, late=late),
            object=snapshot.ref(one),
            cause=cause,
            evidence=(
                Evidence(what="status.conditions[Failed].reason", value=found.reason or "unknown"),
                Evidence(
                    what="status.conditions[Failed].message", value=short(found.message or "")
                ),
            ),
            confidence="strong" if late else "proof",
            symptom=not late,
            fix=_again(snapshot, one, late=late),
            patience=None,
        )


def _rule(one: Job, *, late: bool) -> str:
    if is_ours(one) and labels(one).get("app.kubernetes.io/component") == "migration":
        return "app.migration-failed"
    return "job.deadline" if late else "job.failed"


def _was_repeated(snapshot: Snapshot, one: Job) -> bool:
    """Tell whether a later job of the same maker did the work, or is at it."""
    maker = snapshot.owner(one)
    made = meta(one).creationTimestamp
    if not isinstance(maker, CronJob) or made is None:
        return False
    return any(
        isinstance(other, Job)
        and (meta(other).creationTimestamp or made) > made
        and not holds(other, "Failed")
        for other in snapshot.children(maker)
    )


def _again(snapshot: Snapshot, one: Job, *, late: bool) -> Fix:
    ref, maker = snapshot.ref(one), snapshot.owner(one)
    longer = "raise activeDeadlineSeconds, then " if late else "cure what its pods say, then "
    if is_ours(one):
        return Fix(summary=f"{longer}run ./todo up", command=UP)
    if isinstance(maker, CronJob):
        name = meta(maker).name or ""
        again = kubectl(ref.namespace, "create", "job", f"{name}-again", f"--from=cronjob/{name}")
        return Fix(
            summary=f"{longer}run it once more",
            command=() if late else again,
            undo=f"kubectl delete job {name}-again -n {ref.namespace}",
        )
    if HOOK in annotations(one):
        release = annotations(one).get("meta.helm.sh/release-name", "the release")
        return Fix(summary=f"{longer}run helm upgrade of {release} again: the hook is made anew")
    return Fix(
        summary=f"{longer}delete it and make it anew: a Job cannot be changed or started again",
        risk="destructive",
        command=() if late else kubectl(ref.namespace, "delete", "job", ref.name),
    )


def pod_is_too_slow(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that were ended because their own time was over."""
    for one in snapshot.pods:
        status, owner = one.status, snapshot.owner(one)
        if status is None or status.reason != DEADLINE or isinstance(owner, Job):
            continue
        seconds = one.spec.activeDeadlineSeconds if one.spec else None
        yield Finding(
            rule="job.pod-deadline",
            object=snapshot.ref(one),
            cause=f"it ran longer than its activeDeadlineSeconds of {seconds} s and was ended",
            evidence=(
                Evidence(what="status.reason", value=DEADLINE),
                Evidence(what="status.message", value=short(status.message or "")),
            ),
            fix=Fix(summary="raise activeDeadlineSeconds, or leave it out, and make the pod anew"),
            patience=None,
        )


RULES: tuple[Rule, ...] = (pod_is_too_slow, failed)
