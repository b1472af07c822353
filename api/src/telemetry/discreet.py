"""Lets out of the process only what is known to hold nothing that people wrote."""

from collections.abc import Sequence
from typing import override

import structlog
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status

SHOWN = frozenset(
    {
        "db.query.text",
        "db.system.name",
        "error.type",
        "gen_ai.operation.name",
        "gen_ai.tool.name",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "mcp.method.name",
        "mcp.protocol.version",
        "network.protocol.version",
        "rpc.response.status_code",
        "server.address",
        "server.port",
        "todo.turn.id",
        "url.scheme",
    }
)
"""Attributes that are sent on. Libraries set others too, such as the query of a URL, which may be
somebody's search, and may set new ones with their next version."""

logger = structlog.get_logger()


class Discreet(SpanExporter):
    """Sends spans on without the attributes, events and messages that could tell of a person.

    A collector that does not take them is told of once, and again only after it has taken some.

    Args:
        exporter: Sends them to the collector.
    """

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._delivers = True

    @override
    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export([_bare(span) for span in spans])
        delivers = result is SpanExportResult.SUCCESS
        if self._delivers and not delivers:
            logger.warning("traces_not_delivered", cure="look at OTEL_EXPORTER_OTLP_ENDPOINT")
        self._delivers = delivers
        return result

    @override
    def shutdown(self) -> None:
        self._exporter.shutdown()


def _bare(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={
            name: value for name, value in (span.attributes or {}).items() if name in SHOWN
        },
        # Events are exceptions, and their texts quote what was wrong.
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )
