"""A span for each SQL statement that a traced request or turn causes."""

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def traced(statement: str) -> Iterator[None]:
    """Follow a statement that goes past the engine."""
    span = _started(statement)
    try:
        yield
    except Exception as error:
        _failed(span, error)
        raise
    finally:
        span.end()


def _begin(connection: Connection, _: object, statement: str, *__: object) -> None:
    connection.info[_SPAN] = _started(statement)


def _started(statement: str) -> Span:
    # Without a request or a turn around it, each statement would be a trace of its own.
    if not trace.get_current_span().is_recording():
        return trace.INVALID_SPAN
    return trace.get_tracer("todo").start_span(
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
    _failed(span, failure.original_exception)
    span.end()


def _failed(span: Span, error: BaseException) -> None:
    span.set_attribute("error.type", type(error).__name__)
    span.set_status(Status(StatusCode.ERROR))


def _taken(info: dict[Any, Any]) -> Span:
    span: Span = info.pop(_SPAN, trace.INVALID_SPAN)
    return span
