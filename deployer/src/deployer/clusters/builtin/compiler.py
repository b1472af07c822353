"""Runs the Go compiler with caches of our own, and explains why it fails."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from deployer.errors import DeployerError, MissingError
from deployer.settings import settings
from deployer.tools.command import CommandFailedError, run

TIMEOUT = 5400
"""Seconds: a cold compile takes 6 to 15 minutes on two cores, and some machines are slower."""
EVERY = 50
"""Packages between two reports of progress."""
NETWORK = re.compile(
    r"no such host|dial tcp|i/o timeout|connection refused|TLS handshake|x509:|"
    r"\b(403|404|407|410|50\d) [A-Z]|proxy\.golang\.org",
)


class Compiler:
    """Go with private module and build caches.

    Args:
        go: The path of `go`.
        sources: The folder of the module that is compiled.
        progress: Told what happens now.
    """

    def __init__(self, go: str, sources: Path, progress: Callable[[str], None]) -> None:
        self.sources = sources
        self._go = go
        self._progress = progress
        self._environment = {
            "CGO_ENABLED": "0",
            "GOCACHE": str(settings().folder("go", "build")),
            "GOMODCACHE": str(settings().folder("go", "mod")),
            "GOFLAGS": "-mod=readonly",
            "GOROOT": "",  # another Go's libraries would not fit this one's compiler
            "GOTOOLCHAIN": "local",
            "GOWORK": "off",
        }

    async def build(self, package: str, target: Path, stamps: Mapping[str, str]) -> None:
        """Compile one program.

        Args:
            package: Its Go package.
            target: The file that it becomes.
            stamps: Values of string variables, by their full names.

        Raises:
            DeployerError: It cannot be compiled; the cause is named.
        """
        listing = await self._run("list", "-deps", package)
        counter = _Counter(target.name, listing.count("\n"), self._progress)
        flags = " ".join(["-s -w", *(f"-X {name}={value}" for name, value in stamps.items())])
        await self._run(
            "build",
            "-v",
            "-trimpath",
            "-ldflags",
            flags,
            "-o",
            str(target),
            package,
            on_line=counter,
        )

    async def forget(self) -> None:
        """Delete the caches, 5 to 7 GB, unless the settings say to keep them."""
        if settings().keep_go_cache or settings().ci:
            return
        caches = [Path(self._environment[name]) for name in ("GOCACHE", "GOMODCACHE")]
        size = sum(file.lstat().st_size for cache in caches for file in cache.rglob("*"))
        await self._run("clean", "-cache", "-modcache")
        self._progress(
            f"freed {size / 1e9:.1f} GB of compiler caches (TODO_KEEP_GO_CACHE=1 keeps them)"
        )

    async def _run(self, *arguments: str, on_line: Callable[[str], None] | None = None) -> str:
        try:
            completed = await run(
                [self._go, *arguments],
                cwd=self.sources,
                env=self._environment,
                timeout=TIMEOUT,
                on_line=on_line,
            )
        except CommandFailedError as error:
            raise explain(error.completed.stderr) from error
        return completed.stdout


class _Counter:
    """Turns the package names that `go build -v` prints into a line of progress now and then."""

    def __init__(self, program: str, total: int, progress: Callable[[str], None]) -> None:
        self._program, self._total, self._progress = program, total, progress
        self._seen = 0

    def __call__(self, line: str) -> None:
        self._seen += 1
        if self._seen % EVERY == 0 and "/" in line:
            self._progress(f"{self._program}: {self._seen} of at most {self._total} packages")


def explain(said: str) -> DeployerError:
    """Return the error that names why Go failed, from what it printed to stderr."""
    what = "Kubernetes could not be compiled."
    if "no space left on device" in said:
        return MissingError(
            what,
            cause="The disk is full.",
            cure="free 8 GB, or set TODO_CACHE_DIR to a folder on a larger disk",
        )
    if "signal: killed" in said:
        return MissingError(
            what,
            cause="The kernel ended the compiler because memory ran out; it needs 4 GB.",
            cure="close other programs, or set GOMAXPROCS=1, and start again",
        )
    line = next((one for one in said.splitlines() if NETWORK.search(one)), "")
    if line:
        return MissingError(
            what,
            cause=f"Go's modules cannot be fetched: {line.strip()}",
            cure="check the network, or set GOPROXY to a module proxy that answers",
        )
    return DeployerError(
        what, cause="\n".join(said.strip().splitlines()[-5:]), cure="./todo up --on builtin --debug"
    )
