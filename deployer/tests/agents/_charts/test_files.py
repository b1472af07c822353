"""The text of the charts."""

import re

import pytest
import yaml

from deployer.agents._charts.files import chart_files
from deployer.app import load_app
from tests.charts import context

SERVICES = tuple(load_app().services)


@pytest.mark.parametrize("key", SERVICES)
def test_the_same_input_gives_the_same_bytes(key: str) -> None:
    assert chart_files(context(key)) == chart_files(context(key))


@pytest.mark.parametrize("key", SERVICES)
def test_the_committed_charts_are_those_of_app_yaml(key: str) -> None:
    app = load_app()
    folder = app.chart(key)
    committed = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert committed == chart_files(context(key)), "run: ./todo chart"


@pytest.mark.parametrize("key", SERVICES)
def test_every_value_has_a_comment_above_it(key: str) -> None:
    lines = chart_files(context(key))["values.yaml"].splitlines()
    values = [at for at, line in enumerate(lines) if re.match(r"\s*[A-Za-z_]+:", line)]
    assert values
    bare = [lines[at] for at in values if not lines[at - 1].strip().startswith("#")]
    assert bare == []


@pytest.mark.parametrize("key", SERVICES)
def test_every_value_is_known_to_the_schema(key: str) -> None:
    files = chart_files(context(key))
    schema = yaml.safe_load(files["values.schema.json"])
    values = yaml.safe_load(files["values.yaml"])
    assert schema["additionalProperties"] is False
    assert set(values) == set(schema["properties"]) - {"global"}


@pytest.mark.parametrize("key", SERVICES)
def test_nothing_of_our_own_templates_is_left(key: str) -> None:
    for path, text in chart_files(context(key)).items():
        assert "[[" not in text, path
        assert "[%" not in text, path
        assert not re.search(r"rand(Alpha|Ascii|Numeric)|uuidv4|\bnow\b \|", text), path


def test_each_chart_has_what_its_service_needs_and_no_more() -> None:
    names = {key: set(chart_files(context(key))) for key in SERVICES}
    assert "templates/statefulset.yaml" in names["database"]
    assert "templates/deployment.yaml" not in names["database"]
    assert "templates/migration-job.yaml" in names["backend"]
    assert "templates/secret.yaml" not in names["frontend"]
    assert "templates/ingress.yaml" in names["frontend"]
    assert not any(
        "_pod" in path or "_egress" in path for paths in names.values() for path in paths
    )


def test_secrets_are_never_in_the_config_map() -> None:
    template = chart_files(context("backend"))["templates/configmap.yaml"]
    assert "DATABASE_URL" not in template
