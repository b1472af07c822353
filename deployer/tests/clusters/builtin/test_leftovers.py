from pathlib import Path

from deployer.clusters.builtin.leftovers import (
    mounts_below,
    remove_groups,
    remove_network_results,
)

# As in /proc/self/mountinfo: id, parent, device, root, mount point, options, …
MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:25 / /run rw,nosuid - tmpfs tmpfs rw
41 30 0:51 / /run/todo/containerd/rootfs/a rw - overlay overlay rw
42 30 0:52 / /run/todo/containerd/shm/a rw - tmpfs shm rw
43 41 0:53 / /run/todo/containerd/rootfs/a/proc rw - proc proc rw
44 22 0:54 / /run/todolist/x rw - tmpfs tmpfs rw
45 22 0:55 / /var/lib/todo/kubelet/pods/1/my\\040volume rw - tmpfs tmpfs rw
"""
FOLDERS = (Path("/run/todo"), Path("/var/lib/todo"))


def test_mounts_are_listed_innermost_first() -> None:
    points = mounts_below(MOUNTS, FOLDERS)
    inner, outer = "/run/todo/containerd/rootfs/a/proc", "/run/todo/containerd/rootfs/a"
    assert points.index(inner) < points.index(outer)


def test_only_mounts_below_the_folders_are_ours() -> None:
    points = mounts_below(MOUNTS, FOLDERS)
    assert len(points) == 4
    assert "/run/todolist/x" not in points
    assert "/run" not in points


def test_the_kernels_way_to_write_a_space_is_understood() -> None:
    assert "/var/lib/todo/kubelet/pods/1/my volume" in mounts_below(MOUNTS, FOLDERS)


def test_control_groups_go_in_every_hierarchy(tmp_path: Path) -> None:
    for hierarchy in ("cpu", "memory"):
        (tmp_path / hierarchy / "kubepods" / "burstable" / "pod1").mkdir(parents=True)
        (tmp_path / hierarchy / "docker").mkdir()
    assert remove_groups("kubepods", tmp_path) == 6
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["docker", "docker"]


def test_the_single_hierarchy_of_version_two_is_known_too(tmp_path: Path) -> None:
    (tmp_path / "kubepods" / "besteffort").mkdir(parents=True)
    assert remove_groups("kubepods", tmp_path) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_group_in_use_stays(tmp_path: Path) -> None:
    # The kernel refuses to remove a group with processes; a file in a folder does the same here.
    (tmp_path / "kubepods" / "busy").mkdir(parents=True)
    (tmp_path / "kubepods" / "busy" / "process").touch()
    assert remove_groups("kubepods", tmp_path) == 0
    assert (tmp_path / "kubepods" / "busy").exists()


def test_only_our_networks_results_are_forgotten(tmp_path: Path) -> None:
    results = tmp_path / "cni" / "results"
    results.mkdir(parents=True)
    for name in ("todo-builtin-1-eth0", "cni-loopback-1-lo", "podman-2-eth0"):
        (results / name).touch()
    remove_network_results("todo-builtin", results)
    assert [path.name for path in results.iterdir()] == ["podman-2-eth0"]


def test_empty_folders_of_results_go_too(tmp_path: Path) -> None:
    results = tmp_path / "cni" / "results"
    results.mkdir(parents=True)
    (results / "todo-builtin-1-eth0").touch()
    remove_network_results("todo-builtin", results)
    assert not (tmp_path / "cni").exists()
