from collections import Counter
from pathlib import Path

import pytest

from deployer.clusters.builtin import components
from deployer.clusters.builtin.daemons import Daemon
from deployer.clusters.builtin.kubernetes import STOP_ORDER
from deployer.clusters.builtin.layout import CONTEXT, NODE_ADDRESS, Layout
from deployer.clusters.builtin.programs import ALIASES, Programs


@pytest.fixture
def everything(furnished: Layout, programs: Programs) -> tuple[Daemon, ...]:
    return (*components.control_plane(furnished, programs), *components.node(furnished, programs))


def named(daemons: tuple[Daemon, ...], name: str) -> Daemon:
    return next(daemon for daemon in daemons if daemon.name == name)


def test_every_process_that_starts_is_stopped_too(everything: tuple[Daemon, ...]) -> None:
    started = {daemon.name for daemon in everything} | {"containerd"}
    assert started == {"kubelet", *STOP_ORDER}


def test_every_process_is_one_of_the_compiled_programs(
    everything: tuple[Daemon, ...], programs: Programs
) -> None:
    for daemon in everything:
        assert Path(daemon.argv[0]) == programs.folder / daemon.name
        assert daemon.name in ALIASES


def test_no_option_is_given_twice(everything: tuple[Daemon, ...]) -> None:
    for daemon in everything:
        options = Counter(argument.partition("=")[0] for argument in daemon.argv[1:])
        assert options.most_common(1)[0][1] == 1, daemon.name


def test_every_file_that_is_named_exists(everything: tuple[Daemon, ...], furnished: Layout) -> None:
    suffixes = {".crt", ".key", ".pub", ".kubeconfig", ".yaml"}
    for daemon in everything:
        values = [Path(argument.partition("=")[2]) for argument in daemon.argv[1:]]
        files = [value for value in values if value.suffix in suffixes]
        assert all(file.exists() for file in files), daemon.name
        assert all(file.is_relative_to(furnished.state) for file in files)


def test_a_process_restarts_when_its_configuration_changes(
    furnished: Layout, programs: Programs
) -> None:
    before = {daemon.name: daemon.fingerprint() for daemon in components.node(furnished, programs)}
    (furnished.config / "kubelet.yaml").write_text("changed: true\n")
    after = {daemon.name: daemon.fingerprint() for daemon in components.node(furnished, programs)}
    assert after["kubelet"] != before["kubelet"]
    assert after["kube-proxy"] == before["kube-proxy"]


def test_the_api_server_is_not_reachable_from_outside(everything: tuple[Daemon, ...]) -> None:
    assert f"--bind-address={NODE_ADDRESS}" in named(everything, "kube-apiserver").argv
    assert "--listen-client-urls=http://127.0.0.1:12379" in named(everything, "etcd").argv


def test_requests_are_authorised(everything: tuple[Daemon, ...]) -> None:
    argv = named(everything, "kube-apiserver").argv
    assert "--authorization-mode=Node,RBAC" in argv
    assert not any("anonymous-auth=true" in argument for argument in argv)


def test_the_node_has_one_name(everything: tuple[Daemon, ...]) -> None:
    assert f"--hostname-override={CONTEXT}" in named(everything, "kubelet").argv
    assert f"--node-ip={NODE_ADDRESS}" in named(everything, "kubelet").argv
