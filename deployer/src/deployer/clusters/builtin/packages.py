"""Debian packages: installs what is missing, and unpacks single ones privately."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import AsyncFileLock

from deployer.clusters.builtin.machine import ADMIN_FOLDERS
from deployer.errors import MissingError
from deployer.events import Events
from deployer.settings import settings
from deployer.steps import step
from deployer.tools.command import find_program, run

MIRROR = "http://deb.debian.org/debian"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
CURE = "check that the machine's package mirror answers: apt-get update"

# What each package is needed for is known by the file that it brings.
ENGINE_PACKAGES = {
    "docker.io": "dockerd",
    "iptables": "iptables",
    "debootstrap": "debootstrap",
    "debian-archive-keyring": str(KEYRING),
}
CLUSTER_PACKAGES = {
    "containerd": "containerd",
    "iptables": "iptables",
    "iproute2": "ip",
    "conntrack": "conntrack",
    "socat": "socat",
    "ethtool": "ethtool",
    "containernetworking-plugins": "/usr/lib/cni/bridge",
}


def missing(packages: dict[str, str]) -> tuple[str, ...]:
    """Return the packages whose program (a name) or file (a path) is not here."""
    return tuple(package for package, part in packages.items() if not _present(part))


async def ensure_packages(name: str, packages: dict[str, str], events: Events) -> None:
    """Install the packages that are missing.

    Args:
        name: The step's name.
        packages: Package names with the program or file that each brings.
        events: Who listens.

    Raises:
        MissingError: There is no apt here, or it cannot install them.
    """
    with step(name, events) as this:
        if not missing(packages):
            this.skip("nothing is missing")
            return
        async with AsyncFileLock(settings().folder("builtin") / "apt.lock"):
            wanted = missing(packages)
            this.progress(f"apt-get install {' '.join(wanted)}")
            await _apt("update", "-q")
            # Without this, Debian's scripts would start services on machines that have an init.
            await _apt("install", "-q", "-y", "--no-install-recommends", *wanted)
        this.done(", ".join(wanted))


async def unpack(package: str, suite: str, target: Path) -> None:
    """Unpack one package of another Debian suite into a folder, without installing it.

    Raises:
        CommandFailedError: The mirror does not answer, or has no such package.
    """
    with TemporaryDirectory(prefix="apt-", dir=settings().folder("builtin")) as folder:
        work = Path(folder)
        options = _private_apt(work, suite, await mirror())
        await _apt(*options, "update", "-q")
        await _apt(*options, "download", "-q", package, cwd=work)
        archive = next(work.glob("*.deb"))
        await run([find_program("dpkg-deb"), "--extract", str(archive), str(target)])


async def mirror() -> str:
    """Return the Debian mirror that this machine is set to, or Debian's own on other systems."""
    targets = await run(
        [find_program("apt-get"), "indextargets", "--format", "$(ORIGIN) $(REPO_URI)"], check=False
    )
    return choose_mirror(targets.stdout.splitlines())


def choose_mirror(targets: Iterable[str]) -> str:
    """Return the first mirror of Debian itself, security updates aside.

    Args:
        targets: Lines of an origin and an address, as `apt-get indextargets` prints them.
    """
    for line in targets:
        origin, _, address = line.partition(" ")
        if origin == "Debian" and "security" not in address:
            return address.strip().rstrip("/")
    return MIRROR


def _private_apt(work: Path, suite: str, address: str) -> tuple[str, ...]:
    """Return options that make apt use its own sources and caches, none of the machine's."""
    (work / "lists" / "partial").mkdir(parents=True)
    (work / "archives" / "partial").mkdir(parents=True)
    source = f"deb [signed-by={KEYRING}] {address} {suite} main\n"
    (work / "sources.list").write_text(source)
    settings_of_apt = {
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": work / "lists",
        "Dir::Cache": work,
        "APT::Sandbox::User": "root",
    }
    return tuple(
        part for name, value in settings_of_apt.items() for part in ("-o", f"{name}={value}")
    )


async def _apt(*arguments: str, cwd: Path | None = None) -> None:
    program = shutil.which("apt-get")
    if program is None:
        raise MissingError(
            "The builtin cluster needs Debian packages.",
            cause="There is no apt-get on this machine.",
            cure="./todo up --on minikube   (or --on local)",
        )
    environment = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_SUSPEND": "1"}
    await run([program, *arguments], cwd=cwd, env=environment, timeout=1200, cure=CURE)


def _present(part: str) -> bool:
    if part.startswith("/"):
        return Path(part).exists()
    folders = os.pathsep.join(map(str, ADMIN_FOLDERS))
    return shutil.which(part) is not None or shutil.which(part, path=folders) is not None
