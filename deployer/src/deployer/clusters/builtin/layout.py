"""Where the builtin cluster keeps its things, and the addresses that it uses."""

from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from deployer.frozen import Frozen

CONTEXT = "todo-builtin"
"""The kubeconfig's context, and the name of the cluster and of its only node."""
BRIDGE = "todo-cni0"
"""The network interface that joins the pods; also carries the node's own address."""
POD_NETWORK = IPv4Network("10.244.0.0/24")
SERVICE_NETWORK = IPv4Network("10.96.0.0/16")
NODE_ADDRESS = IPv4Address("10.244.0.1")
API_ADDRESS = IPv4Address("10.96.0.1")
"""Where pods find the API server: always the service network's first address."""
DNS_ADDRESS = IPv4Address("10.96.0.10")
API_URL = f"https://{NODE_ADDRESS}:6443"
PAUSE_IMAGE = "docker.io/todo-builtin/pause:local"


class Layout(Frozen):
    """The folders of one builtin cluster; a machine has one, as it has one Docker."""

    state: Path = Path("/var/lib/todo-builtin")
    """Survives a stop: certificates, etcd's data, the node's images, volumes."""
    run: Path = Path("/run/todo-builtin")
    """Gone after a stop: sockets, mounts, address leases, records of processes."""

    @property
    def logs(self) -> Path:
        """One log file for each process."""
        return self.state / "log"

    @property
    def pki(self) -> Path:
        """Keys and certificates; for root only."""
        return self.state / "pki"

    @property
    def config(self) -> Path:
        """Configuration files of the processes."""
        return self.state / "config"

    @property
    def volumes(self) -> Path:
        """One folder for each persistent volume."""
        return self.state / "volumes"

    @property
    def socket(self) -> Path:
        """Where the cluster's own containerd listens."""
        return self.run / "containerd.sock"

    @property
    def leases(self) -> Path:
        """Which pod holds which address."""
        return self.run / "addresses"

    def kubeconfig(self, user: str) -> Path:
        """Return the kubeconfig of a user, such as `admin` or `kubelet`."""
        return self.state / f"{user}.kubeconfig"
