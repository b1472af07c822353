"""One JSON object a line, from our own loggers and from every library's."""

import logging
import sys

import structlog
from opentelemetry import trace

LOWEST = {"httpx2": logging.WARNING, "mcp": logging.INFO}
"""What libraries write at most: below it they name each request, and quote what people wrote."""


def set_up_logs(level: str) -> None:
    """Send all logs to standard output as JSON.

    Args:
        level: The lowest level that is written, such as `info`.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        _add_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level.lower()),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name, lowest in LOWEST.items():
        logging.getLogger(name).setLevel(max(lowest, logging.getLogger().level))
    # Our own line says more than uvicorn's.
    logging.getLogger("uvicorn.access").disabled = True


def _add_trace(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Name the trace that a line belongs to, if there is one."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line["trace_id"] = trace.format_trace_id(context.trace_id)
    return line
