"""Parts of a snapshot of which only names, or a few words, are kept."""

import base64
import binascii
import gzip
import zlib
from collections import defaultdict
from datetime import UTC, datetime

import msgspec
from lightkube import ApiError, AsyncClient
from lightkube.operators import not_equal
from lightkube.resources.core_v1 import ConfigMap, Namespace, Secret, Service
from lightkube.resources.core_v1 import Event as CoreEvent

from deployer.diagnosis.kinds import Event, HelmRelease, KeyNames
from deployer.diagnosis.redaction import clean_text
from deployer.tools.kube import meta
from deployer.tools.listing import every

HELM_TYPE = "helm.sh/release.v1"
EARLY = datetime.min.replace(tzinfo=UTC)
WENT_WELL = frozenset({"deployed", "superseded"})


async def namespaces(client: AsyncClient) -> tuple[str, ...]:
    """Return the names of all namespaces."""
    return tuple([meta(one).name or "" for one in await every(client, Namespace)])


async def services_elsewhere(client: AsyncClient, namespace: str) -> tuple[str, ...]:
    """Return `namespace/name` of the Services of all other namespaces."""
    found = [meta(one) for one in await every(client, Service, "*")]
    return tuple([f"{one.namespace}/{one.name}" for one in found if one.namespace != namespace])


async def config_maps(client: AsyncClient, namespace: str) -> tuple[KeyNames, ...]:
    """Return the namespace's ConfigMaps without their values."""
    return tuple(
        [
            KeyNames(
                kind="ConfigMap",
                namespace=namespace,
                name=meta(one).name or "",
                keys=tuple(sorted([*(one.data or {}), *(one.binaryData or {})])),
                created=meta(one).creationTimestamp,
            )
            for one in await every(client, ConfigMap, namespace)
        ]
    )


async def secrets(client: AsyncClient, namespace: str) -> tuple[KeyNames, ...]:
    """Return the namespace's Secrets without their values; Helm's own are left out."""
    return tuple(
        [
            KeyNames(
                kind="Secret",
                namespace=namespace,
                name=meta(one).name or "",
                keys=tuple(sorted(one.data or {})),
                type=one.type or "",
                created=meta(one).creationTimestamp,
            )
            for one in await every(client, Secret, namespace, fields={"type": not_equal(HELM_TYPE)})
        ]
    )


async def releases(client: AsyncClient, namespace: str) -> tuple[HelmRelease, ...]:
    """Return the newest revision of each Helm release of the namespace."""
    by_name: dict[str, list[Secret]] = defaultdict(list)
    for one in await every(client, Secret, namespace, labels={"owner": "helm"}):
        by_name[(meta(one).labels or {}).get("name", "")].append(one)
    return tuple([release(namespace, name, found) for name, found in sorted(by_name.items())])


def release(namespace: str, name: str, revisions: list[Secret]) -> HelmRelease:
    """Return a release as its Secrets show it; the chart and the values are not looked at."""
    newest = max(revisions, key=_revision)
    labels = meta(newest).labels or {}
    status = labels.get("status", "")
    went_well = [
        _revision(one) for one in revisions if (meta(one).labels or {}).get("status") in WENT_WELL
    ]
    changed = labels.get("modifiedAt", "")
    return HelmRelease(
        name=name,
        namespace=namespace,
        revision=_revision(newest),
        status=status,
        description="" if status == "deployed" else clean_text(description(newest)),
        changed=datetime.fromtimestamp(int(changed), UTC)
        if changed.isdigit()
        else meta(newest).creationTimestamp,
        deployed=max(went_well, default=0),
    )


class _Info(msgspec.Struct):
    description: str = ""


class _Payload(msgspec.Struct):
    info: _Info = msgspec.field(default_factory=_Info)


def description(secret: Secret) -> str:
    """Return what Helm noted about a revision; empty when it cannot be read."""
    try:
        packed = base64.b64decode(base64.b64decode((secret.data or {}).get("release", "")))
        return msgspec.json.decode(gzip.decompress(packed), type=_Payload).info.description
    except (binascii.Error, OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return ""


def _revision(secret: Secret) -> int:
    said = (meta(secret).labels or {}).get("version", "")
    return int(said) if said.isdigit() else 0


async def events(client: AsyncClient, namespace: str) -> tuple[Event, ...]:
    """Return the events of the namespace and those about nodes and volumes, oldest first."""
    found = [*await every(client, CoreEvent, namespace)]
    if namespace != "default":
        # Objects of the whole cluster have theirs there.
        wide = [one for one in await _of_default(client) if not one.involvedObject.namespace]
        found += wide
    return tuple(sorted([event(one) for one in found], key=lambda one: one.last_seen or EARLY))


async def _of_default(client: AsyncClient) -> list[CoreEvent]:
    try:
        return await every(client, CoreEvent, "default")
    except ApiError:
        # Who may read one namespace alone still learns all about that.
        return []


def event(one: CoreEvent) -> Event:
    """Return an event of either API as one small value."""
    series, about = one.series, one.involvedObject
    first = one.firstTimestamp or one.eventTime or meta(one).creationTimestamp
    last = (series.lastObservedTime if series else None) or one.lastTimestamp or first
    return Event(
        type=one.type or "Normal",
        reason=one.reason or "",
        message=clean_text(one.message or ""),
        kind=about.kind or "",
        name=about.name or "",
        namespace=about.namespace or "",
        uid=meta(one).uid or "",
        object_uid=about.uid or "",
        count=one.count or (series.count if series else None) or 1,
        first_seen=first,
        last_seen=last,
        reporter=one.reportingComponent or (one.source.component if one.source else "") or "",
    )
