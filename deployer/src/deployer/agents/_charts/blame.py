"""Says which line of app.yaml leads to a chart that is not right."""

import re
from collections.abc import Mapping

from deployer.agents._charts.facts import ChartContext
from deployer.errors import UsageError
from deployer.yaml_lines import line_of

POINTER = re.compile(r"at '/([^']+)'")
"""How helm names a value that its schema refuses."""
CAME_FROM: Mapping[str, str] = {
    "image/repository": "image",
    "resources": "",
    "migration/resources": "migration",
    "storage/size": "storage",
    "autoscaling": "replicas",
    "networkPolicy": "calls",
}
"""Where the values stand in app.yaml, if not under their own names."""


def not_right(context: ChartContext, cause: str) -> UsageError:
    """Return the error for a chart that somebody refuses, with the line to look at.

    Args:
        context: The chart.
        cause: What was said of it; a value that helm names leads to its line.
    """
    named = POINTER.search(cause)
    keys = ["services", context.key, *(_field(named.group(1)) if named else ())]
    return UsageError(
        f"The chart {context.chart} is not right ({where(context, keys)}).",
        cause=cause[-1500:],
        cure="mend app.yaml or the chart templates, then run: ./todo chart",
    )


def where(context: ChartContext, keys: list[str]) -> str:
    """Return a place in app.yaml as `app.yaml:12, services.backend.image`."""
    path = context.app.source
    if path is None:
        return ".".join(keys)
    found = line_of(path, keys)
    return f"{path.name}:{found.line}, {'.'.join(found.keys)}"


def _field(pointer: str) -> list[str]:
    """Return the field of a service that a chart's value is written from."""
    for value, field in CAME_FROM.items():
        if pointer == value or pointer.startswith(f"{value}/"):
            rest = pointer.removeprefix(value).strip("/")
            return [part for part in (*field.split("/"), *rest.split("/")) if part]
    return pointer.split("/")
