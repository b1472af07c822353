"""A collector on loopback: takes OTLP over HTTP, as a real one does, and remembers the spans."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Collector:
    """What was received, as bytes and as spans."""

    url: str = ""
    received: bytes = b""
    spans: list[Span] = field(default_factory=list)
    resources: list[dict[str, str]] = field(default_factory=list)
    """The attributes of what sent each batch."""

    def take(self, body: bytes) -> None:
        self.received += body
        for sender in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.resources.append(
                {one.key: one.value.string_value for one in sender.resource.attributes}
            )
            self.spans += [span for scope in sender.scope_spans for span in scope.spans]

    def named(self, name: str) -> list[Span]:
        """The spans of a name, in the order of their beginnings."""
        found = [span for span in self.spans if span.name == name]
        return sorted(found, key=lambda span: span.start_time_unix_nano)

    def within(self, outer: Span) -> list[Span]:
        """The spans that began because of another one, at whatever depth."""
        children = [span for span in self.spans if span.parent_span_id == outer.span_id]
        return children + [below for child in children for below in self.within(child)]


def attributes(span: Span) -> dict[str, str | int]:
    """A span's attributes; ours are texts and numbers."""
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


@contextlib.contextmanager
def running_collector() -> Iterator[Collector]:
    """Serve a collector on a free port of 127.0.0.1."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            assert self.path == "/v1/traces"
            collector.take(body)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector.url = f"http://127.0.0.1:{server.server_address[1]}"
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield collector
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
