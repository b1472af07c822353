"""Quotas and limit ranges that keep pods from being made. Source: the API's own arithmetic."""

import math
import re
from collections.abc import Mapping
from typing import Any

from lightkube.resources.apps_v1 import Deployment, ReplicaSet

from deployer.diagnosis.denials import Denial, denied
from deployer.diagnosis.finding import Finding, Fix, Patch
from deployer.diagnosis.patches import is_ours, patch_of, template_patch
from deployer.diagnosis.reading import newest_replica_set, template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.quantity import amount
from deployer.tools.kube import meta

SETTLES = 45.0
"""Seconds in which pods that end give their share of a quota back."""
QUOTA = re.compile(
    r"exceeded quota: (?P<quota>[^,]+), requested: (?P<wanted>\S+), used: (?P<used>\S+),"
    r" limited: (?P<limit>\S+)"
)
UNSTATED = re.compile(r"failed quota: (?P<quota>[^:]+): must specify (?P<what>[^\n]+)")
RANGE = re.compile(
    r"(?P<end>minimum|maximum) (?P<resource>\S+) usage per (?P<of>\w+) is (?P<bound>[\w.]+?)"
    r"(?:, but (?P<what>request|limit) is (?P<value>[\w.]+)|\.\s+No (?:request|limit) is specified)"
)
USUAL = {
    "limits": {"cpu": "500m", "memory": "256Mi", "ephemeral-storage": "1Gi"},
    "requests": {"cpu": "50m", "memory": "64Mi", "ephemeral-storage": "64Mi"},
}
"""Put where a quota wants an amount and nobody stated one."""


def quota(snapshot: Snapshot, denial: Denial) -> Finding | None:
    """Return by how much a quota is passed, if that is why."""
    found = QUOTA.search(denial.message)
    if found is None:
        return None
    wanted, used, limit = (_amounts(found[key]) for key in ("wanted", "used", "limit"))
    sums = "; ".join(
        f"{key}: {used.get(key, '0')} of {most} used, {wanted.get(key, '?')} more wanted"
        for key, most in limit.items()
    )
    cause = f"the quota {found['quota']} has no room for another of its pods ({sums})"
    surge = _less_surge(snapshot, denial)
    if surge is not None:
        why = f"{cause}, and the rollout makes new pods before old ones end"
        return denied(denial, "admission.quota-surge", why, surge, patience=SETTLES)
    if is_ours(denial.thing):
        fix = Fix(summary="lower replicas or limits in app.yaml, then run ./todo up")
    else:
        fix = _more_room(snapshot, denial, found["quota"])
    return denied(denial, "admission.quota", cause, fix, patience=SETTLES)


def _less_surge(snapshot: Snapshot, denial: Denial) -> Fix | None:
    """Return how to roll out within the quota when all pods but the additional one fit."""
    one = denial.thing
    if not isinstance(one, Deployment) or one.spec is None:
        return None
    newest = newest_replica_set(snapshot, one)
    running = (one.status and one.status.replicas) or 0
    wanted = 1 if one.spec.replicas is None else one.spec.replicas
    is_rollout = newest is not None and meta(newest).name == denial.maker.name
    if not is_rollout or running < wanted:
        return None
    rolling = one.spec.strategy.rollingUpdate if one.spec.strategy else None
    before = {
        "maxSurge": "25%" if rolling is None or rolling.maxSurge is None else rolling.maxSurge,
        "maxUnavailable": "25%"
        if rolling is None or rolling.maxUnavailable is None
        else rolling.maxUnavailable,
    }
    body = {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}}
    return Fix(
        summary="let an old pod end before its successor is made (maxSurge 0, maxUnavailable 1)",
        patch=patch_of(one, {"spec": body}, namespace=snapshot.namespace),
        undo=f"set spec.strategy.rollingUpdate back to {before}",
    )


def _more_room(snapshot: Snapshot, denial: Denial, name: str) -> Fix:
    """Return how much larger the quota has to be for all pods that are missing."""
    found = QUOTA.search(denial.message)
    there = snapshot.find("ResourceQuota", name)
    advice = "lower requests, limits or replicas, or raise the quota"
    if found is None or there is None:
        return Fix(summary=advice)
    wanted, used, limit = (_amounts(found[key]) for key in ("wanted", "used", "limit"))
    count = _missing(snapshot.find(denial.maker.kind, denial.maker.name))
    try:
        hard = {
            key: _quantity(key, amount(used[key]) + count * amount(wanted[key])) for key in limit
        }
    except (KeyError, ValueError):
        return Fix(summary=advice)
    return Fix(
        summary=f"{advice} {name} to {', '.join(f'{k}={v}' for k, v in hard.items())}",
        patch=Patch(
            kind="ResourceQuota",
            name=name,
            namespace=snapshot.namespace,
            type="merge",
            body={"spec": {"hard": hard}},
        ),
        undo=f"set spec.hard back to {', '.join(f'{k}={v}' for k, v in limit.items())}",
    )


def _missing(maker: object) -> int:
    if not isinstance(maker, ReplicaSet):
        return 1
    wanted = 1 if maker.spec.replicas is None else maker.spec.replicas
    return max(1, wanted - ((maker.status and maker.status.replicas) or 0))


def _quantity(key: str, value: Any) -> str:  # noqa: ANN401 - a Decimal, which `amount` returns
    if key.endswith("cpu"):
        return f"{math.ceil(value * 1000)}m"
    if key.endswith(("memory", "storage")):
        return f"{math.ceil(value / 1024**2)}Mi"
    return str(math.ceil(value))


def _amounts(text: str) -> Mapping[str, str]:
    """Return `limits.cpu=750m,pods=1` as a mapping."""
    return {key: value for key, _, value in (one.partition("=") for one in text.split(","))}


def unstated(_snapshot: Snapshot, denial: Denial) -> Finding | None:
    """Return which amounts a quota wants to be stated, if that is why."""
    found = UNSTATED.search(denial.message)
    if found is None:
        return None
    missing: dict[str, dict[str, dict[str, str]]] = {}
    for part in found["what"].split(";"):
        resource, _, containers = part.strip().partition(" for: ")
        kind, _, name = resource.rpartition(".")
        for container in filter(None, containers.split(",")):
            amounts = USUAL.get(kind or "requests", {})
            if name in amounts:
                of = missing.setdefault(container.strip(), {}).setdefault(kind or "requests", {})
                of[name] = amounts[name]
    body = {"containers": [{"name": one, "resources": what} for one, what in missing.items()]}
    return denied(
        denial,
        "admission.quota-unstated",
        f"the quota {found['quota']} takes only pods that state {found['what'].strip()}",
        Fix(
            summary="state these amounts in the pod template, or make a LimitRange with defaults",
            patch=template_patch(denial.thing, body) if missing else None,
        ),
    )


def limit_range(_: Snapshot, denial: Denial) -> Finding | None:
    """Return which bounds of a LimitRange are passed, if that is why."""
    broken = list(RANGE.finditer(denial.message))
    if not broken:
        return None
    told, bounds = [], []
    for found in broken:
        verb = "at least" if found["end"] == "minimum" else "at most"
        bound = f"{verb} {found['bound']} {found['resource']}"
        stated = f"its {found['what']} is {found['value']}" if found["what"] else "it states none"
        told.append(f"{bound} per {found['of'].lower()}, but {stated}")
        bounds.append(bound)
    return denied(
        denial,
        "admission.limit-range",
        f"the namespace's LimitRange wants {'; '.join(told)}",
        Fix(
            summary=f"give it {', '.join(bounds)}, or change the LimitRange",
            patch=_within(denial, broken),
        ),
    )


def _within(denial: Denial, broken: list[re.Match[str]]) -> Patch | None:
    """Return a patch that puts the only container of a template within the bounds."""
    template = template_of(denial.thing) if denial.thing else None
    found = template.spec.containers if template and template.spec else []
    if len(found) != 1 or any(one["of"] != "Container" for one in broken):
        return None
    resources: dict[str, dict[str, str]] = {}
    for one in broken:
        field = "limits" if one["end"] == "maximum" else "requests"
        resources.setdefault(field, {})[one["resource"]] = one["bound"]
    container = {"name": found[0].name, "resources": resources}
    return template_patch(denial.thing, {"containers": [container]})
