"""Autoscalers that do not scale, and disruption budgets that allow none."""

import re
from collections.abc import Iterator

from lightkube.resources.apps_v1 import Deployment, StatefulSet
from lightkube.resources.autoscaling_v2 import HorizontalPodAutoscaler

from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Patch, Rule
from deployer.diagnosis.patches import patch_of, template_patch
from deployer.diagnosis.reading import condition, holds, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

SETTLES = 120.0
"""Seconds in which the first measurements of new pods come in."""
METRICS = "v1beta1.metrics.k8s.io"
NO_REQUEST = re.compile(
    r"missing request for (?P<resource>\S+)(?: in container (?P<container>\S+))?"
    r"(?: of Pod (?P<pod>\S+))?"
)
NO_METRICS = re.compile(
    r"unable to fetch metrics from resource metrics API|no metrics returned from resource metrics"
    r" API|the server could not find the requested resource"
)


def cannot_scale(snapshot: Snapshot) -> Iterator[Finding]:
    """Find autoscalers that do not know what they scale, or by what."""
    for one in snapshot.autoscalers:
        able = condition(one, "AbleToScale")
        if able and able.status == "False" and able.reason == "FailedGetScale":
            yield _no_target(snapshot, one, able.message or "")
            continue
        active = condition(one, "ScalingActive")
        if active and active.status == "False" and active.reason != "ScalingDisabled":
            yield _not_measured(snapshot, one, active.reason or "", active.message or "")


def _no_target(snapshot: Snapshot, one: HorizontalPodAutoscaler, said: str) -> Finding:
    target = one.spec.scaleTargetRef
    name = f"{target.kind} {target.name}"
    workloads: tuple[Thing, ...] = (*snapshot.deployments, *snapshot.stateful_sets)
    known = [meta(other).name or "" for other in workloads]
    there = f"; there are {', '.join(known[:5])}" if known else ""
    return Finding(
        rule="autoscaler.no-target",
        object=snapshot.ref(one),
        cause=f"it is to scale {name}, which does not exist{there}",
        evidence=(
            Evidence(what="spec.scaleTargetRef", value=name),
            Evidence(what="status.conditions[AbleToScale].message", value=short(said)),
        ),
        fix=_retarget(snapshot, one, known),
    )


def _retarget(snapshot: Snapshot, one: HorizontalPodAutoscaler, known: list[str]) -> Fix:
    if len(known) != 1:
        return Fix(summary="correct spec.scaleTargetRef")
    kind = "Deployment" if snapshot.deployments else "StatefulSet"
    target = {"apiVersion": "apps/v1", "kind": kind, "name": known[0]}
    return Fix(
        summary=f"let it scale {kind} {known[0]}",
        patch=patch_of(one, {"spec": {"scaleTargetRef": target}}, namespace=snapshot.namespace),
    )


def _not_measured(
    snapshot: Snapshot, one: HorizontalPodAutoscaler, reason: str, said: str
) -> Finding:
    evidence = (
        Evidence(what="status.conditions[ScalingActive].reason", value=reason),
        Evidence(what="status.conditions[ScalingActive].message", value=short(said)),
    )
    unstated = _unstated(snapshot, one, said)
    if unstated:
        return _no_request(snapshot, one, *unstated, evidence)
    broken = [
        api
        for api in snapshot.api_services
        if meta(api).name == METRICS and not holds(api, "Available")
    ]
    gone = snapshot.readable("APIService") and METRICS not in {
        meta(api).name for api in snapshot.api_services
    }
    if NO_METRICS.search(said) or broken or gone:
        why = "is not installed" if gone else "does not answer" if broken else "has no measurements"
        return Finding(
            rule="autoscaler.no-metrics",
            object=snapshot.ref(broken[0]) if broken else snapshot.ref(one),
            cause=f"nothing measures the pods' use: metrics-server {why}",
            evidence=evidence,
            severity="warning",
            fix=Fix(
                summary="install or mend metrics-server (minikube addons enable metrics-server; on"
                " kind it needs --kubelet-insecure-tls)"
            ),
            patience=SETTLES,
            causes=(snapshot.ref(one),) if broken else (),
        )
    return Finding(
        rule="autoscaler.not-active",
        object=snapshot.ref(one),
        cause=f"it does not scale: {short(said, 200)}",
        evidence=evidence,
        severity="warning",
        confidence="strong",
        # Pods that are not ready are not measured: then something else is the cause.
        symptom="unready" in said,
        patience=SETTLES,
    )


