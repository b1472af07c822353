"""Deploys in a process of its own, and kills itself at a certain event: a failpoint of every step.

    python -m tests.faults.victim CLUSTER EVENT [KUBECONFIG]

EVENT counts the events of the deployment from 1; 0 kills never. KUBECONFIG, when given, takes the
place of the cluster's own. TODO_FAULT in the environment is JSON with what is to go wrong:
`{"images": {service: reference}, "memory": {service: limit}}`.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import anyio

from deployer.agents import k8s_deploy_agent
from deployer.agents._deploy.plan import Planned, plan
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.errors import DeployerError, ExitCode, first_of
from deployer.events import Event
from deployer.requests import DeployRequest
from deployer.tools.kube import connect
from deployer.tools.pods import service_pods


class KillingEvents:
    """Counts events; the process dies at the chosen one."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.seen = 0

    def __call__(self, event: Event) -> None:
        """Take an event, and perhaps die."""
        self.seen += 1
        print(f"{self.seen} {event.step} {event.phase} {event.detail}", flush=True)
        if self.seen == self.left:
            os.kill(os.getpid(), signal.SIGKILL)


async def deploy(on: str, events: KillingEvents, kubeconfig: str) -> None:
    """Deploy the images that run already, with the settings of the environment."""
    cluster, app = find_cluster(on), load_app()
    access = await cluster.access()
    async with connect(access, app.namespace) as client:
        pods = await service_pods(client, app.name, app.services)
    if kubeconfig:
        access = access.model_copy(update={"kubeconfig": Path(kubeconfig)})
    fault = json.loads(os.environ.get("TODO_FAULT", "{}"))
    images = {pod.service: pod.image for pod in pods} | fault.get("images", {})
    if "memory" in fault:
        _limit(fault["memory"])
    request = DeployRequest(access=access, images=images)
    await K8sDeployAgent(tool_folders=cluster.tool_folders).run(request, events)


def _limit(memory: dict[str, str]) -> None:
    """Give services less memory than they need."""
    whole = plan

    def limited(*arguments: Any, **named: Any) -> tuple[Planned, ...]:  # noqa: ANN401 - passed on
        return tuple(
            one.model_copy(update={"values": one.values | _resources(memory[one.key])})
            if one.key in memory
            else one
            for one in whole(*arguments, **named)
        )

    vars(k8s_deploy_agent)["plan"] = limited


def _resources(memory: str) -> dict[str, object]:
    return {"resources": {"requests": {"memory": memory}, "limits": {"memory": memory}}}


def main() -> int:
    """Deploy; returns the exit code."""
    on, at, *more = sys.argv[1:]
    kubeconfig = more[0] if more else ""
    try:
        anyio.run(deploy, on, KillingEvents(int(at)), kubeconfig)
    except (DeployerError, BaseExceptionGroup) as error:
        single = first_of(error) if isinstance(error, BaseExceptionGroup) else error
        if not isinstance(single, DeployerError):
            raise
        print(single, flush=True)
        return int(single.exit_code)
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())
