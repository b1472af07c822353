"""Kubeconfig files of the cluster's users; the user's own `~/.kube/config` is never touched."""

from base64 import b64encode

import yaml

from deployer.clusters.builtin.layout import API_URL, CONTEXT, Layout

USERS = (
    "admin",
    "kubelet",
    "kube-controller-manager",
    "kube-scheduler",
    "kube-proxy",
    "volume-provisioner",
)


def write_kubeconfigs(layout: Layout) -> None:
    """Write one kubeconfig for each user, readable by root only, certificates included."""
    for user in USERS:
        path = layout.kubeconfig(user)
        path.touch(mode=0o600)
        path.write_text(yaml.safe_dump(_document(layout, user), sort_keys=False))


def _document(layout: Layout, user: str) -> dict[str, object]:
    def embedded(name: str) -> str:
        return b64encode((layout.pki / name).read_bytes()).decode()

    cluster = {"server": API_URL, "certificate-authority-data": embedded("ca.crt")}
    credentials = {
        "client-certificate-data": embedded(f"{user}.crt"),
        "client-key-data": embedded(f"{user}.key"),
    }
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": CONTEXT, "cluster": cluster}],
        "users": [{"name": user, "user": credentials}],
        "contexts": [{"name": CONTEXT, "context": {"cluster": CONTEXT, "user": user}}],
        "current-context": CONTEXT,
    }
