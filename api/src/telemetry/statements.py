"""A span for each SQL statement that a traced request or turn causes."""

from typing import Any

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from sqlalchemy import Connection, Engine, ExceptionContext, event

_SPAN = "span of the statement"


def trace_statements(engine: Engine) -> None:
    """Follow an engine's statements: their text with placeholders, never a value."""
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", _end)
    event.listen(engine, "handle_error", _fail)


def _begin(connection: Connection, _: object, statement: str, *__: object) -> None:
    # Without a request or a turn around it, each statement would be a trace of its own.
    if not trace.get_current_span().is_recording():
        return
    connection.info[_SPAN] = trace.get_tracer("todo").start_span(
        statement.split(maxsplit=1)[0],
        kind=SpanKind.CLIENT,
        attributes={"db.system.name": "postgresql", "db.query.text": statement},
    )


def _end(connection: Connection, *_: object) -> None:
    _taken(connection.info).end()


def _fail(failure: ExceptionContext) -> None:
    if failure.connection is None:  # it could not even be opened
        return
    span = _taken(failure.connection.info)
    span.set_attribute("error.type", type(failure.original_exception).__name__)
    span.set_status(Status(StatusCode.ERROR))
    span.end()


def _taken(info: dict[Any, Any]) -> Span:
    span: Span = info.pop(_SPAN, trace.INVALID_SPAN)
    return span
