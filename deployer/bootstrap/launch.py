"""From the launcher's arguments to the deployer, with everything installed on the way."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from bootstrap.environment import is_ready, prepare, wants_tools
from bootstrap.places import VENV, WINDOWS, venv_python


def main() -> None:
    """Prepare the environment if need be, then become the deployer."""
    arguments = sys.argv[1:]
    tools = wants_tools(arguments)
    if not is_ready(tools=tools):
        _prepare_or_exit(tools=tools)
    elif sys.prefix == str(VENV) and not WINDOWS:
        _go_on()
        return
    _become(arguments)


def _prepare_or_exit(*, tools: bool) -> None:
    from bootstrap.failure import INTERRUPTED, BootstrapError  # noqa: PLC0415 - rarely needed

    try:
        prepare(tools=tools)
    except BootstrapError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _go_on() -> None:
    """Run the deployer in this process, which is the environment's Python already."""
    import runpy  # noqa: PLC0415 - only needed here

    _forget_dont_write_bytecode()
    del sys.path[0]
    runpy.run_module("deployer", run_name="__main__", alter_sys=True)


def _forget_dont_write_bytecode() -> None:
    # As `programs.clean_environment` does for a new process.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _become(arguments: list[str]) -> NoReturn:
    from bootstrap.programs import clean_environment  # noqa: PLC0415 - not needed by `_go_on`

    argv = [str(venv_python()), "-m", "deployer", *arguments]
    env = clean_environment()
    if WINDOWS:
        sys.exit(_run_on_windows(argv, env))
    os.execve(argv[0], argv, env)  # noqa: S606 - our own interpreter


def _run_on_windows(argv: list[str], env: dict[str, str]) -> int:
    """Run the deployer as a child: on Windows, exec would return to the prompt at once."""
    import subprocess  # noqa: PLC0415 - only there

    with subprocess.Popen(argv, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The console sent Ctrl-C to the child too; it decides how it ends.
                continue
