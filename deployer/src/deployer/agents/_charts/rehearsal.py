"""Asks a real cluster whether it would take a chart's objects, without changing anything."""

import json
from pathlib import Path

from deployer.agents._charts.blame import not_right
from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.matrix import BY_OPERATORS, good_values
from deployer.errors import MissingError
from deployer.requests import Access
from deployer.results import Evidence
from deployer.tools.command import CommandFailedError, run
from deployer.tools.helm import Cluster, Helm

NAMESPACE = "default"
"""Every cluster has it, and nothing of ours is there that an object could be a change of."""
FIELD_MANAGER = "todo-chart-rehearsal"


class Rehearsal:
    """A dry run on the server: admission, validation and defaults are those of a real one.

    Args:
        kubectl: The program.
        helm: The program.
        access: The cluster.
    """

    def __init__(self, kubectl: str, helm: str, access: Access) -> None:
        self._kubectl = [kubectl, "--kubeconfig", str(access.kubeconfig)]
        self._kubectl += ["--context", access.context]
        self._helm = Helm(helm, NAMESPACE)
        self._cluster = access.cluster

    async def run(self, context: ChartContext, folder: Path) -> Evidence:
        """Offer the objects of every set of values to the cluster.

        Args:
            context: The chart.
            folder: Where its folder is.

        Raises:
            UsageError: The cluster refuses one.
            MissingError: The cluster does not answer.
        """
        version = await self._version()
        lacking = BY_OPERATORS - await self._served()
        count = 0
        for name, values in good_values(context).items():
            rendered = await self._helm.template(folder / context.chart, values, Cluster(version))
            objects = [one for one in rendered if one["apiVersion"] not in lacking]
            argv = [*self._kubectl, "apply", "--namespace", NAMESPACE, "--server-side"]
            argv += ["--dry-run=server", "--field-manager", FIELD_MANAGER, "--filename", "-"]
            text = json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})
            try:
                await run(argv, stdin=text.encode(), timeout=60)
            except CommandFailedError as error:
                cause = f"{self._cluster} refuses it with the values {name!r}: {error.cause}"
                raise not_right(context, cause) from error
            count += len(objects)
        unasked = f"; it does not know {', '.join(sorted(lacking))}" if lacking else ""
        return Evidence(
            what=f"dry run {context.chart}",
            value=f"{self._cluster} (Kubernetes {version}) would take {count} objects{unasked}",
        )

    async def _served(self) -> frozenset[str]:
        done = await run([*self._kubectl, "api-versions"], timeout=30)
        return frozenset(done.stdout.split())

    async def _version(self) -> str:
        argv = [*self._kubectl, "version", "--output", "json"]
        done = await run(argv, check=False, timeout=30)
        if done.code != 0:
            raise MissingError(
                f"The cluster {self._cluster} does not answer.",
                cause=done.stderr.strip(),
                cure="./todo status",
            )
        server = json.loads(done.stdout)["serverVersion"]
        return str(server["gitVersion"]).removeprefix("v").partition("+")[0]
