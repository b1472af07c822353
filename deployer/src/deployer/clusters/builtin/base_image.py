"""The image that Dockerfiles build on: pulled, or made from Debian's packages by debootstrap."""

import math
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp

import anyio

from deployer.clusters.builtin.machine import program
from deployer.clusters.builtin.packages import KEYRING, mirror
from deployer.events import Events
from deployer.settings import settings
from deployer.steps import step
from deployer.tools.command import CommandFailedError, pipe, run

SUITE = "trixie"
REFERENCE = f"debian:{SUITE}-slim"
LABEL = "dev.todo-chatbot=base"
"""Tells an image that we made from one that was pulled."""
FIRST_WORD = 15
"""Seconds until a registry must have said something."""
FRESH = 30 * 86400
"""Seconds that a kept image is used for; a new one has newer security updates."""
SECURITY_MIRROR = "http://deb.debian.org/debian-security"
SOURCES = """\
Types: deb
URIs: {mirror}
Suites: {suite} {suite}-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp

Types: deb
URIs: {security}
Suites: {suite}-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp
"""
# What the official slim images leave out, now and when packages are added later.
EXCLUDED = ("doc", "man", "info", "locale", "lintian", "groff")
EXCLUSIONS = "".join(f"path-exclude /usr/share/{name}/*\n" for name in EXCLUDED)
EXCLUSIONS += "path-include /usr/share/doc/*/copyright\n"
LEAVINGS = (
    "var/lib/apt/lists/*",
    "var/cache/apt/*.bin",
    "var/cache/apt/archives/*.deb",
    "var/cache/debconf/*-old",
    "var/lib/dpkg/*-old",
    "var/log/*.log",
    "var/log/apt/*",
)


def archive() -> Path:
    """Return where the made image is kept, as `docker save` wrote it."""
    return settings().folder("builtin") / f"{SUITE}-slim.tar"


async def ensure_base_image(events: Events) -> None:
    """Make `debian:trixie-slim` available to builds.

    Raises:
        CommandFailedError: Neither a registry nor Debian's mirror answers.
    """
    with step("base image", events) as this:
        if await _exists():
            this.skip("it is there")
        elif await _pull():
            this.done("pulled")
        elif await _load():
            this.done("made earlier by debootstrap")
        else:
            this.progress("no registry answers: debootstrap, one or two minutes")
            await _make()
            this.done("made by debootstrap")


async def remove_base_image() -> tuple[str, ...]:
    """Remove the image from Docker if we made it; the archive stays for next time."""
    made = await run(["docker", "images", "--quiet", "--filter", f"label={LABEL}", REFERENCE])
    if not made.stdout.strip():
        return ()
    removed = await run(["docker", "image", "rm", REFERENCE], check=False)
    return (f"image {REFERENCE}",) if removed.code == 0 else ()


async def _exists() -> bool:
    return (await run(["docker", "image", "inspect", REFERENCE], check=False)).code == 0


async def _pull() -> bool:
    """Pull the image; a registry that stays silent behind a firewall is given up soon."""
    with anyio.move_on_after(FIRST_WORD) as patience:

        def spoke(_line: str) -> None:
            patience.deadline = math.inf

        pulled = await run(["docker", "pull", REFERENCE], check=False, timeout=1200, on_line=spoke)
        return pulled.code == 0
    return False


async def _load() -> bool:
    if not archive().exists() or time.time() - archive().stat().st_mtime > FRESH:
        return False
    # Loaded, not imported: the image keeps its id, so builds on it stay cached.
    return (await run(["docker", "load", "--input", str(archive())], check=False)).code == 0


async def _make() -> None:
    work = Path(mkdtemp(prefix="debootstrap-", dir=settings().folder("builtin")))
    try:
        root = work / "root"
        await _bootstrap(root)
        _slim(root)
        await _import(root)
        await run(["docker", "save", "--output", str(work / "image.tar"), REFERENCE])
        (work / "image.tar").replace(archive())
    finally:
        shutil.rmtree(work)


async def _bootstrap(root: Path) -> None:
    address = await mirror()
    # A mount namespace of its own: what debootstrap mounts cannot outlive it, nor be deleted
    # together with the folder.
    isolated = [program("unshare"), "--mount", "--propagation", "private"]
    bootstrap = [program("debootstrap"), "--variant=minbase", f"--keyring={KEYRING}"]
    cure = f"check that {address} answers"
    await run([*isolated, *bootstrap, SUITE, str(root), address], timeout=1200, cure=cure)
    sources = SOURCES.format(mirror=address, suite=SUITE, security=SECURITY_MIRROR)
    (root / "etc/apt/sources.list").unlink()
    (root / "etc/apt/sources.list.d/debian.sources").write_text(sources)
    (root / "etc/dpkg/dpkg.cfg.d/slim").write_text(EXCLUSIONS)
    await _upgrade(root)


async def _upgrade(root: Path) -> None:
    """Bring in security updates, where their mirror is reachable."""
    inside = [program("chroot"), str(root), "apt-get", "-q"]
    updated = await run([*inside, "update"], check=False)
    if updated.code == 0:
        environment = {"DEBIAN_FRONTEND": "noninteractive"}
        await run([*inside, "-y", "upgrade"], env=environment, timeout=1200)


def _slim(root: Path) -> None:
    for pattern in LEAVINGS:
        for path in root.glob(pattern):
            if path.is_file():
                path.unlink()
    lists = root / "var/lib/apt/lists"
    shutil.rmtree(lists)
    lists.mkdir()
    share = root / "usr/share"
    for name in EXCLUDED[1:]:
        shutil.rmtree(share / name, ignore_errors=True)
        (share / name).mkdir()
    for path in (share / "doc").rglob("*"):
        if path.is_file() and path.name != "copyright":
            path.unlink()
    (root / "etc/hostname").unlink(missing_ok=True)
    (root / "etc/resolv.conf").write_text("")  # Docker gives each container its own


async def _import(root: Path) -> None:
    changes = (
        "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        'CMD ["bash"]',
        f"LABEL {LABEL}",
    )
    options = [part for change in changes for part in ("--change", change)]
    tree = ["tar", "--numeric-owner", "--sort=name", "--directory", str(root), "--create", "."]
    try:
        await pipe(tree, ["docker", "import", *options, "-", REFERENCE])
    except CommandFailedError as error:
        error.cure = "df -h /var/lib/docker   (it may be full)"
        raise
