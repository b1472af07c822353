from pathlib import Path

import anyio
import pytest

from deployer.logs import files
from deployer.logs.files import tail_file


async def test_the_last_lines_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "log"
    said: list[str] = []
    path.write_text("a\nb\nc\n")
    await tail_file(path, 2, said.append, follow=False)
    assert said == ["b", "c"]


async def test_no_lines_are_none(tmp_path: Path) -> None:
    path = tmp_path / "log"
    said: list[str] = []
    path.write_text("a\n")
    await tail_file(path, 0, said.append, follow=False)
    await tail_file(tmp_path / "none", 5, said.append, follow=False)
    assert said == []


async def test_a_line_written_in_two_halves_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "POLL_SECONDS", 0.01)
    path = tmp_path / "log"
    said: list[str] = []
    path.write_text("old\n")
    async with anyio.create_task_group() as group:

        async def follow() -> None:
            await tail_file(path, 9, said.append, follow=True)

        group.start_soon(follow)
        await _until(said, "old")
        for part in ("new", " line\n"):
            with path.open("a") as file:
                file.write(part)
            await anyio.sleep(0.05)
        await _until(said, "new line")
        path.write_text("x\n")  # it was truncated, as log rotation does
        await _until(said, "x")
        group.cancel_scope.cancel()
    assert said == ["old", "new line", "x"]


async def _until(said: list[str], line: str) -> None:
    with anyio.fail_after(30):
        while line not in said:
            await anyio.sleep(0.01)
