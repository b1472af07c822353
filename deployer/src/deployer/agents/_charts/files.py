"""Renders the chart templates: every file of one chart, with line ends as on Linux."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.schema import values_schema

TEMPLATES = Path(__file__).parents[2] / "chart_templates"
SCHEMA = "values.schema.json"
WAIVERS = "policy-waivers.yaml"


def chart_files(context: ChartContext) -> dict[str, str]:
    """Map each path of the chart to its text; the same input gives the same bytes."""
    environment = _environment()
    variables = context.variables()
    files = {
        path: environment.get_template(path).render(variables)
        for path in _templates()
        if _is_wanted(path, context)
    }
    files[SCHEMA] = json.dumps(values_schema(context), indent=2) + "\n"
    return dict(sorted(files.items()))


def _environment() -> Environment:
    # Helm's own templates use {{ }}: ours must not.
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML, from our own app.yaml
    )


def _templates() -> list[str]:
    paths = (path for path in TEMPLATES.rglob("*") if path.is_file())
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in paths)


def _is_wanted(path: str, context: ChartContext) -> bool:
    """Tell whether a chart has this file; parts of other templates are files of none."""
    name = path.removeprefix("templates/")
    conditions = {
        "_pod.yaml": False,
        "_egress.yaml": False,
        "_dns.yaml": False,
        "statefulset.yaml": context.stateful,
        "deployment.yaml": not context.stateful,
        "hpa.yaml": not context.stateful,
        "configmap.yaml": not context.stateful,
        "secret.yaml": bool(context.secret_keys),
        "ingress.yaml": context.published,
        "httproute.yaml": context.published,
        "servicemonitor.yaml": context.service.metrics is not None,
        "role.yaml": context.uses_api,
        "rolebinding.yaml": context.uses_api,
    }
    if name.startswith("migration-"):
        return context.service.migration is not None
    return conditions.get(name, True)
