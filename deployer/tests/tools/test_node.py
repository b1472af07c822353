"""Node: the machine's when it is new enough, and a wheel's otherwise."""

import os
import stat
import sys
from pathlib import Path

import pytest

from deployer.events import ignore
from deployer.settings import settings
from deployer.tools import command, node

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="the fake programs are shell scripts"),
]


def program(folder: Path, name: str, says: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("text", "version"), [("v20.9.0", (20, 9, 0)), ("v24.19.0-rc.1", (24, 19, 0)), ("", ())]
)
def test_versions_are_numbers(text: str, version: tuple[int, ...]) -> None:
    assert node.parse_version(text) == version


@pytest.mark.parametrize(("version", "taken"), [("v20.8.9", False), ("v20.9.0", True)])
async def test_the_machines_node_has_to_be_new_enough(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    taken: bool,  # noqa: FBT001 - a parameter of the table above
) -> None:
    program(tmp_path, "node", version)
    program(tmp_path, "npm", "11.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = await node.machine_node()
    assert (found is not None) is taken


async def test_node_without_npm_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "node", "v24.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await node.machine_node() is None


async def test_the_wheels_node_and_npm_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs the real wheel, into a cache folder of the test's own."""
    tools = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", os.pathsep.join([tools, "/usr/local/bin"]))
    if await node.machine_node() is not None:
        pytest.skip("a Node stands beside uv on this machine")
    found = await node.find_node(ignore)
    assert found.bin_folder.is_relative_to(settings().cache_dir)
    env = {"PATH": f"{found.bin_folder}:/usr/bin:/bin"}
    assert (await command.run([found.node, "--version"])).stdout.strip() == found.version
    assert (await command.run([*found.npm, "--version"], env=env)).stdout[0].isdigit()
    by_name = await command.run([str(found.bin_folder / "npm"), "--version"], env=env)
    assert by_name.stdout[0].isdigit()
    assert await node.find_node(ignore) == found
