"""What the process counts for Prometheus; each app has its own, so that tests can have many.

`/metrics` is outside `/api`, which is all that the frontend and the ingress pass on: it is read
within the cluster only.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.pool import QueuePool

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds; a turn's stream may take longer than the last."""
MEDIA_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Counts requests by route, tool calls by tool, and what the pool and the streams hold."""

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry()
        info = Gauge("todo_build_info", "The version.", ["version"], registry=self.registry)
        info.labels(version).set(1)
        self._seconds = Histogram(
            "http_request_seconds",
            "How long requests took, by route template; streams until they end.",
            ["method", "route", "status"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._running = Gauge(
            "http_requests_running", "Requests under way.", registry=self.registry
        )
        self._tools = Counter(
            "todo_tool_calls",
            "Tool calls over MCP, by what became of them.",
            ["tool", "outcome"],
            registry=self.registry,
        )
        self._tokens = Counter(
            "todo_model_tokens",
            "What was sent to models and received.",
            ["direction"],
            registry=self.registry,
        )
        self._unfounded = Counter(
            "todo_unfounded_claims",
            "What models claimed and no stored result bore out; nobody was shown it.",
            registry=self.registry,
        )
        self._connections = Gauge(
            "todo_database_connections", "Connections.", ["state"], registry=self.registry
        )
        self._streams = Gauge(
            "todo_live_accounts", "Accounts whose changes are followed.", registry=self.registry
        )

    def request_begins(self) -> None:
        """Count a request that is under way."""
        self._running.inc()

    def request_ends(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered, or broke off.

        Args:
            method: The HTTP method; what is none of HTTP's is counted as `other`.
            route: The route's template, never the path: paths hold ids.
            status: The answer's; 0 without one.
            seconds: Until the answer had gone out.
        """
        self._running.dec()
        known = method if method in {"GET", "POST", "PATCH", "PUT", "DELETE"} else "other"
        self._seconds.labels(known, route, f"{status // 100}xx").observe(seconds)

    def tool_called(self, tool: str, outcome: str) -> None:
        """Count a tool call."""
        self._tools.labels(tool, outcome).inc()

    def tokens_used(self, sent: int, received: int) -> None:
        """Count what one answer of a model took."""
        self._tokens.labels("sent").inc(sent)
        self._tokens.labels("received").inc(received)

    def claims_replaced(self, count: int) -> None:
        """Count claims that nothing bore out."""
        self._unfounded.inc(count)

    def page(self, pool: object, followed: int) -> bytes:
        """Return everything as Prometheus reads it.

        Args:
            pool: The database's, asked now.
            followed: How many accounts are followed.
        """
        if isinstance(pool, QueuePool):
            self._connections.labels("used").set(pool.checkedout())
            self._connections.labels("idle").set(pool.checkedin())
        self._streams.set(followed)
        return generate_latest(self.registry)
