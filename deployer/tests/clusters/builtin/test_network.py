from pathlib import Path

import pytest

from deployer.clusters.builtin import network
from deployer.clusters.builtin.layout import BRIDGE, POD_NETWORK
from deployer.clusters.builtin.network import Route, conflict


@pytest.mark.parametrize(
    "route",
    [
        Route(dst="10.244.0.0/16", dev="flannel.1"),
        Route(dst="10.0.0.0/8", dev="vpn0"),
        Route(dst="10.96.0.10", dev="eth1"),
        Route(dst=str(POD_NETWORK), dev="cni0"),
    ],
)
def test_somebody_elses_network_at_our_addresses_is_found(route: Route) -> None:
    assert conflict([Route(dst="default", dev="eth0"), route]) == route


@pytest.mark.parametrize(
    "route",
    [
        Route(dst="default", dev="eth0"),
        Route(dst="192.0.2.0/24", dev="eth0"),
        Route(dst="172.17.0.0/16", dev="docker0"),
        Route(dst=str(POD_NETWORK), dev=BRIDGE),
        Route(dst="fd00::/64", dev="eth0"),
    ],
)
def test_other_networks_and_our_own_are_no_conflict(route: Route) -> None:
    assert conflict([route]) is None


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that stands for one kernel setting, so that no real one is touched."""
    setting = tmp_path / "ip_forward"
    setting.write_text("0\n")
    monkeypatch.setattr(network, "SETTINGS", {str(setting): "1"})
    return setting


def test_kernel_settings_are_put_back_as_they_were(kernel: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    network._apply_settings(memory)
    assert kernel.read_text() == "1"
    network._restore_settings(memory)
    assert kernel.read_text().strip() == "0"
    assert not memory.exists()


def test_a_second_start_does_not_forget_how_it_was_before_the_first(
    kernel: Path, tmp_path: Path
) -> None:
    memory = tmp_path / "memory.json"
    network._apply_settings(memory)
    network._apply_settings(memory)
    network._restore_settings(memory)
    assert kernel.read_text().strip() == "0"


def test_without_a_memory_nothing_is_changed(kernel: Path, tmp_path: Path) -> None:
    network._restore_settings(tmp_path / "absent.json")
    assert kernel.read_text() == "0\n"
