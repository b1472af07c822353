"""kubectl for the tests: the one of the cluster, pinned to its context and our namespace."""

import json
import subprocess
from typing import Any

import anyio

from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.tools import programs


class Kubectl:
    """Runs kubectl.

    Args:
        on: The cluster, as `--on` names it.
    """

    def __init__(self, on: str) -> None:
        cluster = find_cluster(on)
        access = anyio.run(cluster.access)

        async def find() -> str:
            return await programs.find("kubectl", folders=cluster.tool_folders)

        self._argv = [anyio.run(find), "--kubeconfig", str(access.kubeconfig)]
        self._argv += ["--context", access.context, "--namespace", load_app().namespace]

    def argv(self, *arguments: str) -> list[str]:
        """Return the whole command."""
        return [*self._argv, *arguments]

    def say(self, *arguments: str) -> str:
        """Return what kubectl prints, however it ends."""
        argv = self.argv(*arguments)
        return subprocess.run(argv, check=False, capture_output=True, text=True, timeout=120).stdout

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Return what kubectl prints; an error fails the test."""
        ended = subprocess.run(
            [*self._argv, *arguments],
            check=False,
            capture_output=True,
            text=True,
            input=stdin,
            timeout=120,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def get(self, *arguments: str) -> dict[str, Any]:
        """Return what `kubectl get` finds."""
        found: dict[str, Any] = json.loads(self.run("get", *arguments, "--output", "json"))
        return found
