"""Opens the page in a browser, where one is in front of the person who asked."""

import os
import stat
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from deployer.settings import settings

REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "CODESPACES", "KUBERNETES_SERVICE_HOST")
"""Set where the terminal is on one machine and the person at another."""
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def can_open() -> bool:
    """Return whether a browser would appear before the person: not in CI, nor over ssh."""
    if settings().ci or not sys.stdout.isatty() or any(os.environ.get(one) for one in REMOTE):
        return False
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(one) for one in SCREENS)


@contextmanager
def opened(link: str) -> Iterator[None]:
    """Open a link in the browser; the file that leads there is removed when the body ends.

    The browser is given a file that only this user can read, and not the link: everybody on
    the machine sees the arguments of programs.
    """
    path = settings().folder("dashboard") / f"open-{os.getpid()}.html"
    path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    address = escape(link, quote=True)
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Todo dashboard</title>'
        f'<meta http-equiv="refresh" content="0;url={address}"><a href="{address}">Open</a>',
        encoding="utf-8",
    )
    try:
        webbrowser.open(path.as_uri())
        yield
    finally:
        path.unlink(missing_ok=True)
