"""What leaves the process of a span, and what is said when it cannot."""

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from structlog.testing import capture_logs

from src.telemetry.discreet import SHOWN, Discreet


def sent(exporter: SpanExporter) -> TracerProvider:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(Discreet(exporter)))
    return provider


def test_only_what_is_known_to_be_impersonal_is_sent() -> None:
    kept = InMemorySpanExporter()
    tracer = sent(kept).get_tracer("test")
    given = dict.fromkeys(SHOWN, "known") | {"url.query": "q=secret", "new.one": "secret"}
    with (
        pytest.raises(ValueError, match="secret"),
        tracer.start_as_current_span("turn", attributes=given, kind=SpanKind.SERVER) as outer,
        tracer.start_as_current_span("inner"),
    ):
        raise ValueError("secret")
    inner, turn = kept.get_finished_spans()
    assert dict(turn.attributes or {}) == dict.fromkeys(SHOWN, "known")
    assert (turn.name, turn.kind, turn.events) == ("turn", SpanKind.SERVER, ())
    assert (turn.status.status_code, turn.status.description) == (StatusCode.ERROR, None)
    assert inner.parent == outer.get_span_context()
    assert "secret" not in turn.to_json() + inner.to_json()


class Moody(InMemorySpanExporter):
    """Takes spans only when it is told to."""

    takes = True

    def export(self, spans: tuple[ReadableSpan, ...]) -> SpanExportResult:  # type: ignore[override]
        return super().export(spans) if self.takes else SpanExportResult.FAILURE


def test_a_collector_that_fails_is_told_of_once_each_time() -> None:
    exporter = Moody()
    tracer = sent(exporter).get_tracer("test")
    with capture_logs() as lines:
        for takes in (True, False, False, True, False, False):
            exporter.takes = takes
            tracer.start_span("turn").end()
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("traces_not_delivered", "warning")
    ] * 2
