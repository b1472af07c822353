import os
import sys

import pytest

from deployer.clusters.builtin.machine import check_machine, program, unmounted_controllers
from deployer.errors import MissingError

GROUPS = """\
12:pids:/
11:cpu,cpuacct:/
10:memory:/
1:name=systemd:/
0::/
"""
MOUNTS = """\
25 24 0:22 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
26 24 0:23 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct
27 24 0:24 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
28 24 0:25 / /tmp rw - tmpfs tmpfs rw
"""


def test_a_healthy_machine_has_every_controller_mounted() -> None:
    assert unmounted_controllers(GROUPS, MOUNTS) == ()


def test_a_controller_that_a_container_took_for_itself_is_named() -> None:
    without_memory = "".join(
        line for line in MOUNTS.splitlines(keepends=True) if "memory" not in line
    )
    assert unmounted_controllers(GROUPS, without_memory) == ("memory",)


def test_another_system_is_refused_with_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(MissingError, match="Linux only") as refused:
        check_machine()
    assert refused.value.cure == "./todo up --on minikube"


@pytest.mark.skipif(sys.platform != "linux", reason="the refusal of other systems comes first")
def test_another_user_than_root_is_refused_with_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(MissingError, match="needs root") as refused:
        check_machine()
    assert "sudo ./todo up" in refused.value.cure


def test_a_missing_system_program_names_the_command_that_installs_it() -> None:
    with pytest.raises(MissingError) as missing:
        program("no-such-program-anywhere")
    assert missing.value.cure == "./todo up --on builtin"
