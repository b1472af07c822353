"""Images whose name is wrong, whose processor is another's, or whose tag has moved."""

import re
from collections import defaultdict
from collections.abc import Iterator

from deployer.diagnosis.families._fixes import ROLLED_OUT, maker
from deployer.diagnosis.families._image_fixes import set_image
from deployer.diagnosis.families._words import ends, waits
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

WRONG_FORMAT = "exec format error"
SCHEME = re.compile(r"^\w+://")


def is_no_name(snapshot: Snapshot) -> Iterator[Finding]:
    """Find images whose name no runtime understands."""
    for one in all_containers(snapshot):
        if one.waiting.reason == "InvalidImageName":
            why, better = _slip(one.image)
            fix = set_image(snapshot, one, better) if better else Fix(summary="mend the name")
            if is_ours(one.pod):
                fix = Fix(summary="mend the image's name in app.yaml, then run ./todo up")
            yield Finding(
                rule="image.name",
                object=snapshot.ref(one.pod, one.name),
                cause=f"{one.image!r} cannot be the name of an image{why}",
                fix=fix,
                evidence=waits(one),
            )


def _slip(image: str) -> tuple[str, str]:
    """Return what is wrong with a name, and the name without it; empty when that is not clear."""
    if SCHEME.match(image):
        return ": it begins like the address of a page", SCHEME.sub("", image)
    if image.endswith((":", "@")):
        return ": its tag is empty", ""
    if " " in image.strip():
        return ": there is a blank in it", ""
    head, colon, tag = image.rpartition(":")
    path = head if colon and "/" not in tag else image
    if path != path.lower():
        return ": there are capital letters in it", image.replace(path, path.lower(), 1)
    return "", image.strip() if image != image.strip() else ""


def is_for_another_processor(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that the node's processor cannot execute."""
    for one in all_containers(snapshot):
        log = snapshot.log(meta(one.pod).name or "", one.name)
        said = " ".join([one.waiting.message or "", (one.ended and one.ended.message) or "", log])
        if one.ready or WRONG_FORMAT not in said:
            continue
        node = snapshot.node((one.pod.spec and one.pod.spec.nodeName) or "")
        info = node.status.nodeInfo if node and node.status else None
        processor = f" ({info.architecture})" if info else ""
        line = next((text for text in log.splitlines() if WRONG_FORMAT in text), "")
        yield Finding(
            rule="image.exec-format",
            object=snapshot.ref(one.pod, one.name),
            cause=f"the program of image {one.image} was built for another processor than the "
            f"node's{processor}, or is a script without a first line such as #!/bin/sh",
            fix=Fix(summary="build the image for that processor (docker buildx build --platform)"),
            evidence=(
                *(waits(one) if one.waiting.reason else ()),
                *ends(one),
                *((Evidence(what="log", value=short(line)),) if line else ()),
            ),
            confidence="strong",
        )


def tag_has_moved(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads whose pods run different images under one name."""
    found: dict[tuple[str, str, str], dict[str, Container]] = defaultdict(dict)
    for one in all_containers(snapshot):
        digest = (one.status and one.status.imageID) or ""
        node = (one.pod.spec and one.pod.spec.nodeName) or ""
        if one.running and digest and node:
            # Nodes may name the same image differently, by how they got it.
            found[str(maker(snapshot, one.pod)), f"{one.name} {one.image}", node][digest] = one
    for digests in found.values():
        if len(digests) > 1:
            yield _moved(snapshot, digests)


def _moved(snapshot: Snapshot, digests: dict[str, Container]) -> Finding:
    one = next(iter(digests.values()))
    made_by = maker(snapshot, one.pod)
    target = f"{made_by.kind.lower()}/{made_by.name}"
    fix = (
        PUT_BACK
        if is_ours(one.pod)
        else Fix(
            summary="start all pods anew; better, give every build a tag of its own",
            command=kubectl(made_by.namespace, "rollout", "restart", target)
            if made_by.kind in ROLLED_OUT
            else (),
        )
    )
    return Finding(
        rule="image.tag-moved",
        object=made_by,
        cause=f"its pods run different images under the one name {one.image}: the tag was moved",
        fix=fix,
        evidence=tuple(
            Evidence(what=f"imageID of {meta(each.pod).name}", value=digest)
            for digest, each in sorted(digests.items())
        ),
        severity="warning",
        confidence="strong",
        patience=None,
    )


RULES: tuple[Rule, ...] = (is_no_name, is_for_another_processor, tag_has_moved)
