"""The running app that faults happen to: how it is changed, what it may not lose."""

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import psutil

from tests.cluster.kubectl import Kubectl
from tests.todo import ROOT

PODS = 5
SETTLES_SECONDS = 180.0
PENDING = ("pending-install", "pending-upgrade", "pending-rollback")
_numbers: Iterator[int] = itertools.count(1)


@dataclass
class Ended:
    """How a deployment's process ended."""

    code: int
    said: str
    seconds: float


@dataclass
class Running:
    """A deployment's process that runs."""

    process: subprocess.Popen[str]
    started: float = field(default_factory=time.monotonic)

    def wait(self, minutes: float = 10) -> Ended:
        """Wait for its end."""
        said, _ = self.process.communicate(timeout=minutes * 60)
        return Ended(self.process.returncode, said, time.monotonic() - self.started)


class Subject:
    """The app in the cluster, with a task of somebody's in it.

    Args:
        on: The cluster, as `--on` names it.
        url: Where the app answers.
    """

    def __init__(self, on: str, url: str) -> None:
        self.on = on
        self.url = url
        self.kubectl = Kubectl(on)
        self._cookie = ""
        self._titles: list[str] = []

    def start(
        self,
        *arguments: str,
        at: int = 0,
        kubeconfig: str = "",
        change: bool = True,
        fault: object = None,
    ) -> Running:
        """Start a deployment that changes the backend's settings, and so every pod of it.

        Args:
            arguments: A command of the CLI instead; none means the agent alone.
            at: The event at which it kills itself.
            kubeconfig: Instead of the cluster's own.
            change: Whether there is anything to change.
            fault: What is to go wrong, as `tests.faults.victim` reads it.
        """
        argv = [sys.executable, "-m", "tests.faults.victim", self.on, str(at), kubeconfig]
        if arguments:
            argv = [sys.executable, "-m", "deployer", *arguments]
        env = {**os.environ, "TODO_FAULT": json.dumps(fault or {})}
        if change:
            env["OPENROUTER_MODEL"] = f"test/{next(_numbers)}-{uuid4().hex[:6]}"
        return Running(
            subprocess.Popen(
                [one for one in argv if one],
                cwd=ROOT,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                text=True,
            )
        )

    def images(self) -> dict[str, str]:
        """Return the image that each service runs."""
        pods = self.kubectl.get("pods", "--selector", "app.kubernetes.io/part-of=todo")["items"]
        component = "app.kubernetes.io/component"
        return {
            one["metadata"]["labels"][component]: one["spec"]["containers"][0]["image"]
            for one in pods
        }

    def add_task(self) -> None:
        """Add a task that has to be there for ever."""
        if not self._cookie:
            headers, _ = self._call("/api/v1/auth/guest", {})
            self._cookie = headers["set-cookie"].partition(";")[0]
        self._titles.append(f"keep {uuid4().hex[:8]}")
        self._call("/api/v1/tasks", {"title": self._titles[-1]})

    def lost(self) -> list[str]:
        """Return the tasks that are not there any more, or there twice."""
        _, page = self._call("/api/v1/tasks?limit=200")
        titles = [one["title"] for one in page["items"]]
        return [one for one in self._titles if titles.count(one) != 1]

    def wrong(self) -> list[str]:
        """Return what is not as it should be after a deployment: nothing doubled, lost, pending."""
        found = [f"task {one} is lost or doubled" for one in self.lost()]
        secrets = self.kubectl.get("secrets", "--selector", "owner=helm")["items"]
        states: dict[str, list[str]] = {}
        for one in secrets:
            labels = one["metadata"]["labels"]
            states.setdefault(labels["name"], []).append(labels["status"])
        for name, each in states.items():
            if each.count("deployed") != 1 or set(each) & set(PENDING):
                found.append(f"release {name}: {each}")
        if sorted(states) != ["todo-backend", "todo-database", "todo-frontend"]:
            found.append(f"releases {sorted(states)}")
        live = self._settled_pods()
        if live != PODS:
            found.append(f"{live} pods run")
        return found + orphans()

    def _settled_pods(self) -> int:
        """Return how many pods run, once all do: after a way back the last ones come late."""
        last = time.monotonic() + SETTLES_SECONDS
        while True:
            pods = self.kubectl.get("pods", "--selector", "app.kubernetes.io/part-of=todo")["items"]
            live = len([one for one in pods if one["status"]["phase"] == "Running"])
            if live == PODS or time.monotonic() > last:
                return live
            time.sleep(1)

    def _call(self, path: str, body: object = None) -> tuple[Any, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json", "cookie": self._cookie}
        request = Request(f"{self.url}{path}", data=data, headers=headers)  # noqa: S310 - loopback
        with urlopen(request, timeout=30) as answer:  # noqa: S310 - the same
            return answer.headers, json.loads(answer.read() or "null")


def orphans() -> list[str]:
    """Return the helm processes of our namespace that nobody looks after."""
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
            if line and Path(line[0]).name == "helm" and "--namespace" in line:
                at = line.index("--namespace")
                if line[at + 1] == "todo":
                    found.append(f"process {process.pid}: {' '.join(line[:4])}")
        except psutil.Error:
            continue
    return found
