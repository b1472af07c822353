"""A chart that is refused leads to the line of app.yaml that it comes from."""

from pathlib import Path

import pytest

from deployer.agents._charts.blame import not_right
from deployer.settings import ROOT
from tests.charts import context

LINES = (ROOT / "app.yaml").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("pointer", "field", "line"),
    [
        ("/image/repository", "image", "    image: todo-backend"),
        ("/resources/limits/cpu", "limits.cpu", '    limits: { cpu: "1", memory: 2Gi }'),
        ("/migration/resources/limits/memory", "migration.limits.memory", "      limits: {"),
        ("/config/LOG_LEVEL", "config.LOG_LEVEL", "      LOG_LEVEL: info"),
        ("/replicas", "replicas", "    replicas: 2"),
        ("/tolerations", "", "  backend:"),
    ],
)
def test_a_value_leads_to_its_line(pointer: str, field: str, line: str) -> None:
    error = not_right(context("backend"), f"- at '{pointer}': got number, want string")
    where = error.what.partition("(")[2].partition(")")[0]
    place, _, keys = where.partition(", ")
    assert keys == ".".join(["services", "backend", *field.split(".")]).rstrip(".")
    assert LINES[int(place.removeprefix("app.yaml:")) - 1].startswith(line)


def test_what_names_no_value_leads_to_the_service() -> None:
    error = not_right(context("frontend"), "template: nil pointer")
    place = error.what.partition("app.yaml:")[2].partition(",")[0]
    assert LINES[int(place) - 1] == "  frontend:"
    assert error.cause == "template: nil pointer"
    assert Path("app.yaml").name in error.cure
