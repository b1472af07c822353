import sys
from pathlib import Path

import anyio
import pytest

from deployer.clusters.builtin.containers import is_shim, kill_pods
from deployer.tools import processes

SOCKET = Path("/run/example/containerd.sock")
SHIM = ["/usr/bin/containerd-shim-runc-v2", "-namespace", "k8s.io", "-id", "1", "-address"]


def test_a_shim_of_our_containerd_is_known_by_its_socket() -> None:
    assert is_shim([*SHIM, str(SOCKET)], SOCKET)


@pytest.mark.parametrize(
    "argv",
    [
        [*SHIM, "/run/containerd/containerd.sock"],
        ["/usr/bin/ctr", "--address", str(SOCKET)],
        [],
    ],
)
def test_other_processes_are_left_alone(argv: list[str]) -> None:
    assert not is_shim(argv, SOCKET)


@pytest.mark.anyio
@pytest.mark.skipif(sys.platform != "linux", reason="containers need Linux's kernel")
async def test_a_pod_whose_containerd_is_gone_is_killed_with_its_children(tmp_path: Path) -> None:
    # A shell under the shim's name, with a child that stands for a container's process.
    shim = tmp_path / "containerd-shim-runc-v2"
    shim.symlink_to("/bin/sh")
    pid_file, socket = tmp_path / "child", tmp_path / "containerd.sock"
    script = f"sleep 600 & echo $! > {pid_file}; wait"
    argv = [str(shim), "-c", script, "-address", str(socket)]
    parent = processes.start_detached(argv, log=tmp_path / "log")
    with anyio.fail_after(20):
        while not (child := _sleeping(pid_file)):
            await anyio.sleep(0.02)
    assert await kill_pods(socket) == 1
    assert processes.find(parent) is None
    assert (
        not Path(f"/proc/{child}/cmdline").exists()
        or not Path(f"/proc/{child}/cmdline").read_bytes()
    )


def _sleeping(pid_file: Path) -> int | None:
    """Return the child, once it is a program of its own and no longer its parent's copy."""
    if not pid_file.exists() or not (text := pid_file.read_text().strip()):
        return None
    return int(text) if Path(f"/proc/{text}/comm").read_text() == "sleep\n" else None


@pytest.mark.anyio
async def test_where_no_pod_runs_none_is_killed(tmp_path: Path) -> None:
    assert await kill_pods(tmp_path / "containerd.sock") == 0
