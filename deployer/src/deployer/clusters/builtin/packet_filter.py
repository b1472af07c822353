"""Which packet filter rules are ours, and how to take just those out again."""

import re
from collections.abc import Iterable
from functools import partial

from deployer.clusters.builtin.layout import BRIDGE
from deployer.clusters.builtin.machine import program
from deployer.tools.command import run

FAMILIES = ("iptables", "ip6tables")
CLUSTER_CHAINS = ("KUBE-", "CNI-")
"""Prefixes of the chains that kube-proxy, the kubelet and the portmap plugin make."""
DOCKER_CHAINS = ("DOCKER",)
DOCKER_BRIDGE = "docker0"


def without(dump: str, chains: Iterable[str], interfaces: Iterable[str]) -> str:
    """Take chains, and every rule about them or about interfaces, out of an `iptables-save` dump.

    Args:
        dump: What `iptables-save` printed.
        chains: Prefixes of chain names.
        interfaces: Names of network interfaces.
    """
    chain = "|".join(map(re.escape, chains))
    interface = "|".join(map(re.escape, interfaces))
    ours = re.compile(
        rf"^:(?:{chain})"  # a chain's declaration
        rf"|^-A (?:{chain})"  # a rule in it
        rf"|-[jg] (?:{chain})"  # a jump to it
        rf"|-[io] (?:{interface})(?= |$)"  # a rule about an interface
    )
    return "".join(line for line in dump.splitlines(keepends=True) if not ours.search(line))


async def remove_rules(chains: Iterable[str], interfaces: Iterable[str]) -> int:
    """Remove such chains and rules from this machine, each family in one transaction.

    Returns:
        How many lines of the dumps they were.
    """
    ours = partial(without, chains=tuple(chains), interfaces=tuple(interfaces))
    removed = 0
    for family in FAMILIES:
        before = (await run([program(f"{family}-save")])).stdout
        after = ours(before)
        if after != before:
            await run([program(f"{family}-restore"), "--wait"], stdin=after.encode())
            removed += before.count("\n") - after.count("\n")
    return removed


async def ensure_rules() -> None:
    """Let packets pass to and from the pods; dockerd would drop what it does not know."""
    await _ensure("filter", "FORWARD", "-i", BRIDGE, "-j", "ACCEPT")
    await _ensure("filter", "FORWARD", "-o", BRIDGE, "-j", "ACCEPT")


async def ensure_masquerade(network: str) -> None:
    """Let pods reach the world under this machine's address."""
    await _ensure("nat", "POSTROUTING", "-s", network, "!", "-o", BRIDGE, "-j", "MASQUERADE")


async def forward_policy() -> str:
    """Return what happens to forwarded packets that no rule knows: ACCEPT or DROP."""
    listing = await run([program("iptables"), "--wait", "-S", "FORWARD"])
    return listing.stdout.split(maxsplit=3)[2]


async def set_forward_policy(policy: str) -> None:
    """Set what happens to forwarded packets that no rule knows."""
    await run([program("iptables"), "--wait", "-P", "FORWARD", policy])


async def _ensure(table: str, chain: str, *rule: str) -> None:
    iptables = [program("iptables"), "--wait", "-t", table]
    present = await run([*iptables, "-C", chain, *rule], check=False)
    if present.code != 0:
        await run([*iptables, "-I", chain, *rule])
