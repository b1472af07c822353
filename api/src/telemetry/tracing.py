"""The way of spans to the collector that OTEL_* names; importing this loads the SDK.

Source: OpenTelemetry specification, environment variables and OTLP over HTTP.
"""

import asyncio
import logging
import threading

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from src.telemetry.discreet import Discreet

NAME = "todo-backend"
CLOSE_SECONDS = 3
"""What a collector that does not answer may cost at the end of the process."""


class Tracing:
    """Sends spans in batches from a thread of its own; no request waits for it.

    Args:
        version: Of this program; the environment names the service.
    """

    def __init__(self, version: str) -> None:
        # The SDK tells of a failure at each batch; Discreet tells once.
        for name in ("opentelemetry.exporter", "opentelemetry.sdk"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        own = Resource.create({"service.name": NAME, "service.version": version})
        self._provider = TracerProvider(
            resource=own.merge(OTELResourceDetector().detect()), shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(Discreet(OTLPSpanExporter())))
        trace.set_tracer_provider(self._provider)

    async def close(self) -> None:
        """Send what is left, as far as the collector takes it in time."""
        # The SDK would wait for half a minute, and a thread that is no daemon outlasts us.
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        await asyncio.to_thread(closing.join, CLOSE_SECONDS)
