"""A quota that is enough for what runs, but not for its next rollout. Source: specs and `used`."""

import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from lightkube.resources.apps_v1 import Deployment
from lightkube.resources.core_v1 import ResourceQuota

from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import patch_of
from deployer.diagnosis.reading import template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.quantity import amount
from deployer.tools.kube import meta

QUARTER = "25%"
"""What maxSurge and maxUnavailable are when nobody sets them."""


def has_no_room_for_a_rollout(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Deployments that make a new pod first, where the quota has no room for one more."""
    for one in snapshot.deployments:
        surge, away = _bounds(one)
        wanted = _needs(one)
        if not surge or away or not one.spec.replicas or not wanted:
            continue
        for quota in snapshot.quotas:
            short = _short(quota, wanted)
            if short:
                yield _finding(snapshot, one, quota, short)
                break


def _bounds(one: Deployment) -> tuple[int, int]:
    """Return how many pods a rollout adds, and how many it may do without."""
    strategy, replicas = one.spec.strategy, one.spec.replicas or 0
    if strategy and strategy.type == "Recreate":
        return 0, replicas
    rolling = strategy.rollingUpdate if strategy else None
    surge = QUARTER if rolling is None or rolling.maxSurge is None else rolling.maxSurge
    away = QUARTER if rolling is None or rolling.maxUnavailable is None else rolling.maxUnavailable
    return _count(surge, replicas, math.ceil), _count(away, replicas, math.floor)


def _count(value: int | str, replicas: int, rounded: Callable[[float], int]) -> int:
    if isinstance(value, int):
        return value
    return rounded(replicas * int(value.rstrip("%")) / 100)


def _needs(one: Deployment) -> Mapping[str, Decimal]:
    """Return what one pod takes of a quota, by the quota's names; no container may be left out."""
    template = template_of(one)
    found: dict[str, Decimal] = {"pods": Decimal(1)}
    for container in template.spec.containers if template and template.spec else ():
        resources = container.resources
        for kind in ("limits", "requests"):
            for name, value in ((resources and getattr(resources, kind)) or {}).items():
                key = f"{kind}.{name}"
                found[key] = found.get(key, Decimal(0)) + amount(str(value))
    return found


def _short(quota: ResourceQuota, wanted: Mapping[str, Decimal]) -> dict[str, str]:
    """Return where a quota has less left than one pod needs, and what is left there."""
    hard = (quota.status and quota.status.hard) or {}
    used = (quota.status and quota.status.used) or {}
    found = {}
    for name, most in hard.items():
        key = f"requests.{name}" if name in {"cpu", "memory"} else name
        if key in wanted and amount(str(used.get(name, "0"))) + wanted[key] > amount(str(most)):
            found[name] = f"{used.get(name, '0')} of {most} used"
    return found


def _finding(
    snapshot: Snapshot, one: Deployment, quota: ResourceQuota, short: Mapping[str, str]
) -> Finding:
    left = "; ".join(f"{name}: {told}" for name, told in short.items())
    body = {"spec": {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}}}
    return Finding(
        rule="admission.quota-next-rollout",
        object=snapshot.ref(one),
        cause=f"its next rollout will stand still: it makes a new pod before an old one ends, and"
        f" the quota {meta(quota).name} has no room for one more ({left})",
        evidence=(
            Evidence(what="spec.strategy.rollingUpdate", value=f"maxSurge {_bounds(one)[0]}"),
            *(Evidence(what=f"status.used of {name}", value=told) for name, told in short.items()),
        ),
        severity="warning",
        fix=Fix(
            summary="let an old pod end before its successor is made (maxSurge 0, maxUnavailable"
            " 1)",
            patch=patch_of(one, body, namespace=snapshot.namespace),
            undo="set spec.strategy.rollingUpdate back",
        ),
        patience=None,
    )


RULES: tuple[Rule, ...] = (has_no_room_for_a_rollout,)
