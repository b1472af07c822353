"""Pods that the autoscaler adds under load, where the app runs; prints what it saw and why.

    python -m tests.bench.scaling --on builtin --url http://localhost:7080

The frontend gets an autoscaler with a bound that one machine can pass; afterwards all is as it was.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import anyio

from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.app import App, Profile, Quota, load_app
from deployer.clusters import find_cluster
from deployer.events import ignore
from deployer.profiles import LOCAL, under
from deployer.quantity import millicores
from deployer.requests import DeployRequest
from tests.cluster.load import Load
from tests.faults.subject import Subject

NAME, LEAST, MOST, TARGET = "todo-frontend", 2, 4, "30m"
PROFILE = Profile(
    quota=Quota(cpu="8", memory="16Gi", pods="20"),
    values={
        "frontend": {
            "autoscaling": {
                "enabled": True,
                "minReplicas": LEAST,
                "maxReplicas": MOST,
                "targetCPU": TARGET,
            }
        }
    },
)
PATIENCE = 600.0
"""Seconds; the autoscaler looks every 15, and the metrics are as old again."""


@dataclass
class Seen:
    """What the autoscaler said."""

    at_rest: int
    """Ready pods before the load."""
    used_at_rest: float
    """Thousandths of a processor that an average pod used then."""
    under_load: int
    """Ready pods under the load."""
    reason: str
    """The event's message."""
    seconds: float
    """From the first request to the pod that was added and ready."""
    calls: int
    failures: list[str]


class Scaling:
    """The app with an autoscaler.

    Args:
        subject: The app as it runs.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def run(self) -> Seen:
        """Scale up once, and put everything back."""
        app = load_app()
        app = app.model_copy(update={"profiles": {**app.profiles, "scaling": PROFILE}})
        try:
            self._deploy(under(app, "scaling"))
            self._wait(lambda: self._pods() == LEAST and self._used() < millicores(TARGET))
            return self._under_load(self._pods(), self._used())
        finally:
            self._deploy(under(app, LOCAL))

    def _under_load(self, pods: int, used: float) -> Seen:
        started = time.monotonic()
        with Load(self._subject.url, readers=8, pause=0.0) as load:
            self._wait(lambda: self._pods() > LEAST)
        return Seen(
            at_rest=pods,
            used_at_rest=used,
            under_load=self._pods(),
            reason=self._reason(),
            seconds=time.monotonic() - started,
            calls=load.calls,
            failures=load.failures,
        )

    def _deploy(self, app: App) -> None:
        anyio.run(_deploy, self._subject, app)

    def _pods(self) -> int:
        found = self._subject.kubectl.get("deployment", NAME)["status"]
        return int(found.get("readyReplicas", 0))

    def _used(self) -> float:
        """Return what the autoscaler takes an average pod's use for; unknown counts as much."""
        status = self._subject.kubectl.get("hpa", NAME)["status"]
        metrics = status.get("currentMetrics") or []
        values = [one["resource"]["current"]["averageValue"] for one in metrics if one]
        return millicores(values[0]) if values else float("inf")

    def _reason(self) -> str:
        selector = f"reason=SuccessfulRescale,involvedObject.name={NAME}"
        events = self._subject.kubectl.get("events", "--field-selector", selector)["items"]
        return str(max(events, key=lambda one: str(one["lastTimestamp"]))["message"])

    @staticmethod
    def _wait(holds: Callable[[], bool]) -> None:
        last = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < last, "the autoscaler did not get there"
            time.sleep(2)


async def _deploy(subject: Subject, app: App) -> None:
    cluster = find_cluster(subject.on)
    agent = K8sDeployAgent(tool_folders=cluster.tool_folders, app=app)
    images = subject.images()
    request = DeployRequest(access=await cluster.access(), images=images)
    await agent.run(request, ignore)


def main() -> None:
    """Measure once and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scaling", description=__doc__)
    parser.add_argument("--on", default="builtin")
    parser.add_argument("--url", default="http://localhost:7080")
    options = parser.parse_args()
    seen = Scaling(Subject(options.on, options.url)).run()
    print(f"at rest: {seen.at_rest} pods, {seen.used_at_rest:.0f}m each (bound {TARGET})")
    print(f"under load: {seen.under_load} pods ready after {seen.seconds:.0f} s")
    print(f"{seen.calls} requests, {len(seen.failures)} failed")
    print(f"reason: {seen.reason}")


if __name__ == "__main__":
    main()
