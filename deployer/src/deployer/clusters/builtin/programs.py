"""Compiles the builtin Kubernetes and helm once, and keeps them by the hash of their sources."""

import re
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from filelock import AsyncFileLock

from deployer.clusters.builtin.compiler import Compiler
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.settings import ROOT, settings
from deployer.steps import step
from deployer.tools.disk import need_space
from deployer.tools.go import find_go, parse_version

SOURCES = ROOT / "deployer" / "builtin-kubernetes"
PROGRAM = "builtin-kubernetes"
ALIASES = (
    "coredns",
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-proxy",
    "kube-scheduler",
    "kubectl",
    "kubelet",
    "metrics-server",
    "volume-provisioner",
)
"""Names under which the one program is each of these."""
DISK_NEEDED = 8_000_000_000
"""Bytes: 4.4 GB of compiled packages, 1 GB of modules, the linker's and the results' share."""
VERSION = "k8s.io/component-base/version"


class Programs(Frozen):
    """A folder with everything that was compiled."""

    folder: Path

    def path(self, name: str) -> str:
        """Return the absolute path of a program: one of the aliases, `helm` or `pause`."""
        return str(self.folder / name)


def compiled(sources: Path = SOURCES) -> Programs | None:
    """Return the compiled programs of just these sources, or None when they are not there yet."""
    folder = settings().cache_dir / "builtin" / "bin" / source_key(sources)
    return Programs(folder=folder) if folder.is_dir() else None


def source_key(sources: Path) -> str:
    """Return a name for everything that goes into the programs."""
    digest = sha256()
    for path in sorted(
        path for path in sources.rglob("*") if path.suffix in {".go", ".mod", ".sum"}
    ):
        digest.update(f"{path.relative_to(sources).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def required_version(sources: Path, module: str) -> str:
    """Return the version of a module, such as `v1.37.2`, that go.mod asks for."""
    text = (sources / "go.mod").read_text()
    found = re.search(rf"^\s*{re.escape(module)} (v\S+)", text, re.MULTILINE)
    assert found is not None, f"{module} is not in go.mod"  # noqa: S101 - our own file
    return found.group(1)


async def ensure_programs(events: Events, sources: Path = SOURCES) -> Programs:
    """Return the programs; compiles them when they are not in the cache folder.

    Raises:
        MissingError: Too little disk space, or Go's modules cannot be reached.
    """
    with step("compile kubernetes", events) as this:
        found = compiled(sources)
        if found is not None:
            this.skip("already compiled")
            return found
        store = settings().folder("builtin", "bin")
        async with AsyncFileLock(store.with_suffix(".lock")):
            found = compiled(sources)  # by whoever held the lock
            if found is None:
                need_space(store, DISK_NEEDED, "compile Kubernetes")
                this.progress("once, some minutes; kept for next time")
                go = await find_go(_go_version(sources), this.progress)
                found = await _compile(Compiler(go, sources, this.progress), store)
        this.done(f"Kubernetes {required_version(sources, 'k8s.io/kubernetes')}")
        return found


async def _compile(compiler: Compiler, store: Path) -> Programs:
    sources = compiler.sources
    work = Path(mkdtemp(prefix=".compiling-", dir=store))
    try:
        version = required_version(sources, "k8s.io/kubernetes")
        major, minor, _patch = version.removeprefix("v").split(".")
        stamps = {"gitVersion": version, "gitMajor": major, "gitMinor": minor}
        stamps["gitTreeState"] = "clean"
        flags = {f"{VERSION}.{name}": value for name, value in stamps.items()}
        await compiler.build(".", work / PROGRAM, flags)
        await compiler.build("./pause", work / "pause", {})
        helm = required_version(sources, "helm.sh/helm/v3")
        flags = {"helm.sh/helm/v3/internal/version.version": helm}
        await compiler.build("helm.sh/helm/v3/cmd/helm", work / "helm", flags)
        for alias in ALIASES:
            (work / alias).symlink_to(PROGRAM)
        work.chmod(0o755)
        folder = _replace(store, work, source_key(sources))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    await compiler.forget()
    return Programs(folder=folder)


def _replace(store: Path, work: Path, key: str) -> Path:
    """Move the finished folder to its name in one step, and drop what older sources left."""
    folder = store / key
    work.rename(folder)
    for other in store.iterdir():
        if other != folder:
            shutil.rmtree(other)
    return folder


def _go_version(sources: Path) -> tuple[int, ...]:
    found = re.search(r"^go (\S+)$", (sources / "go.mod").read_text(), re.MULTILINE)
    return parse_version(found.group(1)) if found else ()
