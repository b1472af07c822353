"""Which pods of ours are fit for traffic, kept current by kubectl's watch."""

from collections.abc import Callable, Sequence

import anyio

from deployer.app import PART_OF, load_app
from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.tools import command

AGAIN_SECONDS = 0.5
FOREVER_SECONDS = 10 * 365 * 86_400.0
COLUMNS = (
    "NAME:.metadata.name"
    r",SERVICE:.metadata.labels.app\.kubernetes\.io/name"
    ",DELETED:.metadata.deletionTimestamp"
    ',READY:.status.conditions[?(@.type=="Ready")].status'
)
NONE = "<none>"
"""What kubectl prints for a field that is not there."""


class PodState(Frozen):
    """One pod, as far as traffic is concerned."""

    name: str
    service: str
    fit: bool
    """Ready, and not about to go."""


def parse(line: str) -> PodState | None:
    """Return the pod of one line of the watch; None for other lines."""
    words = line.split()
    if len(words) != 4:  # noqa: PLR2004 - the four columns
        return None
    name, service, deleted, ready = words
    return PodState(name=name, service=service, fit=deleted == NONE and ready == "True")


class Pods:
    """The pods that kubectl's watch has told of.

    Args:
        kubectl: The program with the options that pin cluster, context and namespace.
        changed: Called after each change.
    """

    def __init__(self, kubectl: Sequence[str], changed: Callable[[], None]) -> None:
        self._kubectl = tuple(kubectl)
        self._changed = changed
        self._pods: dict[str, PodState] = {}

    def fit(self, service: str) -> tuple[str, ...]:
        """Return the names of a service's pods that take traffic, the first known first."""
        return tuple(one.name for one in self._pods.values() if one.service == service)

    async def watch(self) -> None:
        """Follow the cluster until cancelled; a watch that ends is started anew."""
        selector = f"{PART_OF}={load_app().name}"
        argv = [*self._kubectl, "get", "pods", "--selector", selector, "--no-headers"]
        argv += ["--watch", "--output", f"custom-columns={COLUMNS}"]
        while True:
            # A watch begins with everything there is; what it does not name is gone.
            self._pods.clear()
            try:
                await command.run(argv, on_line=self.take, timeout=FOREVER_SECONDS, check=False)
            except DeployerError as error:
                print(error, flush=True)  # noqa: T201 - this process's log
            await anyio.sleep(AGAIN_SECONDS)

    def take(self, line: str) -> None:
        """Take one line of the watch."""
        pod = parse(line)
        if pod is None:
            return
        if pod.fit:
            self._pods[pod.name] = pod
        else:  # the last line of a pod that is gone still says that it was to be deleted
            self._pods.pop(pod.name, None)
        self._changed()
