"""The embedded PostgreSQL: makes its data once, and says how to start it."""

import shutil
from pathlib import Path

import psutil

from deployer.errors import DeployerError
from deployer.local import plan, unprivileged
from deployer.local.places import Places
from deployer.local.postgres_programs import SUFFIX, find_programs
from deployer.local.remembered import key
from deployer.steps import Step
from deployer.tools import command

USER = "todo"
DATABASE = "todo"
BUILTIN_LOCALE_SINCE = 17
"""The major version that brought a locale of its own, the same on every platform."""


class Postgres:
    """PostgreSQL's programs and data for one checkout.

    Args:
        places: Where the data is.
        port: Where it listens, on loopback only.
    """

    def __init__(self, places: Places, port: int) -> None:
        self._home = places.database
        self._state = places.state
        self._port = port
        self._data = places.database / "data"

    async def prepare(self, running: Step) -> plan.Service:
        """Make the data folder when there is none; return how to start the server.

        Raises:
            DeployerError: There is no PostgreSQL, or none that can read the data.
        """
        self._home.mkdir(parents=True, exist_ok=True)
        self._home.chmod(0o700)
        unprivileged.own(self._home)
        programs = find_programs(self._home.parent)
        major = await self._major(programs)
        if (self._data / "PG_VERSION").exists():
            self._refuse_other_version(major)
            running.skip(f"PostgreSQL {major}, {self._data}")
        else:
            await self._initialize(programs, major)
            running.done(f"PostgreSQL {major}, {self._data}")
        forget_stale_pid(self._data)
        return self._service(programs, major)

    @property
    def url(self) -> str:
        """How the backend reaches it; holds the password."""
        password = key(self._state / "database-password")
        return f"postgresql://{USER}:{password}@127.0.0.1:{self._port}/{DATABASE}"

    def _service(self, programs: Path, major: int) -> plan.Service:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self._port),
            # Loopback is the one way in: a socket file would need a folder of its own.
            "unix_socket_directories": "",
            "max_connections": "60",
        }
        argv = [str(programs / f"postgres{SUFFIX}"), "-D", str(self._data)]
        for name, value in options.items():
            argv += ["-c", f"{name}={value}"]
        stop = [str(programs / f"pg_ctl{SUFFIX}"), "stop", "-D", str(self._data), "-m", "fast"]
        return plan.Service(
            name=plan.DATABASE,
            argv=unprivileged.command(argv),
            cwd=self._home,
            env={},
            version=str(major),
            stop=unprivileged.command(stop),
            ready=f"postgres://127.0.0.1:{self._port}/{USER}",
        )

    async def _major(self, programs: Path) -> int:
        said = await command.run([str(programs / f"postgres{SUFFIX}"), "--version"])
        return int(said.stdout.split()[2].partition(".")[0])

    def _refuse_other_version(self, major: int) -> None:
        made_by = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        if made_by != str(major):
            raise DeployerError(
                f"The data in {self._data} cannot be read.",
                cause=f"PostgreSQL {made_by} made them, and this is PostgreSQL {major}.",
                cure=f"set PG_BIN to the programs of PostgreSQL {made_by}, or start afresh: "
                "./todo down --data",
            )

    async def _initialize(self, programs: Path, major: int) -> None:
        # Made under another name: what was interrupted is never taken for whole.
        fresh, password = self._home / "data.new", self._home / "password"
        shutil.rmtree(fresh, ignore_errors=True)
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(key(self._state / "database-password"), encoding="ascii")
        unprivileged.own(password)
        argv = [str(programs / f"initdb{SUFFIX}"), "-D", str(fresh), "-U", USER, "-E", "UTF8"]
        argv += ["--auth=scram-sha-256", f"--pwfile={password}", *_locale(major)]
        try:
            await command.run(unprivileged.command(argv), cwd=self._home)
        finally:
            password.unlink()
        create = [str(programs / f"postgres{SUFFIX}"), "--single", "-D", str(fresh), "postgres"]
        sql = f"CREATE DATABASE {DATABASE};\n".encode()
        await command.run(unprivileged.command(create), cwd=self._home, stdin=sql)
        fresh.rename(self._data)


def _locale(major: int) -> list[str]:
    if major >= BUILTIN_LOCALE_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"]
    return ["--no-locale"]


def forget_stale_pid(data: Path) -> None:
    """Remove what a server left that was killed, if its number is another program's by now.

    PostgreSQL refuses to start while any process has that number. One of our own that still
    runs is left alone: the supervisor's stop command ends it.
    """
    file = data / "postmaster.pid"
    if file.exists() and not server_runs(data):
        file.unlink()


def server_runs(data: Path) -> bool:
    """Return whether the server that the data folder names is alive."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        return "postgres" in psutil.Process(pid).name()
    except (OSError, ValueError, psutil.NoSuchProcess):
        return False
