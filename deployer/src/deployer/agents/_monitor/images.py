"""Whether what runs is what was released: images of pods against Helm's books and the builds."""

import base64
import binascii
import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from lightkube import AsyncClient
from lightkube.core.client import LabelSelector
from lightkube.resources.core_v1 import Secret

from deployer.diagnosis.reading import template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.health import Drift, PodHealth
from deployer.tools.helm import Manifest, parse
from deployer.tools.kube import Thing
from deployer.tools.listing import every

DEPLOYED: LabelSelector = {"owner": "helm", "status": "deployed"}
WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet")
type Images = dict[str, tuple[str, ...]]
"""`Deployment todo-backend` to the images of its containers, in their order."""


class _Payload(msgspec.Struct):
    """Of Helm's record of a release only this is read: its values may be anything."""

    manifest: str = ""


async def released_images(client: AsyncClient, namespace: str) -> Images:
    """Return the images that the namespace's Helm releases say.

    Raises:
        ApiError: The API refuses to hand out Helm's records.
    """
    found: Images = {}
    for secret in await every(client, Secret, namespace, labels=DEPLOYED):
        found |= images_in(secret)
    return found


def images_in(secret: Secret) -> Images:
    """Return the images that one of Helm's records says; none when it cannot be read."""
    manifests = parse(_manifest(secret))
    return dict(_images(one) for one in manifests if one.get("kind") in WORKLOADS)


def from_release(snapshot: Snapshot, released: Images) -> tuple[Drift, ...]:
    """Return the workloads whose images somebody changed behind Helm's back."""
    workloads: tuple[Thing, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
        *snapshot.daemon_sets,
    )
    live = {str(snapshot.ref(one)): _images_now(one) for one in workloads}
    return tuple(
        Drift(
            object=name,
            expected=", ".join(images),
            found=", ".join(live[name]),
            why="its image is not the one of its Helm release",
        )
        for name, images in sorted(released.items())
        if name in live and live[name] != images
    )


def between_pods(pods: Iterable[PodHealth]) -> tuple[Drift, ...]:
    """Return images of one name that are different ones in different pods: a tag that moved."""
    ids: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pod in pods:
        if pod.image_id and not pod.finished:
            ids[pod.image][pod.image_id].append(pod.name)
    return tuple(
        Drift(
            object=f"Pod {names[0]}",
            expected=max(found, key=lambda one: len(found[one])),
            found=image_id,
            why=f"other pods run another image under the name {image}",
        )
        for image, found in sorted(ids.items())
        if len(found) > 1
        for image_id, names in sorted(found.items())
        if image_id != max(found, key=lambda one: len(found[one]))
    )


def from_build(pods: Iterable[PodHealth], built: Mapping[str, str]) -> tuple[Drift, ...]:
    """Return pods whose image is not the one that was built here under the same name.

    Args:
        pods: What runs.
        built: An image's name to its id in the engine of this machine.
    """
    return tuple(
        Drift(
            object=f"Pod {pod.name}",
            expected=built[pod.image],
            found=pod.image_id,
            why=f"it runs another image than the one built here as {pod.image}",
        )
        for pod in pods
        # A node that names images by their registry's digest cannot be compared with an engine.
        if pod.image in built and pod.image_id.startswith("sha256:")
        if pod.image_id != built[pod.image]
    )


def _images_now(workload: Thing) -> tuple[str, ...]:
    template = template_of(workload)
    spec = template.spec if template else None
    return tuple(one.image or "" for one in spec.containers) if spec else ()


def _manifest(secret: Secret) -> str:
    try:
        packed = base64.b64decode(base64.b64decode((secret.data or {}).get("release", "")))
        return msgspec.json.decode(gzip.decompress(packed), type=_Payload).manifest
    except (binascii.Error, OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return ""


def _images(manifest: Manifest) -> tuple[str, tuple[str, ...]]:
    tree = msgspec.convert(manifest, _Workload)
    images = tuple(one.image for one in tree.spec.template.spec.containers)
    return f"{tree.kind} {tree.metadata.name}", images


class _Container(msgspec.Struct):
    image: str = ""


class _PodSpec(msgspec.Struct):
    containers: tuple[_Container, ...] = ()


class _Template(msgspec.Struct):
    spec: _PodSpec


class _WorkloadSpec(msgspec.Struct):
    template: _Template


class _Named(msgspec.Struct):
    name: str


class _Workload(msgspec.Struct):
    """A workload of a manifest: what names its images."""

    kind: str
    metadata: _Named
    spec: _WorkloadSpec
