"""What stays in the kernel when the processes are gone: mounts and control groups."""

import os
from pathlib import Path

from deployer.clusters.builtin.machine import CGROUPS, program
from deployer.tools.command import run

POD_GROUP = "kubepods"
"""The control group that the kubelet puts all pods into, in every hierarchy."""
NETWORK_RESULTS = Path("/var/lib/cni/results")
"""Where the container network library remembers what it gave to whom."""


def mounts_below(mountinfo: str, folders: tuple[Path, ...]) -> list[str]:
    """Return the mount points at or below some folders, innermost first.

    Args:
        mountinfo: The content of `/proc/self/mountinfo` (see proc(5)).
        folders: Absolute paths.
    """
    points = [Path(_unescape(line.split()[4])) for line in mountinfo.splitlines()]
    ours = [one for one in points if any(one.is_relative_to(folder) for folder in folders)]
    return [str(one) for one in sorted(ours, reverse=True)]


async def unmount(folders: tuple[Path, ...]) -> int:
    """Unmount everything at or below some folders; returns how much it was."""
    points = mounts_below(Path("/proc/self/mountinfo").read_text(), folders)
    for point in points:
        # Lazily: a file that is still open somewhere must not keep the whole tree mounted.
        await run([program("umount"), "--lazy", point], check=False)
    return len(points)


def remove_groups(name: str, root: Path = CGROUPS) -> int:
    """Remove a control group and those below it; one with processes in it cannot go.

    Args:
        name: A group at the top of each hierarchy.
        root: Where the hierarchies are mounted, or the one of cgroup v2.

    Returns:
        How many were removed.
    """
    tops = [root / name, *root.glob(f"*/{name}")]
    # Children before parents. A control group's files are not removed one by one: they go with it.
    groups = [Path(path) for top in tops for path, _, _ in os.walk(top, topdown=False)]
    return sum(_removed(group) for group in groups)


def remove_network_results(network: str, folder: Path = NETWORK_RESULTS) -> None:
    """Remove what is remembered of containers in a network that is gone, and empty folders."""
    for path in (*folder.glob(f"{network}-*"), *folder.glob("cni-loopback-*")):
        path.unlink()
    for place in (folder, folder.parent):
        if place.exists() and not any(place.iterdir()):
            place.rmdir()


def _removed(group: Path) -> bool:
    try:
        group.rmdir()
    except OSError:
        return False
    return True


def _unescape(path: str) -> str:
    # The kernel writes space, tab, newline and backslash as three octal digits.
    return path.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\")
