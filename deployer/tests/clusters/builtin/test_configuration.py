import json
import tomllib
from pathlib import Path

import pytest
import yaml

from deployer.clusters.builtin.configuration import name_servers, write_configuration
from deployer.clusters.builtin.layout import (
    BRIDGE,
    CONTEXT,
    DNS_ADDRESS,
    NODE_ADDRESS,
    PAUSE_IMAGE,
    POD_NETWORK,
    Layout,
)


def load(layout: Layout, name: str) -> dict[str, object]:
    document = yaml.safe_load((layout.config / name).read_text())
    assert isinstance(document, dict)
    return document


def test_containerd_keeps_to_its_own_folders_and_socket(furnished: Layout) -> None:
    config = tomllib.loads((furnished.config / "containerd.toml").read_text())
    assert config["root"] == str(furnished.state / "containerd")
    assert config["state"] == str(furnished.run / "containerd")
    assert config["grpc"]["address"] == str(furnished.socket)
    cri = config["plugins"]["io.containerd.grpc.v1.cri"]
    assert cri["sandbox_image"] == PAUSE_IMAGE
    assert cri["restrict_oom_score_adj"] is True
    assert cri["cni"]["conf_dir"] == str(furnished.config / "cni")


def test_pods_get_addresses_of_the_pod_network(furnished: Layout) -> None:
    network = json.loads((furnished.config / "cni" / "10-todo.conflist").read_text())
    bridge = network["plugins"][0]
    assert network["name"] == CONTEXT
    assert bridge["bridge"] == BRIDGE
    assert bridge["ipam"]["ranges"] == [[{"subnet": str(POD_NETWORK)}]]
    assert Path(bridge["ipam"]["dataDir"]).is_relative_to(furnished.run)


def test_the_kubelet_works_on_machines_of_both_cgroup_versions(furnished: Layout) -> None:
    config = load(furnished, "kubelet.yaml")
    assert config["failCgroupV1"] is False
    assert config["cgroupDriver"] == "cgroupfs"


def test_the_kubelet_lets_nobody_in_without_a_certificate(furnished: Layout) -> None:
    config = load(furnished, "kubelet.yaml")
    assert config["authentication"] == {
        "anonymous": {"enabled": False},
        "webhook": {"enabled": True},
        "x509": {"clientCAFile": str(furnished.pki / "ca.crt")},
    }
    assert config["authorization"] == {"mode": "Webhook"}


def test_the_kubelet_collects_no_image(furnished: Layout) -> None:
    assert load(furnished, "kubelet.yaml")["imageGCHighThresholdPercent"] == 100


def test_pods_ask_the_clusters_dns(furnished: Layout) -> None:
    assert load(furnished, "kubelet.yaml")["clusterDNS"] == [str(DNS_ADDRESS)]


def test_kube_proxy_listens_on_no_public_address(furnished: Layout) -> None:
    config = load(furnished, "kube-proxy.yaml")
    assert config["nodePortAddresses"] == ["127.0.0.0/8", str(POD_NETWORK)]
    for name in ("metricsBindAddress", "healthzBindAddress"):
        assert str(config[name]).startswith(f"{NODE_ADDRESS}:")


def test_kube_proxy_leaves_the_connection_table_alone(furnished: Layout) -> None:
    assert load(furnished, "kube-proxy.yaml")["conntrack"] == {"maxPerCore": 0}


def test_files_that_would_not_change_are_not_touched(furnished: Layout) -> None:
    files = [path for path in furnished.config.rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    write_configuration(furnished)
    assert {path: path.stat().st_mtime_ns for path in files} == before


def test_a_file_that_somebody_changed_is_written_again(furnished: Layout) -> None:
    path = furnished.config / "kube-proxy.yaml"
    path.write_text("mode: none\n")
    write_configuration(furnished)
    assert load(furnished, "kube-proxy.yaml")["mode"] == "iptables"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("nameserver 10.0.0.2\nsearch example\n", ("10.0.0.2",)),
        ("# nothing\n", ()),
        ("nameserver 127.0.0.53\n", ()),
        ("nameserver ::1\nnameserver 10.0.0.3\n", ("10.0.0.3",)),
        ("nameserver fe80::1%eth0\n", ("fe80::1%eth0",)),
        (
            "".join(f"nameserver 10.0.0.{i}\n" for i in range(1, 6)),
            ("10.0.0.1", "10.0.0.2", "10.0.0.3"),
        ),
    ],
)
def test_pods_get_name_servers_that_they_can_reach(
    tmp_path: Path, content: str, expected: tuple[str, ...]
) -> None:
    (tmp_path / "resolv.conf").write_text(content)
    assert name_servers((tmp_path / "resolv.conf",)) == expected


def test_the_first_source_with_usable_servers_wins(tmp_path: Path) -> None:
    (tmp_path / "local").write_text("nameserver 127.0.0.53\n")
    (tmp_path / "real").write_text("nameserver 192.0.2.7\n")
    sources = (tmp_path / "absent", tmp_path / "local", tmp_path / "real")
    assert name_servers(sources) == ("192.0.2.7",)
