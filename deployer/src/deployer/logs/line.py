"""One line of a log, and how serious it is."""

import json
import re
from datetime import datetime
from enum import IntEnum

from pydantic import field_serializer

from deployer.frozen import Frozen


class Level(IntEnum):
    """How serious a line is, the most serious last."""

    DEBUG = 10
    INFO = 20
    WARNING = 30
    ERROR = 40


NAMES = {
    "trace": Level.DEBUG,
    "debug": Level.DEBUG,
    "info": Level.INFO,
    "notice": Level.INFO,
    "log": Level.INFO,
    "warn": Level.WARNING,
    "warning": Level.WARNING,
    "error": Level.ERROR,
    "err": Level.ERROR,
    "critical": Level.ERROR,
    "crit": Level.ERROR,
    "fatal": Level.ERROR,
    "panic": Level.ERROR,
    "alert": Level.ERROR,
    "emerg": Level.ERROR,
}
"""What programs call their levels: Python, uvicorn, Node, PostgreSQL, syslog, Go."""
KLOG = re.compile(r"^(?P<letter>[IWEF])\d{4} \d\d:\d\d")
KLOG_LEVELS = {"I": Level.INFO, "W": Level.WARNING, "E": Level.ERROR, "F": Level.ERROR}
FIELD = re.compile(r'\b(?:level|lvl|severity)[=:]\s*"?(?P<name>\w+)', re.IGNORECASE)
WORD = re.compile(
    r"^.{0,60}?(?<![A-Za-z])"
    r"(?P<name>TRACE|DEBUG|INFO|NOTICE|LOG|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)(?![A-Za-z])"
)
"""A level in capitals near the line's beginning: `INFO:     started`, `[ERROR] …`."""
THROWN = re.compile(r"^(?:Traceback \(most recent|panic: |Unhandled|\w*(?:Error|Exception): )")

MESSAGES = ("event", "message", "msg")
KNOWN_ELSEWHERE = ("timestamp", "time", "ts", "level", "severity", "lvl", "levelname")
"""Fields of JSON lines that the line's own time and colour tell."""


class LogLine(Frozen):
    """One line that a container wrote."""

    at: datetime | None
    """When it was written; None where nobody noted it."""
    service: str
    pod: str
    """Empty for a process of this machine."""
    container: str
    level: Level | None
    """None when the line does not say; it then belongs to the line before it."""
    text: str

    @field_serializer("level")
    def _level_name(self, level: Level | None) -> str | None:
        return None if level is None else level.name.lower()


def level_of(text: str) -> Level | None:
    """Return the level that a line states, in any of the usual forms; None when it states none."""
    if text.startswith("{"):
        return _of_json(text)
    if klog := KLOG.match(text):
        return KLOG_LEVELS[klog["letter"]]
    if THROWN.match(text):
        return Level.ERROR
    found = WORD.match(text) or FIELD.search(text)
    return NAMES.get(found["name"].lower()) if found else None


def _of_json(text: str) -> Level | None:
    try:
        tree = json.loads(text)
    except ValueError:
        return None
    said = next((tree[key] for key in ("level", "severity", "lvl", "levelname") if key in tree), "")
    return NAMES.get(str(said).lower())


def readable(text: str) -> str:
    """Return a line of JSON as a person reads it: the message, then `field=value`; others as is."""
    try:
        tree = json.loads(text) if text.startswith("{") else None
    except ValueError:
        return text
    if not isinstance(tree, dict):
        return text
    message = next((str(tree.pop(key)) for key in MESSAGES if key in tree), "")
    rest = [f"{key}={value}" for key, value in tree.items() if key not in KNOWN_ELSEWHERE]
    return " ".join([message, *rest] if message else rest) or text
