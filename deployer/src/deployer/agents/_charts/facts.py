"""What the chart templates need to know of a service, beyond what app.yaml says."""

import json
from importlib.metadata import version

from deployer.app import App, Runtime, Service
from deployer.diagnosis.rights import to_look, to_mend
from deployer.frozen import Frozen
from deployer.quantity import millicores

USER = 10001
"""The numeric user of all images of ours."""
HIGH_USE = 0.7
"""The share of its processor limit from which a pod counts as busy."""
CONFIG_NOTES = {
    "TODO_ENVIRONMENT": "In a cluster the backend refuses to start without a TODO_SECRET_KEY.",
    "LOG_LEVEL": "debug, info, warning or error.",
    "HOSTNAME": "The address to listen on; the container runtime would set it to the pod's name.",
    "BACKEND_URL": "Where the frontend finds the backend.",
}
DESCRIPTIONS = {
    "backend": "The backend of Todo Chatbot: API, MCP server and assistant.",
    "frontend": "The web app of Todo Chatbot.",
    "database": "A small PostgreSQL for those without a DATABASE_URL.",
    "operations": "The operations server: AI clients in the cluster look at the app and mend it.",
}
TEST_COMMANDS: dict[Runtime, tuple[str, ...]] = {
    "python": (
        "python3",
        "-c",
        "import urllib.request as r; print(r.urlopen('http://%s:{port}{path}', timeout=5).read())",
    ),
    "node": (
        "node",
        "-e",
        "fetch('http://%s:{port}{path}').then(a => process.exit(a.ok ? 0 : 1))",
    ),
    "postgresql": ("pg_isready", "--username=todo", "--dbname=todo", "--host=%s"),
}
"""A program of the service's own image that calls its Service, whose name replaces `%s`."""
COPIES = "/sources"
COPY_COMMANDS: dict[Runtime, tuple[str, ...]] = {
    "python": (
        "python3",
        "-c",
        (
            "import os, shutil\n"
            'for name in %s: shutil.copytree("/app/" + name, "%s/" + name, dirs_exist_ok=True, '
            'ignore=shutil.ignore_patterns("__pycache__"))\n'
            'for name in %s: os.makedirs("%s/" + name, exist_ok=True)'
        ),
    ),
    "node": (
        "node",
        "-e",
        (
            'const fs = require("node:fs"); '
            'for (const name of %s) fs.cpSync("/app/" + name, "%s/" + name, { recursive: true }); '
            'for (const name of %s) fs.mkdirSync("%s/" + name, { recursive: true });'
        ),
    ),
}
"""Copies the image's sources to where they can be edited, and makes folders that are written to."""
READY_COMMAND = ["pg_isready", "--quiet", "--username=todo", "--dbname=todo"]


class ProbeTimes(Frozen):
    """Seconds between probes, seconds for an answer, and how many may fail in a row."""

    period: int
    timeout: int
    failures: int


PROBE_TIMES = {
    "startup": ProbeTimes(period=2, timeout=5, failures=90),
    "readiness": ProbeTimes(period=5, timeout=5, failures=2),
    "liveness": ProbeTimes(period=10, timeout=5, failures=3),
}
DISK = {"requests": "32Mi", "limits": "512Mi"}
"""What containers may take of their node's own disk: /tmp and the log until it is rotated."""
GRACE_SECONDS: dict[Runtime, int] = {"python": 40, "node": 35, "postgresql": 60}
"""From SIGTERM (the pause before it included) to the end: longer than the program drains."""


class Peer(Frozen):
    """Another service, as its chart names it."""

    chart: str
    port: int


class ChartContext(Frozen):
    """All that the templates of one chart read."""

    app: App
    key: str
    """The service's name in app.yaml."""
    service: Service

    @property
    def chart(self) -> str:
        """The chart's name, and the name of its release."""
        alone = self.key == self.app.name
        return self.app.name if alone else f"{self.app.name}-{self.key}"

    @property
    def stateful(self) -> bool:
        """Whether it keeps a volume."""
        return self.service.storage is not None

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """Names of all keys of its Secret."""
        return self.service.secrets.required + self.service.secrets.optional

    @property
    def uses_api(self) -> bool:
        """Whether it calls Kubernetes' API, and so needs an account with rights."""
        return "kubernetes" in self.service.calls

    @property
    def published(self) -> bool:
        """Whether an Ingress may publish it: the frontend, or a service that stands alone."""
        alone = len(self.app.services) == 1
        return "door" in self.service.called_by and (alone or self.service.runtime == "node")

    @property
    def api(self) -> Peer | None:
        """Who answers /api, when this is the service that an Ingress publishes."""
        if not self.published:
            return None
        backends = [self._peer(key) for key in self.service.calls if key in self.app.services]
        return backends[0] if backends else None

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The services that it calls."""
        return tuple(self._peer(key) for key in self.service.calls if key in self.app.services)

    @property
    def callers(self) -> tuple[str, ...]:
        """Names of pods that may call it; its own test is one of them."""
        names = []
        for key in self.service.called_by:
            if key in self.app.services:
                names.append(f"{self.app.name}-{key}")
                if self.app.services[key].migration and self.stateful:
                    names.append(f"{self.app.name}-{key}-migration")
        return (*names, f"{self.chart}-test")

    @property
    def test_command(self) -> tuple[str, ...]:
        """A command that calls the Service; `%s` in its last word stands for the name."""
        path = self.service.probes.readiness if self.service.probes else ""
        *words, last = TEST_COMMANDS[self.service.runtime]
        return (*words, last.format(port=self.service.port, path=path))

    @property
    def copy_command(self) -> tuple[str, ...]:
        """A command that fills the volume of a pod whose sources are edited in place."""
        editable = self.service.development
        if editable is None:
            return ()
        *words, code = COPY_COMMANDS[self.service.runtime]
        sources, scratch = json.dumps(editable.sources), json.dumps(editable.scratch)
        return (*words, code % (sources, COPIES, scratch, COPIES))

    def variables(self) -> dict[str, object]:
        """Return the variables of the templates."""
        busy = int(millicores(self.service.limits.cpu) * HIGH_USE)
        names = (
            "app key service chart stateful secret_keys published api peers callers copy_command"
        )
        about = DESCRIPTIONS.get(self.key, self.chart) if self.app.source else self.chart
        return {name: getattr(self, name) for name in names.split()} | {
            "test_command": self.test_command,
            "uses_api": self.uses_api,
            "to_look": to_look(),
            "to_mend": to_mend(),
            "keywords": dict.fromkeys([self.app.name, self.key]),
            "version": version("todo-deployer"),
            "description": about,
            "user": USER,
            "target_cpu": f"{busy}m",
            "config_notes": CONFIG_NOTES,
            "ready_command": READY_COMMAND,
            "probe_times": PROBE_TIMES,
            "copies": COPIES,
            "disk": DISK,
            "grace_seconds": GRACE_SECONDS[self.service.runtime],
            "port_name": "postgresql" if self.stateful else "http",
        }

    def _peer(self, key: str) -> Peer:
        return Peer(chart=f"{self.app.name}-{key}", port=self.app.services[key].port)
