"""What of ours is in the container engine of this machine; found by label."""

from deployer.errors import MissingError
from deployer.tools.docker import OURS, docker

KINDS = ("container", "network", "volume", "image")
"""In the order in which they can be removed: what uses another thing goes first."""


async def of_ours(label: str = OURS) -> list[tuple[str, str]]:
    """Return kind and id of everything with our label; nothing when no engine answers."""
    found: list[tuple[str, str]] = []
    try:
        for kind in KINDS:
            everything = ["--all"] if kind in {"container", "image"} else []
            listed = await docker(kind, "ls", "--quiet", *everything, "--filter", f"label={label}")
            found += [(kind, one) for one in dict.fromkeys(listed.stdout.split())]
    except MissingError:
        return []
    return found


async def remove_from_engine(label: str = OURS) -> list[str]:
    """Remove containers, networks, volumes and images with our label; returns what they were."""
    removed = []
    for kind, one in await of_ours(label):
        force = ["--force"] if kind != "network" else []
        # An image that another one builds on stays until that one is gone: asked again below.
        done = await docker(kind, "rm", *force, one, check=False)
        if done.code == 0:
            removed.append(f"{kind} {one}")
    return removed
