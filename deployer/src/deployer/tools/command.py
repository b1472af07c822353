"""The only door to other programs: a list of arguments, never a shell, output kept as evidence."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import anyio
from anyio.abc import ByteReceiveStream, Process

from deployer.errors import FREE_SPACE, DeployerError, ExitCode, MissingError
from deployer.frozen import Frozen

TAIL_LINES = 12
DISK_FULL = "no space left on device"
"""What every program says when it gets ENOSPC; `strerror` of glibc, musl and macOS."""
GRACE_SECONDS = 10.0
"""How long a program may tidy up when the wait for it is given up."""
OnLine = Callable[[str], None]


class Completed(Frozen):
    """A program that ended."""

    argv: tuple[str, ...]
    code: int
    stdout: str
    stderr: str


class CommandFailedError(DeployerError):
    """A program ended with an error; keeps what it said.

    Args:
        completed: The program, its exit code and its output.
        cure: What helps, when the caller knows.
    """

    def __init__(self, completed: Completed, *, cure: str = "") -> None:
        said = completed.stderr.strip() or completed.stdout.strip() or "It printed nothing."
        super().__init__(
            f"{Path(completed.argv[0]).name} {' '.join(completed.argv[1:3])} failed "
            f"(exit code {completed.code}).",
            cause="\n".join(said.splitlines()[-TAIL_LINES:]),
            cure=cure,
        )
        self.completed = completed


class DiskFullError(CommandFailedError):
    """A program ended because it could not write; whatever it was, this is what helps."""

    exit_code = ExitCode.MISSING

    def __init__(self, completed: Completed) -> None:
        super().__init__(completed, cure=FREE_SPACE)
        said = (completed.stderr + completed.stdout).splitlines()
        self.what = "The disk is full."
        self.cause = next(line.strip() for line in said if DISK_FULL in line.lower())


class CommandTimeoutError(DeployerError):
    """A program took longer than it may and was ended; keeps what it said until then.

    Args:
        completed: The program and its output so far.
        seconds: How long it was waited for.
    """

    def __init__(self, completed: Completed, seconds: float) -> None:
        said = completed.stderr.strip() or completed.stdout.strip()
        super().__init__(
            f"{Path(completed.argv[0]).name} {' '.join(completed.argv[1:3])} "
            f"did not end within {seconds:.0f} s.",
            cause="\n".join(said.splitlines()[-TAIL_LINES:]) or "It printed nothing about why.",
        )
        self.completed = completed


def find_program(name: str, *, folders: Sequence[Path] = (), cure: str = "") -> str:
    """Return the absolute path of a program.

    Args:
        name: The program, without `.exe`.
        folders: Private folders that come before PATH.
        cure: What to tell the user when it is nowhere.

    Raises:
        MissingError: It is neither in the folders nor on PATH.
    """
    places = [str(folder) for folder in folders] + os.environ.get("PATH", "").split(os.pathsep)
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        raise MissingError(
            f"The program {name} was not found.",
            cause="It is neither on PATH nor among the tools that this project installed.",
            cure=cure or "./todo doctor",
        )
    return found


async def run(  # noqa: PLR0913 - the one door has to offer what every caller needs
    argv: Sequence[str],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    timeout: float = 600,  # noqa: ASYNC109 - a program's own bound, told apart from the caller's
    check: bool = True,
    on_line: OnLine | None = None,
    cure: str = "",
) -> Completed:
    """Run a program to its end.

    Args:
        argv: Program and arguments; nothing is interpreted by a shell.
        cwd: Where it runs; the caller's folder by default.
        env: Added to this process's environment.
        stdin: What it reads; the way for secrets, which must never stand in argv.
        timeout: Seconds until it is ended.
        check: Whether a non-zero exit code is an error.
        on_line: Called with each line of output as it appears.
        cure: What helps when it fails, if the caller knows.

    Raises:
        MissingError: There is no such program.
        CommandFailedError: It failed, and `check` is set; DiskFullError when it said that.
        CommandTimeoutError: It took longer than `timeout`.
    """
    out: list[bytes] = []
    err: list[bytes] = []
    try:
        with anyio.fail_after(timeout):
            async with await _open(argv, cwd, env) as process:
                async with _ended_gently(process), anyio.create_task_group() as group:
                    group.start_soon(_collect, process.stdout, out, on_line)
                    group.start_soon(_collect, process.stderr, err, on_line)
                    await _feed(process, stdin)
                code = await process.wait()
    except TimeoutError:
        so_far = Completed(argv=tuple(argv), code=-1, stdout=_text(out), stderr=_text(err))
        raise CommandTimeoutError(so_far, timeout) from None
    completed = Completed(argv=tuple(argv), code=code, stdout=_text(out), stderr=_text(err))
    if check and code != 0:
        raise _failure(completed, cure)
    return completed


async def pipe(
    source: Sequence[str],
    sink: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    sink_env: Mapping[str, str] | None = None,
) -> Completed:
    """Run `source | sink` without a file in between, and return how the sink ended.

    Raises:
        CommandFailedError: One of the two failed; the source is blamed first.
    """
    # The kernel connects the two: the data never passes through this process.
    read_end, write_end = os.pipe()
    try:
        first = await _open(source, None, env, stdout=write_end)
        second = await _open(sink, None, sink_env, stdin=read_end)
    finally:
        os.close(read_end)
        os.close(write_end)
    said: dict[str, list[bytes]] = {"source": [], "out": [], "err": []}
    async with AsyncExitStack() as stack:
        for process in (first, second):
            await stack.enter_async_context(process)
        async with anyio.create_task_group() as group:
            group.start_soon(_collect, first.stderr, said["source"], None)
            group.start_soon(_collect, second.stdout, said["out"], None)
            group.start_soon(_collect, second.stderr, said["err"], None)
        codes = [await first.wait(), await second.wait()]
    ends = (
        Completed(argv=tuple(source), code=codes[0], stdout="", stderr=_text(said["source"])),
        Completed(
            argv=tuple(sink), code=codes[1], stdout=_text(said["out"]), stderr=_text(said["err"])
        ),
    )
    # A sink that died first breaks the source's pipe: then the sink is the cause.
    for end in sorted(ends, key=lambda one: one.code < 0 or "broken pipe" in one.stderr.lower()):
        if end.code != 0:
            raise _failure(end)
    return ends[1]


async def _open(
    argv: Sequence[str],
    cwd: Path | None,
    env: Mapping[str, str] | None,
    *,
    stdin: int = subprocess.PIPE,
    stdout: int = subprocess.PIPE,
) -> Process:
    try:
        return await anyio.open_process(
            list(argv),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError:
        raise MissingError(
            f"The program {argv[0]} was not found.",
            cause="It is not installed, or not on PATH.",
            cure="./todo doctor",
        ) from None


@asynccontextmanager
async def _ended_gently(process: Process) -> AsyncIterator[None]:
    """On the way out of an unfinished body, ask the program to end before it is killed."""
    try:
        yield
    except BaseException:
        # helm marks its release as failed then, and docker its build as cancelled.
        with anyio.move_on_after(GRACE_SECONDS, shield=True), suppress(ProcessLookupError):
            process.terminate()
            await process.wait()
        raise


async def _feed(process: Process, stdin: bytes) -> None:
    if process.stdin is None:
        return
    try:
        if stdin:
            await process.stdin.send(stdin)
        await process.stdin.aclose()
    except anyio.BrokenResourceError:
        return  # it ended without reading; its exit code tells the rest


async def _collect(
    stream: ByteReceiveStream | None, chunks: list[bytes], on_line: OnLine | None
) -> None:
    if stream is None:
        return
    pending = b""
    async for chunk in stream:
        chunks.append(chunk)
        if on_line is None:
            continue
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            on_line(line.decode(errors="replace").rstrip("\r"))
    if on_line is not None and pending:
        on_line(pending.decode(errors="replace"))


def _text(chunks: list[bytes]) -> str:
    return b"".join(chunks).decode(errors="replace")


def _failure(completed: Completed, cure: str = "") -> CommandFailedError:
    if DISK_FULL in (completed.stderr + completed.stdout).lower():
        return DiskFullError(completed)
    return CommandFailedError(completed, cure=cure)
