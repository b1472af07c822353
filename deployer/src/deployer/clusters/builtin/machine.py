"""What this machine is, and whether the builtin cluster can live on it."""

import sys
from pathlib import Path

from deployer.errors import MissingError
from deployer.posix import is_root
from deployer.tools.command import find_program

ADMIN_FOLDERS = (Path("/usr/sbin"), Path("/sbin"), Path("/usr/local/sbin"))
"""Where system programs are; an ordinary PATH may lack them."""
CGROUPS = Path("/sys/fs/cgroup")


def program(name: str) -> str:
    """Return the absolute path of a system program.

    Raises:
        MissingError: It is not installed.
    """
    return find_program(name, folders=ADMIN_FOLDERS, cure="./todo up --on builtin")


def check_machine() -> None:
    """Make sure that this is Linux and that we are root.

    Raises:
        MissingError: One of them is not so.
    """
    if sys.platform != "linux":
        raise MissingError(
            "The builtin cluster runs on Linux only.",
            cause=f"This machine is {sys.platform}; containers need Linux's kernel.",
            cure="./todo up --on minikube",
        )
    if not is_root():
        raise MissingError(
            "The builtin cluster needs root.",
            cause="It sets up network interfaces, mounts and control groups.",
            cure="sudo ./todo up --on builtin   (or ./todo up --on local)",
        )


def has_systemd() -> bool:
    """Tell whether systemd runs this machine's services (see sd_booted(3))."""
    return Path("/run/systemd/system").is_dir()


def unmounted_controllers(groups: str, mounts: str) -> tuple[str, ...]:
    """Return the cgroup v1 controllers that are in use but mounted nowhere.

    Somebody's container mounted them for itself (a kind or minikube node does). Until a reboot,
    containerd cannot read statistics, so `kubectl top` stays empty and namespaces end slowly.

    Args:
        groups: The content of `/proc/self/cgroup`.
        mounts: The content of `/proc/self/mountinfo`.
    """
    options = [
        line.rpartition(" - cgroup ")[2] for line in mounts.splitlines() if " - cgroup " in line
    ]
    mounted = {option for line in options for option in line.split()[-1].split(",")}
    active = [line.split(":")[1] for line in groups.splitlines()]
    names = [name for one in active for name in one.split(",") if name and "=" not in name]
    return tuple(name for name in names if name not in mounted)


def cgroup_warning() -> str:
    """Return what is wrong with this machine's cgroups, or an empty text."""
    if (CGROUPS / "cgroup.controllers").exists():
        return ""  # cgroup v2 has one hierarchy: nothing can be mounted elsewhere
    groups, mounts = Path("/proc/self/cgroup"), Path("/proc/self/mountinfo")
    lost = unmounted_controllers(groups.read_text(), mounts.read_text())
    if not lost:
        return ""
    return f"cgroup {', '.join(lost)} is mounted by another container: no pod statistics"