def _unstated(
    snapshot: Snapshot, one: HorizontalPodAutoscaler, said: str
) -> tuple[str, str] | None:
    """Return a resource and the container that requests none, as told or as the template shows.

    The controller tells of it only once it has measurements; before, it says that there are none.
    """
    told = NO_REQUEST.search(said)
    if told:
        return told["resource"], told["container"] or ""
    workload = snapshot.find(one.spec.scaleTargetRef.kind, one.spec.scaleTargetRef.name)
    if not isinstance(workload, Deployment | StatefulSet) or snapshot.limit_ranges:
        return None
    shares = [
        metric.resource.name
        for metric in one.spec.metrics or []
        if metric.resource and metric.resource.target.type == "Utilization"
    ]
    template = workload.spec.template.spec
    for container in template.containers if template else []:
        bounds = container.resources
        stated = {*((bounds and bounds.requests) or {}), *((bounds and bounds.limits) or {})}
        for resource in shares:
            if resource not in stated:
                return resource, container.name
    return None


def _no_request(
    snapshot: Snapshot,
    one: HorizontalPodAutoscaler,
    resource: str,
    container: str,
    evidence: tuple[Evidence, ...],
) -> Finding:
    target = one.spec.scaleTargetRef
    workload = snapshot.find(target.kind, target.name)
    amount = {"cpu": "100m", "memory": "128Mi"}.get(resource)
    requests = {"name": container, "resources": {"requests": {resource: amount}}}
    patch = template_patch(workload, {"containers": [requests]}) if amount and container else None
    return Finding(
        rule="autoscaler.no-request",
        object=snapshot.ref(workload) if workload else snapshot.ref(one),
        cause=f"its container {container or '(any)'} requests no {resource}, so its use cannot be"
        f" compared with anything, and autoscaler {meta(one).name} does nothing",
        evidence=evidence,
        severity="warning",
        fix=Fix(summary=f"state resources.requests.{resource}", patch=patch),
        patience=SETTLES,
        causes=(snapshot.ref(one),),
    )


def is_at_its_limit(snapshot: Snapshot) -> Iterator[Finding]:
    """Find autoscalers that would make more pods than they may."""
    for one in snapshot.autoscalers:
        limited = condition(one, "ScalingLimited")
        if limited is None or limited.status != "True" or limited.reason != "TooManyReplicas":
            continue
        most = one.spec.maxReplicas
        yield Finding(
            rule="autoscaler.at-maximum",
            object=snapshot.ref(one),
            cause=f"it would make more than the {most} pods that it may",
            evidence=(
                Evidence(what="status.conditions[ScalingLimited].reason", value="TooManyReplicas"),
                Evidence(what="spec.maxReplicas", value=str(most)),
            ),
            severity="warning",
            fix=Fix(
                summary=f"raise maxReplicas to {most * 2}, if the quota and nodes have room",
                patch=patch_of(
                    one, {"spec": {"maxReplicas": most * 2}}, namespace=snapshot.namespace
                ),
                undo=f"set spec.maxReplicas back to {most}",
            ),
        )


def allows_no_disruption(snapshot: Snapshot) -> Iterator[Finding]:
    """Find budgets that forbid every drain although all pods are well."""
    for one in snapshot.disruption_budgets:
        status, spec = one.status, one.spec
        if status is None or spec is None or not status.expectedPods:
            continue
        if status.disruptionsAllowed or (status.currentHealthy or 0) < status.expectedPods:
            continue
        bound = (
            ("minAvailable", spec.minAvailable)
            if spec.minAvailable is not None
            else ("maxUnavailable", spec.maxUnavailable)
        )
        ref = snapshot.ref(one)
        yield Finding(
            rule="disruption-budget.allows-none",
            object=ref,
            cause=f"with {bound[0]} {bound[1]} and {status.expectedPods} pods none may ever be"
            " evicted: draining its node will hang",
            evidence=(
                Evidence(what=f"spec.{bound[0]}", value=str(bound[1])),
                Evidence(what="status.disruptionsAllowed", value="0"),
                Evidence(what="status.expectedPods", value=str(status.expectedPods)),
            ),
            severity="info",
            fix=_loosened(ref, bound[0], bound[1]),
        )


def _loosened(ref: ObjectRef, field: str, value: int | str | None) -> Fix:
    return Fix(
        summary="let one pod at a time go: maxUnavailable 1",
        patch=Patch(
            kind=ref.kind,
            name=ref.name,
            namespace=ref.namespace,
            type="merge",
            body={"spec": {"minAvailable": None, "maxUnavailable": 1}},
        ),
        undo=f"set spec.{field} back to {value}",
    )


RULES: tuple[Rule, ...] = (cannot_scale, is_at_its_limit, allows_no_disruption)
