"""What helps when an image cannot be had."""

import re

from lightkube.resources.apps_v1 import Deployment, ReplicaSet

from deployer.diagnosis.families._fixes import ROLLED_OUT, maker, undo_rollout
from deployer.diagnosis.families._image_names import kept_elsewhere
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import Container, registry_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

KIND = re.compile(r"^kind://[^/]+/(?P<cluster>[^/]+)/")
MINIKUBE = "minikube.k8s.io/name"


def name_that_exists(snapshot: Snapshot, one: Container) -> Fix:
    """Return how to get back to an image that there is: the one before, or a similar one."""
    if is_ours(one.pod):
        return PUT_BACK
    made_by = maker(snapshot, one.pod)
    if _ran_before(snapshot, one):
        back = undo_rollout(made_by)
        return Fix(summary=f"go back to the image that {made_by} had before", command=back)
    similar = kept_elsewhere(snapshot, one).nearest
    if similar:
        return set_image(snapshot, one, similar)
    return Fix(summary="name an image and a tag that the registry has")


def set_image(snapshot: Snapshot, one: Container, image: str) -> Fix:
    """Return the command that gives a container another image."""
    made_by = maker(snapshot, one.pod)
    if made_by.kind not in {*ROLLED_OUT, "Pod", "CronJob"} or one.init:
        return Fix(summary=f"make {made_by} anew with image {image}", risk="destructive")
    target = f"{made_by.kind.lower()}/{made_by.name}"
    change = kubectl(made_by.namespace, "set", "image", target, f"{one.name}={image}")
    back = kubectl(made_by.namespace, "set", "image", target, f"{one.name}={one.image}")
    return Fix(summary=f"use image {image}", command=change, undo=" ".join(back))


def load(snapshot: Snapshot, one: Container) -> Fix:
    """Return how an image that was built here gets onto this kind of node."""
    for node in snapshot.nodes:
        kind = KIND.match((node.spec and node.spec.providerID) or "")
        if kind:
            how = f"kind load docker-image {one.image} --name {kind['cluster']}"
            return Fix(summary=f"load it onto the nodes: {how}")
        profile = (meta(node).labels or {}).get(MINIKUBE)
        if profile:
            how = f"minikube -p {profile} image load {one.image}"
            return Fix(summary=f"load it onto the node: {how}")
    return Fix(summary=f"load image {one.image} onto every node, or push it to a registry")


def pull_secret(snapshot: Snapshot, one: Container, name: str = "") -> Fix:
    """Return how to give a namespace credentials of a registry. They are the person's own."""
    server = registry_of(one.image) or "https://index.docker.io/v1/"
    words = ("create", "secret", "docker-registry", name or "NAME", f"--docker-server={server}")
    command = " ".join(kubectl(snapshot.namespace, *words))
    then = "" if name else ", and name it in imagePullSecrets"
    how = f"{command} --docker-username=USER --docker-password=TOKEN"
    return Fix(summary=f"mend the image's name, or give the registry's credentials: {how}{then}")


def _ran_before(snapshot: Snapshot, one: Container) -> bool:
    """Tell whether an older ReplicaSet of the same Deployment had another image here."""
    made_by = maker(snapshot, one.pod)
    deployment = snapshot.find("Deployment", made_by.name)
    if made_by.kind != "Deployment" or not isinstance(deployment, Deployment):
        return False
    own = snapshot.owner(one.pod)
    others = [
        found
        for found in snapshot.children(deployment)
        if isinstance(found, ReplicaSet) and own is not None and meta(found).name != meta(own).name
    ]
    return any(_image(found, one.name) not in {"", one.image} for found in others)


def _image(replica_set: ReplicaSet, container: str) -> str:
    template = replica_set.spec.template
    found = template.spec.containers if template and template.spec else []
    return next((one.image or "" for one in found if one.name == container), "")
