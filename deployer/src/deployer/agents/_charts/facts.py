"""What the chart templates need to know of a service, beyond what app.yaml says."""

from importlib.metadata import version

from deployer.app import App, Runtime, Service
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
DESCRIPTIONS: dict[Runtime, str] = {
    "python": "The backend of Todo Chatbot: API, MCP server and assistant.",
    "node": "The web app of Todo Chatbot.",
    "postgresql": "A small PostgreSQL for those without a DATABASE_URL.",
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
        return f"{self.app.name}-{self.key}"

    @property
    def stateful(self) -> bool:
        """Whether it keeps a volume."""
        return self.service.storage is not None

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """Names of all keys of its Secret."""
        return self.service.secrets.required + self.service.secrets.optional

    @property
    def api(self) -> Peer | None:
        """Who answers /api, when this is the service that an Ingress publishes."""
        if self.service.runtime != "node" or "door" not in self.service.called_by:
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

    def variables(self) -> dict[str, object]:
        """Return the variables of the templates."""
        busy = int(millicores(self.service.limits.cpu) * HIGH_USE)
        names = "app key service chart stateful secret_keys api peers callers test_command"
        return {name: getattr(self, name) for name in names.split()} | {
            "version": version("todo-deployer"),
            "description": DESCRIPTIONS[self.service.runtime],
            "user": USER,
            "target_cpu": f"{busy}m",
            "config_notes": CONFIG_NOTES,
            "ready_command": READY_COMMAND,
            "probe_times": PROBE_TIMES,
            "grace_seconds": GRACE_SECONDS[self.service.runtime],
            "port_name": "postgresql" if self.stateful else "http",
        }

    def _peer(self, key: str) -> Peer:
        return Peer(chart=f"{self.app.name}-{key}", port=self.app.services[key].port)
