"""Reads the progress of a build: the JSON that `docker buildx build --progress=rawjson` prints.

Its source is the SolveStatus of BuildKit's client: vertexes (the Dockerfile's instructions, with
start, end and error), statuses, and logs in base64.
"""

import base64
import json
import re
from collections.abc import Callable

from pydantic import BaseModel, Field

KEPT_LINES = 40
SHORTEN = 100


class Vertex(BaseModel):
    """One instruction of a Dockerfile, or something BuildKit does around them."""

    digest: str
    name: str = ""
    started: str | None = None
    completed: str | None = None
    cached: bool = False
    error: str = ""


class Log(BaseModel):
    """Bytes that an instruction printed."""

    vertex: str
    data: str = ""


class Status(BaseModel):
    """One message; what we do not use is left out."""

    vertexes: list[Vertex] = Field(default_factory=list)
    logs: list[Log] = Field(default_factory=list)


class Progress:
    """Follows one build.

    Args:
        tell: Called with a short line whenever another instruction begins or prints.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._pending = ""
        self._names: dict[str, str] = {}
        self._logs: dict[str, list[str]] = {}
        self._begun: set[str] = set()
        self.failed: Vertex | None = None
        """The instruction that failed, once one has."""
        self.other: list[str] = []
        """Lines that are no progress, such as the final error."""

    def line(self, line: str) -> None:
        """Take a line of output; older versions spread one message over many lines."""
        if not self._pending and not line.startswith("{"):
            if line.strip():
                self.other.append(line.strip())
            return
        self._pending += line + "\n"
        if not line.endswith("}"):
            return
        try:
            status = Status.model_validate(json.loads(self._pending))
        except json.JSONDecodeError:
            return  # the closing brace of something inside the message
        self._pending = ""
        self._take(status)

    def said(self, vertex: Vertex) -> list[str]:
        """Return the last lines that an instruction printed."""
        return self._logs.get(vertex.digest, [])

    def _take(self, status: Status) -> None:
        for vertex in status.vertexes:
            self._names[vertex.digest] = vertex.name
            # When one instruction fails, those beside it end as canceled: they are not to blame.
            if vertex.error and (self.failed is None or "canceled" in self.failed.error):
                self.failed = vertex
            if vertex.started and vertex.digest not in self._begun and not vertex.cached:
                self._begun.add(vertex.digest)
                self._tell(short(vertex.name))
        for log in status.logs:
            self._log(log)

    def _log(self, log: Log) -> None:
        text = base64.b64decode(log.data).decode(errors="replace")
        kept = self._logs.setdefault(log.vertex, [])
        kept += [line.rstrip() for line in text.splitlines() if line.strip()]
        # A build prints megabytes; only the end of it explains a failure.
        del kept[:-KEPT_LINES]
        if kept:
            self._tell(f"{stage(self._names.get(log.vertex, ''))}{kept[-1].strip()[:SHORTEN]}")


def short(name: str) -> str:
    """Return an instruction on one short line."""
    line = re.sub(r"\s+", " ", re.sub(r"--mount=\S+ ", "", name))
    return line if len(line) <= SHORTEN else line[: SHORTEN - 1] + "…"


def stage(name: str) -> str:
    """Return the stage part of `[stage 2/3] RUN …` with a colon, or nothing."""
    found = re.match(r"\[(\S+)", name)
    return f"{found[1].rstrip(']')}: " if found else ""
