"""BuildKit's command line, which Debian 12 does not carry and Docker 20 needs for secrets."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from deployer.clusters.builtin.packages import unpack
from deployer.events import Events
from deployer.settings import settings
from deployer.steps import step
from deployer.tools.command import run

PACKAGE = "docker-buildx"
SUITE = "trixie"
"""A Debian that has the package; being one static program it runs on others too."""
INSIDE = Path("usr/libexec/docker/cli-plugins/docker-buildx")


def plugin_folder() -> Path:
    """Return the private folder of Docker's plugins; `~/.docker` belongs to the user."""
    return settings().folder("docker-cli-plugins")


async def ensure_buildx(events: Events) -> None:
    """Fetch `docker-buildx` unless the machine's Docker or our folder has it.

    Raises:
        CommandFailedError: Debian's mirror does not answer.
    """
    with step("fetch buildx", events) as this:
        target = plugin_folder() / PACKAGE
        if target.exists() or await _docker_has_it():
            this.skip("it is there")
            return
        with TemporaryDirectory(dir=settings().folder("builtin")) as folder:
            await unpack(PACKAGE, SUITE, Path(folder))
            # A rename is one step: whoever looks sees no half a program.
            shutil.copy2(Path(folder) / INSIDE, target.with_suffix(".new"))
            target.with_suffix(".new").rename(target)
        this.done(f"from Debian {SUITE}")


async def _docker_has_it() -> bool:
    return (await run(["docker", "buildx", "version"], check=False, timeout=20)).code == 0
