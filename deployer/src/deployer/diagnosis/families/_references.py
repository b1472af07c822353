"""Which ConfigMaps and Secrets a pod needs. Source: Kubernetes API reference, PodSpec."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lightkube.models.core_v1 import (
    ConfigMapProjection,
    ConfigMapVolumeSource,
    EnvVarSource,
    SecretProjection,
    SecretVolumeSource,
    Volume,
)
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.kinds import KeyNames
from deployer.diagnosis.reading import Container
from deployer.diagnosis.snapshot import Snapshot


class Reference(NamedTuple):
    """One use of a ConfigMap or a Secret, or of one of its keys."""

    kind: str
    name: str
    key: str
    """Empty when it needs no particular key."""
    where: str
    """The field, such as `env DATABASE_URL`."""


def of_container(one: Container) -> Iterator[Reference]:
    """Return what a container's environment needs; what is optional is left out."""
    for variable in one.spec.env or []:
        if variable.valueFrom:
            yield from _of_variable(variable.name, variable.valueFrom)
    for source in one.spec.envFrom or []:
        for kind, ref in (("ConfigMap", source.configMapRef), ("Secret", source.secretRef)):
            if ref and not ref.optional:
                yield Reference(kind, ref.name or "", "", "envFrom")


def _of_variable(name: str, source: EnvVarSource) -> Iterator[Reference]:
    for kind, ref in (("ConfigMap", source.configMapKeyRef), ("Secret", source.secretKeyRef)):
        if ref and not ref.optional:
            yield Reference(kind, ref.name or "", ref.key, f"env {name}")


def of_volumes(pod: Pod) -> Iterator[Reference]:
    """Return what a pod's volumes need; what is optional is left out."""
    for volume in (pod.spec and pod.spec.volumes) or []:
        for kind, name, source in _sources(volume):
            if not source.optional:
                keys = [item.key for item in source.items or []] or [""]
                for key in keys:
                    yield Reference(kind, name, key, f"volume {volume.name}")


Source = ConfigMapVolumeSource | SecretVolumeSource | ConfigMapProjection | SecretProjection


def _sources(volume: Volume) -> Iterator[tuple[str, str, Source]]:
    if volume.configMap:
        yield "ConfigMap", volume.configMap.name or "", volume.configMap
    if volume.secret:
        yield "Secret", volume.secret.secretName or "", volume.secret
    for part in (volume.projected.sources if volume.projected else None) or []:
        if part.configMap:
            yield "ConfigMap", part.configMap.name or "", part.configMap
        if part.secret:
            yield "Secret", part.secret.name or "", part.secret


def unmet(snapshot: Snapshot, references: Iterable[Reference]) -> Iterator[Reference]:
    """Return those whose object or key does not exist; what cannot be read counts as there."""
    for one in references:
        found = lookup(snapshot, one.kind, one.name)
        if snapshot.readable(one.kind) and (
            found is None or (one.key and one.key not in found.keys)
        ):
            yield one


def lookup(snapshot: Snapshot, kind: str, name: str) -> KeyNames | None:
    """Return a ConfigMap or a Secret by name."""
    return snapshot.config_map(name) if kind == "ConfigMap" else snapshot.secret(name)


def all_of(snapshot: Snapshot, kind: str) -> tuple[KeyNames, ...]:
    """Return all ConfigMaps or Secrets of the namespace."""
    return snapshot.config_maps if kind == "ConfigMap" else snapshot.secrets
