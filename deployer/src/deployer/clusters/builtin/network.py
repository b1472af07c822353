"""The pod network's interface, routes and kernel settings; all go when the cluster stops."""

import json
from ipaddress import ip_network
from pathlib import Path

from pydantic import TypeAdapter

from deployer.clusters.builtin.layout import (
    BRIDGE,
    NODE_ADDRESS,
    POD_NETWORK,
    SERVICE_NETWORK,
)
from deployer.clusters.builtin.machine import program
from deployer.clusters.builtin.packet_filter import ensure_masquerade, ensure_rules
from deployer.errors import MissingError
from deployer.frozen import Frozen
from deployer.tools.command import run

SETTINGS = {
    "net/ipv4/ip_forward": "1",
    "net/bridge/bridge-nf-call-iptables": "1",
}
"""Kernel settings by their path below /proc/sys."""


class Route(Frozen):
    """One line of this machine's routing table."""

    dst: str
    dev: str = ""


def conflict(routes: list[Route]) -> Route | None:
    """Return the first route of somebody else's that leads where our pods or services are."""
    for route in routes:
        if route.dst == "default" or route.dev == BRIDGE:
            continue
        network = ip_network(route.dst)
        if network.version == POD_NETWORK.version and any(
            network.overlaps(ours) for ours in (POD_NETWORK, SERVICE_NETWORK)
        ):
            return route
    return None


async def check_addresses() -> None:
    """Make sure that nobody else uses the cluster's addresses.

    Raises:
        MissingError: Another network does.
    """
    found = conflict(await _routes())
    if found is not None:
        raise MissingError(
            f"The network {found.dst} of {found.dev or 'this machine'} overlaps the cluster's.",
            cause=f"Pods need {POD_NETWORK} and services {SERVICE_NETWORK} for themselves.",
            cure=f"ip route del {found.dst}   (or stop the program that made it)",
        )


async def ensure_network(memory: Path) -> None:
    """Bring up the pods' bridge with its routes, rules and kernel settings.

    Args:
        memory: A file that keeps the kernel settings as they were before.
    """
    ip = program("ip")
    if not Path(f"/sys/class/net/{BRIDGE}").exists():
        await run([ip, "link", "add", BRIDGE, "type", "bridge"])
    await run([ip, "address", "replace", f"{NODE_ADDRESS}/{POD_NETWORK.prefixlen}", "dev", BRIDGE])
    await run([ip, "link", "set", BRIDGE, "up"])
    # Services exist only in the packet filter: a route must send their packets there.
    services = [str(SERVICE_NETWORK), "dev", BRIDGE, "src", str(NODE_ADDRESS)]
    await run([ip, "route", "replace", *services])
    if not Path("/proc/sys/net/bridge").exists():  # many kernels have it built in
        await run([program("modprobe"), "br_netfilter"])
    _apply_settings(memory)
    await ensure_rules()
    await ensure_masquerade(str(POD_NETWORK))


async def remove_network(memory: Path) -> bool:
    """Take the bridge and its routes away, and put kernel settings back.

    Returns:
        Whether there was a bridge.
    """
    existed = Path(f"/sys/class/net/{BRIDGE}").exists()
    if existed:
        await run([program("ip"), "link", "delete", BRIDGE])
    _restore_settings(memory)
    return existed


async def _routes() -> list[Route]:
    listing = await run([program("ip"), "-json", "-4", "route", "show", "table", "main"])
    return [
        Route(dst=str(one["dst"]), dev=str(one.get("dev", "")))
        for one in TypeAdapter(list[dict[str, object]]).validate_json(listing.stdout)
    ]


def _apply_settings(memory: Path) -> None:
    before = {
        name: Path("/proc/sys", name).read_text().strip()
        for name in SETTINGS
        if Path("/proc/sys", name).exists()
    }
    if not memory.exists():
        memory.write_text(json.dumps(before))
    for name, value in SETTINGS.items():
        if before.get(name, value) != value:
            Path("/proc/sys", name).write_text(value)


def _restore_settings(memory: Path) -> None:
    if not memory.exists():
        return
    before = TypeAdapter(dict[str, str]).validate_json(memory.read_bytes())
    for name, value in before.items():
        Path("/proc/sys", name).write_text(value)
    memory.unlink()
