"""Names of images, and which of them a node keeps. Source: `status.images` of nodes."""

from functools import lru_cache
from typing import NamedTuple

from deployer.diagnosis.families._words import nearest
from deployer.diagnosis.reading import Container, registry_of
from deployer.diagnosis.snapshot import Snapshot

HUB = ("docker.io/library/", "docker.io/", "index.docker.io/")
ALIKE = 0.75
"""How similar another name must be to be offered, as `difflib` measures it."""


class Kept(NamedTuple):
    """Images that the nodes have, by short name."""

    same_repository: tuple[str, ...]
    """Those with another tag, the most similar first."""
    nearest: str
    """That which was probably meant; empty when none is similar."""


def on_docker_hub(image: str) -> bool:
    """Tell whether an image's name has no registry, so that it stands for one on Docker Hub."""
    return not registry_of(image)


def short_name(image: str) -> str:
    """Return an image's name without what Docker puts in front of it by itself."""
    for prefix in HUB:
        if image.startswith(prefix):
            return image.removeprefix(prefix)
    return image


def repository(image: str) -> str:
    """Return an image's short name without tag and digest."""
    name = short_name(image).partition("@")[0]
    head, slash, last = name.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}"


def kept_elsewhere(snapshot: Snapshot, one: Container) -> Kept:
    """Return what the nodes have that resembles a container's image."""
    return _resembling(short_name(one.image), snapshot.images_on_nodes)


@lru_cache(maxsize=256)
def _resembling(wanted: str, kept: frozenset[str]) -> Kept:
    names = {short_name(name) for name in kept} - {wanted}
    same = sorted(name for name in names if repository(name) == repository(wanted))
    best = nearest(wanted, same, close=0.0)
    ordered = (best, *(name for name in same if name != best)) if best else ()
    return Kept(ordered, best or nearest(wanted, sorted(names), close=ALIKE))
