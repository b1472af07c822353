"""What helps when a ConfigMap, a Secret or a key is missing."""

from collections.abc import Sequence
from typing import Any

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._fixes import change_container, change_pods
from deployer.diagnosis.families._references import Reference, all_of, lookup
from deployer.diagnosis.families._words import nearest
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.kinds import KeyNames
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import Container
from deployer.diagnosis.snapshot import Snapshot

ALIKE = 0.8
"""How similar a name must be to be put in the place of the missing one."""


def rename(
    snapshot: Snapshot, pod: Pod, container: Container | None, group: Sequence[Reference]
) -> Fix | None:
    """Return the change to the similar name that was probably meant; None when there is none."""
    first = group[0]
    holder = lookup(snapshot, first.kind, first.name) or _similar(snapshot, group)
    if holder is None:
        return None
    meant = [(one, _key(one.key, holder)) for one in group]
    if any(one.key and not key for one, key in meant):
        return None
    better = ", ".join(
        dict.fromkeys(f"{holder.name}/{key}" if key else holder.name for _, key in meant)
    )
    summary = f"use {holder.kind} {better}"
    if container is None:
        volumes = [_volume(one, holder) for one, key in meant if key == one.key]
        spec = {"volumes": volumes}
        return change_pods(snapshot, pod, summary, spec) if len(volumes) == len(meant) else None
    env = [_variable(one, holder, key) for one, key in meant if one.where.startswith("env ")]
    changes: dict[str, Any] = {"env": env} if env else {}
    if len(env) < len(meant):
        changes["envFrom"] = _env_from(container, first, holder.name)
    return change_container(snapshot, container, summary, changes)


def create(snapshot: Snapshot, pod: Pod, group: Sequence[Reference], *, absent: bool) -> Fix:
    """Return how to make what is missing; its values only a person knows."""
    if is_ours(pod):
        return PUT_BACK
    first = group[0]
    keys = list(dict.fromkeys(one.key for one in group if one.key))
    if not absent:
        return Fix(summary=f"add {', '.join(keys)} to {first.kind} {first.name}")
    kind = ("secret", "generic") if first.kind == "Secret" else ("configmap",)
    literals = [f"--from-literal={key}=VALUE" for key in keys or ["KEY"]]
    how = " ".join(kubectl(snapshot.namespace, "create", *kind, first.name, *literals))
    return Fix(summary=f"make it: {how}")


def _similar(snapshot: Snapshot, group: Sequence[Reference]) -> KeyNames | None:
    kind, name = group[0].kind, group[0].name
    found = nearest(name, [one.name for one in all_of(snapshot, kind)], close=ALIKE)
    return lookup(snapshot, kind, found) if found else None


def _key(key: str, holder: KeyNames) -> str:
    return key if not key or key in holder.keys else nearest(key, holder.keys, close=ALIKE)


def _variable(one: Reference, holder: KeyNames, key: str) -> dict[str, Any]:
    field = "secretKeyRef" if one.kind == "Secret" else "configMapKeyRef"
    source = {field: {"name": holder.name, "key": key}}
    return {"name": one.where.removeprefix("env "), "valueFrom": source}


def _volume(one: Reference, holder: KeyNames) -> dict[str, Any]:
    source = {"secret": {"secretName": holder.name}}
    if one.kind == "ConfigMap":
        source = {"configMap": {"name": holder.name}}
    return {"name": one.where.removeprefix("volume "), **source}


def _env_from(container: Container, missing: Reference, better: str) -> list[dict[str, Any]]:
    """Return the whole list, for a patch replaces it as one."""
    field = "secretRef" if missing.kind == "Secret" else "configMapRef"
    found = [source.to_dict() for source in container.spec.envFrom or []]
    for source in found:
        if (source.get(field) or {}).get("name") == missing.name:
            source[field] = {**source[field], "name": better}
    return found
