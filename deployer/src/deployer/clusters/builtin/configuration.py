"""Configuration files of containerd, the pod network, the kubelet and kube-proxy."""

import json
from ipaddress import ip_address
from pathlib import Path

import yaml

from deployer.clusters.builtin.layout import (
    BRIDGE,
    CONTEXT,
    DNS_ADDRESS,
    NODE_ADDRESS,
    PAUSE_IMAGE,
    POD_NETWORK,
    Layout,
)

# systemd-resolved puts the real name servers here, and a loopback address into /etc/resolv.conf,
# which would lead back into each pod.
RESOLV_CONFS = (Path("/run/systemd/resolve/resolv.conf"), Path("/etc/resolv.conf"))

CONTAINERD = """\
version = 2
root = "{state}/containerd"
state = "{run}/containerd"
[grpc]
  address = "{socket}"
[plugins."io.containerd.internal.v1.opt"]
  path = "{state}/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{pause}"
  netns_mounts_under_state_dir = true
  # Without CAP_SYS_RESOURCE nobody may lower a process's OOM score below the parent's.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "{config}/cni"
"""


def write_configuration(layout: Layout) -> None:
    """Write every configuration file; one that would not change is not touched."""
    containerd = CONTAINERD.format(
        state=layout.state,
        run=layout.run,
        socket=layout.socket,
        config=layout.config,
        pause=PAUSE_IMAGE,
    )
    _write(layout.config / "containerd.toml", containerd)
    _write(layout.config / "cni" / "10-todo.conflist", json.dumps(_pod_network(layout), indent=2))
    servers = name_servers()
    _write(layout.config / "resolv.conf", "".join(f"nameserver {one}\n" for one in servers))
    _write(layout.config / "kubelet.yaml", yaml.safe_dump(_kubelet(layout)))
    _write(layout.config / "kube-proxy.yaml", yaml.safe_dump(_kube_proxy(layout)))


def name_servers(sources: tuple[Path, ...] = RESOLV_CONFS) -> tuple[str, ...]:
    """Return this machine's name servers that a pod can reach too; at most three, as pods allow."""
    for source in sources:
        lines = source.read_text().splitlines() if source.exists() else []
        found = [line.split()[1] for line in lines if line.startswith("nameserver ")]
        usable = tuple(one for one in found if not ip_address(one.partition("%")[0]).is_loopback)
        if usable:
            return usable[:3]
    return ()


def _pod_network(layout: Layout) -> dict[str, object]:
    addresses = {
        "type": "host-local",
        "dataDir": str(layout.leases),
        "ranges": [[{"subnet": str(POD_NETWORK)}]],
    }
    bridge = {
        "type": "bridge",
        "bridge": BRIDGE,
        "isDefaultGateway": True,
        "hairpinMode": True,
        "ipam": addresses,
    }
    ports = {"type": "portmap", "capabilities": {"portMappings": True}}
    return {"cniVersion": "0.4.0", "name": CONTEXT, "plugins": [bridge, ports]}


def _kubelet(layout: Layout) -> dict[str, object]:
    return {
        "apiVersion": "kubelet.config.k8s.io/v1beta1",
        "kind": "KubeletConfiguration",
        "address": str(NODE_ADDRESS),
        "authentication": {
            "anonymous": {"enabled": False},
            "webhook": {"enabled": True},
            "x509": {"clientCAFile": str(layout.pki / "ca.crt")},
        },
        "authorization": {"mode": "Webhook"},
        "tlsCertFile": str(layout.pki / "kubelet.crt"),
        "tlsPrivateKeyFile": str(layout.pki / "kubelet.key"),
        "containerRuntimeEndpoint": f"unix://{layout.socket}",
        "cgroupDriver": "cgroupfs",
        "failCgroupV1": False,
        "failSwapOn": False,
        "clusterDNS": [str(DNS_ADDRESS)],
        "clusterDomain": "cluster.local",
        "resolvConf": str(layout.config / "resolv.conf"),
        # No registry can give back an image that was collected.
        "imageGCHighThresholdPercent": 100,
        "evictionHard": {
            "memory.available": "100Mi",
            "nodefs.available": "1%",
            "imagefs.available": "1%",
        },
        "nodeStatusUpdateFrequency": "5s",
    }


def _kube_proxy(layout: Layout) -> dict[str, object]:
    return {
        "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
        "kind": "KubeProxyConfiguration",
        "mode": "iptables",
        "clientConnection": {"kubeconfig": str(layout.kubeconfig("kube-proxy"))},
        "hostnameOverride": CONTEXT,
        "clusterCIDR": str(POD_NETWORK),
        "bindAddress": str(NODE_ADDRESS),
        "metricsBindAddress": f"{NODE_ADDRESS}:10249",
        "healthzBindAddress": f"{NODE_ADDRESS}:10256",
        "nodePortAddresses": ["127.0.0.0/8", str(POD_NETWORK)],
        # Raising the kernel's table of connections is not this machine's owner's wish.
        "conntrack": {"maxPerCore": 0},
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # kube-proxy ends itself whenever its file is written, even with the same content.
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
