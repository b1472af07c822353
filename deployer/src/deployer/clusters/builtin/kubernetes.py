"""Starts the cluster's processes in order, waits until they serve, and takes them away again."""

import shutil
from hashlib import sha256
from pathlib import Path

import anyio

from deployer.clusters.builtin import components
from deployer.clusters.builtin.addons import SERVING, addons
from deployer.clusters.builtin.certificates import ensure_certificates
from deployer.clusters.builtin.configuration import write_configuration
from deployer.clusters.builtin.containers import ask_to_end, kill_pods
from deployer.clusters.builtin.daemons import Daemon, Daemons
from deployer.clusters.builtin.kubeconfigs import write_kubeconfigs
from deployer.clusters.builtin.layout import BRIDGE, CONTEXT, Layout
from deployer.clusters.builtin.leftovers import (
    POD_GROUP,
    remove_groups,
    remove_network_results,
    unmount,
)
from deployer.clusters.builtin.machine import cgroup_warning, program
from deployer.clusters.builtin.network import check_addresses, ensure_network, remove_network
from deployer.clusters.builtin.node_images import NodeImages
from deployer.clusters.builtin.packet_filter import CLUSTER_CHAINS, remove_rules
from deployer.clusters.builtin.programs import Programs
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.steps import Step, step
from deployer.tools.command import Completed, run

READY = 180
"""Seconds until a part of the cluster must be ready; a busy machine takes a fifth of that."""
GRACE = 5
"""Seconds that a process gets to end; the API server would wait a minute for its last watcher."""
STOP_ORDER = (
    "kube-proxy",
    "volume-provisioner",
    "kube-scheduler",
    "kube-controller-manager",
    "kube-apiserver",
    "etcd",
    "containerd",
)


class Kubernetes:
    """The processes of the cluster.

    Args:
        layout: Where the cluster keeps its things.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._daemons = Daemons(layout.run / "daemons", layout.logs)
        self._memory = layout.run / "kernel-before.json"
        self._mark = layout.run / "complete"

    def runs(self) -> bool:
        """Tell whether every process of the cluster is there."""
        return all(self._daemons.running(name) for name in ("kubelet", *STOP_ORDER))

    async def start(self, programs: Programs, events: Events) -> None:
        """Start what does not run yet, and return when pods can be scheduled and find each other.

        Raises:
            DeployerError: A process ended by itself, or something did not become ready.
        """
        with step("start cluster", events) as this:
            if self.runs() and await self._is_current(programs):
                this.skip("it runs")
                return
            await self._lay_ground(this)
            await self._ensure(components.containerd(self._layout))
            for daemon in components.control_plane(self._layout, programs):
                await self._ensure(daemon)
            await self._await_container_runtime()
            await NodeImages(self._layout).ensure_pause(Path(programs.path("pause")))
            await self._await_api(programs)
            this.progress("the API server answers")
            for daemon in components.node(self._layout, programs):
                await self._ensure(daemon)
            await self._install_addons(programs, this)
            self._mark.write_text(self._fingerprint(programs))
            this.done("node, DNS and metrics are ready")

    async def stop(self, *, delete: bool) -> tuple[str, ...]:
        """End all processes and containers and clear the kernel of them.

        Args:
            delete: Remove the state on disk too.

        Returns:
            What was stopped or removed.
        """
        # The kubelet would restart containers; they in turn keep connections to the API open.
        done = ["kubelet"] if await self._daemons.stop("kubelet") else []
        if self._daemons.running("containerd") and not delete:
            await ask_to_end(self._layout.socket)
        pods = await kill_pods(self._layout.socket)
        done += [f"{pods} pods"] if pods else []
        done += [name for name in STOP_ORDER if await self._daemons.stop(name, grace=GRACE)]
        if await self._clear_kernel():
            done.append(f"network {BRIDGE}")
        for folder in (self._layout.run, *([self._layout.state] if delete else [])):
            if folder.exists():
                shutil.rmtree(folder)
                done.append(str(folder))
        return tuple(done)

    async def _lay_ground(self, this: Step) -> None:
        warning = cgroup_warning()
        if warning:
            this.progress(warning)
        await check_addresses()
        self._layout.run.mkdir(parents=True, exist_ok=True, mode=0o711)
        self._layout.state.mkdir(parents=True, exist_ok=True, mode=0o711)
        ensure_certificates(self._layout.pki)
        write_kubeconfigs(self._layout)
        write_configuration(self._layout)
        await ensure_network(self._memory)

    async def _ensure(self, daemon: Daemon) -> None:
        await self._daemons.ensure(daemon)

    async def _await_container_runtime(self) -> None:
        argv = [program("ctr"), "--address", str(self._layout.socket), "version"]
        await self._await("containerd", argv, "containerd")

    async def _await_api(self, programs: Programs) -> None:
        argv = [*self._kubectl(programs), "get", "--raw", "/readyz"]
        await self._await("the API server", argv, "etcd", "kube-apiserver")

    async def _await(self, what: str, argv: list[str], *needed: str) -> None:
        """Ask again and again until a program says yes, as long as its daemons live."""
        last = Completed(argv=tuple(argv), code=1, stdout="", stderr="")
        with anyio.move_on_after(READY):
            while last.code != 0:
                for name in needed:
                    if not self._daemons.running(name):
                        raise self._daemons.death(name)
                await anyio.sleep(0.2)
                last = await run(argv, check=False, timeout=30)
            return
        raise DeployerError(
            f"{what} did not become ready within {READY} seconds.",
            cause=last.stderr.strip() or "It did not say why.",
            cure=f"ls {self._layout.logs}   (the logs of each process)",
        )

    async def _install_addons(self, programs: Programs, this: Step) -> None:
        kubectl = self._kubectl(programs)
        apply = [*kubectl, "apply", "--server-side", "--force-conflicts", "--filename", "-"]
        await run(apply, stdin=addons(programs).encode())
        soon = "--timeout=5s"
        ready = [*kubectl, "wait", "--for=condition=Ready", f"node/{CONTEXT}", soon]
        await self._await("the node", ready, "kubelet", "kube-proxy")
        this.progress("the node is ready")
        for name in SERVING:
            where = ["--namespace=kube-system", name, soon]
            serving = [*kubectl, "wait", "--for=condition=Available", *where]
            await self._await(name, serving, "kubelet", "kube-controller-manager")

    async def _is_current(self, programs: Programs) -> bool:
        """Tell whether what runs is just what would be started, and answers."""
        write_configuration(self._layout)
        if not self._mark.exists() or self._mark.read_text() != self._fingerprint(programs):
            return False
        probe = [*self._kubectl(programs), "get", "--raw", "/readyz"]
        return (await run(probe, check=False, timeout=30)).code == 0

    def _fingerprint(self, programs: Programs) -> str:
        """Return what tells this cluster from one of other programs, settings or addons."""
        parts = [daemon.fingerprint() for daemon in components.everything(self._layout, programs)]
        return sha256("\n".join([*parts, addons(programs)]).encode()).hexdigest()

    async def _clear_kernel(self) -> bool:
        """Take rules, interfaces, mounts and control groups away; tells whether there were any."""
        await unmount((self._layout.run, self._layout.state))
        await remove_rules(CLUSTER_CHAINS, [BRIDGE])
        existed = await remove_network(self._memory)
        remove_groups(POD_GROUP)
        remove_network_results(CONTEXT)
        return existed

    def _kubectl(self, programs: Programs) -> list[str]:
        return [
            programs.path("kubectl"),
            f"--kubeconfig={self._layout.kubeconfig('admin')}",
            f"--cache-dir={self._layout.run / 'discovery'}",
        ]
