"""The processes of the cluster and their command lines."""

from deployer.clusters.builtin.daemons import Daemon
from deployer.clusters.builtin.layout import CONTEXT, NODE_ADDRESS, SERVICE_NETWORK, Layout
from deployer.clusters.builtin.machine import program
from deployer.clusters.builtin.programs import Programs

ETCD = "http://127.0.0.1:12379"
ETCD_PEER = "http://127.0.0.1:12380"
ISSUER = "https://kubernetes.default.svc.cluster.local"


def everything(layout: Layout, programs: Programs) -> tuple[Daemon, ...]:
    """Return all processes of the cluster."""
    return (containerd(layout), *control_plane(layout, programs), *node(layout, programs))


def containerd(layout: Layout) -> Daemon:
    """Return the cluster's own container runtime; Docker's stays as it is."""
    config = layout.config / "containerd.toml"
    argv = (program("containerd"), "--config", str(config))
    return Daemon(name="containerd", argv=argv, inputs=(config,))


def control_plane(layout: Layout, programs: Programs) -> tuple[Daemon, ...]:
    """Return what makes the API: its store, its server and its controllers."""
    return (
        _etcd(layout, programs),
        _api_server(layout, programs),
        _controller_manager(layout, programs),
        _client(
            layout, programs, "kube-scheduler", "--bind-address=127.0.0.1", "--leader-elect=false"
        ),
        _client(layout, programs, "volume-provisioner", f"--root={layout.volumes}"),
    )


def node(layout: Layout, programs: Programs) -> tuple[Daemon, ...]:
    """Return what makes this machine a node."""
    kubelet = layout.config / "kubelet.yaml"
    proxy = layout.config / "kube-proxy.yaml"
    return (
        _client(
            layout,
            programs,
            "kubelet",
            f"--config={kubelet}",
            f"--root-dir={layout.state / 'kubelet'}",
            f"--cert-dir={layout.pki}",
            f"--hostname-override={CONTEXT}",
            f"--node-ip={NODE_ADDRESS}",
        ).model_copy(update={"inputs": (kubelet,)}),
        Daemon(
            name="kube-proxy",
            argv=(programs.path("kube-proxy"), f"--config={proxy}"),
            inputs=(proxy,),
        ),
    )


def _client(layout: Layout, programs: Programs, name: str, *arguments: str) -> Daemon:
    kubeconfig = f"--kubeconfig={layout.kubeconfig(name)}"
    return Daemon(name=name, argv=(programs.path(name), kubeconfig, *arguments))


def _etcd(layout: Layout, programs: Programs) -> Daemon:
    return Daemon(
        name="etcd",
        argv=(
            programs.path("etcd"),
            f"--data-dir={layout.state / 'etcd'}",
            f"--listen-client-urls={ETCD}",
            f"--advertise-client-urls={ETCD}",
            f"--listen-peer-urls={ETCD_PEER}",
            f"--initial-advertise-peer-urls={ETCD_PEER}",
            f"--initial-cluster=default={ETCD_PEER}",
            # A power cut may cost this cluster, which can be made anew; waiting for the disk
            # would cost every start and every write.
            "--unsafe-no-fsync",
        ),
    )


def _api_server(layout: Layout, programs: Programs) -> Daemon:
    pki = layout.pki
    return Daemon(
        name="kube-apiserver",
        argv=(
            programs.path("kube-apiserver"),
            f"--etcd-servers={ETCD}",
            f"--bind-address={NODE_ADDRESS}",
            f"--advertise-address={NODE_ADDRESS}",
            "--secure-port=6443",
            f"--service-cluster-ip-range={SERVICE_NETWORK}",
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged=true",
            f"--client-ca-file={pki / 'ca.crt'}",
            f"--tls-cert-file={pki / 'apiserver.crt'}",
            f"--tls-private-key-file={pki / 'apiserver.key'}",
            f"--service-account-issuer={ISSUER}",
            f"--service-account-key-file={pki / 'service-accounts.pub'}",
            f"--service-account-signing-key-file={pki / 'service-accounts.key'}",
            f"--kubelet-certificate-authority={pki / 'ca.crt'}",
            f"--kubelet-client-certificate={pki / 'apiserver-kubelet-client.crt'}",
            f"--kubelet-client-key={pki / 'apiserver-kubelet-client.key'}",
            "--kubelet-preferred-address-types=InternalIP",
            *_aggregation(layout),
        ),
    )


def _aggregation(layout: Layout) -> tuple[str, ...]:
    """Return how the API server speaks for a user to metrics-server."""
    pki = layout.pki
    return (
        f"--requestheader-client-ca-file={pki / 'ca.crt'}",
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        f"--proxy-client-cert-file={pki / 'front-proxy.crt'}",
        f"--proxy-client-key-file={pki / 'front-proxy.key'}",
    )


def _controller_manager(layout: Layout, programs: Programs) -> Daemon:
    pki = layout.pki
    return _client(
        layout,
        programs,
        "kube-controller-manager",
        "--bind-address=127.0.0.1",
        "--leader-elect=false",
        "--use-service-account-credentials",
        f"--service-account-private-key-file={pki / 'service-accounts.key'}",
        f"--root-ca-file={pki / 'ca.crt'}",
        f"--cluster-signing-cert-file={pki / 'ca.crt'}",
        f"--cluster-signing-key-file={pki / 'ca.key'}",
    )
