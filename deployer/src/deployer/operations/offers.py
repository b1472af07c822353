"""Which tools a server has: in a checkout all of them, in a pod those that the API carries out."""

from deployer.clusters.pod import POD
from deployer.frozen import Frozen
from deployer.operations.facts import Verb


class Offer(Frozen):
    """The names of a server's tools."""

    looking: tuple[str, ...] = ("status", "diagnose", "logs", "doctor", "plan")
    """Those that change nothing."""
    verbs: tuple[Verb, ...] = tuple(Verb)
    """What can be planned; with `--allow-changes`, also the tools that carry plans out."""


IN_CHECKOUT = Offer()
IN_POD = Offer(looking=("status", "diagnose", "logs", "plan"), verbs=(Verb.FIX,))
"""There is no container engine, no checkout and no helm, and this machine is nobody's."""


def offer_of(on: str | None) -> Offer:
    """Return what a server offers that works on this place."""
    return IN_POD if on == POD else IN_CHECKOUT
