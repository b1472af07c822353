"""Finds a Chromium for the browser tests, or installs Debian's where that needs no question."""

import os
import shutil

from deployer.errors import MissingError
from deployer.posix import is_root
from deployer.steps import Step
from deployer.tools import command

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


async def find_browser(running: Step) -> str:
    """Return the path of a Chromium or Chrome.

    Raises:
        MissingError: There is none, and only the user can install one.
    """
    found = installed()
    if found is None and _can_install():
        running.progress("installing Debian's chromium")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        await command.run(["apt-get", "update", "-qq"], env=quiet)
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
        await command.run([*install, "chromium", "fonts-dejavu-core"], env=quiet, timeout=900)
        found = installed()
    if found is None:
        raise MissingError(
            "The browser tests need Chromium or Chrome.",
            cause="None was found on PATH.",
            cure="install Chromium, or set CHROMIUM to its path",
        )
    return found


def installed() -> str | None:
    """Return the browser that CHROMIUM names, or else the machine's own; None without one."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*NAMES, MAC]
    return next((path for name in candidates if (path := shutil.which(name))), None)


def _can_install() -> bool:
    return is_root() and shutil.which("apt-get") is not None
