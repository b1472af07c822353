"""Rollouts in which the new pod waits for the old one, and the old one for the new."""

from collections.abc import Iterator

from lightkube.resources.apps_v1 import Deployment
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import kubectl, patch_of
from deployer.diagnosis.reading import is_ready, labels, newest_replica_set, short, template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.starting import is_starting
from deployer.tools.kube import meta

ONE_NODE, ONE_POD = "ReadWriteOnce", "ReadWriteOncePod"
HASH = "controller-revision-hash"


def holds_its_volume(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Deployments whose old pod keeps the volume that the new one waits for."""
    for one in snapshot.deployments:
        strategy = one.spec.strategy
        newest = newest_replica_set(snapshot, one)
        claims = _single_claims(snapshot, one)
        if newest is None or not claims or (strategy and strategy.type == "Recreate"):
            continue
        new = {meta(pod).uid for pod in snapshot.pods_of(newest)}
        pods = snapshot.pods_of(one)
        old = [pod for pod in pods if meta(pod).uid not in new and pod.spec and pod.spec.nodeName]
        waits = [
            (pod, said)
            for pod in pods
            if meta(pod).uid in new and not is_ready(pod) and (said := _waits(snapshot, pod))
        ]
        if not old or not waits:
            continue
        pod, said = waits[0]
        yield Finding(
            rule="rollout.volume-deadlock",
            object=snapshot.ref(one),
            cause=f"its new pod {meta(pod).name} waits for claim {', '.join(claims)}, which the old"
            f" pod {meta(old[0]).name} holds, and the rollout lets the old one go only when the new"
            " one is ready",
            evidence=(
                Evidence(what="spec.strategy.type", value="RollingUpdate"),
                Evidence(what=f"Pod {meta(pod).name}", value=short(said)),
            ),
            confidence="strong",
            fix=Fix(
                summary="replace the pod instead of rolling: strategy Recreate",
                patch=patch_of(
                    one,
                    {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": None}}},
                    namespace=snapshot.namespace,
                ),
                undo="set spec.strategy.type back to RollingUpdate",
            ),
            causes=(snapshot.ref(pod),),
        )


def _single_claims(snapshot: Snapshot, one: Deployment) -> list[str]:
    """Return the claims of its pods that only one node or pod may use at a time."""
    template = template_of(one)
    volumes = (template.spec.volumes if template and template.spec else None) or []
    names = [v.persistentVolumeClaim.claimName for v in volumes if v.persistentVolumeClaim]
    claims = [claim for name in names if (claim := snapshot.claim(name))]
    return [
        meta(claim).name or ""
        for claim in claims
        if claim.spec and {ONE_NODE, ONE_POD}.intersection(claim.spec.accessModes or ())
    ]


def _waits(snapshot: Snapshot, pod: Pod) -> str:
    """Return the words that say that a pod waits for a volume of another one."""
    for event in snapshot.events_of("Pod", meta(pod).name or ""):
        if event.reason == "FailedAttachVolume" or "ReadWriteOncePod access mode" in event.message:
            return event.message
    return ""


def waits_for_a_broken_pod(snapshot: Snapshot) -> Iterator[Finding]:
    """Find StatefulSets whose change waits for a pod that the change would cure."""
    for one in snapshot.stateful_sets:
        status = one.status
        if status is None or one.spec.podManagementPolicy == "Parallel":
            continue
        if not status.updateRevision or status.updateRevision == status.currentRevision:
            continue
        broken = [
            pod
            for pod in snapshot.pods_of(one)
            if not is_ready(pod)
            and labels(pod).get(HASH) not in {None, status.updateRevision}
            and not meta(pod).deletionTimestamp
            and not is_starting(snapshot, pod)
        ]
        for pod in broken[:1]:
            ref = snapshot.ref(pod)
            yield Finding(
                rule="rollout.waits-for-broken-pod",
                object=snapshot.ref(one),
                cause=f"its change is not rolled out: pod {ref.name} is of the version before, is"
                " not ready, and is waited for first",
                evidence=(
                    Evidence(what="status.updateRevision", value=status.updateRevision),
                    Evidence(what=f"Pod {ref.name} {HASH}", value=labels(pod).get(HASH, "")),
                ),
                fix=Fix(
                    summary=f"delete pod {ref.name}: its successor is of the new version",
                    risk="destructive",
                    command=kubectl(ref.namespace, "delete", "pod", ref.name),
                ),
                causes=(ref,),
            )


RULES: tuple[Rule, ...] = (holds_its_volume, waits_for_a_broken_pod)
