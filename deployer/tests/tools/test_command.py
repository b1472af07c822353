"""The one door to other programs."""

import sys
from pathlib import Path

import pytest

from deployer.errors import ExitCode, MissingError
from deployer.tools import command

PYTHON = sys.executable


def python(code: str) -> list[str]:
    return [PYTHON, "-c", code]


async def test_output_and_exit_code_are_kept() -> None:
    done = await command.run(
        python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"), check=False
    )
    assert (done.code, done.stdout.strip(), done.stderr.strip()) == (3, "out", "err")


async def test_a_failure_names_the_program_and_its_last_words() -> None:
    failing = python("import sys; sys.exit('no such option')")
    with pytest.raises(command.CommandFailedError) as caught:
        await command.run(failing, cure="read the manual")
    assert "exit code 1" in caught.value.what
    assert caught.value.cause == "no such option"
    assert caught.value.cure == "read the manual"
    assert caught.value.exit_code is ExitCode.FAILED


async def test_a_full_disk_is_told_whatever_the_program_was() -> None:
    failing = python("import sys; sys.exit('a.o: No space left on device (28)\\nfailed')")
    with pytest.raises(command.CommandFailedError) as caught:
        await command.run(failing, cure="something else")
    assert caught.value.what == "The disk is full."
    assert caught.value.cause == "a.o: No space left on device (28)"
    assert "free some disk space" in caught.value.cure
    assert caught.value.exit_code is ExitCode.MISSING


async def test_a_missing_program_is_told_apart() -> None:
    with pytest.raises(MissingError) as caught:
        await command.run(["no-such-program-at-all"])
    assert caught.value.exit_code is ExitCode.MISSING


async def test_a_program_that_hangs_is_ended() -> None:
    with pytest.raises(command.CommandTimeoutError):
        await command.run(python("import time; time.sleep(60)"), timeout=0.5)


async def test_lines_are_told_as_they_come_and_the_last_needs_no_newline() -> None:
    lines: list[str] = []
    await command.run(python("print('one\\r'); print('two', end='')"), on_line=lines.append)
    assert lines == ["one", "two"]


async def test_secrets_go_in_by_standard_input() -> None:
    echo = python("import sys; print(len(sys.stdin.read()))")
    done = await command.run(echo, stdin=b"x" * 300_000)
    assert done.stdout.strip() == "300000"


async def test_a_program_that_does_not_read_its_input_is_no_error() -> None:
    done = await command.run(python("pass"), stdin=b"x" * 3_000_000)
    assert done.code == 0


async def test_the_environment_is_added_to(tmp_path: Path) -> None:
    code = "import os; print(os.environ['EXTRA'], 'PATH' in os.environ, os.getcwd())"
    done = await command.run(python(code), env={"EXTRA": "yes"}, cwd=tmp_path)
    assert done.stdout.split() == ["yes", "True", str(tmp_path.resolve())]


async def test_a_pipe_carries_megabytes() -> None:
    source = python("import sys; sys.stdout.buffer.write(b'x' * 5_000_000)")
    sink = python("import sys; print(len(sys.stdin.buffer.read()))")
    assert (await command.pipe(source, sink)).stdout.strip() == "5000000"


async def test_a_pipe_blames_who_failed() -> None:
    good_source = python("import sys; sys.stdout.write('x')")
    bad_source = python("import sys; sys.exit('no such image')")
    good_sink = python("import sys; sys.stdin.read()")
    bad_sink = python("import sys; sys.exit('node is full')")
    with pytest.raises(command.CommandFailedError, match="exit code 1") as caught:
        await command.pipe(bad_source, good_sink)
    assert caught.value.cause == "no such image"
    with pytest.raises(command.CommandFailedError) as caught:
        await command.pipe(good_source, bad_sink)
    assert caught.value.cause == "node is full"


def test_a_private_folder_comes_before_the_path(tmp_path: Path) -> None:
    program = tmp_path / ("tool.exe" if sys.platform == "win32" else "tool")
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert command.find_program("tool", folders=[tmp_path]) == str(program)
    with pytest.raises(MissingError):
        command.find_program("no-such-program-at-all")
