from ipaddress import IPv4Address

from deployer.clusters.builtin.layout import (
    API_ADDRESS,
    API_URL,
    DNS_ADDRESS,
    NODE_ADDRESS,
    POD_NETWORK,
    SERVICE_NETWORK,
    Layout,
)


def test_the_addresses_fit_their_networks() -> None:
    assert NODE_ADDRESS in POD_NETWORK
    assert DNS_ADDRESS in SERVICE_NETWORK
    assert next(SERVICE_NETWORK.hosts()) == API_ADDRESS
    assert not POD_NETWORK.overlaps(SERVICE_NETWORK)


def test_the_api_is_reached_at_the_node() -> None:
    assert IPv4Address(API_URL.removeprefix("https://").partition(":")[0]) == NODE_ADDRESS


def test_what_survives_a_stop_lies_apart_from_what_does_not(layout: Layout) -> None:
    kept = (layout.pki, layout.config, layout.logs, layout.volumes, layout.kubeconfig("admin"))
    assert all(path.is_relative_to(layout.state) for path in kept)
    assert all(path.is_relative_to(layout.run) for path in (layout.socket, layout.leases))


def test_the_socket_of_a_real_cluster_fits_the_kernels_limit() -> None:
    # sun_path in unix(7) has 108 bytes, the closing zero included.
    assert len(str(Layout().socket)) < 108
